using System.Diagnostics;
using Portal.Platform;
using Portal.Search.Indexing;
using Portal.Search.Querying;

namespace Portal.Search;

/// <summary>Answers questions from this host's index.</summary>
internal sealed class SearchEngine(LiveIndex live, TimeProvider clock)
{
    private const int MostPromoted = 3, LongestAbout = 300;

    private static SearchResult Nothing { get; } = new(0, 0, null, [], SearchFacets.None);

    /// <summary>
    /// The pages with a section that holds anything of what was asked; what holds more of it, and closer together, stands higher. Words
    /// that nobody wrote are read as those that were probably meant, unless <see cref="SearchQuery.IsLiteral"/>.
    /// </summary>
    public async Task<SearchResult> SearchAsync(SearchQuery query, CancellationToken stop = default)
    {
        var started = Stopwatch.GetTimestamp();
        using var index = await live.AcquireAsync(stop);
        var dated = query with { Today = DutchTime.DateOf(clock.GetUtcNow()).DayNumber };
        var result = index is null ? Nothing with { IsReady = false }
            : await live.InTurnAsync(() => Search(index, dated), stop);
        return result with { TookMs = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1) };
    }

    private static SearchResult Search(IndexSnapshot index, SearchQuery query)
    {
        var question = new QuestionReader(index).Read(query.Text, query.IsLiteral, query.IsBegun);
        if (question.Terms.Count == 0) return Nothing;
        var result = question.Unknown.Count == question.Terms.Count ? Nothing with { Unknown = question.Unknown }
            : Answer(index, question, query);
        return query is { Skip: 0, IsOpen: true } ? result with { Promoted = Promoted(index, question) } : result;
    }

    /// <summary>The sections that stand first, and nothing around them: to measure by.</summary>
    internal static IReadOnlyList<SearchDocument> First(IndexSnapshot index, SearchQuery query)
    {
        var question = new QuestionReader(index).Read(query.Text, query.IsLiteral);
        using var found = new Selection(index, question, query);
        return [.. found.Best().Select(page => index.Shown(page.First.Doc))];
    }

    private static SearchResult Answer(IndexSnapshot index, Question question, SearchQuery query)
    {
        using var found = new Selection(index, question, query);
        var pages = found.Best().ToList();
        var marks = new BodyMarks(index, pages.Select(page => page.First.Doc));
        IReadOnlyList<Mark> MarksOf(FoundPage page) => query.IsBegun ? [] : marks.Of(page.First.Doc, question.Terms);
        var marker = new Marker(question.Terms, index.Knowledge.Lexicon);
        var hits = pages.ConvertAll(page => Hit(index, page, MarksOf(page), marker));
        var result = new SearchResult(found.Total, 0, question.Corrected, [.. hits.Select(hit => hit.Hit)], found.Facets())
        {
            Unknown = question.Unknown,
        };
        if (hits.Count == 0 || query.IsBegun) return result;

        var (best, inBest) = (hits[0].Section, MarksOf(pages[0]));
        var isWhole = question.Unknown.Count == 0 && HoldsAll(best, inBest, marker);
        var titleIsQuestion = question.Titles.Contains(Analysis.DutchAnalyzer.Subject(best.Title));
        return result with
        {
            IsPartial = !isWhole,
            Answer = isWhole && query.Skip == 0 && !SaysWhatIsNotKnown(best)
                && Passage.Answer(best.Body, inBest, question.Terms.Count, titleIsQuestion) is { } passage
                ? new SearchAnswer(passage, hits[0].Hit) : null,
        };
    }

    private static (SearchHit Hit, SearchDocument Section) Hit(
        IndexSnapshot index, FoundPage page, IReadOnlyList<Mark> marks, Marker marker)
    {
        var best = index.Shown(page.First.Doc);
        // Where the title says why the page was found, its first sentences say what it is.
        var isNamed = best.Section == 0 && marks.Count > 0 && marker.Marks(best.Title).Count > 0;
        var snippet = isNamed ? Passage.Beginning(best.Body, marks) : Passage.Snippet(best.Body, marks);
        var hit = new SearchHit(
            best.Url, best.Anchor, best.Title, best.Heading, best.Type, best.TypeLabel, snippet, Math.Round(page.Score, 3), best.Date)
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

    // "Wat we niet weten" is no answer to what something is.
    private static bool SaysWhatIsNotKnown(SearchDocument section) =>
        section.Heading?.StartsWith("Wat we niet weten", StringComparison.OrdinalIgnoreCase) == true;

    // Whether the section speaks of all that was asked, in its text or above it.
    private static bool HoldsAll(SearchDocument section, IReadOnlyList<Mark> inBody, Marker marker) =>
        inBody.Concat(marker.Marks($"{section.Title}\n{section.Heading}")).Select(mark => mark.Term).Distinct().Count() == marker.Terms;

    /// <summary>What editors chose as the first answer.</summary>
    internal static List<PromotedPage> Promoted(IndexSnapshot index, Question question) =>
    [
        .. question.Titles.SelectMany(title => index.Knowledge.Promoted[title]).Distinct()
            .Select(index.HeadOf).OfType<SearchDocument>().Take(MostPromoted)
            .Select(page => new PromotedPage(page.Url, page.Title, page.TypeLabel, About(page.Body.Split('\n')[0]))),
    ];

    private static string About(string text) =>
        text.Length <= LongestAbout ? text
            : text[..(text.LastIndexOf(' ', LongestAbout) is var space and > 0 ? space : LongestAbout)] + "…";
}
