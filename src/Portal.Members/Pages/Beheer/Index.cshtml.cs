using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;

namespace Portal.Members.Pages.Beheer;

/// <summary>The office: what waits for this member, each with what to do next, and a door for everything they may do.</summary>
internal sealed class IndexModel(IEnumerable<OfficeLink> links, IEnumerable<IOfficeTasks> rooms, CurrentMember current) : PageModel
{
    public IReadOnlyList<OfficeLink> Links { get; } = [.. links.Where(link => link.Rights.Any(current.May))];

    public IReadOnlyList<IGrouping<string, OfficeTask>> Tasks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var tasks = new List<OfficeTask>();
        foreach (var room in rooms) tasks.AddRange(await room.OfAsync(current, stop));
        Tasks = [.. tasks.GroupBy(task => task.Group)];
    }
}
