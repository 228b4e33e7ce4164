using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>Who passed what, by name: for a contact person of the own organisation, for a coordinator who says what for.</summary>
[Authorize(Rights.Office)]
internal sealed class MensenModel(ReportTools tools, Matrix matrix, NameViews views, MemberDirectory directory) : ReportPage(tools)
{
    private const int LeastSigns = 10;
    private const int MostSigns = 200;
    private const int RowsAtOnce = 500;
    private const int MostListed = 100, MostFound = 20;

    /// <summary>The value of the choice to write a purpose oneself.</summary>
    public const string Other = "anders";

    [BindProperty(SupportsGet = true)]
    public Guid? Doel { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Organisatie { get; set; }

    /// <summary>A part of an organisation's name, where there are too many to list.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Organisatienaam { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Gemeente { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Functie { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>What a coordinator chose as purpose.</summary>
    [BindProperty]
    public string? Keuze { get; set; }

    /// <summary>A purpose in the coordinator's own words.</summary>
    [BindProperty]
    public string? Eigen { get; set; }

    /// <summary>What the coordinator said; null for a contact person, and when nothing was said yet.</summary>
    public NameView? View { get; private set; }

    /// <summary>True when a purpose is asked first.</summary>
    public bool AsksPurpose { get; private set; }

    public MatrixPage People { get; private set; } = new([], 0, 1, 1);

    /// <summary>Organisations of the people in view, by name.</summary>
    public IReadOnlyDictionary<Guid, string> Organisations { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Whether organisations are found by a part of their name, because there are too many to list.</summary>
    public bool FindsOrganisations => Organisations.Count > MostListed;

    /// <summary>Organisations to choose from.</summary>
    public IReadOnlyList<KeyValuePair<Guid, string>> Listed { get; private set; } = [];

    /// <summary>True when a name was typed that does not say which organisation is meant.</summary>
    public bool AsksWhichOrganisation { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await RefusalAsync(stop) is { } refusal) return refusal;
        if (!AsksPurpose && !AsksWhichOrganisation) People = await matrix.PageAsync(Scope, Filter, P, stop: stop);
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        if (await RefusalAsync(stop) is { } refusal) return refusal;
        if (AsksPurpose || AsksWhichOrganisation) return LocalRedirect("/beheer/leren/mensen");
        var rows = new List<IReadOnlyList<object?>>();
        for (var page = 1; ; page++)
        {
            var people = await matrix.PageAsync(Scope, Filter, page, RowsAtOnce, stop);
            rows.AddRange(people.Rows.Select(row => (IReadOnlyList<object?>)
                [
                    row.Name, OrganisationOf(row), MunicipalityOf(row), FunctionOf(row),
                    .. Courses.SelectMany(course => Columns(course, row.In(course.Id))),
                ]));
            if (page >= people.Pages) break;
        }
        return FileOf(
            "mensen",
            [
                "Naam", "Organisatie", "Gemeente", "Functie",
                .. Courses.SelectMany(
                    course => course is PublishedDocument<Training>
                        ? new[] { course.Title, $"{course.Title}: bijgewoond op" }
                        : [course.Title, $"{course.Title}: gehaald op", $"{course.Title}: geldig tot en met"]),
            ],
            rows);

        // What was attended does not expire.
        static object?[] Columns(PublishedDocument course, MatrixCell cell) =>
            course is PublishedDocument<Training> ? [Words(cell), cell.On] : [Words(cell), cell.On, cell.Until];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!Current.May(Rights.Coordinator)) return Forbid();
        var purpose = Keuze == Other ? Eigen?.Trim() : NameViews.Purposes.FirstOrDefault(known => known == Keuze);
        if (string.IsNullOrEmpty(purpose))
            ModelState.AddModelError(
                Keuze == Other ? nameof(Eigen) : nameof(Keuze),
                Keuze == Other ? "Schrijf op waarvoor je de namen nodig hebt." : "Kies waarvoor je de namen nodig hebt.");
        else if (Keuze == Other && (purpose.Length is < LeastSigns or > MostSigns || !NameViews.SaysWhatFor(purpose)))
            ModelState.AddModelError(nameof(Eigen), "Beschrijf je doel in minstens drie woorden, 10 tot 200 tekens.");
        if (!ModelState.IsValid)
        {
            AsksPurpose = true;
            return Page();
        }
        return LocalRedirect(
            QueryHelpers.AddQueryString(
                "/beheer/leren/mensen", "doel", (await views.StartAsync(Current.Id, purpose!, Scope, stop)).ToString()));
    }

    /// <summary>The same people on another page, or as a file.</summary>
    public string Link(int page, string path = "/beheer/leren/mensen") => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["doel"] = Doel?.ToString(),
        ["organisatie"] = Organisatie?.ToString(),
        ["gemeente"] = Gemeente,
        ["functie"] = Functie,
        ["p"] = page == 1 ? null : page.ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>The columns: all modules, and the trainings at which one of these people was. The file has them all.</summary>
    public IReadOnlyList<PublishedDocument> Shown =>
        [
            .. Courses.Where(course =>
                course is not PublishedDocument<Training> || People.Rows.Any(row => row.In(course.Id).State != CellState.None)),
        ];

    /// <summary>What stands in an empty cell.</summary>
    public static string NotYet(PublishedDocument course) =>
        course is PublishedDocument<Training> ? "niet bijgewoond" : "niet begonnen";

    /// <summary>The words of a cell.</summary>
    public static string Words(MatrixCell cell) => cell.State switch
    {
        CellState.Passed => "behaald",
        CellState.Attended => "bijgewoond",
        CellState.Expired => "verlopen",
        CellState.Withdrawn => "ingetrokken",
        CellState.Busy => "bezig",
        _ => "niet begonnen",
    };

    /// <summary>The badge of a cell.</summary>
    public static string Badge(MatrixCell cell) => cell.State switch
    {
        CellState.Passed or CellState.Attended => "utrecht-status-badge utrecht-status-badge--success",
        CellState.Expired or CellState.Withdrawn => "utrecht-status-badge utrecht-status-badge--warning",
        _ => "utrecht-status-badge utrecht-status-badge--neutral",
    };

    /// <summary>Where somebody works, by the name it has now.</summary>
    public string OrganisationOf(MatrixRow row) =>
        row.OrganisationId is { } id && Organisations.TryGetValue(id, out var name) ? name : row.Organisation;

    public string MunicipalityOf(MatrixRow row) => row.Municipality.Length == 0 ? "" : Label(Grouping.Municipality, row.Municipality);

    public string FunctionOf(MatrixRow row) => row.Function.Length == 0 ? "" : Label(Grouping.Function, row.Function);

    private MatrixFilter Filter => new(Scope.IsOrganisation ? null : Organisatie, Blank(Gemeente), Blank(Functie));

    private async Task<IActionResult?> RefusalAsync(CancellationToken stop)
    {
        if (ReportScope.Of(Current) is null) return Current.May(Rights.ContactPerson) ? NotFound() : Forbid();
        // Another organisation, one that does not exist, and one outside the district all look the same: not there.
        if (Organisatie is { } asked && !(await matrix.OrganisationsAsync(Scope, stop)).Contains(asked)) return NotFound();
        if (Scope.IsOrganisation) return null;

        View = await views.CurrentAsync(Doel, Current.Id, Scope, stop);
        AsksPurpose = View is null;
        if (AsksPurpose) return null;
        var inView = await matrix.OrganisationsAsync(Scope, stop);
        Organisations = (await directory.OrganisationsAsync(stop)).Where(organisation => inView.Contains(organisation.Key)).ToDictionary();
        ChooseOrganisation();
        return null;
    }

    // A name that was typed stands above what was chosen from the list of before.
    private void ChooseOrganisation()
    {
        Listed = FindsOrganisations ? [] : [.. Organisations];
        if (!FindsOrganisations) return;
        var name = Organisatienaam?.Trim() ?? "";
        if (name.Length == 0)
        {
            Organisatienaam = Organisatie is { } chosen ? Organisations.GetValueOrDefault(chosen) : null;
            return;
        }
        Listed =
        [
            .. Organisations.Where(organisation => organisation.Value.Contains(name, StringComparison.OrdinalIgnoreCase))
                .OrderBy(organisation => organisation.Value.Length).Take(MostFound),
        ];
        if (Listed.Any(found => found.Key == Organisatie)) return;
        var exact = Listed.Where(found => Listed.Count == 1 || string.Equals(found.Value, name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        Organisatie = exact is [var one] ? one.Key : null;
        AsksWhichOrganisation = Organisatie is null;
    }

    private static string? Blank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
