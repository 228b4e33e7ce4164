using System.Diagnostics;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Portal.Search.Indexing;
using Portal.Search.Querying;

namespace Portal.Search;

/// <summary>Answers questions from this host's index.</summary>
internal sealed class SearchEngine(LiveIndex live)
{
    private const int MostPromoted = 3, LongestAbout = 300;

    private static SearchResult Nothing { get; } = new(0, 0, null, [], SearchFacets.None);

    /// <summary>
    /// The pages with a section that holds anything of what was asked; what holds more of it, and closer together, stands higher. Words that
    /// nobody wrote are read as those that were probably meant, unless <see cref="SearchQuery.IsLiteral"/>.
    /// </summary>
    public async Task<SearchResult> SearchAsync(SearchQuery query, CancellationToken stop = default)
    {
        var started = Stopwatch.GetTimestamp();
        using var index = await live.AcquireAsync(stop);
        var result = index is null ? Nothing with { IsReady = false } : Search(index, query);
        return result with { TookMs = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1) };
    }

    private static SearchResult Search(IndexSnapshot index, SearchQuery query)
    {
        var question = new QuestionReader(index).Read(query.Text, query.IsLiteral);
        if (question.Terms.Count == 0) return Nothing;
        var result = question.Unknown.Count == question.Terms.Count ? Nothing with { Unknown = question.Unknown }
            : Answer(index, question, query);
        return query is { Skip: 0, Type: null, Theme: null } ? result with { Promoted = Promoted(index, question) } : result;
    }

    private static SearchResult Answer(IndexSnapshot index, Question question, SearchQuery query)
    {
        var collector = new PageCollector();
        index.Searcher.Search(QueryBuilder.Of(question), collector);
        var found = new Selection(index, collector, query);
        var marker = new Marker(question.Terms, index.Knowledge.Lexicon);
        var hits = found.Best().Select(page => Hit(index, page, marker)).ToList();
        var isWhole = hits.Count > 0 && question.Unknown.Count == 0 && HoldsAll(hits[0].Section, marker);
        return new SearchResult(found.Total, 0, question.Corrected, [.. hits.Select(hit => hit.Hit)], found.Facets())
        {
            Answer = isWhole && query.Skip == 0 ? Answer(hits[0].Section, hits[0].Hit, question, marker) : null,
            IsPartial = hits.Count > 0 && !isWhole,
            Unknown = question.Unknown,
        };
    }

    private static (SearchHit Hit, SearchDocument Section) Hit(IndexSnapshot index, FoundPage page, Marker marker)
    {
        var best = index.Shown(page.First.Doc);
        var hit = new SearchHit(
            best.Url, best.Anchor, best.Title, best.Heading, best.Type, best.TypeLabel, Passage.Snippet(best.Body, marker),
            Math.Round(page.Score, 3), best.Date)
        {
            Badge = best.Badge,
            More =
            [
                .. new[] { page.Second, page.Third, page.Fourth }.Where(other => other.Doc >= 0 && other.Score > page.First.Score / 3)
                    .Select(other => index.Shown(other.Doc)).Where(section => section is { Heading: not null, Anchor: not null })
                    .Select(section => new SearchSection(section.Heading!, section.Anchor!)).DistinctBy(section => section.Anchor),
            ],
        };
        return (hit, best);
    }

    // Whether the section speaks of all that was asked.
    private static bool HoldsAll(SearchDocument section, Marker marker) =>
        marker.Marks($"{section.Title}\n{section.Heading}\n{section.Body}").Select(mark => mark.Term).Distinct().Count() == marker.Terms;

    private static SearchAnswer? Answer(SearchDocument best, SearchHit hit, Question question, Marker marker) =>
        Passage.Answer(best.Body, marker, question.Titles.Contains(Analysis.DutchAnalyzer.Subject(best.Title))) is { } passage
            ? new SearchAnswer(passage, hit) : null;

    private static List<PromotedPage> Promoted(IndexSnapshot index, Question question) =>
    [
        .. question.Titles.SelectMany(title => index.Knowledge.Promoted[title]).Distinct()
            .Select(index.HeadOf).OfType<SearchDocument>().Take(MostPromoted)
            .Select(page => new PromotedPage(page.Url, page.Title, page.TypeLabel, About(page.Body.Split('\n')[0]))),
    ];

    private static string About(string text) =>
        text.Length <= LongestAbout ? text
            : text[..(text.LastIndexOf(' ', LongestAbout) is var space and > 0 ? space : LongestAbout)] + "…";
}
