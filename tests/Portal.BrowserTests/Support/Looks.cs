namespace Portal.BrowserTests.Support;

/// <summary>
/// In which looks something is examined. Theme, light or dark, narrow or wide: three things that differ in two ways make eight looks. What
/// is wrong on a page comes of one of them or of two together, hardly ever of all three (Kuhn, Kacker and Lei, "Practical Combinatorial
/// Testing", NIST SP 800-142, 2010). So everything is examined in two looks that differ in all three, and the next thing in two others: of
/// any four things in a row the looks are all eight, and of every pair of things together, each pair of ways has been seen.
/// </summary>
/// <remarks><c>PORTAL_LOOKS=all</c> examines everything in all eight.</remarks>
internal static class Looks
{
    /// <summary>The themes; each stands on a host of its own.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["weerbare-jeugd", "contrast"];

    /// <summary>True when everything is examined in every look.</summary>
    public static bool AreAllWanted { get; } = Environment.GetEnvironmentVariable("PORTAL_LOOKS") == "all";

    /// <summary>The looks of one theme for the thing with this number: one, or all four.</summary>
    /// <param name="theme">One of <see cref="Themes"/>.</param>
    /// <param name="number">The thing's place in its row.</param>
    /// <param name="width">The one width at which the thing is there; null: it is there at every width.</param>
    public static IEnumerable<Look> For(string theme, int number, int? width = null)
    {
        var turn = number ^ (theme == Themes[0] ? 0 : -1); // the other theme is in everything the other way round
        var chosen = Of(theme, dark: (turn & 1) != 0, width ?? ((turn & 2) != 0 ? 1280 : 320));
        return !AreAllWanted ? [chosen]
            : from wide in width is { } only ? new[] { only } : [320, 1280]
              from dark in new[] { false, true }
              select Of(theme, dark, wide);
    }

    /// <summary>A number for a name: the same today and tomorrow, so that what was seen once is seen again.</summary>
    public static int NumberOf(string name) => name.Aggregate(0, (sum, letter) => unchecked((sum * 31) + letter) & 0xffff);

    private static Look Of(string theme, bool dark, int width) => new(theme, width, width == 320 ? 640 : 800, dark);
}
