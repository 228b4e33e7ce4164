using Microsoft.Extensions.Logging;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Platform.Mail;

/// <summary>A mail of the outbox is to be sent.</summary>
/// <param name="Id">Its id there.</param>
internal sealed record SendMail(Guid Id);

/// <summary>
/// Sends mails, some after each other. That they were sent is written down with the end of their jobs: each is sent at least once, and
/// twice only when a host dies between the server's yes and writing that down (within <see cref="Slice"/>, and the mail it is at), or when
/// the server never said whether it took it.
/// </summary>
internal sealed class SendMailJob(
    DbSession session, IMailTransport transport, MailSeal seal, MailRest rest, TimeProvider clock, ILogger<SendMailJob> log)
    : IJobs<SendMail>
{
    /// <summary>The job's name in the database.</summary>
    internal const string Name = "platform.mail";

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ToFinish = TimeSpan.FromSeconds(5);

    private readonly HashSet<Guid> withFiles = [];

    public async Task RunAsync(IReadOnlyList<JobOf<SendMail>> jobs, CancellationToken stop)
    {
        var letters = await FindAsync([.. jobs.Select(job => job.Args.Id)], stop);
        var sent = new List<Letter>();
        for (var (at, handled, began) = (0, 0, clock.GetTimestamp()); at < jobs.Count; at++)
        {
            if (!letters.TryGetValue(jobs[at].Args.Id, out var letter)) continue; // who it was to is gone, or it was sent before
            if (letter is null)
            {
                log.LogError("Mail {Mail} has failed: the key its words were sealed with is gone", jobs[at].Args.Id);
                jobs[at].Run.GiveUp("unreadable");
                continue;
            }
            if (handled > 0 && (clock.GetElapsedTime(began) > Slice || stop.IsCancellationRequested))
            {
                jobs[at].Run.Leave();
                continue;
            }
            var result = await SendAsync(await WithFilesAsync(letter, stop), stop);
            if (result is { Outcome: MailOutcome.Unreachable } && handled == 0)
                throw new JobUnavailable(rest.Longer(), $"no mail server ({result.Reason})");
            if (result is null or { Outcome: MailOutcome.Unreachable })
            {
                // What was sent is written down first; the next round finds out the same.
                foreach (var job in jobs.Skip(at)) job.Run.Leave();
                break;
            }
            handled++;
            rest.End();
            if (result.Outcome == MailOutcome.Sent) sent.Add(letter);
            Judge(letter, result, jobs[at].Run);
        }
        if (sent.Count > 0) await WriteDownAsync(sent);
    }

    // A host that stops finishes the mail it is at, if that does not take long. Null: nothing of it was taken before it had to end.
    private async Task<MailResult?> SendAsync(Letter letter, CancellationToken stop)
    {
        using var last = new CancellationTokenSource();
        await using var _ = stop.Register(() => last.CancelAfter(ToFinish));
        try
        {
            return await transport.SendAsync(letter, last.Token);
        }
        catch (OperationCanceledException) when (last.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Mail {Mail} ({Kind}) cannot be sent", letter.Id, letter.Mail.Kind);
            return new MailResult(MailOutcome.Later, e.GetType().Name); // the others of this round were sent all the same
        }
    }

    private void Judge(Letter letter, MailResult result, JobRun run)
    {
        if (result.Outcome == MailOutcome.Sent)
        {
            log.LogInformation("Mail {Mail} ({Kind}) was sent", letter.Id, letter.Mail.Kind);
            return;
        }
        var reason = result.Outcome == MailOutcome.Unknown ? $"unknown: {result.Reason}" : result.Reason!;
        if (result.Outcome == MailOutcome.Refused) run.GiveUp(reason);
        else run.TryAgain(reason);
        var (id, kind, attempt) = (letter.Id, letter.Mail.Kind, run.Attempt);
        if (run.IsLast || result.Outcome == MailOutcome.Refused)
            log.LogError("Mail {Mail} ({Kind}) has failed after {Attempts} attempts: {Reason}", id, kind, attempt, reason);
        else
            log.LogWarning("Mail {Mail} ({Kind}) was not sent at attempt {Attempt} and is tried again: {Reason}", id, kind, attempt, reason);
    }

    // What they said is nobody's business any more.
    private async Task WriteDownAsync(List<Letter> sent)
    {
        await session.ExecuteAsync(
            "update platform.outbox set sent_at = $2, body_text = '', body_html = null, sealed = null, headers = '{}' where id = any ($1)",
            [sent.Select(letter => letter.Id).ToArray(), clock.GetUtcNow()], CancellationToken.None);
        if (withFiles.Count == 0) return;
        await session.ExecuteAsync(
            "delete from platform.attachments where mail_id = any ($1)", [sent.Select(letter => letter.Id).Where(withFiles.Contains).ToArray()],
            CancellationToken.None);
    }

    // Null: the key its words were sealed with is gone, so nobody can read them any more.
    private async Task<Dictionary<Guid, Letter?>> FindAsync(Guid[] ids, CancellationToken stop)
    {
        var found = await session.ListAsync(
            """
            select to_address, subject, body_text, body_html, kind, dedupe_key, headers, return_path, lane, created_at, id,
                exists (select from platform.attachments where mail_id = id), coalesce(sealed, '')
            from platform.outbox where id = any ($1) and sent_at is null
            """,
            [ids], row => (Letter: LetterOf(row), HasFiles: row.Get<bool>(11), Sealed: row.Get<byte[]>(12)), stop);
        var letters = new Dictionary<Guid, Letter?>();
        foreach (var (outside, hasFiles, words) in found)
        {
            var letter = words.Length == 0 ? outside : seal.Open(outside.Mail, words) is { } mail ? outside with { Mail = mail } : null;
            if (letter is null)
            {
                letters[outside.Id] = null;
                continue;
            }
            letters[letter.Id] = letter;
            if (hasFiles) withFiles.Add(letter.Id);
        }
        return letters;
    }

    // When it is its turn: the files of a whole round would be too much to hold.
    private async Task<Letter> WithFilesAsync(Letter letter, CancellationToken stop)
    {
        if (!withFiles.Contains(letter.Id)) return letter;
        var files = await session.ListAsync(
            "select name, content_type, bytes from platform.attachments where mail_id = $1 order by position", [letter.Id],
            row => new MailAttachment(row.Text(0), row.Text(1), row.Get<byte[]>(2)), stop);
        return letter with { Mail = letter.Mail with { Attachments = files } };
    }

    private static Letter LetterOf(Row row) => new(
        row.Id(10), row.Moment(9),
        new Mail(row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Text(4), row.Text(5))
        {
            Headers = [.. row.Get<string[]>(6).Select(line => line.Split(": ", 2)).Select(parts => new MailHeader(parts[0], parts[1]))],
            ReturnPath = row.TextOrNull(7),
            Lane = (JobLane)row.Get<short>(8),
        });
}

/// <summary>How long mail rests on this host while there is no talking with the server: ever longer, until there is.</summary>
internal sealed class MailRest
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private int times;

    public TimeSpan Longer()
    {
        var pause = Shortest * Math.Pow(2, Math.Min(Interlocked.Increment(ref times) - 1, 10));
        return pause < Longest ? pause : Longest;
    }

    public void End() => Volatile.Write(ref times, 0);
}
