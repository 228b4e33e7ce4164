using System.Collections.Frozen;

namespace Portal.Search.Analysis;

/// <summary>Words that look inflected and are not: taking their ending off would make them meet an unrelated word.</summary>
internal static class EndingsOfTheStem
{
    private static readonly FrozenSet<string> S = Set("""
        divers eens hals kaars kers koers laars langs lens links pers puls sinds slechts soms straks toets vals vers volgens zelfs
        """);

    private static readonly string[] TailsInS =
        ["adres", "beurs", "congres", "dans", "fonds", "gans", "gids", "grens", "kans", "mens", "proces", "reeks", "succes", "wens"];

    /// <summary>Final s that is no plural, in a compound too: "toets", "leeftijdsgrens".</summary>
    public static bool HasS(string word) =>
        S.Contains(word) || Array.Exists(TailsInS, tail => word.EndsWith(tail, StringComparison.Ordinal));

    private static readonly string[] TailsInVowelS =
    [
        "alias", "ananas", "atlas", "canvas", "chaos", "glas", "gras", "harnas", "klas", "kompas", "kosmos", "matras", "moeras", "plas",
        "terras", "thermos",
    ];

    /// <summary>Final s after an a or o that is no plural, in a compound too: "atlas", "brugklas".</summary>
    public static bool HasVowelS(string word) =>
        Array.Exists(TailsInVowelS, tail => word.EndsWith(tail, StringComparison.Ordinal));

    /// <summary>Final t or d that is no verb ending, where the rest is a word of its own: "buurt" is not of "buur".</summary>
    public static FrozenSet<string> Dental { get; } = Set("""
        band bend bond brand bord buurt cent dienst feest fort front gast geld gift grond hand hart held hond kaart kant kind
        klant kort krant kunst kust land last lijst list lust markt mast mest mond munt oord paard pand plant plicht poort port
        post punt rand rest rond rust soort sport staart start stand strand tand taart tent test vast veld vriend wand wind winst
        wond woord zand
        """);

    /// <summary>Words in ge- that are no participles.</summary>
    public static FrozenSet<string> Ge { get; } = Set("""
        gebaat gebed gebied gebit gebod gedicht geduld geest gelaat geld geluid gemeent gemoed genot gerecht gericht gevecht
        geweld gewest gewicht gezicht gezond
        """);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
