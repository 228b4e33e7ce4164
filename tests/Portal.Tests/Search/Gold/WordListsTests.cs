using System.Globalization;
using Portal.Search.Analysis;
using Xunit.Abstractions;

namespace Portal.Tests.Search.Gold;

/// <summary>The lists of words beside this file, and what today's analysis makes of those that it can be asked about.</summary>
public sealed class WordListsTests(ITestOutputHelper output)
{
    // What is reached: 149 and 1 of 150; all 150 heads, and no false split of 300.
    private const double LeastInflections = 0.92;
    private const double MostStrangers = 0.02;
    private const double LeastHeads = 0.96;
    private const double MostFalseSplits = 0.03;

    [Theory]
    [InlineData("inflections.txt", 2, 150)]
    [InlineData("compound-heads.txt", 2, 150)]
    [InlineData("whole-words.txt", 1, 300)]
    [InlineData("strangers.txt", 2, 150)]
    [InlineData("common-words.txt", 1, 200)]
    public void A_list_has_its_number_of_lines_and_none_twice(string file, int words, int number)
    {
        var lines = Lines(file);

        Assert.Equal(number, lines.Count);
        Assert.All(lines, line => Assert.Equal(words, line.Length));
        Assert.All(lines, line => Assert.All(line, word => Assert.Equal(word.Trim(), word)));
        Assert.Equal(number, lines.Select(line => string.Join('\t', line.Order(StringComparer.Ordinal))).Distinct().Count());
    }

    [Fact]
    public void A_head_is_the_end_of_its_compound() =>
        Assert.All(Lines("compound-heads.txt"), line => Assert.EndsWith(line[1], line[0], StringComparison.Ordinal));

    [Fact]
    public void Inflections_that_no_rule_was_made_for_meet() =>
        Assert.InRange(Share("inflections.txt", line => Meet(line[0], line[1]), "do not meet", wanted: true), LeastInflections, 1);

    [Fact]
    public void Strangers_that_no_rule_was_made_for_do_not_meet() =>
        Assert.InRange(Share("strangers.txt", line => Meet(line[0], line[1]), "meet", wanted: false), 0, MostStrangers);

    [Fact]
    public void A_compound_is_found_by_its_head() =>
        Assert.InRange(
            Share("compound-heads.txt", line => Parts(line[0]).Intersect(Lexemes(line[1])).Any(), "not found", wanted: true),
            LeastHeads, 1);

    [Fact]
    public void Ordinary_words_are_not_taken_apart() =>
        Assert.InRange(Share("whole-words.txt", line => Parts(line[0]).Any(), "taken apart", wanted: false), 0, MostFalseSplits);

    private double Share(string file, Predicate<string[]> holds, string otherwise, bool wanted)
    {
        var lines = Lines(file);
        var share = lines.Count(line => holds(line)) / (double)lines.Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {share:0.000}"));
        foreach (var line in lines.Where(line => holds(line) != wanted)) output.WriteLine($"{otherwise}: {string.Join(' ', line)}");
        return share;
    }

    private static bool Meet(string one, string other) =>
        Lexemes(one).Intersect(Lexemes(other)).Any();

    private static IReadOnlyList<string> Lexemes(string word) => DutchAnalyzer.Analyze(word).First().Lexemes;

    private static IReadOnlyList<string> Parts(string word) => Compounds.PartsOf(Folding.Fold(word), Lexicon.Kept);

    private static List<string[]> Lines(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Search", "Gold", file))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))];
}
