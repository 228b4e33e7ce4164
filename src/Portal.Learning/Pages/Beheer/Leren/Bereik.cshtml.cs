using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>Where people are trained: one list at a time, so that no two can be crossed to get at a few people.</summary>
[Authorize(Rights.Coordinator)]
internal sealed class BereikModel(ReportTools tools, Coverage coverage) : ReportPage(tools)
{
    /// <summary>The lists, as in the address and as read.</summary>
    public static IReadOnlyList<(string Value, Grouping Grouping, string Label)> Lists { get; } =
    [
        ("gemeente", Grouping.Municipality, "Gemeente"), ("district", Grouping.District, "District"),
        ("domein", Grouping.Domain, "Domein"), ("functie", Grouping.Function, "Functie"),
    ];

    [BindProperty(SupportsGet = true)]
    public string? Per { get; set; }

    public (string Value, Grouping Grouping, string Label) List { get; private set; } = Lists[0];

    public CoverageReport? Report { get; private set; }

    /// <summary>The lines with what they are called; a district comes before its municipalities.</summary>
    public IReadOnlyList<CoverageLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await LoadAsync(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        if (!await LoadAsync(stop)) return NotFound();
        var lines = Report is null ? [] : Lines.Append(new CoverageLine(Report.Groups.Everyone, "Iedereen", false, null));
        return FileOf($"bereik-per-{List.Value}", [List.Label, "Mensen", .. Courses.Select(course => $"{course.Title} (% getraind)")],
            lines.Select(
                line =>
                    (IReadOnlyList<object?>)
                    [
                        line.Name, line.Group.People, .. Courses.Select(course => (object?)Report!.PercentOf(line.Group, course.Id)),
                    ]));
    }

    private async Task<bool> LoadAsync(CancellationToken stop)
    {
        List = Lists.FirstOrDefault(list => list.Value == (Per ?? "gemeente"));
        if (List.Value is null) return false;
        if ((Report = await coverage.OfAsync(Scope, stop)) is { } report)
            Lines = List.Grouping == Grouping.Municipality
                ? [.. Sorted(report, Grouping.District).SelectMany(district => Within(report, district))]
                : [.. Sorted(report, List.Grouping)];
        return true;
    }

    // A district of which all municipalities are small is one line: the same people twice would look like twice as many.
    private IEnumerable<CoverageLine> Within(CoverageReport report, CoverageLine district) =>
        Sorted(report, Grouping.Municipality, district.Group) is var parts && parts is [{ Group.IsRest: true } all]
            ? [district with { IsHead = true, Missing = all.Missing }]
            : parts.Prepend(district with { IsHead = true });

    private List<CoverageLine> Sorted(CoverageReport report, Grouping grouping, ReportGroup? parent = null)
    {
        var groups = report.Groups.Lists[grouping].Where(group => parent is null || group.Parent == parent).ToList();
        var lines = groups.Where(group => !group.IsRest).Select(group => new CoverageLine(group, Label(grouping, group.Name), false, null))
            .OrderBy(line => line.Name, Portal.Content.Publishing.PublishedSite.Alphabet).ToList();
        if (groups.Find(group => group.IsRest) is { } rest)
            lines.Add(new CoverageLine(rest, RestName(grouping), false, Missing(grouping, groups, parent)));
        return lines;
    }

    private static string RestName(Grouping grouping) => grouping switch
    {
        Grouping.Municipality => "Andere gemeenten samen",
        Grouping.District => "Andere districten samen",
        Grouping.Domain => "Andere domeinen samen",
        _ => "Andere functies samen",
    };

    // All that have no line of their own, also those without anybody: so the list does not tell where there are a few people.
    private string Missing(Grouping grouping, List<ReportGroup> shown, ReportGroup? district)
    {
        var names = shown.Where(group => !group.IsRest).Select(group => group.Name).ToHashSet();
        IEnumerable<Choice> all = grouping == Grouping.Municipality
            ? AllMunicipalities.Where(municipality => IsIn(municipality.District?.Id ?? "", district))
                .Select(municipality => new Choice(municipality.Id, municipality.Label))
            : AllOf(grouping);
        // Who did not say is one of the small groups too; without a municipality there is no district.
        if (grouping != Grouping.Municipality || IsIn("", district)) all = all.Append(new Choice("", Label(grouping, "")));
        return string.Join(", ", all.Where(choice => !names.Contains(choice.Id)).Select(choice => choice.Label));

        // A municipality whose district is not known stands where '' does.
        static bool IsIn(string id, ReportGroup? district) =>
            district is null || (district.IsRest ? district.Keys.Contains(id) : district.Name == id);
    }
}

/// <summary>A line of the coverage.</summary>
/// <param name="Group">Who it is about.</param>
/// <param name="Name">What they are called.</param>
/// <param name="IsHead">True for a district above its municipalities.</param>
/// <param name="Missing">For the rest of a list: what has no line of its own.</param>
internal sealed record CoverageLine(ReportGroup Group, string Name, bool IsHead, string? Missing);
