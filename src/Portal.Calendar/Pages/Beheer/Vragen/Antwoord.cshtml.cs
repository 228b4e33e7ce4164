using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Questions;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Mail;

namespace Portal.Calendar.Pages.Beheer.Vragen;

/// <summary>Writes an answer, shows the mail as it will arrive, and sends it.</summary>
internal sealed class AntwoordModel(QuestionDesk desk, QuestionMails mails, CurrentMember current, IProfileChoices choices)
    : QuestionPage(desk, current, choices)
{
    /// <summary>The most of an answer.</summary>
    public const int MostAnswer = 8000;

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>True: that is all.</summary>
    [BindProperty]
    public bool Close { get; set; }

    /// <summary>The mail as it will arrive; null while it is written.</summary>
    public Mail? Preview { get; private set; }

    /// <summary>What was said, to answer with it in sight.</summary>
    public IReadOnlyList<QuestionEntry> Entries { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        (Entry, Version) = (Guid.NewGuid(), Question.Version);
        return await ShowAsync(stop);
    }

    /// <summary>Shows the mail, or says what is wrong.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        if (IsSound()) Preview = mails.AnswerOf(Question, FormText.Lines(Text), (Current.Id, Current.Name), Entry);
        return await ShowAsync(stop);
    }

    /// <summary>Back to the text.</summary>
    public async Task<IActionResult> OnPostEditAsync(CancellationToken stop) => await OpenAsync(stop) ? await ShowAsync(stop) : NotFound();

    /// <summary>Sends it.</summary>
    public async Task<IActionResult> OnPostSendAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        if (!IsSound()) return await ShowAsync(stop);
        var outcome = await Desk.AnswerAsync(Question, Version, Entry, FormText.Lines(Text), Close, stop);
        if (outcome != Outcome.Changed)
            return Told(outcome, Close ? "Je antwoord is verstuurd. De vraag is gesloten." : "Je antwoord is verstuurd.");
        // What was written stays; it goes with what stands there now.
        if (!await OpenAsync(stop)) return NotFound();
        ModelState.Clear();
        Version = Question.Version;
        ModelState.AddModelError("", $"{Overtaken} Je antwoord is niet verstuurd, en staat er nog.");
        return await ShowAsync(stop);
    }

    private bool IsSound()
    {
        if (Entry == Guid.Empty) Entry = Guid.NewGuid();
        var text = FormText.Lines(Text);
        if (Question.Address is null) ModelState.AddModelError("", "Er is geen e-mailadres ingevuld, dus antwoorden kan niet.");
        if (text.Length == 0) ModelState.AddModelError(nameof(Text), "Schrijf een antwoord");
        if (text.Length > MostAnswer) ModelState.AddModelError(nameof(Text), $"Maak dit korter: er passen {MostAnswer} tekens in");
        return ModelState.IsValid;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken stop)
    {
        ViewData["Title"] = $"Antwoord op {Question.Code}";
        await Desk.ReadAsync(Question, stop);
        Entries = await Desk.EntriesAsync(Id, stop);
        return Page();
    }
}
