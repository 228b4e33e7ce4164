using System.Buffers;
using Lucene.Net.Index;
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

/// <summary>
/// Gathers the pages that match, each by its sections: those of a page stand together in the index, for they were written together
/// (<see cref="LiveIndex"/>). Borrows its memory.
/// </summary>
/// <param name="index">What can be found now.</param>
internal sealed class PageCollector(IndexSnapshot index) : IDisposable
{
    private FoundPage[] pages = ArrayPool<FoundPage>.Shared.Rent(256);
    private int count;
    private SegmentColumns columns = null!;
    private int start, end;
    private long last;

    /// <summary>What was found, in the order of the index.</summary>
    public Span<FoundPage> Pages => pages.AsSpan(0, count);

    /// <summary>Takes in a section.</summary>
    /// <param name="section">Its number: higher than the one before.</param>
    /// <param name="score">Its points.</param>
    public void Collect(int section, float score)
    {
        var isFirst = count == 0;
        while (section >= end)
        {
            var leaf = index.Reader.Leaves[ReaderUtil.SubIndex(section, index.Reader.Leaves)];
            (columns, start, end) = (SegmentColumns.Of(leaf.AtomicReader), leaf.DocBase, leaf.DocBase + leaf.AtomicReader.MaxDoc);
            isFirst = true;
        }
        var doc = section - start;
        if (isFirst || columns.Pages[doc] != last) Begin(doc);
        ref var page = ref pages[count - 1];
        // Of sections with as many points, the first of the page.
        score *= 1 - (1e-6f * columns.Sections[doc]);
        var found = (Doc: section, Score: score);
        if (score > page.First.Score) (page.First, page.Second, page.Third, page.Fourth) = (found, page.First, page.Second, page.Third);
        else if (score > page.Second.Score) (page.Second, page.Third, page.Fourth) = (found, page.Second, page.Third);
        else if (score > page.Third.Score) (page.Third, page.Fourth) = (found, page.Third);
        else if (score > page.Fourth.Score) page.Fourth = found;
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<FoundPage>.Shared.Return(pages);

    private void Begin(int doc)
    {
        if (count == pages.Length)
        {
            var more = ArrayPool<FoundPage>.Shared.Rent(count * 2);
            Pages.CopyTo(more);
            ArrayPool<FoundPage>.Shared.Return(pages);
            pages = more;
        }
        last = columns.Pages[doc];
        pages[count++] = new FoundPage
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
}
