using System.Text.RegularExpressions;
using Lucene.Net.Search;
using Portal.Search.Analysis;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>How a section came to its points.</summary>
internal enum ReasonKind
{
    /// <summary>A word as it was asked.</summary>
    Word,

    /// <summary>The same written otherwise: "wijk agent" for "wijkagent".</summary>
    Written,

    /// <summary>A word that means the same.</summary>
    Synonym,

    /// <summary>A part of the compound that was asked.</summary>
    Apart,

    /// <summary>A compound of which what was asked is a part.</summary>
    Part,

    /// <summary>A word that begins with what was asked.</summary>
    Begins,

    /// <summary>A word that shares many letters with what was asked.</summary>
    Alike,

    /// <summary>Words of the subject, learned from what stands highest.</summary>
    Related,

    /// <summary>The words stand near each other.</summary>
    Near,

    /// <summary>It is said what the words mean.</summary>
    Meaning,

    /// <summary>All of the question stands in the title.</summary>
    AllInTitle,

    /// <summary>The title is the question.</summary>
    TitleIsQuestion,

    /// <summary>Not all that was asked stands there, and all points count for less.</summary>
    Share,

    /// <summary>Points that no rule here knows.</summary>
    Other,
}

/// <summary>A reason why a section has points.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Points">How many points it gives.</param>
internal sealed record Reason(ReasonKind Kind, double Points)
{
    /// <summary>What stands there.</summary>
    public string Word { get; init; } = "";

    /// <summary>What was asked, as typed.</summary>
    public string Asked { get; init; } = "";

    /// <summary>The field in which it stands (<see cref="SectionField"/>).</summary>
    public string Field { get; init; } = "";

    /// <summary>In words, for an editor.</summary>
    public string Says => Kind switch
    {
        ReasonKind.Word => $"‘{Asked}’ staat {Where}",
        ReasonKind.Written => $"‘{Word}’ staat {Where}, dat is ‘{Asked}’ anders geschreven",
        ReasonKind.Synonym => $"‘{Word}’ staat {Where}, dat betekent hetzelfde als ‘{Asked}’",
        ReasonKind.Apart => $"‘{Word}’ staat {Where}, dat is een deel van ‘{Asked}’",
        ReasonKind.Part => $"‘{Asked}’ is een deel van een langer woord {Where}",
        ReasonKind.Begins => $"‘{Word}’ staat {Where}, dat begint met ‘{Asked}’",
        ReasonKind.Alike => $"‘{Word}’ staat {Where}, dat lijkt op ‘{Asked}’",
        ReasonKind.Related => $"er staan ook woorden van het onderwerp: {Word}",
        ReasonKind.Near => "de woorden staan in de tekst dicht bij elkaar",
        ReasonKind.Meaning => "er staat wat ermee bedoeld wordt",
        ReasonKind.AllInTitle => "alles wat gevraagd is, staat in de titel",
        ReasonKind.TitleIsQuestion => "de titel is precies de vraag",
        ReasonKind.Share => $"hier staat {Word} van wat gevraagd is, daarom telt elk woord voor {Asked}",
        _ => "iets anders",
    };

    private string Where => Field switch
    {
        SectionField.Title => "in de titel",
        SectionField.Heading => "in de kop of bij de zoekwoorden",
        _ => "in de tekst",
    };
}

/// <summary>
/// Reads Lucene's own account of how a section came to its points (<see cref="Explanation"/>) back into what was asked. The points of the
/// reasons are together those of the account.
/// </summary>
internal static partial class Reasons
{
    /// <summary>Of what found a section (<see cref="QueryBuilder.Of(Question)"/>).</summary>
    public static IReadOnlyList<Reason> Of(Explanation account, Question question) =>
        Sorted(Read(account, 1, leaf => Asked(leaf, question)));

    /// <summary>Of what looked closer at it (<see cref="QueryBuilder.Closer"/>); the words of the subject are told as one.</summary>
    /// <param name="account">Lucene's account.</param>
    /// <param name="asWritten">Gives of a lemma the word as it is written there.</param>
    public static IReadOnlyList<Reason> OfCloser(Explanation account, Func<string, string> asWritten)
    {
        var all = Sorted(Read(account, 1, Closer)).ToLookup(reason => reason.Kind == ReasonKind.Related);
        if (!all.Contains(true)) return [.. all[false]];
        var words = all[true].Select(reason => asWritten(reason.Word)).Distinct().Take(MostRelated).Select(word => $"‘{word}’");
        var related = new Reason(ReasonKind.Related, all[true].Sum(reason => reason.Points)) { Word = string.Join(", ", words) };
        return [.. all[false].Append(related).OrderByDescending(reason => reason.Points)];
    }

    private const int MostRelated = 4;

    private readonly record struct Leaf(string Field, string What, bool IsRow, string Account);

    private static IReadOnlyList<Reason> Sorted(IEnumerable<Reason> reasons) =>
    [
        .. reasons.GroupBy(reason => reason with { Points = 0 }).Select(same => same.Key with { Points = same.Sum(one => one.Points) })
            .OrderByDescending(reason => reason.Points),
    ];

    // Sums, products and the best of several, down to the words: each with what is left of its points above.
    private static IEnumerable<Reason> Read(Explanation account, double worth, Func<Leaf, Reason> reasonOf)
    {
        if (account.Value == 0) return [];
        var says = account.Description ?? "";
        var parts = says.StartsWith("weight(", StringComparison.Ordinal) || says.StartsWith("ConstantScore(", StringComparison.Ordinal)
            ? null : account.GetDetails();
        if (parts is null or []) return [reasonOf(LeafOf(says)) with { Points = account.Value * worth }];

        if (parts.FirstOrDefault(part => Coord().IsMatch(part.Description ?? "")) is { } share)
        {
            var number = Coord().Match(share.Description!);
            return parts.Where(part => part != share).SelectMany(part => Read(part, worth * share.Value, reasonOf)).Prepend(
                new Reason(ReasonKind.Share, 0)
                {
                    Word = $"{number.Groups["found"].Value} van de {number.Groups["all"].Value}",
                    Asked = share.Value.ToString("0.##", Platform.DutchTime.Culture),
                });
        }
        if (!says.StartsWith("max ", StringComparison.Ordinal)) return parts.SelectMany(part => Read(part, worth, reasonOf));

        var (best, sum) = (parts.MaxBy(part => part.Value)!, parts.Sum(part => (double)part.Value));
        var others = sum > best.Value ? Math.Max(0, (account.Value - best.Value) / (sum - best.Value)) : 0;
        return parts.SelectMany(part => Read(part, part == best ? worth : others < 1e-4 ? 0 : worth * others, reasonOf))
            .Where(reason => reason.Points > 0 || reason.Kind == ReasonKind.Share);
    }

    private static Leaf LeafOf(string account) => Weight().Match(account) is { Success: true } found
        ? new(found.Groups["field"].Value, found.Groups["row"].Success ? found.Groups["row"].Value : found.Groups["word"].Value,
            found.Groups["row"].Success, account)
        : new("", "", false, account);

    private static Reason Closer(Leaf leaf) => leaf switch
    {
        { Field: "" } => Whole(leaf),
        { IsRow: true } => new(IsMeaning(leaf) ? ReasonKind.Meaning : ReasonKind.Near, 0),
        _ => new(ReasonKind.Related, 0) { Word = leaf.What },
    };

    private static bool IsMeaning(Leaf leaf) => Place().Match(leaf.What).Value.Trim('(', ')').Split(' ').All(QueryBuilder.Saying.Contains);

    private static Reason Asked(Leaf leaf, Question question)
    {
        if (leaf.Field.Length == 0) return Whole(leaf);
        foreach (var read in new Func<Leaf, Term, Reason?>[] { AsTyped, AsMeant, Nearly })
            if (question.Terms.Select(term => read(leaf, term)).FirstOrDefault(reason => reason is not null) is { } reason)
                return reason with { Field = leaf.Field };
        return new(ReasonKind.Other, 0) { Field = leaf.Field };
    }

    private static Reason Whole(Leaf leaf) => new(
        leaf.Account.StartsWith($"ConstantScore({SectionField.Subject}:", StringComparison.Ordinal) ? ReasonKind.TitleIsQuestion
            : leaf.Account.StartsWith("ConstantScore(", StringComparison.Ordinal) ? ReasonKind.AllInTitle : ReasonKind.Other, 0);

    private static Reason? AsTyped(Leaf leaf, Term term) =>
        term.Direct.FirstOrDefault(phrase => Is(phrase, leaf)) is { } way
            ? new(ReasonKind.Word, 0) { Asked = IsSeveral(term) ? WordsOf(way) : term.Text } : null;

    // Of several words that are one term, one may stand there by itself.
    private static bool IsSeveral(Term term) => !term.IsQuoted && term.Text.Contains(' ', StringComparison.Ordinal);

    private static Reason? AsMeant(Leaf leaf, Term term)
    {
        Reason? Of(ReasonKind kind, IEnumerable<Phrase> ways) => ways.FirstOrDefault(phrase => Is(phrase, leaf)) is { } way
            ? new(kind, 0) { Word = WordsOf(way), Asked = term.Text } : null;
        return Of(ReasonKind.Written, term.Same is { } same ? [same] : []) ?? Of(ReasonKind.Synonym, term.Others)
            ?? Of(ReasonKind.Apart, term.Apart);
    }

    private static Reason? Nearly(Leaf leaf, Term term)
    {
        if (leaf.IsRow) return null;
        var word = leaf.What;
        if (word[0] == PartFilter.Mark)
            return term.Direct.Any(phrase => phrase.Words is [var asked] && asked.Contains(word[1..]))
                ? new(ReasonKind.Part, 0) { Asked = term.Text } : null;
        return term.Beginnings.Contains(word) ? new(ReasonKind.Begins, 0) { Word = word, Asked = term.Text }
            : term.Alike.Any(like => like.Word == word) ? new(ReasonKind.Alike, 0) { Word = word, Asked = term.Text } : null;
    }

    /// <summary>A phrase as it was written, folded.</summary>
    public static string WordsOf(Phrase phrase) => string.Join(' ', phrase.Words.Select(word => word[0]));

    private static bool Is(Phrase phrase, Leaf leaf)
    {
        if (!leaf.IsRow) return phrase.Words is [var word] && word.Contains(leaf.What);
        var places = Place().Matches(leaf.What).Select(place => place.Value.Trim('(', ')').Split(' ')).ToList();
        return places.Count == phrase.Words.Count && places.Zip(phrase.Words).All(one => one.First.All(one.Second.Contains));
    }

    // weight(title:ouder^2.25 in 7), weight(body:"(money moneys) mule"~12^1.1 in 7)
    [GeneratedRegex("""^weight\((?<field>title|heading|body):("(?<row>[^"]*)"(~\d+)?|(?<word>\S+?))(\^[^\s^]+)? in \d+\)""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Weight();

    [GeneratedRegex(@"^coord\((?<found>\d+)/(?<all>\d+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Coord();

    [GeneratedRegex(@"\([^)]*\)|\S+", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
