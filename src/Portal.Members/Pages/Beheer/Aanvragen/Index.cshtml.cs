using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Members.Organisations;

namespace Portal.Members.Pages.Beheer.Aanvragen;

/// <summary>Who says to work for an organisation: a contact person, coordinator or administrator says whether it is so.</summary>
internal sealed class IndexModel(Memberships memberships, CurrentMember current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public Cut Cut { get; private set; } = null!;

    public IReadOnlyList<Applicant> Applicants { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Cut = new Cut("/beheer/aanvragen", null, await memberships.CountForAsync(current, stop), P);
        Applicants = await memberships.ForAsync(current, Cut.Before, Cut.Most, stop);
    }

    public async Task<IActionResult> OnPostAsync(Guid member, bool yes, CancellationToken stop)
    {
        if (await memberships.AnswerAsync(current, member, yes, stop) is not { } applicant) return NotFound();
        this.Say(
            yes
                ? $"{applicant.Name} hoort nu bij {applicant.Organisation} en krijgt daar een mail over."
                : $"{applicant.Name} hoort niet bij {applicant.Organisation} en krijgt daar een mail over.");
        return LocalRedirect("/beheer/aanvragen");
    }
}
