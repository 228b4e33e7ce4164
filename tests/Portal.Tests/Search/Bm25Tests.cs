using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Portal.Search.Analysis;
using Portal.Search.Indexing;

namespace Portal.Tests.Search;

public sealed class Bm25Tests
{
    [Theory]
    [InlineData("een")]
    [InlineData("twee")]
    [InlineData("drie")]
    public void It_counts_as_Lucenes_own_does(string word) =>
        Assert.Equal(Scores(new BM25Similarity(1.2f, 0.6f), word), Scores(Bm25.Similarity, word));

    private static List<float> Scores(Similarity similarity, string word)
    {
        using var directory = new RAMDirectory();
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, null) { Similarity = similarity }))
        {
            foreach (var text in new[] { "een", "een twee twee", "drie twee een een een een vier vijf zes", "drie" })
                writer.AddDocument([new TextField("text", new DutchTokenizer(new StringReader(text)))]);
        }
        using var reader = DirectoryReader.Open(directory);
        var searcher = new IndexSearcher(reader) { Similarity = similarity };
        var query = new TermQuery(new Lucene.Net.Index.Term("text", word)) { Boost = 2 };
        return [.. searcher.Search(query, 10).ScoreDocs.Select(hit => hit.Score)];
    }
}
