using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>A page of reports: whose learning it is about, and the words for what stands in it.</summary>
internal abstract class ReportPage(ReportTools tools) : PageModel
{
    /// <summary>The modules that are online, in their order.</summary>
    public IReadOnlyList<PublishedDocument<LearningModule>> Modules { get; } =
    [
        .. tools.Site.All<LearningModule>().OrderBy(module => module.Properties.Number),
    ];

    /// <summary>What people are trained in: the modules, and beside them the trainings one attends.</summary>
    public IReadOnlyList<PublishedDocument> Courses { get; } =
    [
        .. tools.Site.All<LearningModule>().OrderBy(module => module.Properties.Number),
        .. tools.Site.All<Training>().Where(training => training.Properties.Form != TrainingForm.ELearning)
            .OrderBy(training => training.Title, PublishedSite.Alphabet),
    ];

    /// <summary>Who asks.</summary>
    public CurrentMember Current => tools.Current;

    /// <summary>Whose learning the coordinator may see.</summary>
    public ReportScope Scope =>
        ReportScope.Of(tools.Current) ?? throw new InvalidOperationException("The page should have said who may come in.");

    /// <summary>"de hele regio" or the name of a district.</summary>
    public string ScopeName => NameOf(Scope);

    /// <summary>The pages above a report.</summary>
    public static IReadOnlyList<Link> Trail { get; } = [new("Beheer", "/beheer"), new("Leren", "/beheer/leren")];

    /// <summary>A moment in words: "21 november 2026, 9.40 uur".</summary>
    public static string Moment(DateTimeOffset at) =>
        $"{DutchTime.DateOf(at).Long()}, {DutchTime.WallClockOf(at).Clock()} uur";

    /// <summary>A whole number as read in Dutch.</summary>
    public static string Number(int number) => number.ToString("N0", DutchTime.Culture);

    /// <summary>The words for a place, domain or function; also for who did not say, and where a district is not known.</summary>
    public string Label(Grouping grouping, string name) =>
        name.Length > 0 ? AllOf(grouping).FirstOrDefault(choice => choice.Id == name)?.Label ?? name
        : grouping == Grouping.District ? "District niet bekend" : "Niet ingevuld";

    /// <summary>Everything a list could hold.</summary>
    public IReadOnlyList<Choice> AllOf(Grouping grouping) => grouping switch
    {
        Grouping.Municipality => [.. tools.Choices.Municipalities.Select(municipality => new Choice(municipality.Id, municipality.Label))],
        Grouping.District =>
            [
                .. tools.Choices.Municipalities.Select(municipality => municipality.District).OfType<Choice>()
                    .DistinctBy(district => district.Id).OrderBy(district => district.Label, StringComparer.Ordinal),
            ],
        Grouping.Domain => Domains.All,
        _ => tools.Choices.Functions,
    };

    /// <summary>The municipalities a coordinator may choose from.</summary>
    public IEnumerable<Municipality> Municipalities =>
        tools.Choices.Municipalities.Where(municipality => Scope.District is null || municipality.District?.Id == Scope.District);

    /// <summary>All municipalities with their districts.</summary>
    protected IReadOnlyList<Municipality> AllMunicipalities => tools.Choices.Municipalities;

    /// <summary>A report as a file for a spreadsheet.</summary>
    protected FileContentResult FileOf(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) =>
        File(Csv.Write(columns, rows), Csv.MediaType, name + ".csv");

    /// <summary>What a scope is called.</summary>
    protected string NameOf(ReportScope scope) => scope.District is { } district ? Label(Grouping.District, district) : "de hele regio";
}

/// <summary>What every page of reports needs.</summary>
internal sealed class ReportTools(LiveSite live, CurrentMember current, IProfileChoices choices)
{
    public PublishedSite Site => live.Current;

    public CurrentMember Current => current;

    public IProfileChoices Choices => choices;
}

/// <summary>A share with its bar.</summary>
/// <param name="Percent">In steps of five; null where it is not said.</param>
internal sealed record Share(int? Percent)
{
    /// <summary>The share in words, where they say more than the number.</summary>
    public string? Words { get; init; }

    /// <summary>A share of answers.</summary>
    public static Share OfAnswers(double percent) => new((int)percent) { Words = Steps.ShareInWords((int)percent) };
}
