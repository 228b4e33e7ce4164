using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Members.Pages.Beheer.Organisatie;

/// <summary>A contact person's colleagues; says who left. The one who left keeps the account.</summary>
internal sealed class IndexModel(
    MemberDirectory directory, UserManager<Member> members, Profiles profiles, CurrentMember current, SecurityLog log)
    : PageModel
{
    public string Name { get; private set; } = "";

    public IReadOnlyList<MemberCard> Colleagues { get; private set; } = [];

    public Guid Me => current.Id;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (current.OrganisationId is not { } organisation) return NotFound();
        Colleagues = await directory.OfOrganisationAsync(organisation, stop);
        Name = Colleagues[0].Organisation!;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid member, CancellationToken stop)
    {
        if (await members.FindByIdAsync(member.ToString()) is not { } found || found.OrganisationId is null
            || found.OrganisationId != current.OrganisationId || member == Me)
            return NotFound();
        await profiles.JoinAsync(found, null, stop);
        log.Write("left-organisation", member, "succeeded", current.Id);
        this.Say($"{found.Name} hoort niet meer bij je organisatie.");
        return LocalRedirect("/beheer/organisatie");
    }
}
