using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Drafts;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>
/// The same event every so many weeks, as concepts that stand by themselves: first it says which days they become, then, after a yes, it
/// makes them.
/// </summary>
internal sealed class ReeksModel(LiveSite live, CurrentMember current, EventCopies copies) : DayPage(live, current)
{
    private const int MostWeeks = 26, MostLetters = 80;

    /// <summary>Weeks from one to the next.</summary>
    [BindProperty]
    public string? Weken { get; set; }

    /// <summary>The last day on which one may begin, <c>2027-06-30</c>.</summary>
    [BindProperty]
    public string? Tot { get; set; }

    /// <summary>The name that they share.</summary>
    [BindProperty]
    public string? Reeks { get; set; }

    /// <summary>Names this form: sent twice it makes one series.</summary>
    [BindProperty]
    public string? Keer { get; set; }

    /// <summary>What it becomes; empty until somebody asked.</summary>
    public IReadOnlyList<(EventTimes Times, string? Problem)> Dates { get; private set; } = [];

    /// <summary>How many can be made.</summary>
    public int Possible => Dates.Count(date => date.Problem is null);

    public IActionResult OnGet()
    {
        if (!Open("Maak een reeks")) return NotFound();
        (Weken, Reeks, Keer) = ("4", Event.Properties.Series ?? Cut(Event.Title), $"{Guid.CreateVersion7()}");
        return Page();
    }

    /// <summary>Shows the days; with <paramref name="sure"/> makes them.</summary>
    public async Task<IActionResult> OnPostAsync(bool sure, CancellationToken stop)
    {
        if (!Open("Maak een reeks")) return NotFound();
        var name = OneLine.Of(Reeks);
        if (name.Length is 0 or > MostLetters)
            ModelState.AddModelError(nameof(Reeks), $"Geef de reeks een naam van hoogstens {MostLetters} tekens.");
        if (!int.TryParse(Weken, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) || weeks is 0 or > MostWeeks)
            ModelState.AddModelError(nameof(Weken), $"Vul een getal van 1 tot en met {MostWeeks} in.");
        if (!DateOnly.TryParseExact(Tot, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            ModelState.AddModelError(nameof(Tot), "Kies een dag.");
        if (!ModelState.IsValid) return Page();
        Dates = EventTimes.Series(Event.Properties, weeks, until);
        if (Dates.Count is 0 or > EventTimes.MostDates)
        {
            ModelState.AddModelError(
                nameof(Tot), Dates.Count == 0 ? "Voor die dag komt er niets bij. Kies een latere dag."
                    : $"Dit worden er meer dan {EventTimes.MostDates}. Kies een eerdere dag, of meer weken ertussen.");
            Dates = [];
        }
        return !ModelState.IsValid || !sure || Possible == 0 ? Page() : await MakeAsync(name, stop);
    }

    private async Task<IActionResult> MakeAsync(string name, CancellationToken stop)
    {
        try
        {
            var key = Guid.TryParse(Keer, out var sent) ? sent : Guid.CreateVersion7();
            var times = Dates.Where(date => date.Problem is null).Select(date => date.Times).ToList();
            var made = await copies.MakeAsync(Id, Event.Title, times, name, key, Current.Id, stop);
            return Told(
                made.Count == 1 ? "Er staat 1 concept klaar. Kijk het na en zet het online."
                    : $"Er staan {made.Count} concepten klaar. Kijk ze na en zet ze online.",
                $"/beheer/inhoud?soort=activiteit&status=concept&zoek={Uri.EscapeDataString(Event.Title)}");
        }
        catch (RuleBroken rule)
        {
            ModelState.AddModelError("", rule.Message);
            return Page();
        }
    }

    private static string Cut(string title) => title.AtMost(MostLetters).TrimEnd();
}
