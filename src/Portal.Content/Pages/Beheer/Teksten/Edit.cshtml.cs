using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Content.Pages.Beheer.Inhoud;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Teksten;

/// <summary>One sentence of the site: in one's own words, or the standing ones again.</summary>
[Authorize(Rights.Editor)]
internal sealed class EditModel(SettingDocuments settings, SiteTexts texts, DeskTools tools) : PageModel
{
    /// <summary>The name of the sentence.</summary>
    [BindProperty(SupportsGet = true)]
    public string Naam { get; set; } = "";

    /// <summary>One's own words.</summary>
    [BindProperty]
    public string? Tekst { get; set; }

    /// <summary>The sentence.</summary>
    public SiteText Text { get; private set; } = null!;

    /// <summary>True when the site says something else than by itself.</summary>
    public bool IsOwn => texts[Text] != Text.Standing;

    public IActionResult OnGet()
    {
        if (!Find()) return NotFound();
        Tekst = texts[Text];
        return Page();
    }

    /// <summary>Says it in these words.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!Find()) return NotFound();
        var own = OneLine.Of(Tekst);
        var problem = SettingDocuments.ProblemOf(own)
            ?? await settings.SayAsync(Text, own == Text.Standing ? null : own, tools.By($"tekst: {Text.What}"), stop);
        return Said(problem, "De site zegt het nu zo.");
    }

    /// <summary>Goes back to the standing text.</summary>
    public async Task<IActionResult> OnPostVastAsync(CancellationToken stop) => Find()
        ? Said(await settings.SayAsync(Text, null, tools.By($"vaste tekst: {Text.What}"), stop), "De vaste tekst staat er weer.")
        : NotFound();

    private IActionResult Said(string? problem, string done)
    {
        if (problem is not null)
        {
            ModelState.AddModelError(nameof(Tekst), problem);
            return Page();
        }
        TempData["Melding"] = done;
        return Redirect("/beheer/teksten");
    }

    private bool Find()
    {
        if (SiteText.Find(Naam) is not { } text) return false;
        Text = text;
        return true;
    }
}
