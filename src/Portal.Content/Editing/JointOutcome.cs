using System.Globalization;
using Portal.Platform;

namespace Portal.Content.Editing;

/// <summary>What became of something that was done with several documents.</summary>
/// <param name="Done">How many it was done with.</param>
/// <param name="Not">Those it could not be done with, and why: a Dutch sentence.</param>
/// <param name="Act">What it can be undone by, or null.</param>
internal sealed record JointOutcome(int Done, IReadOnlyList<(string Title, string Why)> Not, Guid? Act)
{
    private const int MostNamed = 10;

    /// <summary>In words: "3 documenten staan online. Eén niet: ‘Titel’ (er is niets nieuws)."</summary>
    /// <param name="one">What one is now: "staat online".</param>
    /// <param name="more">What more are now: "staan online".</param>
    public string Words(string one, string more)
    {
        List<string> sentences = Done switch
        {
            0 => ["Er is niets veranderd."],
            1 => [$"1 document {one}."],
            _ => [$"{Done.ToString("N0", DutchTime.Culture)} documenten {more}."],
        };
        foreach (var reason in Not.GroupBy(pair => pair.Why)) sentences.Add(Reason([.. reason.Select(pair => pair.Title)], reason.Key));
        return string.Join(' ', sentences);
    }

    private static string Reason(IReadOnlyList<string> titles, string why)
    {
        var count = titles.Count == 1 ? "Eén" : titles.Count.ToString(CultureInfo.InvariantCulture);
        List<string> named = [.. titles.Take(MostNamed).Select(title => $"‘{title}’")];
        if (titles.Count > MostNamed) named.Add($"nog {titles.Count - MostNamed}");
        var all = named.Count == 1 ? named[0] : $"{string.Join(", ", named.SkipLast(1))} en {named[^1]}";
        var told = why.TrimEnd('.');
        return $"{count} niet: {all} ({char.ToLower(told[0], DutchTime.Culture)}{told[1..]}).";
    }
}
