using Portal.Search.Analysis;

namespace Portal.Search.Querying;

/// <summary>Finds where the terms of a question stand in a text, with the same analysis as the index.</summary>
/// <param name="terms">The terms.</param>
/// <param name="lexicon">What compounds in the text are taken apart with.</param>
internal sealed class Marker(IReadOnlyList<Term> terms, Lexicon lexicon)
{
    /// <summary>How many terms there are to find.</summary>
    public int Terms => terms.Count;

    /// <summary>All places in order.</summary>
    public IReadOnlyList<Mark> Marks(string text)
    {
        var places = DutchAnalyzer.Analyze(text).ToLookup(token => token.Position);
        return
        [
            .. from place in places
               from token in place
               from index in Enumerable.Range(0, terms.Count)
               let end = EndOf(terms[index], token, places)
               where end > 0
               orderby token.Start, end descending
               select new Mark(token.Start, end, index),
        ];
    }

    private int EndOf(Term term, Token token, ILookup<int, Token> places)
    {
        if (term.Beginnings.Contains(token.Surface)) return token.Start + token.Length;
        if (!term.IsQuoted && term.Direct.Any(phrase => phrase.Words is [var word] && IsPart(word, token)))
            return token.Start + token.Length;
        return term.Ways.Max(phrase => EndOf(phrase, token, places));
    }

    /// <summary>Where the phrase that starts at this token ends, or 0.</summary>
    private static int EndOf(Phrase phrase, Token token, ILookup<int, Token> places)
    {
        if (!Matches(phrase.Words[0], token)) return 0;
        var last = token;
        for (var i = 1; i < phrase.Words.Count; i++)
        {
            if (places[token.Position + i].FirstOrDefault(next => Matches(phrase.Words[i], next)) is not { } next) return 0;
            last = next;
        }
        return last.Start + last.Length;
    }

    // Only a word that begins or ends with it is taken apart: a text has many words.
    private bool IsPart(IReadOnlyList<string> word, Token token) =>
        word.Any(lexeme => token.Surface.StartsWith(lexeme, StringComparison.Ordinal)
            || token.Lexemes.Any(whole => whole.EndsWith(lexeme, StringComparison.Ordinal)))
        && Compounds.PartsOf(token.Surface, lexicon).Any(word.Contains);

    private static bool Matches(IReadOnlyList<string> word, Token token) => token.Lexemes.Any(word.Contains);
}
