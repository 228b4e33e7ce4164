using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;

namespace Portal.Members.Pages.Beheer.Leden.Organisaties;

/// <summary>All member organisations; adds one.</summary>
internal sealed class IndexModel(MembersDb db, IProfileChoices choices, CurrentMember current, SecurityLog log, TimeProvider clock)
    : OrganisationPage(db, choices)
{
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
            if (await SaveAsync(stop))
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

    private async Task LoadAsync(CancellationToken stop) => Rows = await Db.Organisations.OrderBy(row => row.Name)
        .Select(row => new OrganisationRow(
            row.Id, row.Name, Db.Members.Count(member => member.OrganisationId == row.Id),
            Db.Members.Where(member => member.OrganisationId == row.Id && member.Roles.Any(role => role.Role == Rights.ContactPerson))
                .Select(member => member.Name).ToList()))
        .ToListAsync(stop);
}

/// <summary>One organisation in the list.</summary>
internal sealed record OrganisationRow(Guid Id, string Name, int Members, List<string> Contacts);
