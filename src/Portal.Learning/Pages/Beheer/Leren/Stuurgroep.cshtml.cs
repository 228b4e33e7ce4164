using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>
/// Where we are, for the steering group: a sentence for each finding, the quarters, and what changed since the report before. All of it
/// from what was kept of each quarter; what is filled in about who works where chooses nothing of what is told of who is trained.
/// </summary>
[Authorize(Rights.Coordinator)]
internal sealed class StuurgroepModel(
    ReportTools tools, Quarters quarters, Workforce workforce, PeopleCounts counts, Portal.Platform.Data.DbSession session,
    TimeProvider clock)
    : ReportPage(tools)
{
    /// <summary>The quarter in the address; none: the one that is not over.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kwartaal { get; set; }

    /// <summary>The quarter that is not over.</summary>
    public Quarter Now { get; private set; }

    /// <summary>The quarter that is reported.</summary>
    public Quarter Quarter { get; private set; }

    /// <summary>The quarters that can be chosen, newest first.</summary>
    public IReadOnlyList<Quarter> Choices { get; private set; } = [];

    /// <summary>The quarter and those before it, oldest first.</summary>
    public IReadOnlyList<QuarterReport> Trend { get; private set; } = [];

    /// <summary>What is told of the quarter; null: there are too few people.</summary>
    public QuarterReport? Report { get; private set; }

    /// <summary>The report before; null: there is none.</summary>
    public QuarterReport? Before { get; private set; }

    /// <summary>How many work in each municipality, as far as filled in.</summary>
    public IReadOnlyDictionary<string, Workers> Workers { get; private set; } = new Dictionary<string, Workers>();

    /// <summary>Until when was counted.</summary>
    public DateTimeOffset? CountedAt { get; private set; }

    /// <summary>The municipalities with a line of their own, by name.</summary>
    public IEnumerable<Municipality> Shown => Municipalities.Where(place => Report!.Municipalities.Contains(place.Id));

    /// <summary>The municipalities without: nobody takes part, or fewer than five.</summary>
    public IReadOnlyList<string> Missing =>
        [.. Municipalities.Where(place => !Report!.Municipalities.Contains(place.Id)).Select(place => place.Label)];

    /// <summary>How many professionals there are in all; null until every municipality is filled in.</summary>
    public int? AllWorkers => Municipalities.All(place => Workers.ContainsKey(place.Id)) && Municipalities.Any()
        ? Municipalities.Sum(place => Workers[place.Id].People) : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Now = Quarter.Of(clock.GetUtcNow());
        var choices = await quarters.UntilAsync(Scope, Now, stop);
        Choices = [.. choices.Select(report => report.Quarter).Append(Now).Distinct().OrderDescending()];
        if (Kwartaal is null) Quarter = Now;
        else if (Quarter.In(Kwartaal) is { } asked && Choices.Contains(asked)) Quarter = asked;
        else return NotFound();
        Trend = [.. choices.Where(report => report.Quarter.CompareTo(Quarter) <= 0)];
        Report = Trend.FirstOrDefault(report => report.Quarter == Quarter);
        Before = Trend.LastOrDefault(report => report.Quarter != Quarter);
        Workers = await workforce.ByMunicipalityAsync(Quarter == Now ? null : Quarter.End, stop);
        CountedAt = Quarter == Now ? (await counts.NewestAsync(session, stop))?.At : Quarter.End.AddTicks(-1);
        return Page();
    }

    /// <summary>What is found, most important first; each a sentence.</summary>
    public IEnumerable<string> Findings()
    {
        if (Report is not { People: { } people } report) yield break;
        yield return report.Trained is { } trained
            ? $"Van de {About(people)} mensen met een account {Are(trained)} getraind in minstens één module of training: "
                + $"{Steps.ShareInWords(Steps.Share(Math.Min(trained, people), people))} van de accounts."
            : $"Van de {About(people)} mensen met een account zijn er minder dan vijf getraind.";
        yield return AgainstWorkers(report);
        if (Most(report) is { } most)
            yield return $"De meeste mensen zijn getraind in ‘{most.Title}’: {About(report.TrainedIn(most.Id)!.Value)}.";
        if (Missing.Count > 0)
            yield return Missing.Count == 1
                ? $"In {Missing[0]} doet nog niemand mee, of minder dan vijf mensen."
                : $"In {Number(Missing.Count)} van de {Number(Municipalities.Count())} gemeenten doet nog niemand mee, of minder dan "
                    + "vijf mensen.";
    }

    /// <summary>What changed since the report before; each a sentence.</summary>
    public IEnumerable<string> Changes()
    {
        if (Report is not { } report || Before is not { } before) yield break;
        yield return Change("Mensen met een account", before.People, report.People);
        yield return Change("Mensen die getraind zijn", before.Trained, report.Trained);
        foreach (var course in Courses)
            if (report.TrainedIn(course.Id) != before.TrainedIn(course.Id))
                yield return Change($"Getraind in ‘{course.Title}’", before.TrainedIn(course.Id), report.TrainedIn(course.Id));
        var come = Names(report.Municipalities.Except(before.Municipalities));
        if (come.Length > 0) yield return $"Nieuw met een eigen getal: {come}.";
        var gone = Names(before.Municipalities.Except(report.Municipalities));
        if (gone.Length > 0) yield return $"Niet meer met een eigen getal: {gone}.";
    }

    /// <summary>Which share of who works in a municipality is trained; null: not known, or the number cannot be right.</summary>
    public int? ShareOfWorkers(string municipality) =>
        Workers.TryGetValue(municipality, out var workers)
            ? ShareOf(Report!.TrainedOf(municipality), Report.PeopleIn(municipality), workers.People) : null;

    /// <summary>True where more people have an account than are said to work there.</summary>
    public bool IsTooFew(string municipality) =>
        Workers.TryGetValue(municipality, out var workers) && Report!.PeopleIn(municipality) > workers.People;

    /// <summary>Which share of the accounts of a quarter is trained; null where that is not said.</summary>
    public static int? ShareOfAccounts(QuarterReport report) =>
        report is { Trained: { } trained, People: { } people } ? Steps.Share(Math.Min(trained, people), people) : null;

    /// <summary>"ongeveer 45", or that there are fewer than five.</summary>
    public static string Words(int? people) => people is { } some ? About(some) : "minder dan 5";

    private static string About(int people) => $"ongeveer {Number(people)}";

    private static string Are(int people) => $"zijn er ongeveer {Number(people)}";

    // Never a share of fewer people than there are accounts, and never all of them.
    private static int? ShareOf(int? trained, int? people, int workers) =>
        trained is { } some && people <= workers ? Steps.Share(Math.Min(some, workers), workers) : null;

    private string AgainstWorkers(QuarterReport report)
    {
        if (AllWorkers is { } workers)
            return report.People > workers
                ? $"Er zijn {Number(workers)} professionals ingevuld, en er zijn meer accounts. Kijk de aantallen na."
                : report.Trained is { } trained
                    ? $"Er werken {Number(workers)} professionals{(Workers.Values.Any(place => place.IsSum) ? " of meer" : "")}. "
                        + $"Van hen is {Steps.ShareInWords(Steps.Share(Math.Min(trained, workers), workers))} getraind."
                    : $"Er werken {Number(workers)} professionals. Van hen zijn er minder dan vijf getraind.";
        var known = Municipalities.Count(place => Workers.ContainsKey(place.Id));
        return known == 0
            ? "Hoeveel professionals er werken, is nog niet ingevuld. Daarom rekenen we van de accounts, niet van alle professionals."
            : $"Voor {Number(known)} van de {Number(Municipalities.Count())} gemeenten is ingevuld hoeveel professionals er werken. "
                + "Zolang de rest ontbreekt, rekenen we van de accounts.";
    }

    private PublishedDocument? Most(QuarterReport report) =>
        Courses.Where(course => report.TrainedIn(course.Id) is not null).MaxBy(course => report.TrainedIn(course.Id));

    private string Names(IEnumerable<string> ids) =>
        string.Join(", ", ids.Select(id => Label(Grouping.Municipality, id)).Order(PublishedSite.Alphabet));

    private static string Change(string what, int? before, int? after) => (before, after) switch
    {
        (null, null) => $"{what}: nog minder dan vijf.",
        (null, { } now) => $"{what}: eerst minder dan vijf, nu {About(now)}.",
        ({ } then, null) => $"{what}: eerst {About(then)}, nu minder dan vijf.",
        ({ } then, { } now) when then == now => $"{what}: gelijk gebleven, {About(now)}.",
        ({ } then, { } now) =>
            $"{what}: {About(Math.Abs(now - then))} {(now > then ? "meer" : "minder")}, nu {About(now)}.",
    };
}
