using Portal.Content.Editing;
using Portal.Members.Access;
using Portal.Newsletters.Types;
using Portal.Platform.Data;

namespace Portal.Newsletters.Sending;

/// <summary>What waits on the way of newsletters, for who makes them.</summary>
internal sealed class SendingTasks(DbSession session, DocumentDesk desk) : IOfficeTasks
{
    private const string Group = "Nieuwsbrieven";

    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (!member.May(Rights.Writer)) return [];
        var waiting = await session.ListAsync(
            """
            select document, state, asked_by, problem from newsletters.campaigns
            where state in ('asked', 'paused') or (problem is not null and state in ('concept', 'late')) order by made_at limit 20
            """,
            [], row => (Document: row.Text(0), State: row.Text(1), AskedBy: row.GetOrNull<Guid>(2), Problem: row.TextOrNull(3)), stop);
        if (waiting.Count == 0) return [];
        var titles = (await desk.ListAsync(Newsletter.TypeName, 1, 100, stop)).Page.ToDictionary(entry => entry.Id, entry => entry.Title);
        return
        [
            .. from one in waiting
               where titles.ContainsKey(one.Document) && !(one.State == "asked" && one.AskedBy == member.Id)
               let what = one.State switch
               {
                   "asked" => ("Wacht op akkoord", "Lees hem en geef akkoord"),
                   "paused" => ("Het versturen staat stil", "Ga door of stop"),
                   _ => ("Niet verstuurd", "Kijk waarom"),
               }
               select new OfficeTask(Group, $"{titles[one.Document]}: {what.Item1}", $"/beheer/nieuwsbrieven/{one.Document}", what.Item2)
               {
                   Urgency = one.State == "asked" ? OfficeUrgency.Today : OfficeUrgency.Now,
               },
        ];
    }
}
