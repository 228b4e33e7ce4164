namespace Portal.Search.Analysis;

/// <summary>The words that compounds are made of: a kept list of the field, and the site's own words.</summary>
internal class Lexicon
{
    /// <summary>Shorter words stand in too many others by accident; of those only the kept ones count.</summary>
    public const int ShortestOfSite = 5;

    /// <summary>Longer ones are compounds themselves, and begin none.</summary>
    public const int LongestOfSite = 30;

    private static readonly HashSet<string> KeptLemmas = LemmasOf(PartsOfWords.Kept);
    private static readonly HashSet<string> WholeLemmas = LemmasOf(PartsOfWords.Whole);

    private readonly Lexicon? under;
    private readonly HashSet<string> words;
    private readonly HashSet<string> siteLemmas;

    /// <summary>The kept words, and these.</summary>
    /// <param name="siteWords">
    /// Words that stand on the site, folded. Those shorter than <see cref="ShortestOfSite"/> letters count for nothing.
    /// </param>
    public Lexicon(IReadOnlyCollection<string> siteWords)
    {
        words = [.. PartsOfWords.Kept, .. siteWords.Where(IsOfSite)];
        siteLemmas = LemmasOf(words.Where(IsOfSite));
    }

    /// <summary>All words of another one; what is added here, is not added there.</summary>
    public Lexicon(Lexicon under) => (this.under, words, siteLemmas) = (under, [], []);

    /// <summary>A copy with more words of the site; this one stays as it is.</summary>
    public Lexicon With(IEnumerable<string> more)
    {
        var copy = new Lexicon(words, siteLemmas);
        copy.Add(more);
        return copy;
    }

    private Lexicon(HashSet<string> words, HashSet<string> siteLemmas) => (this.words, this.siteLemmas) = (new(words), new(siteLemmas));

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
        var added = more.Where(word => IsOfSite(word) && !Has(word) && words.Add(word)).ToList();
        siteLemmas.UnionWith(LemmasOf(added));
        return added;
    }

    /// <summary>Whether the word, as it stands, may be a part that is not the last.</summary>
    public virtual bool IsPart(string word) => Has(word);

    /// <summary>Whether the word, or a word it is an inflection of, may be the last part.</summary>
    public bool IsHead(string word) => Has(word) || DutchStemmer.Lemmas(word) is var forms && forms.Any(KeptLemmas.Contains)
        || (word.Length >= ShortestOfSite && !PartsOfWords.Never.Contains(word) && HasLemma(DutchStemmer.Lemmas(word)[0]));

    /// <summary>Whether this very word, or an inflection of it, is written somewhere.</summary>
    public bool Knows(string word) => Has(word) || HasLemma(DutchStemmer.Lemmas(word)[0]);

    /// <summary>Whether the word must never be taken apart, though both halves are words.</summary>
    public bool IsWhole(string word) => WholeLemmas.Contains(DutchStemmer.Lemmas(word)[0]);

    private bool Has(string word) => words.Contains(word) || (under?.Has(word) ?? false);

    private bool HasLemma(string lemma) => siteLemmas.Contains(lemma) || (under?.HasLemma(lemma) ?? false);

    private static HashSet<string> LemmasOf(IEnumerable<string> words) => [.. words.Select(word => DutchStemmer.Lemmas(word)[0])];
}
