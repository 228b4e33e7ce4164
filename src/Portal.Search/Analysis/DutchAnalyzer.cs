using System.Collections.Concurrent;

namespace Portal.Search.Analysis;

/// <summary>
/// Reads Dutch text as search sees it: words with their place, each with the forms it can be found by. Pure: what it remembers is only what
/// it would work out again.
/// </summary>
internal static class DutchAnalyzer
{
    /// <summary>
    /// Goes up with every change of what it makes of a text, or of what a row says beside it (4: chapters are called lessons); an index of
    /// another version is rebuilt.
    /// </summary>
    public const int Version = 4;

    private const int LongestKnown = 40, MostKnown = 200_000;

    private static readonly ConcurrentDictionary<string, Forms> Known = new(StringComparer.Ordinal);

    /// <summary>The words of a text in order. A composed word comes whole, followed by its parts, which count as its places.</summary>
    public static IEnumerable<Token> Analyze(string text) => Placed(text).Select(word => TokenOf(word.Word, word.Position));

    /// <summary>The same words with their places, without what they can be found by.</summary>
    public static IEnumerable<(Tokenizer.Word Word, int Position)> Placed(string text)
    {
        var position = 1;
        foreach (var word in Tokenizer.Words(text))
        {
            yield return (word, position);
            foreach (var part in word.Parts) yield return (part, position++);
            if (word.Parts.Count == 0) position++;
        }
    }

    /// <summary>All that a folded word can be found by: itself and its lemmas.</summary>
    public static IReadOnlyList<string> LexemesOf(string word) => FormsOf(word).Lexemes;

    private static Forms FormsOf(string word)
    {
        if (Known.TryGetValue(word, out var known)) return known;
        var lemmas = DutchStemmer.Lemmas(word);
        var forms = new Forms(lemmas, [.. lemmas.Prepend(word).Distinct()]);
        // A text has few words that the ones before it had not; but nobody may fill the memory with words of his own.
        if (word.Length <= LongestKnown && Known.Count < MostKnown) Known.TryAdd(word, forms);
        return forms;
    }

    /// <summary>A text as one comparable line of lemmas: equal for "op de uitkijk" and "Op de uitkijk!".</summary>
    public static string Key(string text) => string.Join(' ', Simple(text).Select(token => token.Lemmas[0]));

    /// <summary>The same without stop words, unless there is nothing else: equal for "Wat is ronselen?" and "Ronselen".</summary>
    public static string Subject(string text)
    {
        var tokens = Simple(text).ToList();
        var telling = tokens.FindAll(token => !token.IsStopWord);
        return string.Join(' ', (telling.Count > 0 ? telling : tokens).Select(token => token.Lemmas[0]));
    }

    private static IEnumerable<Token> Simple(string text) => Analyze(text).Where(token => token.Parts == 0);

    private static Token TokenOf(Tokenizer.Word word, int position)
    {
        var (lemmas, lexemes) = FormsOf(word.Text);
        return new Token(word.Text, lemmas, lexemes, position, word.Start, word.Length, word.Parts.Count);
    }

    private sealed record Forms(IReadOnlyList<string> Lemmas, IReadOnlyList<string> Lexemes);
}
