using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Beheer.Leden;

/// <summary>All members, to search in: by name, address, organisation and municipality, and by what they may do.</summary>
internal sealed class IndexModel(MembersDb db, IProfileChoices choices) : PageModel
{
    /// <summary>The value of belonging to no organisation.</summary>
    public const string None = "geen";

    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    /// <summary>Id of a municipality.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Gemeente { get; set; }

    /// <summary>One of <see cref="Rights.Roles"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Taak { get; set; }

    /// <summary><see cref="None"/>, or nothing.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Organisatie { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Total { get; private set; }

    public Cut Cut { get; private set; } = null!;

    public IReadOnlyList<MemberRow> Rows { get; private set; } = [];

    public IReadOnlyList<Municipality> Municipalities => choices.Municipalities;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Zoek = Cut.Asked(Zoek);
        Gemeente = Municipalities.FirstOrDefault(known => known.Id == Gemeente)?.Id;
        Taak = Rights.Roles.FirstOrDefault(role => role == Taak);
        Organisatie = Organisatie == None ? None : null;
        var found = Found();
        Cut = new Cut("/beheer/leden", Zoek, Total = await found.CountAsync(stop), P)
        {
            More = [("gemeente", Gemeente), ("taak", Taak), ("organisatie", Organisatie)],
        };
        Rows = await found.OrderBy(row => row.Name).ThenBy(row => row.Id).Skip(Cut.Before).Take(Cut.Most)
            .Select(row => new MemberRow(
                row.Id, row.Name, row.Email!, db.Organisations.Where(organisation => organisation.Id == row.OrganisationId)
                    .Select(organisation => organisation.Name).SingleOrDefault(),
                row.Roles.Select(role => role.Role).ToList(), row.LastSeenAt, row.BlockedAt != null))
            .ToListAsync(stop);
    }

    private IQueryable<Member> Found()
    {
        var found = db.Members.AsNoTracking();
        if (Gemeente is { } municipality) found = found.Where(row => row.Municipality == municipality);
        if (Taak is { } role) found = found.Where(row => row.Roles.Any(granted => granted.Role == role));
        if (Organisatie is not null) found = found.Where(row => row.OrganisationId == null);
        if (Zoek is null) return found;
        var pattern = SearchPattern.In(Zoek);
        string[] places =
            [.. Municipalities.Where(known => known.Label.Contains(Zoek, StringComparison.OrdinalIgnoreCase)).Select(known => known.Id)];
        return found.Where(row => EF.Functions.ILike(row.Name, pattern, SearchPattern.Escape)
            || EF.Functions.ILike(row.Email!, pattern, SearchPattern.Escape) || places.Contains(row.Municipality!)
            || db.Organisations.Any(organisation => organisation.Id == row.OrganisationId
                && EF.Functions.ILike(organisation.Name, pattern, SearchPattern.Escape)));
    }
}

/// <summary>One line of the list.</summary>
internal sealed record MemberRow(
    Guid Id, string Name, string Email, string? Organisation, List<string> Roles, DateTimeOffset LastSeenAt, bool Blocked);
