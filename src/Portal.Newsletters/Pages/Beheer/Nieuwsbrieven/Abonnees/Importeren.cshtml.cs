using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Newsletters.Subscribers;
using Portal.Platform;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven.Abonnees;

/// <summary>Brings in a list of people who said yes elsewhere, with the proof of it; tells of every line what became of it.</summary>
internal sealed class ImporterenModel(CurrentMember current, Imports imports, InterestChoices choices, TimeProvider clock)
    : OfficePage(current)
{
    /// <summary>What proof of consent calls this page.</summary>
    private const string Form = "/beheer/nieuwsbrieven/abonnees/importeren";

    [BindProperty, Required(ErrorMessage = "Vul in wie om toestemming vroeg")]
    [StringLength(100, ErrorMessage = "Dit is langer dan 100 tekens")]
    public string? Source { get; set; }

    [BindProperty]
    public string? On { get; set; }

    [BindProperty, Required(ErrorMessage = "Vul in hoe zij toestemming gaven")]
    [StringLength(300, MinimumLength = 10, ErrorMessage = "Beschrijf het in 10 tot 300 tekens")]
    public string? How { get; set; }

    /// <summary>What is wrong with the file as a whole.</summary>
    public string? FileProblem { get; private set; }

    /// <summary>What became of each line.</summary>
    public IReadOnlyList<ImportedLine> Report { get; private set; } = [];

    public string Summary => Report.Count(line => line.IsAdded) switch
    {
        0 => "Er is niemand toegevoegd.",
        1 => $"1 van de {Report.Count} is toegevoegd en krijgt een mail.",
        var added => $"{added} van de {Report.Count} zijn toegevoegd en krijgen een mail.",
    };

    public void OnGet()
    {
    }

    public async Task OnPostAsync(IFormFile? list, CancellationToken stop)
    {
        var on = DayOf(On);
        if (on is null)
            ModelState.AddModelError(nameof(On), "Vul een dag in die niet in de toekomst ligt en niet langer dan twee jaar geleden is");
        var lines = await LinesAsync(list, stop);
        if (FileProblem is not null) ModelState.AddModelError("list", FileProblem);
        if (!ModelState.IsValid) return;
        var proof = new ImportProof(Source!.Trim(), on!.Value, How!.Trim());
        Report = await imports.RunAsync(lines, proof, Form, Current.Id, stop);
    }

    private async Task<IReadOnlyList<ListLine>> LinesAsync(IFormFile? list, CancellationToken stop)
    {
        if (list is null or { Length: 0 }) FileProblem = "Kies een bestand";
        else if (list.Length > SubscriberList.MostBytes) FileProblem = "Het bestand is te groot. Maak er een paar bestanden van.";
        if (FileProblem is not null) return [];
        using var bytes = new MemoryStream();
        await list!.CopyToAsync(bytes, stop);
        (var lines, FileProblem) = SubscriberList.Read(bytes.ToArray(), choices);
        return lines;
    }

    // A yes of more than two years ago counts no more: it would be asked again the same night.
    private DateTimeOffset? DayOf(string? typed)
    {
        var today = DutchTime.DateOf(clock.GetUtcNow());
        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;
        if (day > today || day <= today.AddMonths(-Renewals.Months)) return null;
        return DutchTime.MomentOf(day.ToDateTime(TimeOnly.MinValue)).ToUniversalTime();
    }
}
