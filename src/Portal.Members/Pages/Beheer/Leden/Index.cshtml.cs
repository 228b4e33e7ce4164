using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Data;

namespace Portal.Members.Pages.Beheer.Leden;

/// <summary>All members, to search in.</summary>
internal sealed class IndexModel(MembersDb db) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public IReadOnlyList<MemberRow> Rows { get; private set; } = [];

    public string PageLink(int page) =>
        QueryHelpers.AddQueryString(
            "/beheer/leden", new Dictionary<string, string?> { ["zoek"] = Zoek, ["p"] = page.ToString(CultureInfo.InvariantCulture) });

    public async Task OnGetAsync(CancellationToken stop)
    {
        Zoek = Zoek?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, 100)] : null;
        var pattern = "%" + (Zoek ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal) + "%";
        var found = db.Members.AsNoTracking()
            .Where(row => Zoek == null || EF.Functions.ILike(row.Name, pattern, "\\") || EF.Functions.ILike(row.Email!, pattern, "\\"));
        Total = await found.CountAsync(stop);
        P = Math.Clamp(P, 1, Pages);
        Rows = await found.OrderBy(row => row.Name).ThenBy(row => row.Id).Skip((P - 1) * PageSize).Take(PageSize)
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
