using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Does one thing with the documents that were chosen in a list, and goes back to that list with what came of it.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Joint)]
internal sealed class SamenModel(JointChanges joint, Writers writers, CurrentMember current, LiveSite live) : PageModel
{
    /// <summary>The ids that were chosen.</summary>
    [BindProperty]
    public string[] Id { get; set; } = [];

    /// <summary>Whether all on the page are meant; then <see cref="Pagina"/> counts.</summary>
    [BindProperty]
    public bool Alles { get; set; }

    /// <summary>All ids of the page they were chosen on.</summary>
    [BindProperty]
    public string[] Pagina { get; set; } = [];

    /// <summary>The address of that page.</summary>
    [BindProperty]
    public string? Terug { get; set; }

    public IActionResult OnGet() => Redirect(ListAddress.Start);

    public Task<IActionResult> OnPostOnlineAsync(CancellationToken stop) =>
        DoAsync(joint.PublishAsync, "staat online", "staan online", stop);

    public Task<IActionResult> OnPostOfflineAsync(CancellationToken stop) =>
        DoAsync(joint.UnpublishAsync, "staat niet meer online", "staan niet meer online", stop, isTakenAway: true);

    public Task<IActionResult> OnPostArchiveAsync(CancellationToken stop) =>
        DoAsync(joint.ArchiveAsync, "is gearchiveerd", "zijn gearchiveerd", stop, isTakenAway: true);

    public Task<IActionResult> OnPostDeleteAsync(CancellationToken stop) =>
        DoAsync(joint.DeleteAsync, "ligt in de prullenbak", "liggen in de prullenbak", stop, isTakenAway: true);

    /// <summary>Asks a second person.</summary>
    /// <param name="wie">Who.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostReviewAsync(Guid wie, CancellationToken stop) =>
        (await writers.ReadersAsync(current.Id, stop)).FirstOrDefault(card => card.Id == wie) is { } reader
            ? await DoAsync(
                (ids, cancel) => joint.AskReviewAsync(ids, reader, cancel), $"ligt ter controle bij {reader.Name}",
                $"liggen ter controle bij {reader.Name}", stop)
            : Back("Kies wie het controleert.");

    /// <summary>Adds a theme.</summary>
    /// <param name="dossier">Its id.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostThemeAsync(string? dossier, CancellationToken stop) =>
        live.Current.Find(dossier ?? "") is PublishedDocument<Dossier> theme
            ? await DoAsync(
                (ids, cancel) => joint.AddThemeAsync(ids, theme, cancel),
                $"hoort nu bij ‘{theme.Title}’: lezers zien dat als je het online zet",
                $"horen nu bij ‘{theme.Title}’: lezers zien dat als je ze online zet", stop)
            : Back("Kies een dossier.");

    private async Task<IActionResult> DoAsync(
        Func<IEnumerable<string>, CancellationToken, Task<JointOutcome>> work, string one, string more, CancellationToken stop,
        bool isTakenAway = false)
    {
        var chosen = Alles ? Pagina : Id;
        if (chosen.Length == 0) return Back("Kies eerst een of meer documenten.");
        var outcome = await work(chosen, stop);
        if (outcome.Act is { } act) TempData["Ongedaan"] = act.ToString();
        var named = isTakenAway && outcome.Done > 0 ? await joint.StillNamedAsync(chosen, stop) : "";
        return Back(outcome.Words(one, more) + named, isWhole: outcome.Not.Count == 0);
    }

    private RedirectResult Back(string said, bool isWhole = false)
    {
        TempData["Melding"] = said;
        if (!isWhole) TempData["Let op"] = true;
        return Redirect(ListAddress.Of(Terug));
    }
}

/// <summary>The address of a list of content that somebody came from.</summary>
internal static class ListAddress
{
    /// <summary>Where all content is listed.</summary>
    public const string Start = "/beheer/inhoud";

    /// <summary>The address as it was posted; of anything but a page of the office the start.</summary>
    public static string Of(string? posted) =>
        posted is not null && (posted == Start || posted.StartsWith(Start + "?", StringComparison.Ordinal)
            || posted.StartsWith(Start + "/", StringComparison.Ordinal)) ? posted : Start;
}
