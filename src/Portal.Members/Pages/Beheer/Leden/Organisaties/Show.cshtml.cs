using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;

namespace Portal.Members.Pages.Beheer.Leden.Organisaties;

/// <summary>One member organisation: who is in it, and what it is called.</summary>
internal sealed class ShowModel(MembersDb db, IProfileChoices choices, MemberDirectory directory, CurrentMember current, SecurityLog log)
    : OrganisationPage(db, choices)
{
    public Organisation Organisation { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public Cut Cut { get; private set; } = null!;

    public IReadOnlyList<MemberCard> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        (Name, Municipality, Domain) = (Organisation.Name, Organisation.Municipality, Organisation.Domain);
        MailDomains = string.Join(", ", Organisation.MailDomains);
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!IsRight()) return Page();
        (Organisation.Name, Organisation.Municipality, Organisation.Domain) = (Name.Trim(), Municipality, Domain);
        Organisation.MailDomains = MailDomainList;
        if (!await SaveAsync(stop)) return Page();
        log.Write("organisation-changed", null, "succeeded", current.Id, id.ToString());
        this.Say("De organisatie is bewaard.");
        return LocalRedirect($"/beheer/leden/organisaties/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await Db.Organisations.FindAsync([id], stop) is not { } organisation) return false;
        Organisation = organisation;
        Cut = new Cut($"/beheer/leden/organisaties/{id}", null, await directory.CountOfOrganisationAsync(id, stop), P);
        People = await directory.OfOrganisationAsync(id, Cut.Before, Cut.Most, stop);
        return true;
    }
}
