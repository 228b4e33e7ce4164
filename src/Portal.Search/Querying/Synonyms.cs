using Portal.Platform.Data;

namespace Portal.Search.Querying;

/// <summary>Looks up what means the same.</summary>
internal sealed class Synonyms(DbSession session)
{
    /// <summary>The other terms, as written, of each known term among these.</summary>
    /// <param name="keys">Terms as lines of lemmas.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> OfAsync(IReadOnlyCollection<string> keys, CancellationToken stop)
    {
        var pairs = await session.ListAsync(
            """
            select known.term, other.words
            from search.synonyms known join search.synonyms other using (source_id)
            where known.term = any($1) and other.term <> known.term
            """,
            [keys.ToArray()], row => (Term: row.Text(0), Words: row.Text(1)), stop);
        return pairs.GroupBy(pair => pair.Term)
            .ToDictionary(same => same.Key, IReadOnlyList<string> (same) => [.. same.Select(pair => pair.Words)]);
    }
}
