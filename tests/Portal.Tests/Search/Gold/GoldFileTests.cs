namespace Portal.Tests.Search.Gold;

/// <summary>What the reader of the gold file takes, and what it refuses.</summary>
public sealed class GoldFileTests
{
    private static readonly HashSet<Place> Portal = [At("/a"), At("/a#deel"), At("/b")];

    [Fact]
    public void A_question_has_its_passages_and_a_typing_error_those_of_its_clean_form()
    {
        var queries = Read(
            "# how to write it", "", "query: ronselen", "kind: definition", $"half: {GoldFile.HalfOf("ronselen")}", "3 /a#deel", "1 /b", "",
            "query: ronslen", "kind: typo", $"half: {GoldFile.HalfOf("ronselen")}", "like: ronselen");

        Assert.Equal(["ronselen", "ronslen"], queries.Select(query => query.Text));
        Assert.All(queries, query => Assert.Equal(3, query.Grades[At("/a#deel")]));
        Assert.All(queries, query => Assert.Equal(1, query.Grades[At("/b")]));
        Assert.Equal(queries[0].IsTest, queries[1].IsTest);
        Assert.Equal("ronselen", queries[1].Like);
    }

    [Theory]
    [InlineData("line 4: /weg is no passage of the portal", "3 /weg")]
    [InlineData("line 4: /a#weg is no passage of the portal", "3 /a#weg")]
    [InlineData("line 5: /a has a grade already", "3 /a", "2 /a")]
    [InlineData("line 4: \"4 /a\" is neither a field nor a grade with a place", "4 /a", "3 /b")]
    [InlineData("line 4: \"/a\" is neither a field nor a grade with a place", "/a", "3 /b")]
    [InlineData("line 1: \"x\" has no passage that helps", "1 /a")]
    [InlineData("line 5: \"x\" is asked twice", "3 /a", "query: x")]
    [InlineData("line 5: \"y\" needs a kind", "3 /a", "query: y", "3 /a")]
    [InlineData("line 5: \"y\" is like \"z\", which nobody asks", "3 /a", "query: y", "kind: typo", "like: z")]
    [InlineData("line 5: \"y\" has the answers of the question it is like", "3 /a", "query: y", "kind: typo", "like: x", "3 /a")]
    [InlineData("line 5: \"y\" is a typing error, and needs the question that it is like", "3 /a", "query: y", "kind: typo", "3 /a")]
    public void What_is_wrong_is_refused_with_its_line(string problem, params string[] lines)
    {
        string[] all = ["query: x", "kind: name", $"half: {GoldFile.HalfOf("x")}", .. lines];

        Assert.Contains(problem, Assert.Throws<FormatException>(() => Read(all)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_in_the_wrong_half_is_refused_and_told_its_own()
    {
        var (right, wrong) = GoldFile.HalfOf("x") == "test" ? ("test", "tuning") : ("tuning", "test");

        var refused = Assert.Throws<FormatException>(() => Read("query: x", "kind: name", $"half: {wrong}", "3 /a"));

        Assert.Contains($"belongs to the half: {right}", refused.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<GoldQuery> Read(params string[] lines) => GoldFile.Read(lines, Portal);

    private static Place At(string place) => Place.Parse(place);
}
