using Lucene.Net.Search;
using Portal.Search.Analysis;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>
/// Makes Lucene's queries of a question: <see cref="Of(Question)"/> finds, any term may match and the more of them the better;
/// <see cref="Closer"/> looks closer at what stands highest.
/// </summary>
/// <param name="index">What can be found now.</param>
internal sealed class QueryBuilder(IndexSnapshot index)
{
    private const int NearEnough = 6; // words between those that were asked
    private const int MostNamed = 4; // words of what is asked the meaning of

    /// <summary>Words beside which a text says what it takes another word for.</summary>
    public static readonly IReadOnlyList<string> Saying =
    [
        .. new[] { "verstaan", "verstaat", "bedoelen", "bedoeld", "definitie", "gedefinieerd", "omschreven", "begrip", "genoemd" }
            .SelectMany(DutchAnalyzer.LexemesOf).Distinct(),
    ];

    /// <summary>Matches sections that hold something of the question and nothing that was excluded. Null: there can be none.</summary>
    public Query? Of(Question question)
    {
        var terms = new BooleanQuery(disableCoord: false);
        foreach (var term in question.Terms)
        {
            if (Of(term) is { } query) terms.Add(query, term.IsQuoted ? Occur.MUST : Occur.SHOULD);
            else if (term.IsQuoted) return null;
        }
        if (terms.Clauses.Count == 0) return null;
        var all = new BooleanQuery(disableCoord: true) { { terms, Occur.MUST } };
        foreach (var title in question.Titles)
            if (TermIn(SectionField.Subject, title) is { } whole)
                all.Add(new ConstantScoreQuery(whole) { Boost = Ranking.Now.TitleIsQuestion }, Occur.SHOULD);
        foreach (var field in SectionField.Searched)
            foreach (var phrase in question.Excluded)
                if (In(field, phrase) is { } excluded) all.Add(excluded, Occur.MUST_NOT);
        return all;
    }

    /// <summary>
    /// What makes one of the best sections better than another: all of it in the title, the words near each other, more of the subject.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="related">Words that belong to what was asked, with what each is worth.</param>
    public Query? Closer(Question question, IEnumerable<(string Word, float Weight)> related)
    {
        var all = new BooleanQuery(disableCoord: true);
        if (AllInTitle(question) is { } inTitle) all.Add(inTitle, Occur.SHOULD);
        if (Near(question) is { } near) all.Add(near, Occur.SHOULD);
        if (question.Intent == Intent.Definition)
            foreach (var meaning in Meaning(question)) all.Add(meaning, Occur.SHOULD);
        foreach (var (word, weight) in related)
        {
            var places = new List<Query>();
            if (TermIn(SectionField.Title, word) is { } title)
            {
                title.Boost = 2;
                places.Add(title);
            }
            if (TermIn(SectionField.Body, word) is { } body) places.Add(body);
            if (places.Count > 0) all.Add(new DisjunctionMaxQuery(places, 0.2f) { Boost = weight }, Occur.SHOULD);
        }
        return all.Clauses.Count == 0 ? null : all;
    }

    /// <summary>Every way in which a term counts, by the best of them. Null: none of them stands anywhere.</summary>
    public Query? Of(Term term) => Best(
    [
        Together(term.Direct, 1),
        term.Same is { } same ? Anywhere(same, 1) : null,
        .. term.Others.Select(other => Anywhere(other, Ranking.Now.Synonym / other.Words.Count)),
        term.Apart.Count > 0 ? Together(term.Apart, Ranking.Now.Apart) : null,
        !term.IsQuoted && term.Direct is [{ Words: [var word] }] ? InTitleOrText(field => Parts(field, word), Ranking.Now.Part) : null,
        .. term.Alike.Select(like => InTitleOrText(field => TermIn(field, like.Word), (float)(Ranking.Now.Alike * like.Alike))),
        term.Beginnings.Count > 0 ? Fields(field => Any(field, term.Beginnings), Ranking.Now.Beginning) : null,
    ]);

    // All of these, wherever they stand.
    private Query? Together(IReadOnlyList<Phrase> phrases, float boost)
    {
        if (phrases is [var one]) return Anywhere(one, boost);
        var all = new BooleanQuery(disableCoord: true);
        foreach (var phrase in phrases)
        {
            if (Anywhere(phrase, boost / phrases.Count) is not { } query) return null;
            all.Add(query, Occur.MUST);
        }
        return all;
    }

    private Query? Anywhere(Phrase phrase, float boost) => Fields(field => In(field, phrase), boost);

    // What is only nearly what was asked: in headings it brought more wrong than right.
    private static Query? InTitleOrText(Func<string, Query?> make, float boost) =>
        Fields(field => field == SectionField.Heading ? null : make(field), boost);

    private static Query? Fields(Func<string, Query?> make, float boost)
    {
        var fields = new List<Query>();
        foreach (var (field, weight) in new[]
        {
            (SectionField.Title, Ranking.Now.Title), (SectionField.Heading, Ranking.Now.Heading), (SectionField.Body, Ranking.Now.Body),
        })
        {
            if (make(field) is not { } query) continue;
            query.Boost *= weight * boost;
            fields.Add(query);
        }
        return fields switch { [] => null, [var one] => one, _ => new DisjunctionMaxQuery(fields, Ranking.Now.Tie) };
    }

    private Query? In(string field, Phrase phrase)
    {
        if (phrase.Words is [var word]) return Any(field, word);
        var row = new MultiPhraseQuery();
        var forms = 0;
        foreach (var lexemes in phrase.Words)
        {
            var known = lexemes.Where(lexeme => index.FrequencyOf(field, lexeme) > 0).ToList();
            if (known.Count == 0) return null;
            row.Add([.. known.Select(lexeme => new Lucene.Net.Index.Term(field, lexeme))]);
            forms += known.Count;
        }
        // Lucene counts every form of a word as a rare word more.
        row.Boost = (float)phrase.Words.Count / forms;
        return row;
    }

    private Query? Parts(string field, IReadOnlyList<string> word) => Any(field, [.. word.Select(lexeme => PartFilter.Mark + lexeme)]);

    private Query? Any(string field, IReadOnlyList<string> lexemes) => Best([.. lexemes.Select(lexeme => TermIn(field, lexeme))]);

    private TermQuery? TermIn(string field, string text) => index.QueryOf(field, text);

    private static Query? Best(IEnumerable<Query?> ways) => ways.OfType<Query>().ToList() switch
    {
        [] => null,
        [var one] => one,
        var several => new DisjunctionMaxQuery(several, 0),
    };

    private ConstantScoreQuery? AllInTitle(Question question)
    {
        var all = new BooleanQuery(disableCoord: true);
        foreach (var phrase in question.Terms.SelectMany(term => term.Direct))
        {
            if (In(SectionField.Title, phrase) is not { } query) return null;
            all.Add(query, Occur.MUST);
        }
        return new ConstantScoreQuery(all) { Boost = Ranking.Now.AllInTitle };
    }

    // "Onder X verstaan we", "de definitie van X": where no glossary has the word, a text says what it takes it for.
    private IEnumerable<Query> Meaning(Question question)
    {
        var words = question.Terms.SelectMany(term => term.Direct).SelectMany(phrase => phrase.Words).ToList();
        if (words.Count is 0 or > MostNamed) yield break;
        foreach (var field in (string[])[SectionField.Heading, SectionField.Body])
            if (In(field, new Phrase([Saying, .. words])) is MultiPhraseQuery row)
            {
                row.Slop = NearEnough + (2 * words.Count);
                row.Boost *= Ranking.Now.Meaning;
                yield return row;
            }
    }

    private Query? Near(Question question)
    {
        var words = question.Terms.SelectMany(term => term.Direct).SelectMany(phrase => phrase.Words).ToList();
        if (words.Count < 2 || In(SectionField.Body, new Phrase(words)) is not MultiPhraseQuery near) return null;
        near.Slop = NearEnough * words.Count;
        near.Boost *= Ranking.Now.Near;
        return near;
    }
}
