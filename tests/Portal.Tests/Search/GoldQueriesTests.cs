using System.Globalization;
using Portal.Search;
using Portal.Tests.Support;
using Xunit.Abstractions;

namespace Portal.Tests.Search;

/// <summary>
/// What professionals would ask, on the content the portal ships with. The floors are what was reached last: a change that finds
/// less has to say why.
/// </summary>
public sealed class GoldQueriesTests(RunningPortal portal, ITestOutputHelper output) : IClassFixture<RunningPortal>
{
    private const double LeastReciprocalRank = 0.95;
    private const double LeastInFirstThree = 0.97;

    [Fact]
    public async Task The_right_page_stands_on_top()
    {
        var ranks = new List<int>();
        foreach (var (question, answers) in Questions())
        {
            var found = await portal.Host.WithAsync<SearchEngine, SearchResult>(engine => engine.SearchAsync(new SearchQuery(question)));
            var hits = found.Hits.Select(hit => hit.Url).ToList();
            ranks.Add(hits.FindIndex(answers.Contains) + 1);
            if (ranks[^1] != 1) output.WriteLine($"{ranks[^1]} {question}: {string.Join(' ', hits.Take(3))}");
        }

        var reciprocal = ranks.Average(rank => rank == 0 ? 0 : 1.0 / rank);
        var firstThree = ranks.Average(rank => rank is >= 1 and <= 3 ? 1.0 : 0);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{ranks.Count} questions: MRR {reciprocal:0.000}, success@3 {firstThree:0.000}"));
        Assert.InRange(reciprocal, LeastReciprocalRank, 1);
        Assert.InRange(firstThree, LeastInFirstThree, 1);
    }

    private static IEnumerable<(string Question, string[] Answers)> Questions() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Search", "gold-queries.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(parts => (parts[0], parts[1].Split(' ')));
}
