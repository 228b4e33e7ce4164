using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Questions;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Calendar.Pages.Beheer.Vragen;

/// <summary>One question: what was said, whose it is, and what to do.</summary>
internal sealed class ShowModel(QuestionDesk desk, MemberDirectory members, CurrentMember current, IProfileChoices choices)
    : QuestionPage(desk, current, choices)
{
    /// <summary>The most of a note.</summary>
    public const int MostNote = 2000;

    /// <summary>What was said and done.</summary>
    public IReadOnlyList<QuestionEntry> Entries { get; private set; } = [];

    /// <summary>Those who may answer.</summary>
    public IReadOnlyList<MemberCard> Colleagues { get; private set; } = [];

    /// <summary>Who opened a request about somebody's data.</summary>
    public IReadOnlyList<(Guid? Reader, DateTimeOffset At)> Readers { get; private set; } = [];

    /// <summary>A note for colleagues.</summary>
    [BindProperty]
    public string? Note { get; set; }

    private Dictionary<Guid, string> names = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await OpenAsync(stop) ? await ShowAsync(stop) : NotFound();

    public async Task<IActionResult> OnPostAssignAsync(Guid? colleague, CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        return Told(
            await Desk.AssignAsync(Question, Version, colleague, stop),
            colleague is null ? "De vraag is van niemand meer."
                : colleague == Current.Id ? "Deze vraag is nu van jou." : "De vraag is gegeven. Je collega krijgt een mail.");
    }

    public async Task<IActionResult> OnPostNoteAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        var text = FormText.Lines(Note);
        if (text.Length == 0) ModelState.AddModelError(nameof(Note), "Schrijf iets op");
        if (text.Length > MostNote) ModelState.AddModelError(nameof(Note), $"Maak dit korter: er passen {MostNote} tekens in");
        if (!ModelState.IsValid) return await ShowAsync(stop);
        return Told(
            await Desk.NoteAsync(
                Question, FormText.IdOf($"{Entry}", $"{Id}", text), text, stop), "De notitie staat erbij. Alleen collega’s zien haar.");
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken stop) => await OpenAsync(stop)
        ? Told(await Desk.CloseAsync(Question, Version, stop), "De vraag is gesloten.")
        : NotFound();

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken stop) => await OpenAsync(stop)
        ? Told(await Desk.ReopenAsync(Question, Version, stop), "De vraag staat weer bij de vragen die op antwoord wachten.")
        : NotFound();

    /// <summary>The name of a colleague.</summary>
    public string NameOf(Guid? id) => id is null ? "iemand die weg is" : names.GetValueOrDefault(id.Value, "iemand die weg is");

    /// <summary>Who said or did something.</summary>
    public string AuthorOf(QuestionEntry entry) => entry.Kind switch
    {
        EntryKind.Question or EntryKind.Goal or EntryKind.Addition => Question.Name.Length > 0 ? Question.Name : "zonder naam",
        EntryKind.Closed when entry.Author is null => "het portaal, na een maand stilte",
        _ => NameOf(entry.Author),
    };

    /// <summary>The words of an entry.</summary>
    public string BodyOf(QuestionEntry entry) => entry.Kind != EntryKind.Assigned ? entry.Body
        : Guid.TryParse(entry.Body, out var id) ? $"Aan {NameOf(id)}." : "Aan niemand.";

    private async Task<IActionResult> ShowAsync(CancellationToken stop)
    {
        Entry = Guid.NewGuid();
        await Desk.ReadAsync(Question, stop);
        (Entries, Colleagues) = (await Desk.EntriesAsync(Id, stop), await Desk.ColleaguesAsync(Question.Kind, stop));
        if (Question.Kind == QuestionKind.Privacy) Readers = await Desk.ReadersAsync(Id, stop);
        var people = Entries.Select(entry => entry.Author).Concat(Readers.Select(reader => reader.Reader))
            .Concat(Entries.Select(entry => Guid.TryParse(entry.Body, out var id) ? id : (Guid?)null)).Append(Question.AssignedTo);
        names = (await members.FindAsync([.. people.OfType<Guid>().Distinct()], stop)).ToDictionary(card => card.Id, card => card.Name);
        return Page();
    }
}
