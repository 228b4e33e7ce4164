using Portal.Content.Branches;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Content.Editing;

/// <summary>
/// What waits for a writer: what did not come online, what to read, what to go on with, what is planned, what may be out of date.
/// </summary>
internal sealed class WritingTasks(DbSession session, LiveSite live, BranchStore branches, TimeProvider clock) : IOfficeTasks
{
    private const int MostOfAKind = 10;
    private const string Failed = "Niet gelukt", ForReview = "Wacht op jouw controle", Remarked = "Opmerkingen bij jouw concept";

    // Of who keeps to a part of the site this many are looked through for theirs.
    private const int MostLookedAt = 500;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop)
    {
        if (!member.May(Rights.Writer)) return [];
        var (id, me, tasks) = (member.Id, member.Id.ToString(), new List<OfficeTask>());
        await AddAsync(Failed, "Kijk waarom", "", "r.problem is not null", "r.changed_at", []);
        await AddAsync(
            ForReview, "Lees en beoordeel", "/controle", "r.stage = 'in_review' and r.reviewer_id = $2", "r.changed_at",
            [id]);
        await AddAsync(
            Remarked, "Bekijk de opmerkingen", "/controle",
            "r.started_by = $2 and exists (select from content.remarks m where m.document_id = d.id and m.resolved_at is null)",
            "r.changed_at", [me]);
        await AddAsync(
            "Jouw concepten", "Schrijf verder", "", "r.stage = 'concept' and (r.changed_by = $2 or r.started_by = $2)", "r.changed_at desc",
            [me]);
        await AddAsync("Gepland", "Bekijk of verander", "", "r.stage = 'scheduled'", "r.publish_at", []);
        if (member.May(Rights.Editor))
        {
            // What readers see is in memory, with its dates.
            var today = DutchTime.DateOf(clock.GetUtcNow());
            var old = live.Public.Documents.Where(document => document.Common.ReviewBy < today)
                .OrderBy(document => document.Common.ReviewBy).ThenBy(document => document.Id, StringComparer.Ordinal)
                .Take(MostLookedAt).Select(document => (document.Id, document.Title)).ToList();
            await TellAsync("Controleren of het nog klopt", "Controleer de tekst", "", old);
        }
        return tasks;

        async Task AddAsync(string group, string next, string page, string which, string order, object[] values)
        {
            await TellAsync(group, next, page, await session.ListAsync(
                $"""
                select d.ref, d.title from content.drafts r join content.documents d on d.id = r.document_id
                where d.deleted_at is null and {which} order by {order} limit $1
                """,
                [MostLookedAt, .. values], row => (Id: row.Text(0), Title: row.Text(1)), stop));
        }

        // What lies outside a writer's part of the site is nothing they can do.
        async Task TellAsync(string group, string next, string page, List<(string Id, string Title)> rows)
        {
            var inside = await branches.InsideAsync([.. rows.Select(row => row.Id)], stop);
            tasks.AddRange(rows.Where(row => inside.Contains(row.Id)).Take(MostOfAKind)
                .Select(row => new OfficeTask(group, row.Title, $"/beheer/inhoud/{row.Id}{page}", next) { Urgency = UrgencyOf(group) }));
        }
    }

    private static OfficeUrgency UrgencyOf(string group) => group switch
    {
        Failed => OfficeUrgency.Now,
        ForReview or Remarked => OfficeUrgency.Today,
        _ => OfficeUrgency.Whenever,
    };
}
