using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Questions;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Calendar.Pages.Beheer.Vragen;

/// <summary>A page about one question.</summary>
internal abstract class QuestionPage(QuestionDesk desk, CurrentMember current, IProfileChoices choices) : InboxPage(current, choices)
{
    /// <summary>What is said when a colleague was first.</summary>
    public const string Overtaken =
        "Er is intussen iets gebeurd met deze vraag: een collega of de vrager was je voor. Lees eerst wat er nu staat.";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that was looked at.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Of the form, so that twice is once.</summary>
    [BindProperty]
    public Guid Entry { get; set; }

    /// <summary>The question.</summary>
    public Question Question { get; private set; } = null!;

    /// <summary>Its address in the office.</summary>
    public string Path => $"/beheer/vragen/{Id}";

    protected QuestionDesk Desk => desk;

    protected async Task<bool> OpenAsync(CancellationToken stop)
    {
        // What is no number, or no id, is that of no form of ours: there is nothing to say about it.
        foreach (var key in new[] { nameof(Version), nameof(Entry) }) ModelState.Remove(key);
        if (await desk.FindAsync(Id, stop) is not { } question) return false;
        Question = question;
        ViewData["Title"] = question.Code;
        return true;
    }

    /// <summary>Back to the question, with a sentence.</summary>
    protected IActionResult Told(Outcome outcome, string done)
    {
        if (outcome == Outcome.Gone) return NotFound();
        if (outcome == Outcome.Changed) TempData["Let op"] = true;
        TempData["Melding"] = outcome == Outcome.Changed ? Overtaken : done;
        return LocalRedirect(Path);
    }
}
