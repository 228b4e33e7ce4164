using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Portal.Search;
using Portal.Search.Analysis;
using Portal.Search.Indexing;
using Portal.Search.Querying;
using static Portal.Tests.Search.GivenSections;
using QueryBuilder = Portal.Search.Querying.QueryBuilder;
using Term = Portal.Search.Querying.Term;

namespace Portal.Tests.Search;

/// <summary>Why a page stands where it stands, in words that an editor can check on the page.</summary>
public sealed class ReasonsTests
{
    private static readonly SearchDocument[] Others =
        [Page("Iets anders", "Een heel ander verhaal over planten."), Page("Nog iets", "En nog een verhaal, over vogels.")];

    [Fact]
    public void A_word_is_told_with_the_field_in_which_it_stands()
    {
        var told = Told("ouders", Page("Praten met ouders", "Zo begin je een gesprek. Ouders schrikken vaak."));
        Assert.Equal(["‘ouders’ staat in de titel", "‘ouders’ staat in de tekst"], told);
    }

    [Fact]
    public void Another_form_of_a_word_is_told_as_it_was_asked() =>
        Assert.Equal(["‘gesprekken’ staat in de tekst"], Told("gesprekken", Page("Thuis", "Zo begin je een gesprek.")));

    [Fact]
    public void A_word_of_the_heading_may_stand_with_the_keywords_of_the_page() => Assert.Contains(
        "‘voetbal’ staat in de kop of bij de zoekwoorden",
        Told("voetbal", Page("Sport", "Samen buiten spelen.") with { Keywords = "voetbal" }));

    [Fact]
    public void A_compound_of_which_the_word_is_a_part_is_told_so()
    {
        var page = Page("Thuis", "Over drugsverslaving.");
        var told = Told("verslaving", new Dictionary<string, string[]> { ["drugsverslaving"] = ["verslaving"] }, page);
        Assert.Equal(["‘verslaving’ is een deel van een langer woord in de tekst"], told);
    }

    [Fact]
    public void A_word_that_looks_like_it_is_told_so() => Assert.Contains(
        "‘bedreiging’ staat in de tekst, dat lijkt op ‘dreiging’",
        Told("dreiging", Page("Thuis", "Na een bedreiging belt iemand."), Page("School", "Dreiging.")));

    [Fact]
    public void What_holds_a_part_of_the_question_says_which_part_and_what_that_costs()
    {
        var told = Told("ouders voetbal", Page("Thuis", "Praten met ouders."), Page("Sport", "Voetbal."));
        Assert.Contains("hier staat 1 van de 2 van wat gevraagd is, daarom telt elk woord voor 0,25", told);
    }

    [Fact]
    public void A_title_that_is_the_question_is_told_first() =>
        Assert.Equal("de titel is precies de vraag", Told("geldezel", Page("Geldezel", "Wie zijn rekening uitleent."))[0]);

    [Fact]
    public void What_means_the_same_and_what_is_written_apart_are_told_with_what_was_asked()
    {
        using var given = new Given([], Page("Thuis", "Een money mule leent zijn pas uit."), Page("Wijk", "De wijk agent komt langs."));
        var synonym = new Term("geldezel", [Phrase.Of("geldezel")], [Phrase.Of("money mule")]);
        var written = new Term("wijkagent", [Phrase.Of("wijkagent")], []) { Same = Phrase.Of("wijk agent") };
        Assert.Equal(
            ["‘money mule’ staat in de tekst, dat betekent hetzelfde als ‘geldezel’"], given.Told(new Question([synonym], [], []), 0));
        Assert.Equal(
            ["‘wijk agent’ staat in de tekst, dat is ‘wijkagent’ anders geschreven"], given.Told(new Question([written], [], []), 1));
    }

    [Fact]
    public void A_closer_look_tells_of_titles_of_nearness_and_of_words_of_the_subject()
    {
        using var given = new Given([], [Page("Praten met ouders", "Praten met ouders over school."), .. Others]);
        var question = given.Read("praten ouders");
        var closer = new QueryBuilder(given.Index).Closer(question, [("school", 2f)])!;
        var account = given.Index.Searcher.Explain(closer, 0);
        var told = Reasons.OfCloser(account, lemma => lemma);
        Assert.Equal(
            [
                "alles wat gevraagd is, staat in de titel", "de woorden staan in de tekst dicht bij elkaar",
                "er staan ook woorden van het onderwerp: ‘school’",
            ],
            told.Select(reason => reason.Says).Order(StringComparer.Ordinal));
        Assert.Equal(account.Value, told.Sum(reason => reason.Points), 1e-3);
    }

    [Theory]
    [InlineData("ouders")]
    [InlineData("praten met ouders over school")]
    [InlineData("\"praten met ouders\" school -voetbal")]
    [InlineData("scholen dreiging rekeningen wijkagent")]
    public void The_points_of_the_reasons_are_together_those_of_the_page(string asked)
    {
        using var given = new Given(
            new() { ["buurtschool"] = ["buurt", "school"] },
            Page("Praten met ouders", "Praten met ouders over school en bedreigd worden."), Page("School", "De buurtschool en de ouders."),
            Page("Ouders", "Praten met ouders. Rekening van de wijkagent."), Page("Sport", "Voetbal met ouders op school."));
        var (question, matched) = (given.Read(asked), 0);
        var query = new QueryBuilder(given.Index).Of(question)!;
        foreach (var hit in given.Index.Searcher.Search(query, 10).ScoreDocs)
        {
            matched++;
            var told = Reasons.Of(given.Index.Searcher.Explain(query, hit.Doc), question);
            Assert.DoesNotContain(told, reason => reason.Kind == ReasonKind.Other);
            Assert.Equal(hit.Score, told.Sum(reason => reason.Points), 1e-3 * Math.Max(1, hit.Score));
        }
        Assert.True(matched > 0);
    }

    [Theory]
    [InlineData("weight(title:ouder^2.25 in 3) [ByShare], result of:", "‘ouders’ staat in de titel")]
    [InlineData("weight(body:ouders in 12) [ByShare], result of:", "‘ouders’ staat in de tekst")]
    [InlineData("weight(body:~ouder^1.1 in 3) [ByShare], result of:", "‘ouders’ is een deel van een langer woord in de tekst")]
    [InlineData("weight(body:\"(ouder ouders) school\"^1.1 in 3) [ByShare], result of:", "‘ouders school’ staat in de tekst")]
    [InlineData("ConstantScore(subject:ouder)^1000, product of:", "de titel is precies de vraag")]
    [InlineData("something that no rule knows", "iets anders")]
    public void Lucene_s_account_is_read_as_it_is_written(string account, string says)
    {
        var row = new Term("ouders school", [Phrase.Of("ouders school")], []);
        var question = new Question([new Term("ouders", [Phrase.Of("ouders")], []), row], [], []);
        Assert.Equal([new(says, 3.5)], Reasons.Of(new Explanation(3.5f, account), question).Select(reason => (reason.Says, reason.Points)));
    }

    [Fact]
    public void Of_the_best_of_several_the_others_count_for_what_is_left()
    {
        var best = new Explanation(6f, "max plus 0.5 times others of:");
        best.AddDetail(new Explanation(5f, "weight(title:ouder in 1) [ByShare], result of:"));
        best.AddDetail(new Explanation(2f, "weight(body:ouder in 1) [ByShare], result of:"));
        var question = new Question([new Term("ouder", [Phrase.Of("ouder")], [])], [], []);
        Assert.Equal([5, 1], Reasons.Of(best, question).Select(reason => Math.Round(reason.Points, 3)));
    }

    private static IReadOnlyList<string> Told(string asked, params SearchDocument[] pages) => Told(asked, [], pages);

    // Of the first page that was given, among others that it differs from.
    private static IReadOnlyList<string> Told(string asked, Dictionary<string, string[]> parts, params SearchDocument[] pages)
    {
        using var given = new Given(parts, [.. pages, .. Others]);
        return given.Told(given.Read(asked), 0);
    }

    /// <summary>An index in memory of these sections, in this order.</summary>
    private sealed class Given : IDisposable
    {
        private readonly RAMDirectory directory = new();
        private readonly IndexWriter writer;

        public Given(Dictionary<string, string[]> parts, params SearchDocument[] sections)
        {
            writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, null) { Similarity = Bm25.Similarity });
            foreach (var section in sections) writer.AddDocuments(ValueSet.ToDocuments([new ValueSet(section, parts)]));
            Index = new IndexSnapshot(DirectoryReader.Open(writer, applyAllDeletes: true), FieldKnowledge.None);
        }

        public IndexSnapshot Index { get; }

        public Question Read(string asked) => new QuestionReader(Index).Read(asked);

        public IReadOnlyList<string> Told(Question question, int doc)
        {
            var account = Index.Searcher.Explain(new QueryBuilder(Index).Of(question)!, doc);
            return [.. Reasons.Of(account, question).Select(reason => reason.Says)];
        }

        public void Dispose()
        {
            Index.Dispose();
            writer.Dispose();
            directory.Dispose();
        }
    }
}
