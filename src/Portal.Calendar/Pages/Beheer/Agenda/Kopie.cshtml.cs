using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Drafts;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>The same event on another day, as a concept.</summary>
internal sealed class KopieModel(LiveSite live, CurrentMember current, EventCopies copies) : DayPage(live, current)
{
    private const int MostLetters = 120;

    /// <summary>Its title.</summary>
    [BindProperty]
    public string? Titel { get; set; }

    /// <summary>Its first day, <c>2027-01-28</c>.</summary>
    [BindProperty]
    public string? Dag { get; set; }

    /// <summary>When it begins, <c>13:30</c>; not for whole days.</summary>
    [BindProperty]
    public string? Begint { get; set; }

    /// <summary>When it ends, on its last day.</summary>
    [BindProperty]
    public string? Eindigt { get; set; }

    /// <summary>Names this form: sent twice it makes one copy.</summary>
    [BindProperty]
    public string? Keer { get; set; }

    /// <summary>How many days it lasts.</summary>
    public int Days => Event.Properties.LastDay.DayNumber - Event.Properties.FirstDay.DayNumber + 1;

    public IActionResult OnGet()
    {
        if (!Open("Maak een kopie")) return NotFound();
        var item = Event.Properties;
        (Titel, Begint, Eindigt, Keer) = (Event.Title, Written(item.Starts), Written(item.Ends), $"{Guid.CreateVersion7()}");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!Open("Maak een kopie")) return NotFound();
        var title = OneLine.Of(Titel);
        if (title.Length is 0 or > MostLetters)
            ModelState.AddModelError(nameof(Titel), title.Length == 0 ? "Geef de kopie een titel." : "Houd de titel onder de 120 tekens.");
        var times = TimesOf();
        if (times?.Problem(Event.Properties.WholeDay) is { } problem) ModelState.AddModelError(nameof(Dag), problem);
        if (!ModelState.IsValid || times is null) return Page();
        try
        {
            var key = Guid.TryParse(Keer, out var sent) ? sent : Guid.CreateVersion7();
            var made = await copies.MakeAsync(Id, title, [times], null, key, Current.Id, stop);
            return Told("De kopie staat klaar als concept. Kijk hem na en zet hem online.", $"/beheer/inhoud/{made[0]}");
        }
        catch (RuleBroken rule)
        {
            ModelState.AddModelError(nameof(Titel), rule.Message);
            return Page();
        }
    }

    private EventTimes? TimesOf()
    {
        if (!DateOnly.TryParseExact(Dag, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day.Year is < 2000 or > 2100)
        {
            ModelState.AddModelError(nameof(Dag), "Kies een dag.");
            return null;
        }
        if (Event.Properties.WholeDay) return EventTimes.On(Event.Properties, day);
        var (begin, end) = (TimeOf(Begint), TimeOf(Eindigt));
        if (begin is null) ModelState.AddModelError(nameof(Begint), "Schrijf een tijd zoals 13:30.");
        if (end is null) ModelState.AddModelError(nameof(Eindigt), "Schrijf een tijd zoals 16:30.");
        return begin is null || end is null ? null : EventTimes.On(Event.Properties, day, begin, end);
    }

    private static TimeOnly? TimeOf(string? typed) => TimeOnly.TryParseExact(
        typed?.Trim().Replace('.', ':'), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Written(DateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
