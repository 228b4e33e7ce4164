using System.Globalization;
using Lucene.Net.Analysis;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.QueryParsers.Classic;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Portal.Tests.Search.Gold;

namespace Portal.Bench;

/// <summary>A section of a page, as it is given to an engine.</summary>
internal sealed record BaselineSection(Place Place, string Title, string Heading, string Keywords, string Body);

/// <summary>
/// Lucene as somebody would set it up in an afternoon, which is Examine's managed query: a section is a document, any word may match in any
/// field, no boosts, BM25. Pages by their best section, as the portal shows them.
/// </summary>
internal sealed class LuceneBaseline : IDisposable
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;
    private const int MostSections = 2_000;
    private const string PlaceField = "place";
    private static readonly string[] Fields = ["title", "heading", "keywords", "body"];

    private readonly RAMDirectory directory = new();
    private readonly Analyzer analyzer;
    private readonly DirectoryReader reader;
    private readonly IndexSearcher searcher;

    public LuceneBaseline(Analyzer analyzer, IEnumerable<BaselineSection> sections)
    {
        this.analyzer = analyzer;
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(Version, analyzer) { Similarity = new BM25Similarity() }))
        {
            foreach (var section in sections) writer.AddDocument(DocumentOf(section));
            writer.Commit();
        }
        reader = DirectoryReader.Open(directory);
        searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity() };
    }

    /// <summary>The best pages, each by its best section.</summary>
    public IReadOnlyList<Place> Ask(string question) => [.. Places(question).DistinctBy(place => place.Url).Take(10)];

    /// <summary>The sections that match, best first.</summary>
    public IEnumerable<Place> Places(string question)
    {
        var parser = new MultiFieldQueryParser(Version, Fields, analyzer);
        // Phrases stay phrases; everything else that means something to the parser is only a letter.
        var query = parser.Parse(QueryParserBase.Escape(question).Replace("\\\"", "\"", StringComparison.Ordinal));
        return searcher.Search(query, MostSections).ScoreDocs
            .Select(hit => Place.Parse(searcher.Doc(hit.Doc).Get(PlaceField, CultureInfo.InvariantCulture)));
    }

    public void Dispose()
    {
        reader.Dispose();
        directory.Dispose();
        analyzer.Dispose();
    }

    private static Document DocumentOf(BaselineSection section) =>
    [
        new StoredField(PlaceField, section.Place.ToString()),
        new TextField("title", section.Title, Field.Store.NO),
        new TextField("heading", section.Heading, Field.Store.NO),
        new TextField("keywords", section.Keywords, Field.Store.NO),
        new TextField("body", section.Body, Field.Store.NO),
    ];
}
