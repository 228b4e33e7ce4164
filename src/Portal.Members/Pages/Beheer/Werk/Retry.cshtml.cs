using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Platform.Jobs;

namespace Portal.Members.Pages.Beheer.Werk;

/// <summary>Failed work begins anew: one job, or all.</summary>
internal sealed class RetryModel(JobBoard board) : PageModel
{
    public IActionResult OnGet() => Redirect("/beheer/werk");

    public async Task<IActionResult> OnPostAsync(long? id, CancellationToken stop)
    {
        this.Say(await board.RetryAsync(id, stop) switch
        {
            0 => "Er was niets meer om opnieuw te doen.",
            1 => "Het wordt opnieuw geprobeerd.",
            var count => string.Create(CultureInfo.InvariantCulture, $"{count} dingen worden opnieuw geprobeerd."),
        });
        return Redirect("/beheer/werk");
    }
}
