using System.Diagnostics;
using Portal.Platform.Data;
using Portal.Search.Analysis;
using Portal.Search.Querying;

namespace Portal.Search;

/// <summary>Answers questions from the index.</summary>
internal sealed class SearchEngine(DbSession session, SiteWords words)
{
    /// <summary>With this many pages there is no need to look further.</summary>
    private const int Enough = 10;

    private static SearchResult Nothing { get; } = new(0, 0, null, [], SearchFacets.None);

    private readonly QuestionReader reader = new(new Synonyms(session));
    private readonly Finder finder = new(session);
    private readonly Promotions promotions = new(session);

    /// <summary>
    /// The pages with a section that holds everything that was asked; where these are few, below them those that hold about
    /// half of it, and where there are none, those that hold anything. A word that occurs nowhere on the portal does not count.
    /// </summary>
    public async Task<SearchResult> SearchAsync(SearchQuery query, CancellationToken stop = default)
    {
        var started = Stopwatch.GetTimestamp();
        var lexicon = await words.OfAsync(session, stop);
        var question = await reader.ReadAsync(query.Text, lexicon, stop);
        var result = question.Terms.Count == 0 ? Nothing : await AnswerAsync(question, lexicon, query, stop);
        if (query is { Skip: 0, Type: null, Theme: null } && question.Terms.Count > 0)
            result = result with { Promoted = await promotions.OfAsync(question.Titles, stop) };
        return result with { TookMs = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1) };
    }

    private async Task<SearchResult> AnswerAsync(Question question, Lexicon lexicon, SearchQuery query, CancellationToken stop)
    {
        var (sections, all) = await finder.FrequenciesAsync(question.Terms, stop);
        var rarity = Rarity.Of(question.Terms, sections, all);
        if (rarity.Known.Count == 0) return Nothing with { Unknown = Texts(rarity.Unknown) };

        var (found, isWhole) = await FindAsync(question, rarity, query, stop);
        var marker = new Marker(question.Terms, lexicon);
        return Result(found, marker, query, isWhole && rarity.Unknown.Count == 0) with { Unknown = Texts(rarity.Unknown) };
    }

    private async Task<(Found Found, bool IsWhole)> FindAsync(Question question, Rarity rarity, SearchQuery query, CancellationToken stop)
    {
        Task<Found> InAsync(Scope scope) => finder.FindAsync(scope, question, rarity.Weights, query, stop);

        var whole = await InAsync(Scope.Whole(question, rarity.Known));
        if (whole.Unfiltered >= Enough || rarity.Known.Count == 1) return (whole, true);

        var half = await InAsync(Scope.Half(question));
        return half.Unfiltered > 0 ? (half, whole.Unfiltered > 0) : (await InAsync(Scope.Any(question)), false);
    }

    private static SearchResult Result(Found found, Marker marker, SearchQuery query, bool isWhole)
    {
        var hits = found.Pages.Select(page => Hit(page, marker)).ToList();
        var total = found.Facets.Types.Where(type => query.Type is null || type.Value == query.Type).Sum(type => type.Count);
        return new SearchResult(total, 0, null, hits, found.Facets)
        {
            Answer = isWhole && query.Skip == 0 && hits.Count > 0 ? Answer(found.Pages[0].Best, hits[0], marker) : null,
            IsPartial = !isWhole,
        };
    }

    private static SearchHit Hit(FoundPage page, Marker marker)
    {
        var best = page.Best;
        return new SearchHit(
            best.Url, best.Anchor, best.Title, best.Heading, best.Type, best.TypeLabel, Passage.Snippet(best.Body, marker), best.Score,
            best.Date)
        {
            Badge = best.Badge,
            More = [.. page.Sections.Skip(1).Where(section => section is { Heading: not null, Anchor: not null })
                .Select(section => new SearchSection(section.Heading!, section.Anchor!))],
        };
    }

    private static SearchAnswer? Answer(FoundSection best, SearchHit hit, Marker marker) =>
        Passage.Answer(best.Body, marker, best.TitleIsQuestion) is { } passage ? new SearchAnswer(passage, hit) : null;

    private static IReadOnlyList<string> Texts(IReadOnlyList<Term> terms) => [.. terms.Select(term => term.Text)];
}
