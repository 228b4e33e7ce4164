namespace Portal.Search.Analysis;

/// <summary>The words that compounds are made of: a kept list of the field, and the site's own words.</summary>
/// <param name="siteWords">
/// Words that stand on the site, folded. Those shorter than <see cref="ShortestOfSite"/> letters count for nothing.
/// </param>
internal class Lexicon(IReadOnlyCollection<string> siteWords)
{
    /// <summary>Shorter words stand in too many others by accident; of those only the kept ones count.</summary>
    public const int ShortestOfSite = 5;

    /// <summary>Longer ones are compounds themselves, and begin none.</summary>
    public const int LongestOfSite = 30;

    private readonly HashSet<string> words = [.. PartsOfWords.Kept, .. siteWords.Where(IsOfSite)];
    private readonly HashSet<string> lemmas = LemmasOf(PartsOfWords.Kept);
    private readonly HashSet<string> wholeLemmas = LemmasOf(PartsOfWords.Whole);

    private readonly HashSet<string> siteLemmas = LemmasOf(PartsOfWords.Kept.Concat(siteWords).Where(IsOfSite));

    /// <summary>The kept words alone.</summary>
    public static Lexicon Kept { get; } = new([]);

    /// <summary>Whether a word of a site tells what compounds may be made of.</summary>
    public static bool IsOfSite(string word) =>
        word.Length is >= ShortestOfSite and <= LongestOfSite && word.All(char.IsAsciiLetterLower)
        && !StopWords.Contains(word) && !PartsOfWords.Never.Contains(word);

    /// <summary>Takes in more words of the site.</summary>
    /// <returns>Those it did not have.</returns>
    public IReadOnlyList<string> Add(IEnumerable<string> more)
    {
        var added = more.Where(word => IsOfSite(word) && words.Add(word)).ToList();
        siteLemmas.UnionWith(LemmasOf(added));
        return added;
    }

    /// <summary>Whether the word, as it stands, may be a part that is not the last.</summary>
    public virtual bool IsPart(string word) => words.Contains(word);

    /// <summary>Whether the word, or a word it is an inflection of, may be the last part.</summary>
    public bool IsHead(string word) => words.Contains(word) || DutchStemmer.Lemmas(word) is var forms && forms.Any(lemmas.Contains)
        || (word.Length >= ShortestOfSite && !PartsOfWords.Never.Contains(word) && siteLemmas.Contains(DutchStemmer.Lemmas(word)[0]));

    /// <summary>Whether this very word, or an inflection of it, is written somewhere.</summary>
    public bool Knows(string word) => words.Contains(word) || siteLemmas.Contains(DutchStemmer.Lemmas(word)[0]);

    /// <summary>Whether the word must never be taken apart, though both halves are words.</summary>
    public bool IsWhole(string word) => wholeLemmas.Contains(DutchStemmer.Lemmas(word)[0]);

    private static HashSet<string> LemmasOf(IEnumerable<string> words) => [.. words.Select(word => DutchStemmer.Lemmas(word)[0])];
}
