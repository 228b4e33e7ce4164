using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>A page that matches.</summary>
internal struct FoundPage
{
    /// <summary>Points of its best section, with what the others add.</summary>
    public float Score;

    /// <summary>Its best sections, best first, as numbers of documents; -1 where there is none.</summary>
    public (int Doc, float Score) First, Second, Third, Fourth;

    /// <summary>Its type and the set of what it can be narrowed to (<see cref="Names"/>).</summary>
    public int Type, Filters;

    /// <summary>Of what grows old, the number of the day it is about; else 0.</summary>
    public int Day;
}

/// <summary>Gathers the pages that match, each by its sections.</summary>
internal sealed class PageCollector : ICollector
{
    private readonly Dictionary<long, int> places = [];
    private FoundPage[] pages = new FoundPage[64];
    private Scorer scorer = null!;
    private SegmentColumns columns = null!;
    private int start;

    /// <summary>What was found, in no order.</summary>
    public ReadOnlySpan<FoundPage> Pages => pages.AsSpan(0, places.Count);

    /// <inheritdoc/>
    public bool AcceptsDocsOutOfOrder => true;

    /// <inheritdoc/>
    public void SetScorer(Scorer scorer) => this.scorer = scorer;

    /// <inheritdoc/>
    public void SetNextReader(AtomicReaderContext context) =>
        (columns, start) = (SegmentColumns.Of(context.AtomicReader), context.DocBase);

    /// <inheritdoc/>
    public void Collect(int doc)
    {
        var score = scorer.GetScore();
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, columns.Pages[doc], out var known);
        if (!known)
        {
            place = places.Count - 1;
            if (place == pages.Length) Array.Resize(ref pages, place * 2);
            pages[place] = new FoundPage
            {
                First = (-1, 0),
                Second = (-1, 0),
                Third = (-1, 0),
                Fourth = (-1, 0),
                Type = columns.Types[doc],
                Filters = columns.Filters[doc],
                Day = columns.Days[doc],
            };
        }
        ref var page = ref pages[place];
        // Of sections with as many points, the first of the page.
        score *= 1 - (1e-6f * columns.Sections[doc]);
        var found = (Doc: start + doc, Score: score);
        if (score > page.First.Score) (page.First, page.Second, page.Third, page.Fourth) = (found, page.First, page.Second, page.Third);
        else if (score > page.Second.Score) (page.Second, page.Third, page.Fourth) = (found, page.Second, page.Third);
        else if (score > page.Third.Score) (page.Third, page.Fourth) = (found, page.Third);
        else if (score > page.Fourth.Score) page.Fourth = found;
    }
}
