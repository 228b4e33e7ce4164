using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Portal.Content.Checks.Advice;

/// <summary>
/// Finds the Dutch passive: a form of <c>worden</c> with a past participle in the same clause, or one of <c>zijn</c> with a participle and
/// who did it (<c>door</c>). What only looks like it ("wordt bekend", "is veranderd") is let go: better one too few.
/// </summary>
internal static partial class Passive
{
    private static readonly HashSet<string> Become = ["wordt", "worden", "werd", "werden"];
    private static readonly HashSet<string> Be = ["is", "zijn", "was", "waren"];

    private static readonly FrozenSet<string> Breaks = WordList.Of(
        """
        en of maar want dus omdat doordat zodat als wanneer toen terwijl hoewel dat die wat wie waar hoe om nadat voordat tot zoals
        dan welke waarin waarbij waardoor waarmee waarvan waarop
        """);

    // Adjectives, nouns and adverbs in the form of a participle.
    private static readonly FrozenSet<string> Others = WordList.Of(
        """
        bekend onbekend bewust onbewust verslaafd verliefd verkouden bevriend geboren gezond ongezond gewend gewoond geschikt geest
        genot gebod gemoed gelaat gebied geweld geluid geduld gezicht gewicht gerecht gedicht beleid bericht besluit verband verbod
        verstand verdriet ontvangst bestand beroemd bezorgd vertrouwd verward vermoeid gerust ongerust gebeurd veranderd verhuisd
        gegroeid gestopt gedaald gestegen gelukt mislukt verbaasd verveeld gefrustreerd geïnteresseerd ontstaan verdwenen begonnen
        gegaan gekomen gebleven geworden geweest gestorven verschillend bezet besmet bevoegd onbevoegd verschuldigd verantwoord
        bereid bedeesd berucht gewond gehandicapt overspannen getrouwd gescheiden verloofd volwassen gezamenlijk gemeend verkeerd
        beperkt bejaard geleerd
        """);

    // Participles of strong verbs, without what can stand before the ge-.
    private static readonly FrozenSet<string> Strong = WordList.Of(
        """
        gegeven genomen gevonden gezien gedaan gelezen gesproken geschreven geholpen gehouden gekozen gedragen geworven gevangen
        gelaten geroepen gekregen gebroken gestoken gestolen gezonden geschoten geslagen gesloten geboden gebonden gedwongen
        gevraagd gewezen gereden geschonken getrokken gewogen geworpen gezet gezegd besproken beschreven begrepen bekeken betrokken
        verkregen verstaan verboden verbonden vergeten vergeleken verwezen ontnomen ontvangen onderzocht onderschreven ondernomen
        overwogen overgenomen voorkomen herschreven misbruikt gegoten gehesen geheven geblazen
        """);

    /// <summary>The verb and the participle as they stand, or null.</summary>
    public static string? In(Sentence sentence)
    {
        foreach (var clause in ClausesOf(sentence))
        {
            var words = clause.Select(match => match.Value.ToLowerInvariant()).ToList();
            var at = words.FindIndex(Become.Contains);
            var participle = at < 0 ? -1 : words.FindIndex(at + 1, IsParticiple);
            if (at >= 0 && participle < 0) participle = Before(words, at);
            if (at < 0)
            {
                at = words.FindIndex(Be.Contains);
                if (at >= 0 && words.Contains("door")) participle = words.FindIndex(at + 1, IsParticiple);
            }
            if (at < 0 || participle < 0) continue;
            var (first, second) = (clause[Math.Min(at, participle)].Value, clause[Math.Max(at, participle)].Value);
            return Math.Abs(at - participle) == 1 ? $"{first} {second}" : $"{first} … {second}";
        }
        return null;
    }

    /// <summary>Whether a passive sentence says who does it; "wie er door wordt geraakt" does not.</summary>
    public static bool NamesWho(Sentence sentence)
    {
        var words = sentence.Words.Select(match => match.Value.ToLowerInvariant()).ToList();
        var by = words.IndexOf("door");
        return by >= 0 && by + 1 < words.Count && !Become.Contains(words[by + 1]) && !Be.Contains(words[by + 1]) && words[by + 1] != "te"
            && !IsParticiple(words[by + 1]);
    }

    // "die gevraagd wordt", "om gezien te worden"
    private static int Before(List<string> words, int at)
    {
        var before = at - 1 - (at > 0 && words[at - 1] == "te" ? 1 : 0);
        return before >= 0 && IsParticiple(words[before]) ? before : -1;
    }

    /// <summary>Whether a word can be nothing else than a past participle.</summary>
    internal static bool IsParticiple(string word)
    {
        if (Others.Contains(word)) return false;
        if (Strong.Contains(word)) return true;
        if (Separable().Match(word) is { Success: true } parts && Strong.Contains(parts.Groups["rest"].Value)) return true;
        if (word.EndsWith("end", StringComparison.Ordinal) && word is not ("herkend" or "erkend" or "gekend" or "ontkend" or "toegekend"))
            return false;
        return Weak().IsMatch(word);
    }

    private static List<List<Match>> ClausesOf(Sentence sentence)
    {
        var clauses = new List<List<Match>> { new() };
        var end = 0;
        foreach (var word in sentence.Words)
        {
            var between = sentence.Text.AsSpan(end, word.Index - end);
            if (between.ContainsAny(",;:()–—“”\"") || Breaks.Contains(word.Value.ToLowerInvariant())) clauses.Add([]);
            clauses[^1].Add(word);
            end = word.Index + word.Length;
        }
        return clauses;
    }

    private const string Ahead =
        "(?:af|aan|op|in|uit|mee|door|voor|na|samen|terug|toe|vast|over|onder|bij|achter|weg|tegen|neer|rond|open|plaats|deel)";

    [GeneratedRegex(
        $"^{Ahead}?ge[a-zëïéè]{{2,}}[dt]$|^(be|ver|ont|her)[a-zëïéè]{{3,}}[dt]$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Weak();

    [GeneratedRegex($"^{Ahead}(?<rest>ge[a-z]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Separable();
}
