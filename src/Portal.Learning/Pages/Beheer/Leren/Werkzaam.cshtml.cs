using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Content.Pages;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>A place of which somebody fills in how many work there.</summary>
/// <param name="Place">Which.</param>
/// <param name="Label">As shown.</param>
/// <param name="Filled">What stands in its field.</param>
internal sealed record WorkplaceField(Workplace Place, string Label, string Filled);

/// <summary>How many professionals there are: by municipality, or by organisation.</summary>
[Authorize(Rights.Writer)]
internal sealed class WerkzaamModel(ReportTools tools, Workforce workforce, MemberDirectory directory) : ReportPage(tools)
{
    /// <summary>The key in TempData of what to say.</summary>
    public const string Message = "werkzaam";

    private const int AtOnce = 50;
    private const string OrganisationsKind = "organisaties", FieldBefore = "aantal-";

    /// <summary>What is listed: municipalities, or "organisaties".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Soort { get; set; }

    /// <summary>A part of an organisation's name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    /// <summary>The page of the list.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>Organisations are listed.</summary>
    public bool IsOrganisations => Soort == OrganisationsKind;

    /// <summary>What is filled in on this page.</summary>
    public IReadOnlyList<WorkplaceField> Fields { get; private set; } = [];

    /// <summary>The page of the list, and how to get at the others.</summary>
    public Pager Pager { get; private set; } = null!;

    /// <summary>How many there are in all.</summary>
    public int Total { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var known = await workforce.FilledInAsync(null, stop);
        return await LoadAsync(place => known.TryGetValue(place, out var people) ? people.ToString(CultureInfo.InvariantCulture) : "", stop)
            ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await LoadAsync(place => Request.Form[NameOf(place)].ToString().Trim(), stop)) return NotFound();
        var entries = new List<(Workplace, string, int?)>();
        foreach (var field in Fields.Where(field => Request.Form.ContainsKey(NameOf(field.Place))))
        {
            if (field.Filled.Length == 0) entries.Add((field.Place, field.Label, null));
            else if (NumberIn(field.Filled) is { } people) entries.Add((field.Place, field.Label, people));
            else ModelState.AddModelError(
                NameOf(field.Place), $"{field.Label}: vul een heel getal in van 1 tot {Number(Workforce.Most)}, of laat het leeg.");
        }
        if (!ModelState.IsValid) return Page();
        var changed = await workforce.FillInAsync(entries, Current.Id, stop);
        TempData[Message] = changed switch
        {
            0 => "Er was niets veranderd.",
            1 => "Bewaard: één aantal.",
            _ => $"Bewaard: {changed} aantallen.",
        };
        return LocalRedirect(Address(P));
    }

    /// <summary>The name of a place's field.</summary>
    public static string NameOf(Workplace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return FieldBefore + place.Id;
    }

    /// <summary>What is wrong with a field; null: nothing.</summary>
    public string? ErrorOf(Workplace place) =>
        ModelState.TryGetValue(NameOf(place), out var state) ? state.Errors.FirstOrDefault()?.ErrorMessage : null;

    /// <summary>The address of a part of the list.</summary>
    public string Address(int page) => QueryHelpers.AddQueryString(
        "/beheer/leren/werkzaam", Query().Append(KeyValuePair.Create("p", page <= 1 ? null : page.ToString(CultureInfo.InvariantCulture))));

    private Dictionary<string, string?> Query() => new()
    {
        ["soort"] = Soort,
        ["zoek"] = string.IsNullOrWhiteSpace(Zoek) ? null : Zoek,
    };

    // An editor fills in for the whole region, a coordinator of a district for that.
    private string? District => Current.May(Rights.Editor) ? null : Current.Area;

    // "1.200" is how it is written here, and how the report says it.
    private static int? NumberIn(string text) =>
        int.TryParse(
            text.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Workforce.Most
            ? number : null;

    private async Task<bool> LoadAsync(Func<Workplace, string> filled, CancellationToken stop)
    {
        if (Soort is not null and not OrganisationsKind) return false;
        var own = AllMunicipalities.Where(place => District is null || place.District?.Id == District).ToList();
        List<(Workplace Place, string Label)> all = IsOrganisations
            ? await OrganisationsAsync([.. own.Select(place => place.Id)], stop)
            : own.ConvertAll(place => (new Workplace(place.Id, null), place.Label));
        var pages = IsOrganisations ? Math.Max(1, (all.Count + AtOnce - 1) / AtOnce) : 1;
        (Total, P) = (all.Count, Math.Clamp(P, 1, pages));
        Pager = new Pager(
            P, pages, "/beheer/leren/werkzaam",
            [.. Query().Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Key, part.Value!))]);
        Fields =
        [
            .. (IsOrganisations ? all.Skip((P - 1) * AtOnce).Take(AtOnce) : all)
                .Select(place => new WorkplaceField(place.Place, place.Label, filled(place.Place))),
        ];
        return true;
    }

    private async Task<List<(Workplace, string)>> OrganisationsAsync(HashSet<string> municipalities, CancellationToken stop)
    {
        var part = Zoek?.Trim() ?? "";
        return [.. (await directory.OrganisationCardsAsync(stop))
            .Where(one => (District is null || (one.Municipality is { } place && municipalities.Contains(place)))
                && one.Name.Contains(part, StringComparison.OrdinalIgnoreCase))
            .Select(one => (
                new Workplace(null, one.Id),
                one.Municipality is { } place ? $"{one.Name} ({Label(Grouping.Municipality, place)})" : $"{one.Name} (zonder gemeente)"))];
    }
}
