using Portal.Content.Checks;
using Portal.Content.Types;
using Portal.Search.Analysis;
using Portal.Tests.Content.Markdown;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Types;

/// <summary>The words that people type and the texts do not use, and where they lead.</summary>
public sealed class SearchWordsTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly DocumentType Type = DocumentType.Of<SearchWords>();

    private static IReadOnlyList<RealDocument> Sets { get; } =
        [.. RealContent.Documents.Where(document => document.Path.StartsWith("zoekwoorden/", StringComparison.Ordinal))];

    private const string Start = "id: zoekwoorden-a\ntype: zoekwoorden\ntitle: A\n";

    [Fact]
    public void What_they_lead_to_is_kept_apart_from_what_means_the_same()
    {
        var front = FrontMatter.Read(Start + "words: [stroman]\nleads_to: [katvanger]\n", Type.Properties);
        Assert.Empty(front.Errors);
        var properties = Type.Read(front.Json);
        Assert.Equal(["stroman"], properties.SameWords);
        Assert.Equal(["katvanger"], properties.LeadsTo);
        Assert.Empty(Assert.IsAssignableFrom<IChecked>(properties).Problems());
    }

    [Theory]
    [InlineData("words: [stroman]\n", 1)]
    [InlineData("words: [stroman, naamlener]\n", 0)]
    [InlineData("words: [stroman]\nleads_to: [katvanger]\n", 0)]
    public void A_word_alone_has_to_lead_somewhere(string words, int problems)
    {
        var properties = Type.Read(FrontMatter.Read(Start + words, Type.Properties).Json);
        Assert.Equal(problems, ((IChecked)properties).Problems().Count(problem => problem.Key == "words"));
    }

    [Fact]
    public async Task What_the_shipped_words_lead_to_stands_in_a_text_that_search_knows()
    {
        var indexed = (string)(await portal.Host.SqlAsync(
            "select string_agg(concat_ws(' einde ', title, heading, body), ' einde ') from search.documents where badge is null"))!;
        var names = RealContent.Documents.Where(document => !document.Path.StartsWith("voorbeeld/", StringComparison.Ordinal))
            .SelectMany(document => document.List("keywords").Concat(document.List("variants")));
        var texts = $" {DutchAnalyzer.Key(string.Join(" einde ", names.Prepend(indexed)))} ";
        List<string> dangling =
        [
            .. from set in Sets
               from term in set.List("leads_to")
               where !texts.Contains($" {DutchAnalyzer.Key(term)} ", StringComparison.Ordinal)
               select $"{set.Path}: {term}",
        ];
        Assert.True(dangling.Count == 0, string.Join('\n', dangling));
    }

    [Fact]
    public void No_word_stands_in_two_of_the_shipped_sets()
    {
        var twice = Sets.SelectMany(set => set.List("words").Select(word => (Key: DutchAnalyzer.Key(word), set.Path)).Distinct())
            .GroupBy(word => word.Key, word => word.Path).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same)}").ToList();
        Assert.NotEmpty(Sets);
        Assert.True(twice.Count == 0, string.Join('\n', twice));
    }
}
