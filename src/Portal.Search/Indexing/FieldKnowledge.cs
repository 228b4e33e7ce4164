using Portal.Platform.Data;
using Portal.Search.Analysis;

namespace Portal.Search.Indexing;

/// <summary>
/// What search knows beside the pages: words that mean the same, what comes first, names of what one can narrow by, words of the site.
/// </summary>
internal sealed record FieldKnowledge
{
    /// <summary>Nothing but the kept words.</summary>
    public static FieldKnowledge None { get; } = new();

    /// <summary>Of a term, as a line of lemmas: what else is searched for, as written.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Synonyms { get; private init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Of a question without small words, as a line of lemmas: the pages that come first, the first first.</summary>
    public ILookup<string, Guid> Promoted { get; private init; } =
        Array.Empty<(string, Guid)>().ToLookup(one => one.Item1, one => one.Item2);

    /// <summary>What the values of a filter are called, in their order; by the filter's name.</summary>
    public ILookup<string, FilterValue> Values { get; private init; } = Array.Empty<FilterValue>().ToLookup(value => value.Filter.Name);

    /// <summary>What compounds are joined and taken apart with.</summary>
    public Lexicon Lexicon { get; private init; } = Lexicon.Kept;

    // How many words of the site there were, and the place of the last of them.
    private (long Count, long Last) Learned { get; init; }

    /// <summary>The same with the words of the site that were learned since; itself when there are none.</summary>
    public async Task<FieldKnowledge> LearnedAsync(DbSession session, CancellationToken stop)
    {
        var now = await session.FirstAsync(
            "select count(*), coalesce(max(place), 0) from search.words", [],
            row => (Count: row.Get<long>(0), Last: row.Get<long>(1)), stop);
        if (now == Learned) return this;
        Task<List<string>> AfterAsync(long place) =>
            session.ListAsync("select word from search.words where place > $1", [place], row => row.Text(0), stop);
        var newer = await AfterAsync(Learned.Last);
        // All are stemmed again only where one with a lower place was committed later, or some are gone.
        var lexicon = Learned.Count + newer.Count == now.Count ? Lexicon.With(newer) : new Lexicon(await AfterAsync(0));
        return this with { Lexicon = lexicon, Learned = now };
    }

    /// <summary>The same as this session sees it now.</summary>
    public async Task<FieldKnowledge> RenewedAsync(DbSession session, CancellationToken stop)
    {
        var pairs = await session.ListAsync(
            """
            select known.term, other.words
            from search.synonyms known join search.synonyms other using (source_id)
            where known.is_asked and other.is_answer and other.term <> known.term
            order by known.term, other.words
            """,
            [], row => (Term: row.Text(0), Words: row.Text(1)), stop);
        var promoted = await session.ListAsync(
            "select question, entity_id from search.promoted order by place, entity_id", [], row => (row.Text(0), row.Id(1)), stop);
        var values = await session.ListAsync(
            "select filter, value, label, place from search.filter_values order by place, value", [],
            row => (Filter: SearchFilter.Every.FirstOrDefault(one => one.Name == row.Text(0)), Value: row.Text(1), Label: row.Text(2),
                Place: row.Number(3)),
            stop);
        var renewed = this with
        {
            Synonyms = pairs.GroupBy(pair => pair.Term)
                .ToDictionary(same => same.Key, IReadOnlyList<string> (same) => [.. same.Select(pair => pair.Words).Distinct()]),
            Promoted = promoted.ToLookup(one => one.Item1, one => one.Item2),
            Values = values.Where(value => value.Filter is not null)
                .Select(value => new FilterValue(value.Filter!, value.Value, value.Label, value.Place))
                .ToLookup(value => value.Filter.Name),
        };
        return await renewed.LearnedAsync(session, stop);
    }
}
