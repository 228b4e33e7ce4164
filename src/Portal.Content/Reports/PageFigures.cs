using System.Runtime.CompilerServices;
using Portal.Content.Checks;
using Portal.Content.Checks.Advice;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Platform;

namespace Portal.Content.Reports;

/// <summary>What is known of a page that readers see.</summary>
/// <param name="Document">The page.</param>
/// <param name="Seen">When somebody last looked whether it is true, or else when it came online.</param>
/// <param name="Reading">How easily it reads.</param>
/// <param name="Access">What hinders who reads it otherwise.</param>
internal sealed record PageFigures(PublishedDocument Document, DateOnly Seen, Readability Reading, IReadOnlyList<Finding> Access)
{
    /// <summary>A page that nobody looked at for so long may be out of date.</summary>
    public const int MonthsUntilOld = 12;

    /// <summary>True when it is time to look at it: the day for it has passed, or nobody named one and a year has.</summary>
    public bool IsDue(DateOnly today) => Document.Common.ReviewBy is { } day ? day < today : Seen < today.AddMonths(-MonthsUntilOld);
}

/// <summary>
/// The figures of all pages, from memory: a text is measured once, when somebody first asks after it went online, and kept as long as it
/// is. Thread-safe.
/// </summary>
internal sealed class AllFigures(LiveSite live, PortalPages pages, MarkdownRenderer renderer)
{
    private readonly ConditionalWeakTable<PublishedDocument, Measured> measured = [];
    private volatile Gathered known = new(PublishedSite.Empty, [], []);

    /// <summary>Every page, the one that somebody looked at longest ago first.</summary>
    public IReadOnlyList<PageFigures> ByAge => Now.ByAge;

    /// <summary>The pages with something in the way of who reads them otherwise, those with most first.</summary>
    public IReadOnlyList<PageFigures> ByAccess => Now.ByAccess;

    private Gathered Now
    {
        get
        {
            var (site, found) = (live.Public, known);
            if (found.Site == site) return found;
            var near = new PublishedNeighbours(site, pages, renderer, []);
            // Descriptions of pictures belong to the library: with another library the pages that show any are measured again.
            var sameMedia = site.HasSameMedia(found.Site);
            var all = site.Documents.Where(document => !document.Type.IsPart).AsParallel().AsOrdered()
                .Select(document => Of(document, near, sameMedia))
                .OrderBy(page => page.Seen).ThenBy(page => page.Document.Id, StringComparer.Ordinal).ToList();
            return known = new Gathered(
                site, all,
                [
                    .. all.Where(page => page.Access.Count > 0).OrderByDescending(page => page.Access.Count)
                        .ThenBy(page => page.Document.Title, PublishedSite.Alphabet),
                ]);
        }
    }

    private PageFigures Of(PublishedDocument document, INeighbours near, bool sameMedia)
    {
        if (!measured.TryGetValue(document, out var one) || (one.ShowsMedia && !sameMedia))
            measured.AddOrUpdate(document, one = Measure(document, near));
        var common = document.Common;
        return new(
            document, common.ReviewedOn ?? common.Published ?? DutchTime.DateOf(document.Place.ChangedAt), one.Reading, one.Access);
    }

    private Measured Measure(PublishedDocument document, INeighbours near)
    {
        if (renderer.Read(document.Body) is not { } body || near.Find(document.Id) is not { } read)
            return new(new Readability(0, 0, 0), [], false);
        var passages = Passage.In(body).ToList();
        var reading = Readability.Of(
            passages.Where(passage => passage.IsOwn && !passage.IsCell).SelectMany(passage => passage.Sentences));
        return new(
            reading, [.. AccessFindings.Of(new Writing(read, body, passages, near))],
            document.Body.Contains("media:", StringComparison.Ordinal));
    }

    private sealed record Measured(Readability Reading, IReadOnlyList<Finding> Access, bool ShowsMedia);

    private sealed record Gathered(PublishedSite Site, IReadOnlyList<PageFigures> ByAge, IReadOnlyList<PageFigures> ByAccess);
}
