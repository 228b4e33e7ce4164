using Lucene.Net.Index;
using Lucene.Net.Search;
using Portal.Search.Analysis;
using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>Makes Lucene's query of a question: any term may match, and the more of them the better.</summary>
internal static class QueryBuilder
{
    private const int NearEnough = 6; // words between those that were asked

    /// <summary>The query; every section it matches holds something of the question and nothing that was excluded.</summary>
    public static Query Of(Question question)
    {
        var terms = new BooleanQuery(disableCoord: false);
        foreach (var term in question.Terms) terms.Add(Of(term), term.IsQuoted ? Occur.MUST : Occur.SHOULD);
        var all = new BooleanQuery(disableCoord: true) { { terms, Occur.MUST } };
        foreach (var title in question.Titles)
        {
            var whole = new ConstantScoreQuery(new TermQuery(new Lucene.Net.Index.Term(SectionField.Subject, title)))
            {
                Boost = Ranking.TitleIsQuestion,
            };
            all.Add(whole, Occur.SHOULD);
        }
        if (question.Terms.Count > 1)
        {
            all.Add(AllInTitle(question), Occur.SHOULD);
            if (Near(question) is { } near) all.Add(near, Occur.SHOULD);
        }
        foreach (var phrase in question.Excluded)
            foreach (var field in SectionField.Searched) all.Add(In(field, phrase), Occur.MUST_NOT);
        return all;
    }

    /// <summary>Every way in which a term counts, by the best of them.</summary>
    public static Query Of(Term term)
    {
        var ways = new List<Query> { Together(term.Direct, 1) };
        if (term.Same is { } same) ways.Add(Anywhere(same, 1));
        ways.AddRange(term.Others.Select(other => Anywhere(other, Ranking.Synonym)));
        if (term.Apart.Count > 0) ways.Add(Together(term.Apart, Ranking.Apart));
        if (!term.IsQuoted && term.Direct is [{ Words: [var word] }]) ways.Add(Fields(field => Parts(field, word), Ranking.Part));
        if (term.Beginnings.Count > 0)
            ways.Add(Fields(field => Any(field, term.Beginnings), Ranking.Beginning));
        return Best(ways);
    }

    // All of these, wherever they stand.
    private static Query Together(IReadOnlyList<Phrase> phrases, float boost)
    {
        if (phrases is [var one]) return Anywhere(one, boost);
        var all = new BooleanQuery(disableCoord: true);
        foreach (var phrase in phrases) all.Add(Anywhere(phrase, boost / phrases.Count), Occur.MUST);
        return all;
    }

    private static Query Anywhere(Phrase phrase, float boost) => Fields(field => In(field, phrase), boost);

    private static Query Fields(Func<string, Query> make, float boost)
    {
        var fields = new DisjunctionMaxQuery(Ranking.Tie);
        foreach (var (field, weight) in new[]
        {
            (SectionField.Title, Ranking.Title), (SectionField.Heading, Ranking.Heading), (SectionField.Body, Ranking.Body),
        })
        {
            var query = make(field);
            query.Boost = weight * boost;
            fields.Add(query);
        }
        return fields;
    }

    private static Query In(string field, Phrase phrase)
    {
        if (phrase.Words is [var word]) return Any(field, word);
        var row = new MultiPhraseQuery();
        foreach (var lexemes in phrase.Words) row.Add([.. lexemes.Select(lexeme => new Lucene.Net.Index.Term(field, lexeme))]);
        return row;
    }

    private static Query Parts(string field, IReadOnlyList<string> word) => Any(field, [.. word.Select(lexeme => PartFilter.Mark + lexeme)]);

    private static Query Any(string field, IReadOnlyList<string> lexemes) =>
        Best([.. lexemes.Select(lexeme => new TermQuery(new Lucene.Net.Index.Term(field, lexeme)))]);

    private static Query Best(IReadOnlyCollection<Query> ways) => ways.Count == 1 ? ways.First() : new DisjunctionMaxQuery([.. ways], 0);

    private static Query AllInTitle(Question question)
    {
        var all = new BooleanQuery(disableCoord: true);
        foreach (var phrase in question.Terms.SelectMany(term => term.Direct)) all.Add(In(SectionField.Title, phrase), Occur.MUST);
        return new ConstantScoreQuery(all) { Boost = Ranking.AllInTitle };
    }

    private static Query? Near(Question question)
    {
        var words = question.Terms.SelectMany(term => term.Direct).SelectMany(phrase => phrase.Words).ToList();
        if (words.Count < 2) return null;
        var near = new MultiPhraseQuery { Slop = NearEnough * words.Count, Boost = Ranking.Near };
        foreach (var lexemes in words) near.Add([.. lexemes.Select(lexeme => new Lucene.Net.Index.Term(SectionField.Body, lexeme))]);
        return near;
    }
}
