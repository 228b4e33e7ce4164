using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Portal.Calendar.Questions;
using Portal.Content.Publishing;
using Portal.Learning.Modules;
using Portal.Learning.Pages.Beheer.Leren;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Search;

namespace Portal.Learning.Pages.Beheer.Gemist;

/// <summary>
/// What people ask in vain: what they search for, what they ask us, and where they leave a module. Each line ends in something to do.
/// </summary>
[Authorize(Rights.Office)]
internal sealed class IndexModel(
    ReportTools tools, SearchMisses misses, WaitingQuestions questions, PeopleCounts counts, ModuleVersions versions, DbSession session,
    TimeProvider clock)
    : ReportPage(tools)
{
    /// <summary>How many lines a list has at first sight; the rest stands where it comes from.</summary>
    public const int Most = 10;

    /// <summary>What was searched for in vain, with how often.</summary>
    public IReadOnlyList<(string Words, int Times)> Misses { get; private set; } = [];

    /// <summary>True when there is more of it.</summary>
    public bool HasMoreMisses { get; private set; }

    /// <summary>Questions that wait, by theme.</summary>
    public IReadOnlyList<WaitingGroup> Questions { get; private set; } = [];

    /// <summary>Where people leave modules, by module in its order.</summary>
    public IReadOnlyList<(PublishedDocument<LearningModule> Module, LeftAt At)> Left { get; private set; } = [];

    /// <summary>Of which day the figures of modules are; null: they were not counted yet.</summary>
    public DateOnly? LeftAsOf { get; private set; }

    /// <summary>True for who may make search words and change lessons.</summary>
    public bool MayWrite => Current.May(Rights.Editor);

    /// <summary>True for who may see all of what is searched.</summary>
    public bool SeesSearch => MayWrite || Current.May(Rights.Administrator);

    /// <summary>True for who sees how modules go: who orders them and who writes them.</summary>
    public bool SeesModules => MayWrite || Current.May(Rights.Coordinator);

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!SeesSearch && !SeesModules) context.Result = Forbid();
    }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var found = await misses.ListAsync(Most + 1, stop);
        (Misses, HasMoreMisses) = ([.. found.Take(Most)], found.Count > Most);
        Questions = await questions.ByThemeAsync(stop);
        if (!SeesModules || (await counts.NewestAsync(session, stop)) is not { Leaving: { } facts } newest) return;
        LeftAsOf = DutchTime.DateOf(Leaving.AsOf(newest.At));
        var known = facts.ToDictionary(fact => fact.Module);
        Left =
        [
            .. Modules.Where(module => known.ContainsKey(module.Id))
                .SelectMany(module => Leaving.Shown(versions.Current(module.Id)!, known[module.Id]).Select(at => (module, at)))
                .OrderByDescending(line => line.at.Share ?? 0).ThenByDescending(line => line.at.People),
        ];
    }

    /// <summary>Where a document that answers a search is begun.</summary>
    public static string NewAbout(string type, string words) =>
        $"/beheer/inhoud/nieuw?soort={type}&vraag={Uri.EscapeDataString(words)}";

    /// <summary>How long the first of these waits: "sinds vandaag", "al 3 dagen".</summary>
    public string Waits(WaitingGroup group) =>
        (DutchTime.DateOf(clock.GetUtcNow()).DayNumber - DutchTime.DateOf(group.Since).DayNumber) switch
        {
            <= 0 => "sinds vandaag",
            1 => "al 1 dag",
            var days => string.Create(CultureInfo.InvariantCulture, $"al {days} dagen"),
        };
}
