using Portal.Newsletters.Editions;
using Portal.Newsletters.Subscribers;
using Portal.Platform.Audit;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Sending;

/// <summary>
/// The campaigns: what may follow what is decided here, each step in one statement that only does something where that step may be taken,
/// so that two people who press at once take it once.
/// </summary>
internal sealed class Campaigns(DbSession session, JobQueue jobs, Recipients recipients, AuditLog audit, TimeProvider clock)
{
    private const string Columns =
        """
        id, document, state, revision, themes, regions, functions, send_at, not_after, asked_by, approved_by, started_at, ended_at, problem,
            counts_clicks
        """;

    /// <summary>How long after its moment a campaign is still begun, when nobody said otherwise.</summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromHours(12);

    /// <summary>One of them; null when there is none.</summary>
    public Task<Campaign?> FindAsync(Guid id, CancellationToken stop) => session.FirstAsync(
        $"select {Columns} from newsletters.campaigns where id = $1", [id], CampaignOf, stop);

    /// <summary>The last one of a newsletter; null when there was none.</summary>
    public Task<Campaign?> OfAsync(string document, CancellationToken stop) => session.FirstAsync(
        $"select {Columns} from newsletters.campaigns where document = $1 order by made_at desc limit 1", [document], CampaignOf, stop);

    /// <summary>The last one of each of these newsletters.</summary>
    public async Task<IReadOnlyDictionary<string, Campaign>> OfAllAsync(IReadOnlyList<string> documents, CancellationToken stop) =>
        (await session.ListAsync(
            $"select distinct on (document) {Columns} from newsletters.campaigns where document = any ($1) order by document, made_at desc",
            [documents.ToArray()], CampaignOf, stop)).ToDictionary(campaign => campaign.Document);

    /// <summary>The one of a newsletter that is not over; a new one when there is none.</summary>
    public async Task<Campaign> OpenAsync(string document, Guid by, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await session.ExecuteAsync(
            """
            insert into newsletters.campaigns (id, document, state, made_by, made_at)
            values ($1, $2, 'concept', $3, $4) on conflict (document) where state not in ('sent', 'stopped', 'late') do nothing
            """,
            [Guid.CreateVersion7(now), document, by, now], stop);
        return (await OfAsync(document, stop))!;
    }

    /// <summary>For whom it is; whoever agreed agreed to something else, so that is asked anew.</summary>
    public Task<bool> AimAsync(Guid id, Interests segment, CancellationToken stop) => StepAsync(
        """
        update newsletters.campaigns set themes = $2, regions = $3, functions = $4, state = 'concept', asked_by = null, asked_at = null,
            approved_by = null, approved_at = null, revision = null, send_at = null, problem = null
        where id = $1 and state in ('concept', 'asked', 'approved')
        """,
        [id, segment.Themes, segment.Regions, segment.Functions], stop);

    /// <summary>Whether the clicks on its links are counted; chosen before it is planned, for its text is frozen with that.</summary>
    public Task<bool> CountClicksAsync(Guid id, bool counts, CancellationToken stop) => StepAsync(
        "update newsletters.campaigns set counts_clicks = $2 where id = $1 and state = 'approved'", [id, counts], stop);

    /// <summary>Asks a second person to agree to a text.</summary>
    public Task<bool> AskAsync(Guid id, int revision, Guid by, CancellationToken stop) => StepAsync(
        """
        update newsletters.campaigns set state = 'asked', revision = $2, asked_by = $3, asked_at = $4, approved_by = null,
            approved_at = null
        where id = $1 and state in ('concept', 'asked', 'approved')
        """,
        [id, revision, by, clock.GetUtcNow()], stop);

    /// <summary>Agrees to the text that was asked about: somebody else than who asked, and than who made it.</summary>
    public Task<bool> ApproveAsync(Guid id, int revision, Guid by, CancellationToken stop) => StepAsync(
        """
        update newsletters.campaigns set state = 'approved', approved_by = $3, approved_at = $4
        where id = $1 and state = 'asked' and revision = $2 and asked_by <> $3
        """,
        [id, revision, by, clock.GetUtcNow()], stop);

    /// <summary>Takes it back to being made ready: the text is another one, or nobody may send it yet.</summary>
    public Task<bool> TakeBackAsync(Guid id, string? problem, CancellationToken stop) => StepAsync(
        """
        update newsletters.campaigns set state = 'concept', revision = null, asked_by = null, asked_at = null, approved_by = null,
            approved_at = null, send_at = null, problem = $2
        where id = $1 and state in ('asked', 'approved', 'planned')
        """,
        [id, problem], stop);

    /// <summary>Sends it at a moment, by itself.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="at">When, UTC; now or in the past: at once.</param>
    /// <param name="notAfter">After this it is not begun any more, UTC.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<bool> PlanAsync(Guid id, DateTimeOffset at, DateTimeOffset notAfter, Guid by, CancellationToken stop) =>
        session.InTransactionAsync(
            async () =>
            {
                var isPlanned = await StepAsync(
                    """
                    update newsletters.campaigns set state = 'planned', send_at = $2, not_after = $3, started_by = $4, problem = null
                    where id = $1 and state in ('approved', 'planned')
                    """,
                    [id, at, notAfter, by], stop);
                if (isPlanned) await EnqueueAsync(id, at, stop);
                return isPlanned;
            },
            stop);

    /// <summary>No longer sends it by itself.</summary>
    public Task<bool> UnplanAsync(Guid id, CancellationToken stop) => StepAsync(
        "update newsletters.campaigns set state = 'approved', send_at = null where id = $1 and state = 'planned'", [id], stop);

    /// <summary>Sends no more for now: mails that are with the mail server arrive, the rest waits.</summary>
    public Task<bool> PauseAsync(Guid id, string? problem, CancellationToken stop) => StepAsync(
        "update newsletters.campaigns set state = 'paused', problem = $2 where id = $1 and state = 'sending'", [id, problem], stop);

    /// <summary>Goes on where it was paused.</summary>
    public Task<bool> ResumeAsync(Guid id, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var goesOn = await StepAsync(
                """
                update newsletters.campaigns set state = 'sending', problem = null, not_after = greatest(not_after, $2)
                where id = $1 and state = 'paused'
                """,
                [id, now + UsualPatience], stop);
            if (goesOn) await EnqueueAsync(id, now, stop);
            return goesOn;
        },
        stop);

    /// <summary>Sends no more, for good.</summary>
    public Task<bool> StopAsync(Guid id, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var isStopped = await StepAsync(
                """
                update newsletters.campaigns set state = 'stopped', ended_at = $2
                where id = $1 and state not in ('sent', 'stopped', 'late')
                """,
                [id, clock.GetUtcNow()], stop);
            if (isStopped)
            {
                await session.ExecuteAsync(
                    "update newsletters.deliveries set state = 'stopped' where campaign_id = $1 and state = 'waiting'", [id], stop);
            }
            return isStopped;
        },
        stop);

    /// <summary>
    /// Begins: its text is frozen and everybody who is to get it has a row, in one transaction. False when it may not begin (any more).
    /// </summary>
    public Task<bool> BeginAsync(Campaign campaign, Edition edition, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var begins = await StepAsync(
                """
                update newsletters.campaigns set state = 'sending', started_at = $2, subject = $3, preview = $4, title = $5, html = $6,
                    plain = $7, path = $8
                where id = $1 and state = 'planned' and revision is not distinct from $9
                """,
                [
                    campaign.Id, now, edition.Subject, edition.Preview, edition.Title, edition.Content.Html, edition.Content.Text,
                    edition.Path, campaign.Revision,
                ],
                stop);
            if (!begins) return false;
            await session.ExecuteAsync(
                """
                insert into newsletters.links (campaign_id, number, target, words)
                select $1, number, target, words from unnest($2::int[], $3::text[], $4::text[]) as l (number, target, words)
                """,
                [
                    campaign.Id, edition.Links.Select(link => link.Number).ToArray(), edition.Links.Select(link => link.Target).ToArray(),
                    edition.Links.Select(link => link.Words).ToArray(),
                ],
                stop);
            await recipients.WriteDownAsync(campaign, now, stop);
            await audit.AppendAsync(
                new AuditLine("newsletter.begun", NewsletterLines.Newsletter, campaign.Document, "planning") { Title = edition.Title },
                stop);
            return true;
        },
        stop);

    /// <summary>It could not begin in time, or not at all.</summary>
    public Task<bool> EndLateAsync(Guid id, string problem, CancellationToken stop) => StepAsync(
        "update newsletters.campaigns set state = 'late', ended_at = $2, problem = $3 where id = $1 and state = 'planned'",
        [id, clock.GetUtcNow(), problem], stop);

    /// <summary>
    /// Makes a run the only one that may send. What another was handing over when it ended is marked as in doubt, and never sent again by
    /// itself; what it had only taken goes back. Where the database itself crashed since, its last words about that may be lost: then all
    /// of it is in doubt, until a run that lives on says otherwise. Null when the campaign is not being sent.
    /// </summary>
    public Task<(Campaign Campaign, Edition Edition)?> TakeOverAsync(Guid id, Guid run, CancellationToken stop) =>
        session.InTransactionAsync<(Campaign, Edition)?>(
            async () =>
            {
                var lived = await session.FirstAsync(
                    """
                    with life as (
                        insert into newsletters.server_life default values on conflict (only_row) do update set only_row = true
                        returning began)
                    update newsletters.campaigns c set run = $2, server_started = life.began
                    from life, (select server_started from newsletters.campaigns where id = $1 for update) before
                    where c.id = $1 and c.state = 'sending'
                    returning before.server_started is not distinct from life.began
                    """,
                    [id, run], row => (bool?)row.Get<bool>(0), stop);
                if (lived is null) return null;
                await session.ExecuteAsync(
                    """
                    update newsletters.deliveries set state = case when state = 'taken' and $2 then 'waiting' else 'unknown' end,
                        claim = case when state = 'taken' and $2 then null else claim end,
                        code = case when state = 'taken' and $2 then code else 'host' end
                    where campaign_id = $1 and state in ('taken', 'sending')
                    """,
                    [id, lived.Value], stop);
                var edition = await session.FirstAsync(
                    "select subject, preview, title, html, plain, path from newsletters.campaigns where id = $1", [id],
                    row => new Edition(row.Text(0), row.Text(1), row.Text(2), new MailContent(row.Text(3), row.Text(4)), row.Text(5)),
                    stop);
                return ((await FindAsync(id, stop))!, edition!);
            },
            stop);

    /// <summary>Ends it when nothing is left to do; else gives when the next mail is due, UTC.</summary>
    public Task<DateTimeOffset?> EndAsync(Guid id, CancellationToken stop) => session.InTransactionAsync<DateTimeOffset?>(
        async () =>
        {
            await recipients.WithdrawAsync(id, stop);
            var next = await session.ValueAsync<DateTimeOffset?>(
                "select min(next_at) from newsletters.deliveries where campaign_id = $1 and state in ('waiting', 'taken', 'sending')",
                [id], stop);
            if (next is null)
            {
                await session.ExecuteAsync(
                    "update newsletters.campaigns set state = 'sent', ended_at = $2 where id = $1 and state = 'sending'",
                    [id, clock.GetUtcNow()], stop);
            }
            return next;
        },
        stop);

    /// <summary>How many mails are in which state.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(Guid id, CancellationToken stop) => (await session.ListAsync(
        """
        select case when state = 'taken' then 'waiting' else state end, count(*)::int
        from newsletters.deliveries where campaign_id = $1 group by 1
        """,
        [id],
        row => (State: row.Text(0), Number: row.Number(1)), stop)).ToDictionary(pair => pair.State, pair => pair.Number);

    /// <summary>Takes a step that somebody asked for, and writes down who; what it gives is null where it could not be taken.</summary>
    public Task<string?> ByAsync(
        Guid by, string action, string document, string title, Func<Task<string?>> step, CancellationToken stop) =>
        session.InTransactionAsync(
            async () =>
            {
                var said = await step();
                var line = new AuditLine($"newsletter.{action}", NewsletterLines.Newsletter, document, by.ToString()) { Title = title };
                if (said is not null) await audit.AppendAsync(line, stop);
                return said;
            },
            stop);

    /// <summary>Goes on with it at a moment.</summary>
    public Task EnqueueAsync(Guid id, DateTimeOffset at, CancellationToken stop) => jobs.EnqueueAsync(
        new SendCampaign(id), new JobOptions { RunAt = at, Key = $"{id}:{at.UtcTicks}" }, stop);

    private async Task<bool> StepAsync(string sql, object?[] values, CancellationToken stop) =>
        await session.ExecuteAsync(sql, values, stop) > 0;

    private static Campaign CampaignOf(Row row) => new(
        row.Id(0), row.Text(1), Enum.Parse<CampaignState>(row.Text(2), ignoreCase: true), row.GetOrNull<int>(3),
        new Interests(row.Get<string[]>(4), row.Get<string[]>(5), row.Get<string[]>(6)), row.GetOrNull<DateTimeOffset>(7),
        row.GetOrNull<DateTimeOffset>(8), row.GetOrNull<Guid>(9), row.GetOrNull<Guid>(10), row.GetOrNull<DateTimeOffset>(11),
        row.GetOrNull<DateTimeOffset>(12), row.TextOrNull(13), row.Get<bool>(14));
}
