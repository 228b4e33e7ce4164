using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Beheer.Leden.Organisaties;

/// <summary>All member organisations, to search in; adds one.</summary>
internal sealed class IndexModel(
    MembersDb db, DbSession session, AuditLog audit, IProfileChoices choices, CurrentMember current, SecurityLog log, TimeProvider clock)
    : OrganisationPage(db, session, audit, choices)
{
    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    /// <summary>Id of a municipality.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Gemeente { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Total { get; private set; }

    public Cut Cut { get; private set; } = null!;

    public IReadOnlyList<OrganisationRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        ModelState.Clear();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (IsRight())
        {
            var made = Organisation.Of(Name, Municipality, Domain, clock.GetUtcNow());
            made.MailDomains = MailDomainList;
            Db.Organisations.Add(made);
            if (await SaveAsync(made, "added", [new(MemberLines.Name, null, made.Name)], current.Id, stop))
            {
                log.Write("organisation-added", null, "succeeded", current.Id, made.Id.ToString());
                this.Say("De organisatie staat erbij.");
                return LocalRedirect($"/beheer/leden/organisaties/{made.Id}");
            }
            Db.ChangeTracker.Clear();
        }
        await LoadAsync(stop);
        return Page();
    }

    /// <summary>The name of a municipality.</summary>
    public string? NameOf(string? municipality) => Municipalities.FirstOrDefault(known => known.Value == municipality).Text;

    private async Task LoadAsync(CancellationToken stop)
    {
        Zoek = Cut.Asked(Zoek);
        var pattern = SearchPattern.In(Zoek ?? "");
        Gemeente = Municipalities.Select(known => known.Value).FirstOrDefault(known => known == Gemeente);
        string[] places = Zoek is null ? []
            : [.. Municipalities.Where(one => one.Text.Contains(Zoek, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value)];
        var found = Db.Organisations.AsNoTracking().Where(row => (Gemeente == null || row.Municipality == Gemeente)
            && (Zoek == null || EF.Functions.ILike(row.Name, pattern, SearchPattern.Escape) || places.Contains(row.Municipality!)));
        Cut = new Cut("/beheer/leden/organisaties", Zoek, Total = await found.CountAsync(stop), P) { More = [("gemeente", Gemeente)] };
        Rows = await found.OrderBy(row => row.Name).Skip(Cut.Before).Take(Cut.Most)
            .Select(row => new OrganisationRow(
                row.Id, row.Name, row.Municipality, Db.Members.Count(member => member.OrganisationId == row.Id),
                Db.Members.Where(member => member.OrganisationId == row.Id && member.Roles.Any(role => role.Role == Rights.ContactPerson)
                        && member.BlockedAt == null)
                    .Select(member => member.Name).ToList()))
            .ToListAsync(stop);
    }
}

/// <summary>One organisation in the list.</summary>
internal sealed record OrganisationRow(Guid Id, string Name, string? Municipality, int Members, List<string> Contacts);
