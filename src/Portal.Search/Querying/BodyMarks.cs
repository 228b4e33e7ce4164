using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Portal.Search.Analysis;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>
/// Where what was asked stands in the texts of some sections, as the index knows it: no text is read again. It gives what
/// <see cref="Marker"/> would find.
/// </summary>
internal sealed class BodyMarks
{
    private readonly IndexSnapshot index;
    private readonly int[] docs; // in order
    private readonly Dictionary<string, List<Place>[]> known = new(StringComparer.Ordinal);

    /// <summary>For these sections, by their numbers.</summary>
    public BodyMarks(IndexSnapshot index, IEnumerable<int> docs) => (this.index, this.docs) = (index, [.. docs.Distinct().Order()]);

    private readonly record struct Place(int Position, int Start, int End);

    /// <summary>All places in a section's text, in order.</summary>
    public IReadOnlyList<Mark> Of(int doc, IReadOnlyList<Term> terms)
    {
        var at = Array.BinarySearch(docs, doc);
        var marks = new List<Mark>();
        for (var term = 0; term < terms.Count; term++)
        {
            var number = term;
            marks.AddRange(PlacesOf(terms[term], at).Select(place => new Mark(place.Start, place.End, number)));
        }
        return [.. marks.Distinct().OrderBy(mark => mark.Start).ThenByDescending(mark => mark.End)];
    }

    private IEnumerable<Place> PlacesOf(Term term, int at)
    {
        foreach (var place in term.Ways.SelectMany(phrase => PlacesOf(phrase, at))) yield return place;
        foreach (var place in term.Beginnings.SelectMany(word => PlacesOf(word, at))) yield return place;
        if (term.IsQuoted) yield break;
        foreach (var lexeme in term.Direct.Where(phrase => phrase.Words.Count == 1).SelectMany(phrase => phrase.Words[0]))
            foreach (var place in PlacesOf(PartFilter.Mark + lexeme, at)) yield return place;
    }

    private IEnumerable<Place> PlacesOf(Phrase phrase, int at)
    {
        var firsts = phrase.Words[0].SelectMany(lexeme => PlacesOf(lexeme, at));
        if (phrase.Words.Count == 1) return firsts;
        var next = phrase.Words.Skip(1)
            .Select(word => word.SelectMany(lexeme => PlacesOf(lexeme, at)).ToLookup(place => place.Position)).ToList();
        return from first in firsts
               where next.Index().All(word => word.Item.Contains(first.Position + word.Index + 1))
               select first with { End = next[^1][first.Position + next.Count].First().End };
    }

    private List<Place> PlacesOf(string lexeme, int at) =>
        (known.TryGetValue(lexeme, out var places) ? places : known[lexeme] = Read(lexeme))[at];

    private List<Place>[] Read(string lexeme)
    {
        List<Place>[] found = [.. docs.Select(_ => new List<Place>())];
        var term = index.TermOf(SectionField.Body, lexeme);
        if (term.DocFreq == 0) return found;
        var at = 0;
        foreach (var leaf in index.Reader.Leaves)
        {
            var end = leaf.DocBase + leaf.AtomicReader.MaxDoc;
            if (at >= docs.Length) break;
            if (docs[at] >= end || term.Get(leaf.Ord) is not { } state)
            {
                while (at < docs.Length && docs[at] < end) at++;
                continue;
            }
            var each = leaf.AtomicReader.GetTerms(SectionField.Body).GetEnumerator();
            each.SeekExact(new BytesRef(lexeme), state);
            var postings = each.DocsAndPositions(null, null, DocsAndPositionsFlags.OFFSETS);
            for (; at < docs.Length && docs[at] < end; at++)
            {
                var doc = docs[at] - leaf.DocBase;
                if (postings.DocID < doc && postings.Advance(doc) == DocIdSetIterator.NO_MORE_DOCS) continue;
                if (postings.DocID != doc) continue;
                for (var time = 0; time < postings.Freq; time++)
                    found[at].Add(new Place(postings.NextPosition(), postings.StartOffset, postings.EndOffset));
            }
        }
        return found;
    }
}
