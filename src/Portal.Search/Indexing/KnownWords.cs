using System.Collections.Concurrent;
using Portal.Search.Analysis;

namespace Portal.Search.Indexing;

/// <summary>What words can be found by, quoted for PostgreSQL: worked out once for each word that is met.</summary>
/// <param name="lexicon">What compounds are taken apart with.</param>
internal sealed class KnownWords(Lexicon lexicon)
{
    private readonly ConcurrentDictionary<string, (string[] Lexemes, string[] Parts)> words = new(StringComparer.Ordinal);

    /// <summary>What compounds are taken apart with.</summary>
    public Lexicon Lexicon => lexicon;

    /// <summary>The word and its lemmas, and the parts it has when it is a compound.</summary>
    public (string[] Lexemes, string[] Parts) Of(string word) => words.GetOrAdd(word, text => (
        [.. DutchAnalyzer.LexemesOf(text).Select(Lexeme.Quote)],
        [.. Compounds.PartsOf(text, lexicon).Select(Lexeme.Quote)]));
}
