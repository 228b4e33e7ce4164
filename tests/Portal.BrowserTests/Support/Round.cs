using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Charts;

namespace Portal.BrowserTests.Support;

/// <summary>
/// A round past pages and states, each examined when the walk comes by. The same walk is made once in every theme, side by side; the window
/// and the colours turn on the way (<see cref="Looks"/>), so that two walks examine each state in two looks that differ in everything.
/// </summary>
/// <example><code>
/// Round.WalkAsync(async round =>
/// {
///     await round.Visit.OpenAsync("/inloggen");
///     await round.LookAsync("inloggen");
/// });
/// </code></example>
internal sealed class Round
{
    private readonly ConcurrentBag<string> found;
    private readonly string name;
    private readonly int? width;
    private int number;

    private Round(Visit visit, string name, int? width, ConcurrentBag<string> found) =>
        (Visit, this.name, this.width, this.found, number) = (visit, name, width, found, Looks.NumberOf(name));

    /// <summary>The reader who walks.</summary>
    public Visit Visit { get; }

    /// <summary>Makes the walk in every theme; fails with all that was found on the way.</summary>
    /// <param name="walk">What the reader does; <see cref="LookAsync"/> wherever there is something to see.</param>
    /// <param name="width">The one width at which there is, e.g. for the menu of a phone; null: every width.</param>
    /// <param name="name">A word for it, as in file names.</param>
    public static async Task WalkAsync(Func<Round, Task> walk, int? width = null, [CallerMemberName] string name = "")
    {
        var findings = new ConcurrentBag<string>();
        await Task.WhenAll(Looks.Themes.Select(theme => Visit.RunAsync(
            Looks.For(theme, Looks.NumberOf(name), width).First(), visit => walk(new Round(visit, name, width, findings)), name)));
        Assert.True(findings.IsEmpty, string.Join('\n', findings.Order(StringComparer.Ordinal)));
    }

    /// <summary>
    /// Examines the page as it stands now: axe finds nothing, nobody has to scroll sideways, no text vanishes in forced colours, and every
    /// bar is as long as its number says. Turns to the look whose turn it is, and stays in it.
    /// </summary>
    /// <param name="state">A word for the state, as in file names.</param>
    public async Task LookAsync(string state)
    {
        foreach (var look in Looks.For(Visit.Look.Theme, number++, width))
        {
            await Visit.TurnAsync(look);
            foreach (var finding in await Axe.FindAsync(Visit)) found.Add($"{state}: {finding}");
            foreach (var finding in await Reflow.SidewaysAsync(Visit)) found.Add($"{state} {look}: {finding}");
            foreach (var finding in await ForcedColours.FindAsync(Visit)) found.Add($"{state} {look}, forced colours: {finding}");
            foreach (var finding in await Bars.FindAsync(Visit)) found.Add($"{state} {look}: {finding}");
            await Visit.ShootAsync($"{name}-{state}");
        }
    }
}
