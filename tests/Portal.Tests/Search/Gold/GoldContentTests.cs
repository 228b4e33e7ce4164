using Portal.Platform.Data;
using Portal.Search.Analysis;
using Portal.Tests.Support;

namespace Portal.Tests.Search.Gold;

/// <summary>Holds the gold file against the content the portal ships with, as its index knows it.</summary>
public sealed class GoldContentTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task The_words_of_the_site_take_no_ordinary_word_apart_and_their_parts_make_the_index_little_larger()
    {
        var site = new Lexicon(await portal.Host.WithAsync<DbSession, List<string>>(session => session.ListAsync(
            "select word from search.words", [], row => row.Text(0))));
        var ordinary = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Search", "Gold", "whole-words.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(Folding.Fold).ToList();
        var (texts, parts) = await portal.Host.WithAsync<DbSession, (long, long)>(session => session.FirstAsync(
            "select sum(length(title) + length(coalesce(heading, keywords)) + length(body)), sum(length(parts)) from search.documents",
            [], row => (row.Get<long>(0), row.Get<long>(1))));

        Assert.True(site.Knows("signaaloverleg"));
        Assert.InRange(ordinary.Count(word => Compounds.PartsOf(word, site).Count > 0) / (double)ordinary.Count, 0, 0.03);
        Assert.InRange(parts / (double)texts, 0.01, 0.5);
    }

    [Fact]
    public async Task Every_passage_still_stands_on_the_portal_and_every_kind_is_asked_in_both_halves()
    {
        var places = await portal.Host.WithAsync<DbSession, List<Place>>(session => session.ListAsync(
            "select url, anchor from search.documents", [], row => new Place(row.Text(0), row.TextOrNull(1))));
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Search", "Gold", "queries.txt"));

        var queries = GoldFile.Read(lines, places.ToHashSet());

        Assert.True(queries.Count >= 250, $"{queries.Count} questions");
        Assert.True(queries.Count(query => query.Kind == "typo") >= 40, "typing errors");
        Assert.InRange(queries.Count(query => query.IsTest) / (double)queries.Count, 0.4, 0.6);
        foreach (var kind in GoldFile.Kinds)
            Assert.Equal(2, queries.Where(query => query.Kind == kind).Select(query => query.IsTest).Distinct().Count());
    }
}
