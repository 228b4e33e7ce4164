using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Learning.Repetition;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Leren;

/// <summary>What a learner wants of repetition: on the page, by mail as well, or not at all.</summary>
[Authorize(Rights.Member)]
internal sealed class SettingsModel(Reviews reviews, CurrentMember current) : PageModel
{
    /// <summary>The buttons stand on /leren.</summary>
    public IActionResult OnGet() => LocalRedirect("/leren#herhaling");

    /// <summary>Writes the choice down.</summary>
    public async Task<IActionResult> OnPostAsync(string? keuze, CancellationToken stop)
    {
        switch (keuze)
        {
            case "mail":
                await reviews.MailAsync(current.Id, stop);
                return this.Done("Je krijgt de vraag voortaan ook per mail, hooguit één per dag.", "/leren");
            case "geen-mail":
                await reviews.StopMailAsync(current.Id, stop);
                return this.Done("Je krijgt geen mail meer. De vragen staan nog wel hier.", "/leren");
            case "uit":
                await reviews.StopAsync(current.Id, stop);
                return this.Done("Je krijgt geen vragen meer terug.", "/leren");
            case "aan":
                await reviews.ResumeAsync(current.Id, stop);
                return this.Done("De herhaling staat weer aan.", "/leren");
            default:
                return BadRequest();
        }
    }
}
