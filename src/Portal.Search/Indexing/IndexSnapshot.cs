using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Portal.Search.Indexing;

/// <summary>
/// What can be found at one moment. Whoever asks holds on to it (<see cref="LiveIndex.AcquireAsync"/>) until it has its answer.
/// </summary>
internal sealed class IndexSnapshot : IDisposable
{
    private const int MostListed = 4_000_000; // sections in lists: 32 MB
    private const int MostTerms = 50_000, MostShown = 4_000, LongestShown = 8_000;
    private static readonly HashSet<string> ShownOnly = [SectionField.Shown];

    private readonly Lazy<Vocabulary> words;
    private readonly ConcurrentDictionary<int, SearchDocument> shown = new();
    private readonly ConcurrentDictionary<(string Field, string Text), KnownTerm> terms = new();
    private readonly ConcurrentDictionary<int, IReadOnlyList<(string Word, int Times, double Rarity)>> telling = new();
    private readonly ConcurrentDictionary<Query, PointList> lists = new();
    private readonly ConcurrentDictionary<object, PointList> listsOfTerms = new(ReferenceEqualityComparer.Instance);
    private int listed, remembered; // to ask a dictionary of many writers how much it holds takes all its locks

    /// <summary>A reader of the index, with what was known when it was opened.</summary>
    public IndexSnapshot(DirectoryReader reader, FieldKnowledge knowledge)
    {
        (Reader, Knowledge) = (reader, knowledge);
        Searcher = new IndexSearcher(reader) { Similarity = Bm25.Similarity };
        words = new(() => Vocabulary.Of(reader));
    }

    /// <summary>The sections.</summary>
    public DirectoryReader Reader { get; }

    /// <summary>Asks them.</summary>
    public IndexSearcher Searcher { get; }

    /// <summary>What is known beside them.</summary>
    public FieldKnowledge Knowledge { get; }

    /// <summary>All words that are written.</summary>
    public Vocabulary Words => words.Value;

    /// <summary>The same sections with other knowledge.</summary>
    public IndexSnapshot With(FieldKnowledge knowledge)
    {
        Reader.IncRef();
        return new IndexSnapshot(Reader, knowledge);
    }

    /// <summary>Keeps it from being closed; false: it is.</summary>
    public bool TryHold() => Reader.TryIncRef();

    /// <summary>Lets go of it.</summary>
    public void Dispose() => Reader.DecRef();

    /// <summary>Where a term stands; looked up once for all questions. Its frequency is 0 where it stands nowhere.</summary>
    public TermContext TermOf(string field, string text) => KnownOf(field, text).Places;

    /// <summary>Asks for a term; null: it stands nowhere.</summary>
    public TermQuery? QueryOf(string field, string text) =>
        KnownOf(field, text).Query is { } query ? (TermQuery)query.Clone() : null;

    private KnownTerm KnownOf(string field, string text)
    {
        if (terms.TryGetValue((field, text), out var known)) return known;
        var term = new Lucene.Net.Index.Term(field, text);
        var places = TermContext.Build(Searcher.TopReaderContext, term);
        var found = new KnownTerm(places, places.DocFreq == 0 ? null : new TermQuery(term, places));
        if (remembered < MostTerms && terms.TryAdd((field, text), found)) Interlocked.Increment(ref remembered);
        return found;
    }

    /// <summary>
    /// Every section that holds a word or a phrase, in their order, with the points it gets where the query is worth 1. Read once for all
    /// questions, as long as there is room.
    /// </summary>
    public PointList ListOf(Query query)
    {
        // By the term itself, as long as there is room for all: it is the same one for all questions (QueryOf), and need not be compared
        // letter by letter.
        object key = query is TermQuery { Term: var term } && remembered < MostTerms ? term : query;
        if (key is not Query && listsOfTerms.TryGetValue(key, out var known)) return known;
        var bare = (Query)query.Clone();
        bare.Boost = 1;
        if (key is Query && lists.TryGetValue(bare, out known)) return known;
        var read = Read(bare);
        if (Interlocked.Add(ref listed, read.Docs.Length) >= MostListed) return read;
        if (key is Query) lists.TryAdd(bare, read);
        else listsOfTerms.TryAdd(key, read);
        return read;
    }

    private PointList Read(Query query)
    {
        var (docs, points) = (new List<int>(), new List<float>());
        var weight = Searcher.CreateNormalizedWeight(query);
        foreach (var leaf in Reader.Leaves)
        {
            if (weight.GetScorer(leaf, leaf.AtomicReader.LiveDocs) is not { } scorer) continue;
            while (scorer.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                docs.Add(leaf.DocBase + scorer.DocID);
                points.Add(scorer.GetScore());
            }
        }
        return new PointList([.. docs], [.. points]);
    }

    /// <summary>In how many sections a word stands in a field.</summary>
    public int FrequencyOf(string field, string text) => TermOf(field, text).DocFreq;

    /// <summary>The words a section uses most, with how often, and how rare each is: the more, the rarer.</summary>
    public IReadOnlyList<(string Word, int Times, double Rarity)> TellingOf(int doc)
    {
        if (telling.TryGetValue(doc, out var known)) return known;
        var leaf = Reader.Leaves[ReaderUtil.SubIndex(doc, Reader.Leaves)];
        var packed = new BytesRef();
        leaf.AtomicReader.GetBinaryDocValues(SectionField.Telling).Get(doc - leaf.DocBase, packed);
        known =
        [
            .. Telling.Unpack(packed.Utf8ToString()).Select(word => (
                word.Word, word.Times, Math.Log((double)Reader.NumDocs / (1 + FrequencyOf(SectionField.Body, word.Word))))),
        ];
        if (telling.Count < MostShown) telling.TryAdd(doc, known);
        return known;
    }

    /// <summary>What is shown of a section.</summary>
    /// <param name="doc">Its number.</param>
    public SearchDocument Shown(int doc)
    {
        if (shown.TryGetValue(doc, out var known)) return known;
        var section = Indexing.Shown.Unpack(Searcher.Doc(doc, ShownOnly).GetBinaryValue(SectionField.Shown));
        // What is found once is found again soon; a long text is not kept.
        if (shown.Count < MostShown && section.Body.Length < LongestShown) shown.TryAdd(doc, section);
        return section;
    }

    /// <summary>How many sections can be found; a long one stands in the index in parts.</summary>
    public int CountSections()
    {
        var count = 0;
        foreach (var leaf in Reader.Leaves)
        {
            var (columns, live) = (SegmentColumns.Of(leaf.AtomicReader), leaf.AtomicReader.LiveDocs);
            for (var doc = 0; doc < leaf.AtomicReader.MaxDoc; doc++)
                if (live?.Get(doc) != false && !columns.GoesOn(doc)) count++;
        }
        return count;
    }

    /// <summary>All sections, to compare with what the database holds.</summary>
    internal IEnumerable<SearchDocument> All()
    {
        var live = MultiFields.GetLiveDocs(Reader);
        return Enumerable.Range(0, Reader.MaxDoc).Where(doc => live is null || live.Get(doc)).Select(Shown)
            .GroupBy(part => (part.EntityId, part.Section))
            .Select(parts => parts.First() with { Body = string.Concat(parts.Select(part => part.Body)) });
    }

    /// <summary>The head of a page; null when readers don't see it.</summary>
    public SearchDocument? HeadOf(Guid page)
    {
        var hits = Searcher.Search(
            new TermQuery(new Lucene.Net.Index.Term(SectionField.Page, ValueSet.KeyOf(page))), 1,
            new Sort(new SortField(SectionField.Section, SortFieldType.INT64)));
        return hits.ScoreDocs is [var first, ..] ? Shown(first.Doc) : null;
    }

    /// <summary>Of each document type in the index what it is called.</summary>
    public IReadOnlyList<string> Types() =>
        [.. NumbersIn(columns => columns.Types).Select(number => Names.TypeOf(number).Type).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The values of a filter that pages in the index have.</summary>
    public IReadOnlyList<string> ValuesOf(SearchFilter filter) =>
        [.. NumbersIn(columns => columns.Filters).SelectMany(Names.Of).Select(filter.ValueOf).OfType<string>().Distinct()];

    private IEnumerable<int> NumbersIn(Func<SegmentColumns, int[]> column) =>
        Reader.Leaves.SelectMany(leaf => column(SegmentColumns.Of(leaf.AtomicReader)).Distinct()).Distinct();
}

/// <summary>A term, and where it stands.</summary>
/// <param name="Places">Where.</param>
/// <param name="Query">Asks for it; null where it stands nowhere.</param>
internal sealed record KnownTerm(TermContext Places, TermQuery? Query);

/// <summary>The sections of a list.</summary>
/// <param name="Docs">Their numbers, from low to high.</param>
/// <param name="Points">Of each what it gets.</param>
internal readonly record struct PointList(int[] Docs, float[] Points);
