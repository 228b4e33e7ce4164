using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;

namespace Portal.Members.Pages.Beheer;

/// <summary>The office: a door for everything this member may do.</summary>
internal sealed class IndexModel(IEnumerable<OfficeLink> links, CurrentMember current) : PageModel
{
    public IReadOnlyList<OfficeLink> Links { get; } = [.. links.Where(link => link.Rights.Any(current.May))];

    public void OnGet()
    {
    }
}
