using System.Diagnostics;
using Portal.Platform.Data;
using Portal.Search.Querying;

namespace Portal.Search;

/// <summary>Answers questions from the index.</summary>
public sealed class SearchEngine(DbSession session)
{
    private readonly QuestionReader reader = new(new Synonyms(session));
    private readonly Finder finder = new(session);

    /// <summary>
    /// The pages that hold everything that was asked in one section. Where there are none, those that hold all words that occur
    /// on the portal at all, and else those that hold any of them, the most telling words first.
    /// </summary>
    public async Task<SearchResult> SearchAsync(SearchQuery query, CancellationToken stop = default)
    {
        var started = Stopwatch.GetTimestamp();
        var question = await reader.ReadAsync(query.Text, stop);
        var result = question.Terms.Count == 0 ? Nothing : await AnswerAsync(question, query, stop);
        return result with { TookMs = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1) };
    }

    private static SearchResult Nothing { get; } = new(0, 0, null, [], SearchFacets.None);

    private async Task<SearchResult> AnswerAsync(Question question, SearchQuery query, CancellationToken stop)
    {
        var (sections, all) = await finder.FrequenciesAsync(question.Terms, stop);
        var rarity = Rarity.Of(question.Terms, sections, all);
        if (rarity.Known.Count == 0) return Nothing with { Unknown = Texts(rarity.Unknown) };

        var isWhole = rarity.Unknown.Count == 0;
        var found = await finder.FindAsync(question, rarity.Weights, question.All(rarity.Known), query, stop);
        if (found.IsEmpty && rarity.Known.Count > 1)
        {
            isWhole = false;
            found = await finder.FindAsync(question, rarity.Weights, question.Any(), query, stop);
        }
        return Result(found, new Marker(question.Terms), query, isWhole) with { Unknown = Texts(rarity.Unknown) };
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
            best.Url, best.Anchor, best.Title, best.Heading, best.Type, best.TypeLabel, Passage.Snippet(best.Body, marker), best.Score, best.Date)
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
