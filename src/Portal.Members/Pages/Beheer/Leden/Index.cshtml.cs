using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Data;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Beheer.Leden;

/// <summary>All members, to search in.</summary>
internal sealed class IndexModel(MembersDb db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Total { get; private set; }

    public Cut Cut { get; private set; } = null!;

    public IReadOnlyList<MemberRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Zoek = Cut.Asked(Zoek);
        var pattern = SearchPattern.In(Zoek ?? "");
        var found = db.Members.AsNoTracking()
            .Where(row => Zoek == null || EF.Functions.ILike(row.Name, pattern, SearchPattern.Escape)
                || EF.Functions.ILike(row.Email!, pattern, SearchPattern.Escape));
        Cut = new Cut("/beheer/leden", Zoek, Total = await found.CountAsync(stop), P);
        Rows = await found.OrderBy(row => row.Name).ThenBy(row => row.Id).Skip(Cut.Before).Take(Cut.Most)
            .Select(row => new MemberRow(
                row.Id, row.Name, row.Email!, db.Organisations.Where(organisation => organisation.Id == row.OrganisationId)
                    .Select(organisation => organisation.Name).SingleOrDefault(),
                row.Roles.Select(role => role.Role).ToList(), row.LastSeenAt, row.BlockedAt != null))
            .ToListAsync(stop);
    }
}

/// <summary>One line of the list.</summary>
internal sealed record MemberRow(
    Guid Id, string Name, string Email, string? Organisation, List<string> Roles, DateTimeOffset LastSeenAt, bool Blocked);
