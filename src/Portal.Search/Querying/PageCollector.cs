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

    /// <summary>Takes in a section.</summary>
    public void Insert((int Doc, float Score) found)
    {
        if (found.Score > First.Score) (First, Second, Third, Fourth) = (found, First, Second, Third);
        else if (found.Score > Second.Score) (Second, Third, Fourth) = (found, Second, Third);
        else if (found.Score > Third.Score) (Third, Fourth) = (found, Third);
        else if (found.Score > Fourth.Score) Fourth = found;
    }

    /// <summary>Takes one out.</summary>
    public void Remove(int doc)
    {
        if (First.Doc == doc) (First, Second, Third, Fourth) = (Second, Third, Fourth, (-1, 0));
        else if (Second.Doc == doc) (Second, Third, Fourth) = (Third, Fourth, (-1, 0));
        else if (Third.Doc == doc) (Third, Fourth) = (Fourth, (-1, 0));
        else if (Fourth.Doc == doc) Fourth = (-1, 0);
    }

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
/// <param name="takesReportsApart">Whether each section of a long page counts as a page.</param>
internal sealed class PageCollector(IndexSnapshot index, bool takesReportsApart) : IDisposable
{
    private const int LongestPage = 16; // parts: a page of more is a report, in which things are looked up

    private FoundPage[] pages = ArrayPool<FoundPage>.Shared.Rent(256);
    private int count;
    private SegmentColumns columns = null!;
    private int start, end;
    private long last;
    private int lastSection;
    private (int Doc, float Score) bestOfSection;

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
        var (isNewPage, isNewSection) = (isFirst || columns.Pages[doc] != last, columns.Sections[doc] != lastSection);
        if (isNewPage || (isNewSection && takesReportsApart && columns.Parts[doc] > LongestPage)) Begin(doc);
        ref var page = ref pages[count - 1];
        // Of sections with as many points, the first of the page.
        var found = (Doc: section, Score: score * (1 - (1e-6f * columns.Sections[doc])));
        // A section of several parts counts by its best one.
        if (!isNewPage && !isNewSection)
        {
            if (found.Score <= bestOfSection.Score) return;
            page.Remove(bestOfSection.Doc);
        }
        (bestOfSection, lastSection) = (found, columns.Sections[doc]);
        page.Insert(found);
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
