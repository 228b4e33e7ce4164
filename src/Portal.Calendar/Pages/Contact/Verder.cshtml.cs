using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Calendar.Questions;
using Portal.Content.Pages;
using Portal.Platform;

namespace Portal.Calendar.Pages.Contact;

/// <summary>
/// Adds to a question by the link in a mail. It shows nothing of what was said: a link can be forwarded. The signed key stands in the place
/// of an antiforgery token.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(QuestionsRegistration.RateLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class VerderModel(QuestionBook book, QuestionLinks links, TimeProvider clock) : PageModel
{
    /// <summary>The signed key.</summary>
    [BindProperty(Name = "sleutel", SupportsGet = true)]
    public string? Key { get; set; }

    /// <summary>Of the form, so that twice is once.</summary>
    [BindProperty]
    public Guid Entry { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>What they agreed to send all the same.</summary>
    [BindProperty]
    public string? Sure { get; set; }

    /// <summary>The question; null: the link is none of ours, or the question is gone.</summary>
    public Question? Question { get; private set; }

    /// <summary>True when it is kept.</summary>
    public bool IsAdded { get; private set; }

    /// <summary>What looks like data of a youngster.</summary>
    public IReadOnlyList<YoungsterFinding> Findings { get; private set; } = [];

    /// <summary>The pages above.</summary>
    public static IReadOnlyList<Link> Trail { get; } = [new("Contact", "/contact")];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Entry = Guid.NewGuid();
        await FindAsync(stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        ModelState.Remove(nameof(Entry));
        if (Entry == Guid.Empty) Entry = Guid.NewGuid();
        await FindAsync(stop);
        if (Question is null) return Page();
        var text = FormText.Lines(Text);
        if (text.Length == 0) ModelState.AddModelError(nameof(Text), "Schrijf op wat je wilt toevoegen");
        if (text.Length > QuestionForm.MostText)
            ModelState.AddModelError(nameof(Text), $"Maak dit korter: er passen {QuestionForm.MostText} tekens in");
        if (!ModelState.IsValid) return Page();
        Findings = YoungsterCheck.Find(text, Question.Address, DutchTime.DateOf(clock.GetUtcNow()));
        if (Findings.Any(finding => finding.Refuses)) ModelState.AddModelError(nameof(Text), YoungsterFinding.Refusal);
        if (!ModelState.IsValid || (Findings.Count > 0 && Sure != YoungsterCheck.Mark(Findings))) return Page();
        if (await book.AddAsync(Question.Id, FormText.IdOf($"{Entry}", text), text, Findings.Count > 0, stop)) IsAdded = true;
        else Question = null;
        return Page();
    }

    private async Task FindAsync(CancellationToken stop) =>
        Question = links.Read(Key) is { } id ? await book.FindAsync(id, stop) : null;
}
