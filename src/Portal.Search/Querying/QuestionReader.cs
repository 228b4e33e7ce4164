using Portal.Search.Analysis;

namespace Portal.Search.Querying;

/// <summary>Reads what was typed: words, "phrases", -exclusions, and terms that the glossary knows.</summary>
internal sealed class QuestionReader(Synonyms synonyms)
{
    private const int MostTerms = 16;
    private const int LongestTerm = 5; // words

    /// <summary>Understands a question. One without words has no terms.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="lexicon">What compounds are joined and taken apart with.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<Question> ReadAsync(string text, Lexicon lexicon, CancellationToken stop)
    {
        var pieces = Piece.Of(text).ToList();
        var typed = pieces.FindAll(piece => !piece.IsExcluded);
        var asked = Joined(typed, lexicon).Select(piece => piece.TakenApart(lexicon)).ToList();
        var same = await synonyms.OfAsync(Spans(asked), stop);
        return new Question(
            Telling(Terms(asked, same)),
            [.. pieces.Where(piece => piece.IsExcluded).Select(piece => piece.Phrase)],
            Titles(asked, same),
            [.. typed.Select(piece => piece.Phrase)]);
    }

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
    private static IEnumerable<(Term Term, bool Tells)> Terms(List<Piece> asked, IReadOnlyDictionary<string, IReadOnlyList<string>> same)
    {
        for (var i = 0; i < asked.Count;)
        {
            var length = LengthsAt(asked, i).FirstOrDefault(length => same.ContainsKey(KeyOf(asked.GetRange(i, length))), 1);
            var span = asked.GetRange(i, length);
            i += length;

            IReadOnlyList<Phrase> others = span[0].Surface is null ? [] : [.. same.GetValueOrDefault(KeyOf(span), []).Select(Phrase.Of)];
            yield return length > 1 ? (Several(span, others), true) : (One(span[0], others, isLast: i == asked.Count), !span[0].IsStopWord);
        }
    }

    private static Term Several(List<Piece> span, IReadOnlyList<Phrase> others)
    {
        var telling = span.FindAll(piece => !piece.IsStopWord);
        return new Term(
            string.Join(' ', span.Select(piece => piece.Text)), [.. (telling.Count > 0 ? telling : span).Select(piece => piece.Phrase)],
            others);
    }

    private static Term One(Piece piece, IReadOnlyList<Phrase> others, bool isLast)
    {
        var term = new Term(piece.Text, [piece.Phrase], piece.Parts is null ? others : [piece.Parts, .. others])
        {
            Same = piece.Apart.Count == 0 ? null : new Phrase([.. piece.Apart.SelectMany(part => part.Words)]),
            Apart = piece.Apart,
            IsQuoted = piece.Surface is null,
        };
        return isLast && piece.Surface is not null ? term.WithPrefix(piece.Surface) : term;
    }

    /// <summary>Words like "over" count only when there is nothing else to go by.</summary>
    private static IReadOnlyList<Term> Telling(IEnumerable<(Term Term, bool Tells)> terms)
    {
        var all = terms.DistinctBy(term => term.Term.Text.ToUpperInvariant()).ToList();
        return [.. (all.Exists(term => term.Tells) ? all.FindAll(term => term.Tells) : all).Take(MostTerms).Select(term => term.Term)];
    }

    private static string KeyOf(IEnumerable<Piece> pieces) => string.Join(' ', pieces.Select(piece => piece.Key));
}
