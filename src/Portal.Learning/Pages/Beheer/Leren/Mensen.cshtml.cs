using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>Who passed what, by name: for a contact person of the own organisation, for a coordinator who says what for.</summary>
[Authorize(Rights.Office)]
internal sealed class MensenModel(ReportTools tools, Matrix matrix, NameViews views, MemberDirectory directory) : NamesPage(tools)
{
    private const int LeastSigns = 10;
    private const int MostSigns = 200;
    private const int RowsAtOnce = 500;

    /// <summary>The value of the choice to write a purpose oneself.</summary>
    public const string Other = "anders";

    [BindProperty(SupportsGet = true)]
    public string? Gemeente { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Functie { get; set; }

    /// <summary>Id of the one module or training to look at, with how people stand in it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Cursus { get; set; }

    /// <summary>How people stand in it, one of <see cref="States"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Stand { get; set; }

    /// <summary>In what order, one of <see cref="Orders"/> or id of a module or training.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sorteer { get; set; }

    /// <summary>From back to front.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Omgekeerd { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>What a coordinator chose as purpose.</summary>
    [BindProperty]
    public string? Keuze { get; set; }

    /// <summary>A purpose in the coordinator's own words.</summary>
    [BindProperty]
    public string? Eigen { get; set; }

    public MatrixPage People { get; private set; } = new([], 0, 1, 1);

    /// <summary>The states one can ask for, as in the address and as read.</summary>
    public static IReadOnlyList<(string Value, string Label, CellState[] States)> States { get; } =
    [
        ("getraind", "Getraind: behaald of bijgewoond", [CellState.Passed, CellState.Attended]),
        ("niet-getraind", "Niet (meer) getraind", [CellState.None, CellState.Busy, CellState.Expired, CellState.Withdrawn]),
        ("bezig", "Bezig", [CellState.Busy]), ("verlopen", "Verlopen", [CellState.Expired]),
        ("niet-begonnen", "Niet begonnen", [CellState.None]),
    ];

    /// <summary>The orders that are about a person, as in the address and as read.</summary>
    public static IReadOnlyList<(string Value, string Label, MatrixOrder Order)> Orders { get; } =
    [
        ("naam", "Naam", MatrixOrder.Name), ("organisatie", "Organisatie", MatrixOrder.Organisation),
        ("gemeente", "Gemeente", MatrixOrder.Municipality), ("functie", "Functie", MatrixOrder.Function),
    ];

    /// <summary>How many of all these people are trained, by module or training; null: only those on this page are summed.</summary>
    public IReadOnlyDictionary<string, int>? Sums { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await RefusalAsync(stop) is { } refusal) return refusal;
        if (AsksPurpose || AsksWhichOrganisation) return Page();
        People = await matrix.PageAsync(Scope, Filter, P, sort: Sort, stop: stop);
        Shown = await ColumnsAsync(stop);
        Sums = await matrix.SumsAsync(Scope, Filter, People.Total, stop);
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop) =>
        await TableAsync(stop) is { } table ? FileOf("mensen", table.Columns, table.Rows) : Refused;

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken stop) => await TableAsync(stop) is { } table
        ? File(Xlsx.Write("Mensen", table.Columns, table.Rows), Xlsx.MediaType, "mensen.xlsx") : Refused;

    private IActionResult Refused { get; set; } = new NotFoundResult();

    // What is seen: the same people in the same order, the same columns and words, and the sums; of all pages.
    private async Task<(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)?> TableAsync(CancellationToken stop)
    {
        var refusal = await RefusalAsync(stop);
        if (refusal is not null || AsksPurpose || AsksWhichOrganisation)
        {
            Refused = refusal ?? LocalRedirect("/beheer/leren/mensen");
            return null;
        }
        Shown = await ColumnsAsync(stop);
        var about = Scope.IsOrganisation ? 2 : 4;
        var (rows, sums) = (new List<IReadOnlyList<object?>>(), new int[Shown.Count]);
        for (var page = 1; ; page++)
        {
            var people = await matrix.PageAsync(Scope, Filter, page, RowsAtOnce, Sort, stop);
            foreach (var row in people.Rows)
            {
                for (var at = 0; at < sums.Length; at++) if (IsTrained(row.In(Shown[at].Id))) sums[at]++;
                rows.Add([.. AboutOf(row), .. Shown.Select(course => (object?)Text(course, row.In(course.Id)))]);
            }
            if (page >= people.Pages) break;
        }
        rows.Add(["Samen getraind", .. new object?[about - 1], .. sums.Select(sum => (object?)sum)]);
        return ([.. AboutColumns, .. Shown.Select(course => course.Title)], rows);
    }

    /// <summary>What stands about a person before the modules.</summary>
    public IReadOnlyList<string> AboutColumns =>
        Scope.IsOrganisation ? ["Naam", "Functie"] : ["Naam", "Organisatie", "Gemeente", "Functie"];

    private object?[] AboutOf(MatrixRow row) => Scope.IsOrganisation
        ? [row.Name, FunctionOf(row)] : [row.Name, OrganisationOf(row), MunicipalityOf(row), FunctionOf(row)];

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
    public string Link(int page, string path = "/beheer/leren/mensen") => LinkOf(page, path, Sorteer, Omgekeerd);

    /// <summary>The same people in another order; in the order they have, from back to front.</summary>
    public string SortLink(string by) => LinkOf(1, "/beheer/leren/mensen", by, by == SortedBy && !Omgekeerd);

    /// <summary>What they are sorted by, as in the address.</summary>
    public string SortedBy => Sorteer is { Length: > 0 } sorted ? sorted : "naam";

    /// <summary>For a column's head: how it is sorted; null: by another column.</summary>
    public string? SortOf(string column) => column != SortedBy ? null : Omgekeerd ? "descending" : "ascending";

    /// <summary>
    /// The columns: all modules, and the trainings at which one of these people was; or the one that was chosen. The file has the same.
    /// </summary>
    public IReadOnlyList<PublishedDocument> Shown { get; private set; } = [];

    /// <summary>How many people are trained in a module or training: of all, or of those on this page.</summary>
    public int SumOf(PublishedDocument course) =>
        Sums?.GetValueOrDefault(course.Id) ?? People.Rows.Count(row => IsTrained(row.In(course.Id)));

    /// <summary>What a cell says, as it stands in a file and as it is read out: "behaald tot 09-2028".</summary>
    public static string Text(PublishedDocument course, MatrixCell cell) => $"{Words(course, cell)} {When(cell)}".TrimEnd();

    /// <summary>The words of a cell.</summary>
    public static string Words(PublishedDocument course, MatrixCell cell) => cell.State switch
    {
        CellState.Passed => "behaald",
        CellState.Attended => "bijgewoond",
        CellState.Expired => "verlopen",
        CellState.Withdrawn => "ingetrokken",
        CellState.Busy => "bezig",
        _ => course is PublishedDocument<Training> ? "niet bijgewoond" : "niet begonnen",
    };

    /// <summary>The month that belongs to it: until when it counts, since when it does not, or when it was.</summary>
    public static string When(MatrixCell cell) => (cell.State, cell.On, cell.Until) switch
    {
        (CellState.Passed, _, { } until) => $"tot {Month(until)}",
        (CellState.Expired, _, { } until) => Month(until),
        (CellState.Attended, { } on, _) => Month(on),
        _ => "",
    };

    /// <summary>The last part of the class that gives a cell its mark.</summary>
    public static string Mark(MatrixCell cell) => cell.State switch
    {
        CellState.Passed or CellState.Attended => "done",
        CellState.Expired => "expired",
        CellState.Withdrawn => "withdrawn",
        CellState.Busy => "busy",
        _ => "none",
    };

    /// <summary>Its words are seen, not only read out: there is no month that says enough beside the mark.</summary>
    public static bool IsInWords(MatrixCell cell) => cell.State is CellState.Busy or CellState.Withdrawn;

    private static bool IsTrained(MatrixCell cell) => cell.State is CellState.Passed or CellState.Attended;

    private static string Month(DateOnly day) => day.ToString("MM-yyyy", CultureInfo.InvariantCulture);

    private string LinkOf(int page, string path, string? sort, bool isReversed) =>
        QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
        {
            ["doel"] = Doel?.ToString(),
            ["organisatie"] = Organisatie?.ToString(),
            ["gemeente"] = Blank(Gemeente),
            ["functie"] = Blank(Functie),
            ["cursus"] = Blank(Cursus),
            ["stand"] = Blank(Stand),
            ["sorteer"] = Blank(sort),
            ["omgekeerd"] = isReversed ? "true" : null,
            ["p"] = page == 1 ? null : page.ToString(CultureInfo.InvariantCulture),
        });

    private async Task<IReadOnlyList<PublishedDocument>> ColumnsAsync(CancellationToken stop)
    {
        if (Blank(Cursus) is { } chosen) return [.. Courses.Where(course => course.Id == chosen)];
        var attended = await matrix.TrainingsAsync(Scope, Filter, stop);
        return [.. Courses.Where(course => course is not PublishedDocument<Training> || attended.Contains(course.Id))];
    }

    /// <summary>Where somebody works, by the name it has now.</summary>
    public string OrganisationOf(MatrixRow row) => OrganisationOf(row.OrganisationId, row.Organisation);

    /// <summary>Where somebody works and as what, on one line.</summary>
    public string PlaceOf(MatrixRow row) => string.Join(", ", AboutOf(row).Skip(1).OfType<string>().Where(words => words.Length > 0));

    public string MunicipalityOf(MatrixRow row) => row.Municipality.Length == 0 ? "" : Label(Grouping.Municipality, row.Municipality);

    public string FunctionOf(MatrixRow row) => row.Function.Length == 0 ? "" : Label(Grouping.Function, row.Function);

    // A column that is sorted by is the course of the filter, where no other was chosen.
    private MatrixFilter Filter => new(Scope.IsOrganisation ? null : Organisatie, Blank(Gemeente), Blank(Functie))
    {
        Course = Blank(Cursus) ?? (Sort.By == MatrixOrder.Course ? Sorteer : null),
        States = Blank(Cursus) is null ? [] : States.FirstOrDefault(state => state.Value == Stand).States ?? [],
    };

    private MatrixSort Sort => new(
        Orders.FirstOrDefault(order => order.Value == SortedBy) is { Value: not null } order ? order.Order : MatrixOrder.Course, Omgekeerd);

    private async Task<IActionResult?> RefusalAsync(CancellationToken stop)
    {
        if (ReportScope.Of(Current) is null) return Current.May(Rights.ContactPerson) ? NotFound() : Forbid();
        if (!KnowsChoices()) return NotFound();
        // Another organisation, one that does not exist, and one outside the district all look the same: not there.
        if (Organisatie is { } asked && !(await matrix.OrganisationsAsync(Scope, stop)).Contains(asked)) return NotFound();
        if (Scope.IsOrganisation) return null;

        View = await views.CurrentAsync(Doel, Current.Id, Scope, stop);
        AsksPurpose = View is null;
        if (AsksPurpose) return null;
        var inView = await matrix.OrganisationsAsync(Scope, stop);
        ChooseFrom((await directory.OrganisationsAsync(stop)).Where(organisation => inView.Contains(organisation.Key)).ToDictionary());
        return null;
    }

    // What is asked of one module is asked of the column that is shown; an order by another column would be one of what is not seen.
    private bool KnowsChoices()
    {
        if (Blank(Cursus) is { } course && Courses.All(known => known.Id != course)) return false;
        if (Blank(Stand) is { } stand && States.All(state => state.Value != stand)) return false;
        if (Orders.Any(order => order.Value == SortedBy)) return true;
        if (Courses.All(known => known.Id != SortedBy)) return false;
        if (Blank(Cursus) is { } chosen && chosen != SortedBy) Sorteer = chosen;
        return true;
    }
}
