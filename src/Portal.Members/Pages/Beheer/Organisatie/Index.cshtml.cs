using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Members.Pages.Beheer.Organisatie;

/// <summary>A contact person's colleagues; says who left. The one who left keeps the account.</summary>
internal sealed class IndexModel(
    MemberDirectory directory, UserManager<Member> members, Profiles profiles, CurrentMember current)
    : PageModel
{
    public string Name { get; private set; } = "";

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public Cut Cut { get; private set; } = null!;

    public IReadOnlyList<MemberCard> Colleagues { get; private set; } = [];

    /// <summary>What is asked before it is done.</summary>
    public Ask? Ask { get; private set; }

    public Guid Me => current.Id;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (current.OrganisationId is not { } organisation) return NotFound();
        Cut = new Cut("/beheer/organisatie", null, await directory.CountOfOrganisationAsync(organisation, stop), P);
        Colleagues = await directory.OfOrganisationAsync(organisation, Cut.Before, Cut.Most, stop);
        Name = Colleagues[0].Organisation!;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid member, bool sure, CancellationToken stop)
    {
        if (await members.FindByIdAsync(member.ToString()) is not { } found || found.OrganisationId is null
            || found.OrganisationId != current.OrganisationId || member == Me)
            return NotFound();
        if (!sure)
        {
            var isContact = found.Has(Rights.ContactPerson) ? " Hij of zij is dan ook geen contactpersoon meer." : "";
            Ask = new Ask(
                $"Werkt {found.Name} hier niet meer?",
                $"{found.Name} ({found.Email}) hoort dan niet meer bij je organisatie, houdt het account en krijgt een mail.{isContact}",
                "Ja, werkt hier niet meer", "/beheer/organisatie")
            {
                Fields = [(nameof(member), $"{member}")],
                Trail = [("Beheer", "/beheer"), ("Mijn organisatie", "/beheer/organisatie")],
            };
            return Page();
        }
        await profiles.JoinAsync(found, null, current.Id, stop);
        this.Say($"{found.Name} hoort niet meer bij je organisatie en krijgt daar een mail over.");
        return LocalRedirect("/beheer/organisatie");
    }
}
