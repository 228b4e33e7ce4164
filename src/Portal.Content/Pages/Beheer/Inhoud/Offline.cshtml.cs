using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Editing;
using Portal.Content.Editing.Forms;
using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Takes a document offline, now or at a moment, with what its address answers from then on; or puts it away for good.</summary>
internal sealed class OfflineModel(DeskTools tools, References references, WhereUsed uses) : DeskPage(tools)
{
    /// <summary>"nu", "later" or "niet".</summary>
    [BindProperty]
    public string? Wanneer { get; set; }

    /// <summary>The day, <c>2026-11-29</c>.</summary>
    [BindProperty]
    public string? Dag { get; set; }

    /// <summary>The time, <c>09:00</c>.</summary>
    [BindProperty]
    public string? Tijd { get; set; }

    /// <summary>"straks", "weg" or "anders".</summary>
    [BindProperty]
    public string? Antwoord { get; set; }

    /// <summary>With "anders": id of the document that takes its place.</summary>
    [BindProperty]
    public string? Naar { get; set; }

    /// <summary>What names it.</summary>
    public IReadOnlyList<UsedBy> Uses { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        var local = DutchTime.WallClockOf(Open.Document.OfflineAt ?? Now.AddDays(1));
        if (Open.Document.OfflineAt is not null) Wanneer = "later";
        (Dag, Tijd) = (local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Open.Document.OfflineAt is null ? "17:00" : local.ToString("HH:mm", CultureInfo.InvariantCulture));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        if (!MayPublish) return Forbid();
        if (Wanneer == "niet")
            return await ApplyAsync(new(Id) { Step = new Step.PlanOffline(null) }, "blijft online", "Het blijft online.", null, stop);
        if (Wanneer == "later")
        {
            if (DutchTime.MomentIn(Dag, Tijd) is not { } at || at <= Now)
            {
                ModelState.AddModelError(nameof(Dag), "Vul een dag en een tijd in die nog komen.");
                return Page();
            }
            return await ApplyAsync(
                new(Id) { Step = new Step.PlanOffline(at) }, "gaat offline", $"Op {DutchTime.DayAndClock(at)} gaat het offline.", null, stop,
                canUndo: true);
        }
        if (Antwoord == "anders" && (Naar is null || !references.IsOnline(Naar.Trim())))
        {
            ModelState.AddModelError(nameof(Naar), "Kies het stuk waar lezers voortaan naartoe gaan.");
            return Page();
        }
        var answer = Antwoord switch { "weg" => OfflineAnswer.Gone, "anders" => OfflineAnswer.Moved, _ => OfflineAnswer.Missing };
        return await ApplyAsync(
            new(Id)
            {
                Step = new Step.Unpublish(answer, Naar?.Trim()),
            }, "offline gehaald", "Het staat niet meer online. De tekst is er nog.", null, stop, canUndo: true);
    }

    /// <summary>Puts it away for good.</summary>
    public async Task<IActionResult> OnPostArchiveAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        if (!MayPublish) return Forbid();
        return await ApplyAsync(
            new(Id) { Step = new Step.Archive() }, "gearchiveerd", "Het is gearchiveerd.", null, stop, canUndo: true);
    }

    private async Task<bool> ShowAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return false;
        Uses = await uses.OfAsync(Open.Document, stop);
        return true;
    }
}
