using System.Collections.Concurrent;
using Portal.BrowserTests.Accessibility;

namespace Portal.BrowserTests.Support;

/// <summary>
/// What was found on pages that are opened once and looked at in every way: opening a page for each question would cost more than the
/// questions. A test asks for the survey, which is made once, and reads its own part of it.
/// </summary>
internal sealed class Survey
{
    private static readonly Lazy<Task<Survey>> Kinds = new(() => MakeAsync("kinds", VisitKindsAsync));
    private static readonly Lazy<Task<Survey>> Addresses = new(() => MakeAsync("addresses", VisitAddressesAsync));

    private readonly ConcurrentDictionary<string, bool> opened = new(StringComparer.Ordinal);

    /// <summary>What axe found.</summary>
    public ConcurrentBag<string> Accessible { get; } = [];

    /// <summary>What sticks out of the window.</summary>
    public ConcurrentBag<string> Sideways { get; } = [];

    /// <inheritdoc cref="Reflow.SqueezedAsync"/>
    public ConcurrentBag<string> Squeezed { get; } = [];

    /// <inheritdoc cref="Reflow.EnlargedAsync"/>
    public ConcurrentBag<string> Enlarged { get; } = [];

    /// <inheritdoc cref="Reflow.SpacedOutAsync"/>
    public ConcurrentBag<string> SpacedOut { get; } = [];

    /// <inheritdoc cref="Accessibility.ForcedColours.FindAsync"/>
    public ConcurrentBag<string> ForcedColours { get; } = [];

    /// <inheritdoc cref="Accessibility.Focus.FindAsync"/>
    public ConcurrentBag<string> Focus { get; } = [];

    /// <summary>What the visits left behind in the browser.</summary>
    public ConcurrentBag<string> Traces { get; } = [];

    /// <summary>The addresses that were opened.</summary>
    public ICollection<string> Opened => opened.Keys;

    /// <summary>A page of every kind, in every way.</summary>
    public static Task<Survey> OfKindsAsync() => Kinds.Value;

    /// <summary>Every address of the site, for what depends on what was written there.</summary>
    public static Task<Survey> OfAddressesAsync() => Addresses.Value;

    /// <summary>Nothing was found.</summary>
    public static void Passes(IEnumerable<string> found) => Assert.True(!found.Any(), string.Join('\n', found.Distinct().Order(StringComparer.Ordinal)));

    private static async Task<Survey> MakeAsync(string name, Func<Survey, Visit, Task> walk)
    {
        var survey = new Survey();
        await Task.WhenAll(Looks.Themes.Select(theme => Visit.RunAsync(Looks.For(theme, 0).First(), async visit =>
        {
            await walk(survey, visit);
            foreach (var trace in await visit.TracesAsync()) survey.Traces.Add(trace);
        }, $"survey-of-{name}")));
        return survey;
    }

    private static async Task VisitKindsAsync(Survey survey, Visit visit)
    {
        foreach (var (number, kind) in Kind.All.Index())
            foreach (var look in Looks.For(visit.Look.Theme, number))
            {
                await survey.OpenAsync(visit, look, kind.Path, kind.Status);
                await visit.ShootAsync(kind.Name);
                Note(survey.ForcedColours, await Accessibility.ForcedColours.FindAsync(visit));
                Note(survey.Squeezed, await Reflow.SqueezedAsync(visit));
                Note(survey.Enlarged, await Reflow.EnlargedAsync(visit));
                Note(survey.SpacedOut, await Reflow.SpacedOutAsync(visit));
                Note(survey.Focus, await Accessibility.Focus.FindAsync(visit));

                void Note(ConcurrentBag<string> part, IEnumerable<string> found)
                {
                    foreach (var finding in found) part.Add($"{kind.Path} {look}: {finding}");
                }
            }
    }

    // Each in one look, unless all are wanted: what pages of a kind have in common, colours among it, is seen on the page of that kind.
    private static async Task VisitAddressesAsync(Survey survey, Visit visit)
    {
        var addresses = await SiteMap.ReadAsync(await Sites.HostAsync());
        var mine = visit.Look.Theme == Looks.Themes[0] ? 0 : 1;
        foreach (var (number, path) in addresses.Index())
            if (Looks.AreAllWanted || number % 2 == mine)
                foreach (var look in Looks.For(visit.Look.Theme, number / 2)) await survey.OpenAsync(visit, look, path, colours: Looks.AreAllWanted);
    }

    private async Task OpenAsync(Visit visit, Look look, string path, int status = 200, bool colours = true)
    {
        await visit.TurnAsync(look);
        await visit.OpenAsync(path, status);
        opened[path] = true;
        foreach (var finding in await Axe.FindAsync(visit, colours)) Accessible.Add(finding);
        foreach (var finding in await Reflow.SidewaysAsync(visit)) Sideways.Add($"{path} {look}: {finding}");
    }
}
