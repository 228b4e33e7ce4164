using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Members.Access;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Types;
using Portal.Platform;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>Begins a newsletter with what is new on the portal.</summary>
[Authorize(Rights.Writer)]
internal sealed class NieuwModel(Proposals proposals, DocumentDesk desk, CurrentMember current, TimeProvider clock) : PageModel
{
    /// <summary>From which day things are new, <c>2026-11-29</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sinds { get; set; }

    /// <summary>The title.</summary>
    [BindProperty]
    public string? Titel { get; set; }

    /// <summary>Ids of the pieces that come in.</summary>
    [BindProperty]
    public string[] Stukken { get; set; } = [];

    /// <summary>What is new.</summary>
    public IReadOnlyList<Proposed> New { get; private set; } = [];

    public IActionResult OnGet()
    {
        Read();
        Stukken = [.. New.Select(found => found.Document.Id)];
        Titel = string.Create(DutchTime.Culture, $"Nieuwsbrief {DutchTime.DateOf(clock.GetUtcNow()):MMMM yyyy}");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Read();
        if (string.IsNullOrWhiteSpace(Titel) || Titel.Length > 120)
        {
            ModelState.AddModelError(
                nameof(Titel), string.IsNullOrWhiteSpace(Titel) ? "Geef de nieuwsbrief een titel." : "Houd de titel onder de 120 tekens.");
            return Page();
        }
        var chosen = New.Where(found => Stukken.Contains(found.Document.Id)).ToList();
        var front = new Dictionary<string, JsonNode?>
        {
            ["number"] = proposals.NextNumber is { } number ? JsonValue.Create(number) : null,
            ["summary"] = JsonValue.Create(SummaryOf(chosen)),
        };
        var (id, problem) = await desk.BeginAsync(Newsletter.TypeName, Titel, front, Proposals.TextOf(chosen), current.Id, stop);
        if (id is not null) return Redirect($"/beheer/inhoud/{id}");
        ModelState.AddModelError(nameof(Titel), problem);
        return Page();
    }

    private void Read()
    {
        ViewData["Title"] = "Nieuwe nieuwsbrief";
        ViewData["Robots"] = "noindex";
        var since = DateOnly.TryParseExact(Sinds, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : proposals.Since;
        Sinds = since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        New = proposals.NewSince(since);
    }

    private static string SummaryOf(List<Proposed> chosen)
    {
        var titles = chosen.Select(found => found.Document.Title).Take(3).ToList();
        var summary = titles.Count == 0 ? "" : $"In deze nieuwsbrief: {string.Join(", ", titles)}{(chosen.Count > 3 ? " en meer" : "")}.";
        return summary.Length <= 300 ? summary : "";
    }
}
