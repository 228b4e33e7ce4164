namespace Portal.Learning.ItemBank;

/// <summary>Words of items, as a reader who knows nothing of the field sees them.</summary>
internal static class Words
{
    /// <summary>Words that sound kind, and words that sound harsh: what a reader learns to choose by.</summary>
    public static IReadOnlySet<string> Soft { get; } = Set(
        "vraag vraagt samen rustig luister luistert even misschien kan kunt mag graag begrijp begrijpt snap blijf blijft help helpt "
        + "vertrouw overleg overlegt bespreek bespreekt bedank dank lief fijn zin nodig hoe wat hulp steun");

    /// <inheritdoc cref="Soft"/>
    public static IReadOnlySet<string> Hard { get; } = Set(
        "wacht wachten straf straffen zonder alleen altijd nooit meteen moet moeten verbied verbiedt verboden sluit weiger weigert dreig "
        + "streng direct niet geen niets zeker iedereen niemand eis schors controleer doorzoek afpakken dader regels");

    /// <summary>Words by which a text explains what it tells.</summary>
    public static IReadOnlyList<string> Explaining { get; } = ["want", "omdat", "zegt", "blijkt", "al jaren"];

    /// <summary>Words for characteristics that decide nothing.</summary>
    public static IReadOnlyList<string> Traits { get; } =
    [
        "wijk", "buurt", "flat", "straat waar", "kerk", "moskee", "tempel", "geloof", "geboren in", "ander land", "vmbo", "havo",
        "vwo", "mbo", "praktijkonderwijs", "muziek", "rap", "drill", "capuchon", "kleding", "jas", "sneakers", "strafblad", "vastzit",
            "vastgezeten",
        "gescheiden", "familie", "broer", "neef", "oom",
    ];

    /// <summary>The words of a text in lower case; a question mark is one too.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        var words = new List<string>();
        var at = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                if (at < 0) at = i;
                continue;
            }
            if (at >= 0) words.Add(text.Substring(at, i - at).ToLowerInvariant());
            at = -1;
            if (i < text.Length && text[i] == '?') words.Add("?");
        }
        return words;
    }

    /// <summary>How many of a text's words are in a set.</summary>
    public static int Count(string text, IReadOnlySet<string> set) => In(text).Count(set.Contains);

    /// <summary>True when one of these, a word or a few, stands in a text.</summary>
    public static bool HasAny(string text, IEnumerable<string> wanted)
    {
        var line = $" {string.Join(' ', In(text))} ";
        return wanted.Any(words => line.Contains($" {words} ", StringComparison.Ordinal));
    }

    /// <summary>Each run of so many words.</summary>
    public static IEnumerable<string> Runs(string text, int length)
    {
        var words = In(text);
        for (var i = 0; i + length <= words.Count; i++) yield return string.Join(' ', words.Skip(i).Take(length));
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];
}
