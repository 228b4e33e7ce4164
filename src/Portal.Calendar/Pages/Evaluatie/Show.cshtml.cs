using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Attendance;
using Portal.Calendar.Evaluations;
using Portal.Calendar.Types;
using Portal.Content.Publishing;

namespace Portal.Calendar.Pages.Evaluatie;

/// <summary>
/// Asks what somebody thought of an event, without asking who they are. The signed link says that they may, once; in place of an
/// antiforgery token, for who comes from a mail has no cookie.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ShowModel(DayLinks links, EvaluationBook book, LiveSite live, TimeProvider clock) : PageModel
{
    private Guid whose;

    /// <summary>How useful it was.</summary>
    [BindProperty]
    public string? Nut { get; set; }

    /// <summary>What they will do.</summary>
    [BindProperty]
    public string? Plan { get; set; }

    /// <summary>What they missed.</summary>
    [BindProperty]
    public string? Gemist { get; set; }

    /// <summary>The event; null: the link is none of ours, or not for an answer.</summary>
    public PublishedDocument<CalendarEvent>? Event { get; private set; }

    /// <summary>They have answered.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>They just did.</summary>
    public bool IsThanked { get; private set; }

    /// <summary>True while it can be answered.</summary>
    public bool IsOpen => EvaluationBook.IsOpen(Event!.Properties, clock.GetUtcNow());

    /// <summary>True when it is not over.</summary>
    public bool IsEarly => clock.GetUtcNow() < Event!.Properties.OverAt;

    public async Task OnGetAsync(string code, CancellationToken stop)
    {
        if (!await FindAsync(code, stop)) Response.StatusCode = StatusCodes.Status404NotFound;
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken stop)
    {
        if (!await FindAsync(code, stop)) return NotFound();
        if (HasAnswered || !IsOpen) return Page();
        var step = Evaluation.Steps.FirstOrDefault(step => $"{step.Value}" == Nut);
        if (step.Value == 0) ModelState.AddModelError(nameof(Nut), "Kies hoeveel je eraan had.");
        foreach (var (field, text) in new[] { (nameof(Plan), Plan), (nameof(Gemist), Gemist) })
            if (Tidy(text)?.Length > Evaluation.MostLetters)
                ModelState.AddModelError(field, $"Houd je antwoord onder de {Evaluation.MostLetters} tekens.");
        if (!ModelState.IsValid) return Page();
        IsThanked = await book.StoreAsync(Event!.Id, whose, new Evaluation(step.Value, Tidy(Plan), Tidy(Gemist)), stop);
        HasAnswered = true;
        return Page();
    }

    private static string? Tidy(string? text) =>
        text?.ReplaceLineEndings("\n").Trim() is { Length: > 0 } tidy ? tidy : null;

    private async Task<bool> FindAsync(string code, CancellationToken stop)
    {
        ViewData["Title"] = "Wat vond je ervan?";
        ViewData["Robots"] = "noindex";
        if (links.EvaluationOf(code) is not { } id || await book.FindAsync(id, stop) is not var (eventId, answered)) return false;
        if (live.Current.Find<CalendarEvent>(eventId) is not { } found) return false;
        (whose, Event, HasAnswered) = (id, found, answered);
        return true;
    }
}
