using Portal.Search.Analysis;

namespace Portal.Tests.Search;

/// <summary>The two gold lists beside this file: forms that must meet, and words that must stay strangers.</summary>
public sealed class DutchStemmerTests
{
    [Fact]
    public void Inflections_of_one_word_meet() => AssertNone(Pairs("inflections.tsv").Where(pair => !Meet(pair)));

    [Fact]
    public void Different_words_do_not_meet() => AssertNone(Pairs("strangers.tsv").Where(Meet));

    [Theory]
    [InlineData("scholen", "school")]
    [InlineData("lessen", "les")]
    [InlineData("brieven", "brief")]
    [InlineData("ideeen", "idee")]
    [InlineData("steen", "steen")]
    [InlineData("zien", "zien")]
    [InlineData("gemeentes", "gemeent")]
    public void A_stem_is_spelled_as_a_word(string word, string lemma) => Assert.Equal(lemma, DutchStemmer.Lemmas(word)[0]);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("en")]
    [InlineData("een")]
    [InlineData("sss")]
    [InlineData("tje")]
    [InlineData("ging")]
    [InlineData("heid")]
    [InlineData("heden")]
    [InlineData("ge")]
    [InlineData("ged")]
    [InlineData("aangeed")]
    [InlineData("xxxxen")]
    [InlineData("1995")]
    [InlineData("c#")]
    public void Anything_has_a_lemma(string word)
    {
        var lemmas = DutchStemmer.Lemmas(word);
        Assert.NotEmpty(lemmas);
        Assert.Equal(lemmas.Distinct(), lemmas);
    }

    private static bool Meet((string One, string Other) pair) =>
        DutchAnalyzer.Analyze(pair.One).First().Lexemes.Intersect(DutchAnalyzer.Analyze(pair.Other).First().Lexemes).Any();

    private static IEnumerable<(string One, string Other)> Pairs(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Search", file))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(words => (words[0], words[1]));

    private static void AssertNone(IEnumerable<(string One, string Other)> wrong)
    {
        var found = wrong.Select(pair => $"{pair.One} [{Forms(pair.One)}] - {pair.Other} [{Forms(pair.Other)}]").ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static string Forms(string word) => string.Join(' ', DutchAnalyzer.Analyze(word).First().Lexemes);
}
