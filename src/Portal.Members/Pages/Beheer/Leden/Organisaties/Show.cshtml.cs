using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Beheer.Leden.Organisaties;

/// <summary>One member organisation: who is in it, and what it is called.</summary>
internal sealed class ShowModel(
    MembersDb db, DbSession session, AuditLog audit, IProfileChoices choices, MemberDirectory directory, CurrentMember current,
    SecurityLog log)
    : OrganisationPage(db, session, audit, choices)
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
        var before = (Organisation.Name, Organisation.Municipality, Domains: string.Join(", ", Organisation.MailDomains));
        (Organisation.Name, Organisation.Municipality, Organisation.Domain) = (Name.Trim(), Municipality, Domain);
        Organisation.MailDomains = MailDomainList;
        AuditFact[] facts =
        [
            new(MemberLines.Name, before.Name, Organisation.Name),
            new(MemberLines.Municipality, before.Municipality, Organisation.Municipality),
            new(MemberLines.Domains, before.Domains, string.Join(", ", MailDomainList)),
        ];
        var changed = facts.Where(fact => (fact.Before ?? "") != (fact.After ?? "")).ToList();
        if (!await SaveAsync(Organisation, "changed", changed, current.Id, stop)) return Page();
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
