using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;

namespace Portal.Members.Pages.Beheer;

/// <summary>The office: what waits for this member, each with what to do next, and a door for everything they may do.</summary>
internal sealed class IndexModel(
    IEnumerable<OfficeLink> links, IEnumerable<IOfficeTasks> rooms, IMemberParts parts, CurrentMember current) : PageModel
{
    public IReadOnlyList<OfficeLink> Links { get; private set; } = [];

    public IReadOnlyList<IGrouping<string, OfficeTask>> Tasks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var isKept = current.May(Rights.Writer) && await parts.IsKeptAsync(stop);
        Links = [.. links.Where(link => link.Rights.Any(current.May) && !(link.IsOfWholeSite && isKept))];
        var tasks = new List<OfficeTask>();
        foreach (var room in rooms) tasks.AddRange(await room.OfAsync(current, stop));
        Tasks = [.. tasks.GroupBy(task => task.Group)];
    }
}
