using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;

namespace Portal.Members.Pages.Beheer;

/// <summary>
/// The office: what needs this member today in three lines, then a door for everything they may do, by job, and all that waits.
/// </summary>
internal sealed class IndexModel(
    IEnumerable<OfficeLink> links, IEnumerable<IOfficeTasks> rooms, IMemberParts parts, CurrentMember current) : PageModel
{
    private const int MostToday = 3;

    /// <summary>Doors, by what one comes for.</summary>
    public IReadOnlyList<IGrouping<OfficeJob, OfficeLink>> Jobs { get; private set; } = [];

    /// <summary>What waits, by kind, the most urgent first.</summary>
    public IReadOnlyList<IGrouping<string, OfficeTask>> Tasks { get; private set; } = [];

    /// <summary>Of the most urgent kinds the first task, with how many more there are.</summary>
    public IEnumerable<(OfficeTask Task, int More)> Today => Tasks.Take(MostToday).Select(group => (group.First(), group.Count() - 1));

    /// <summary>How much waits.</summary>
    public int Count => Tasks.Sum(group => group.Count());

    public async Task OnGetAsync(CancellationToken stop)
    {
        var isKept = current.May(Rights.Writer) && await parts.IsKeptAsync(stop);
        Jobs =
        [
            .. links.Where(link => link.Rights.Any(current.May) && !(link.IsOfWholeSite && isKept))
                .GroupBy(link => link.Job).OrderBy(job => job.Key),
        ];
        var tasks = new List<OfficeTask>();
        foreach (var room in rooms) tasks.AddRange(await room.OfAsync(current, stop));
        Tasks = [.. tasks.GroupBy(task => task.Group).OrderBy(group => group.Min(task => task.Urgency))];
    }

    /// <summary>What a job is called.</summary>
    public static string NameOf(OfficeJob job) => job switch
    {
        OfficeJob.Answering => "Vragen beantwoorden",
        OfficeJob.Learning => "Leren en trainen",
        OfficeJob.Writing => "Schrijven en versturen",
        OfficeJob.People => "Mensen en organisaties",
        _ => "Het portaal zelf",
    };
}
