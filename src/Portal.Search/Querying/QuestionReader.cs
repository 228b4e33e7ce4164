using Portal.Search.Analysis;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>Reads what was typed: words, "phrases", -exclusions, and terms that the glossary knows; and mends its spelling.</summary>
/// <param name="index">What can be found now.</param>
internal sealed class QuestionReader(IndexSnapshot index)
{
    private const int MostTerms = 16;
    private const int LongestTerm = 5; // words
    private const int ShortestBeginning = 3, MostBeginnings = 12;

    private readonly Lexicon lexicon = index.Knowledge.Lexicon;
    private bool isBegun;

    /// <summary>Understands a question. One without words has no terms.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="isLiteral">True: as it is spelled, whatever that finds.</param>
    /// <param name="isBegun">True: its last word may be the beginning of another, also when it is a word itself.</param>
    public Question Read(string text, bool isLiteral = false, bool isBegun = false)
    {
        this.isBegun = isBegun;
        var read = ReadAsTyped(text);
        if (isLiteral || read.Unknown.Count == 0 || Mended(text) is not { } mended) return read;
        return ReadAsTyped(mended) with { Corrected = mended };
    }

    private Question ReadAsTyped(string text)
    {
        var pieces = Piece.Of(text).ToList();
        var typed = pieces.FindAll(piece => !piece.IsExcluded);
        var asked = Joined(typed, lexicon).Select(piece => piece.TakenApart(lexicon)).ToList();
        var same = SynonymsOf(asked);
        var terms = Telling(Terms(asked, same));
        return new Question(
            terms,
            [.. pieces.Where(piece => piece.IsExcluded).Select(piece => piece.Phrase)],
            Titles(asked, same))
        {
            Intent = Intents.Of([.. typed.Select(piece => piece.Surface).OfType<string>()]),
            Unknown = [.. terms.Where(term => !IsFound(term)).Select(term => term.Text)],
        };
    }

    // The question with each word that nobody wrote in the spelling that was probably meant; null when there is none.
    private string? Mended(string text)
    {
        var mended = new System.Text.StringBuilder(text);
        var changed = false;
        foreach (var piece in Piece.Of(text).Reverse())
        {
            if (piece.Surface is null || piece.IsExcluded || piece.IsStopWord || piece.Parts is not null) continue;
            var same = SynonymsOf([piece]).GetValueOrDefault(piece.Key, []).Select(Phrase.Of);
            var term = One(piece.TakenApart(lexicon), same, isLast: false);
            if (IsFound(term) || index.Words.Nearest(piece.Surface) is not { } meant) continue;
            mended.Remove(piece.Start, piece.Text.Length).Insert(piece.Start, meant);
            changed = true;
        }
        return changed ? mended.ToString() : null;
    }

    // Whether anything of it stands anywhere.
    private bool IsFound(Term term) =>
        term.Beginnings.Count > 0 || term.Others.Any(StandsSomewhere) || (term.Apart.Count > 0 && term.Apart.All(StandsSomewhere))
        || term.Direct.All(StandsSomewhere);

    private bool StandsSomewhere(Phrase phrase) => phrase.Words.All(word => word.Any(lexeme =>
        SectionField.Searched.Any(field =>
            index.FrequencyOf(field, lexeme) > 0 || index.FrequencyOf(field, PartFilter.Mark + lexeme) > 0)));

    private Dictionary<string, IReadOnlyList<string>> SynonymsOf(List<Piece> asked) => Spans(asked)
        .Where(index.Knowledge.Synonyms.ContainsKey).ToDictionary(span => span, span => index.Knowledge.Synonyms[span]);

    /// <summary>Two words that are one on the site become that one: "wijk agent" asks for "wijkagent".</summary>
    private static IEnumerable<Piece> Joined(List<Piece> typed, Lexicon lexicon)
    {
        for (var i = 0; i < typed.Count; i++)
        {
            if (i + 1 < typed.Count && typed[i].JoinedWith(typed[i + 1], lexicon) is { } joined)
            {
                yield return joined;
                i++;
            }
            else yield return typed[i];
        }
    }

    /// <summary>Titles that are the question: its own words, or those of a synonym of all of it.</summary>
    private static IReadOnlyList<string> Titles(List<Piece> asked, IReadOnlyDictionary<string, IReadOnlyList<string>> same)
    {
        var typed = DutchAnalyzer.Subject(string.Join(' ', asked.Select(piece => piece.Text)));
        var joined = DutchAnalyzer.Subject(string.Join(' ', asked.Select(piece => piece.Surface ?? piece.Text)));
        return [.. new[] { typed, joined }.Distinct().SelectMany(subject =>
            same.GetValueOrDefault(subject, []).Select(DutchAnalyzer.Subject).Prepend(subject))];
    }

    /// <summary>Every run of words that may be a known term.</summary>
    private static HashSet<string> Spans(List<Piece> asked) =>
        [
            .. Enumerable.Range(0, asked.Count)
                .SelectMany(start => LengthsAt(asked, start).Select(length => KeyOf(asked.GetRange(start, length)))),
        ];

    private static IEnumerable<int> LengthsAt(List<Piece> asked, int start)
    {
        var words = asked.Skip(start).TakeWhile(piece => piece.Surface is not null).Take(LongestTerm).Count();
        return Enumerable.Range(1, words).Reverse();
    }

    /// <summary>Known terms of several words first, the longest one at each place; the rest word by word.</summary>
    private IEnumerable<(Term Term, bool Tells)> Terms(List<Piece> asked, IReadOnlyDictionary<string, IReadOnlyList<string>> same)
    {
        for (var i = 0; i < asked.Count;)
        {
            var length = LengthsAt(asked, i).FirstOrDefault(length => same.ContainsKey(KeyOf(asked.GetRange(i, length))), 1);
            var span = asked.GetRange(i, length);
            i += length;

            IReadOnlyList<Phrase> others = span[0].Surface is null ? [] : [.. same.GetValueOrDefault(KeyOf(span), []).Select(Phrase.Of)];
            yield return length > 1 ? (Several(span, others), true)
                : (One(span[0], others, isLast: i == asked.Count), !span[0].IsStopWord && !Intents.TellsNothing(span[0].Surface ?? ""));
        }
    }

    private static Term Several(List<Piece> span, IReadOnlyList<Phrase> others)
    {
        var telling = span.FindAll(piece => !piece.IsStopWord);
        return new Term(
            string.Join(' ', span.Select(piece => piece.Text)), [.. (telling.Count > 0 ? telling : span).Select(piece => piece.Phrase)],
            others);
    }

    private Term One(Piece piece, IEnumerable<Phrase> others, bool isLast)
    {
        var term = new Term(piece.Text, [piece.Phrase], piece.Parts is null ? [.. others] : [piece.Parts, .. others])
        {
            Same = piece.Apart.Count == 0 ? null : new Phrase([.. piece.Apart.SelectMany(part => part.Words)]),
            Apart = piece.Apart,
            IsQuoted = piece.Surface is null,
            Alike = piece.Surface is null || piece.IsStopWord ? [] : index.Words.Like(piece.Surface, Ranking.Now.MostAlike),
        };
        return isLast && piece.Surface is { Length: >= ShortestBeginning } begun && (isBegun || !IsFound(term))
            ? term with { Beginnings = index.Words.BeginningWith(begun, MostBeginnings) } : term;
    }

    /// <summary>Words like "over" count only when there is nothing else to go by.</summary>
    private static IReadOnlyList<Term> Telling(IEnumerable<(Term Term, bool Tells)> terms)
    {
        var all = terms.DistinctBy(term => term.Term.Text.ToUpperInvariant()).ToList();
        return [.. (all.Exists(term => term.Tells) ? all.FindAll(term => term.Tells) : all).Take(MostTerms).Select(term => term.Term)];
    }

    private static string KeyOf(IEnumerable<Piece> pieces) => string.Join(' ', pieces.Select(piece => piece.Key));
}
