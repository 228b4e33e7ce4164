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
    private static readonly List<Place> None = []; // nothing is added to it

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
        for (var term = 0; term < terms.Count; term++) AddTo(marks, terms[term], term, at);
        marks.Sort(static (one, other) =>
            one.Start != other.Start ? one.Start.CompareTo(other.Start)
            : one.End != other.End ? other.End.CompareTo(one.End) : one.Term.CompareTo(other.Term));
        var kept = 0;
        for (var next = 0; next < marks.Count; next++)
            if (kept == 0 || marks[next] != marks[kept - 1]) marks[kept++] = marks[next];
        marks.RemoveRange(kept, marks.Count - kept);
        return marks;
    }

    private void AddTo(List<Mark> marks, Term term, int number, int at)
    {
        foreach (var phrase in term.Ways)
        {
            if (phrase.Words.Count == 1) Add(phrase.Words[0]);
            else
                foreach (var place in PlacesOf(phrase, at)) marks.Add(new Mark(place.Start, place.End, number));
        }
        Add(term.Beginnings);
        if (term.IsQuoted) return;
        foreach (var phrase in term.Direct)
            if (phrase.Words.Count == 1) Add(phrase.Words[0], PartFilter.Mark.ToString());

        void Add(IReadOnlyList<string> lexemes, string before = "")
        {
            foreach (var lexeme in lexemes)
                foreach (var place in PlacesOf(before + lexeme, at)) marks.Add(new Mark(place.Start, place.End, number));
        }
    }

    private IEnumerable<Place> PlacesOf(Phrase phrase, int at)
    {
        var firsts = phrase.Words[0].SelectMany(lexeme => PlacesOf(lexeme, at));
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
        var found = new List<Place>[docs.Length];
        Array.Fill(found, None);
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
                found[at] = new List<Place>(postings.Freq);
                for (var time = 0; time < postings.Freq; time++)
                    found[at].Add(new Place(postings.NextPosition(), postings.StartOffset, postings.EndOffset));
            }
        }
        return found;
    }
}
