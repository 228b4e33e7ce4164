using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Addresses;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Adressen;

/// <summary>Takes in a list of redirects: first it is shown what would become of each line, then it is stored.</summary>
[Authorize(Rights.Editor)]
internal sealed class InlezenModel(OwnRedirects redirects, CurrentMember current) : PageModel
{
    /// <summary>How many lines of a kind are shown.</summary>
    public const int MostShown = 100;

    /// <summary>
    /// The list that was looked at, a line each, both addresses with a tab between them: what is stored is what was shown.
    /// </summary>
    [BindProperty]
    public string? Regels { get; set; }

    /// <summary>What would become of each line; empty while there is no list.</summary>
    public IReadOnlyList<RedirectOutcome> Outcomes { get; private set; } = [];

    /// <summary>The lines that will be stored.</summary>
    public IReadOnlyList<RedirectOutcome> Stored => [.. Outcomes.Where(one => one.IsStored)];

    /// <summary>The lines that cannot be.</summary>
    public IReadOnlyList<RedirectOutcome> Refused => [.. Outcomes.Where(one => one.Verdict == RedirectVerdict.Refused)];

    /// <summary>How many are so already.</summary>
    public int Same => Outcomes.Count(one => one.Verdict == RedirectVerdict.Same);

    public void OnGet()
    {
    }

    /// <summary>Looks at a list, and stores nothing.</summary>
    public async Task OnPostAsync(IFormFile? list, CancellationToken stop)
    {
        if (list is null or { Length: 0 })
        {
            ModelState.AddModelError(nameof(list), "Kies een bestand.");
            return;
        }
        if (list.Length > RedirectList.MostBytes)
        {
            ModelState.AddModelError(nameof(list), "Het bestand is te groot. Maak er een paar bestanden van.");
            return;
        }
        using var bytes = new MemoryStream();
        await list.CopyToAsync(bytes, stop);
        var (lines, problem) = RedirectList.Read(bytes.ToArray());
        if (problem is not null)
        {
            ModelState.AddModelError(nameof(list), problem);
            return;
        }
        Outcomes = redirects.Check(lines);
        Regels = string.Join('\n', lines.Select(line => $"{line.Number}\t{line.From}\t{line.To}"));
        ModelState.Clear(); // the form shows what was read, not what was sent
    }

    /// <summary>Stores what was looked at; what cannot be any more is left out and said.</summary>
    public async Task<IActionResult> OnPostNeemAsync(CancellationToken stop)
    {
        var lines = (Regels ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('\t')).Where(parts => parts.Length == 3)
            .Select(parts => new RedirectLine(
                int.TryParse(parts[0], CultureInfo.InvariantCulture, out var number) ? number : 0, parts[1], parts[2]))
            .Take(RedirectList.Most).ToList();
        if (lines.Count == 0) return Redirect("/beheer/adressen/inlezen");
        var (outcomes, act) = await redirects.SaveAsync(lines, current.Id, stop);
        var (stored, refused) = (outcomes.Count(one => one.IsStored), outcomes.Count(one => one.Verdict == RedirectVerdict.Refused));
        TempData["Melding"] = (stored == 1 ? "1 adres is bewaard." : $"{stored} adressen zijn bewaard.")
            + (refused == 0 ? "" : refused == 1 ? " 1 regel kon niet." : $" {refused} regels konden niet.");
        TempData["Terug te draaien"] = act?.ToString();
        return Redirect("/beheer/adressen");
    }
}
