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
        await using var command = await session.CommandAsync("""
            select known.term, other.words
            from search.synonyms known join search.synonyms other using (source_id)
            where known.term = any($1) and other.term <> known.term
            """, [keys.ToArray()], stop);
        await using var rows = await command.ExecuteReaderAsync(stop);

        var found = new Dictionary<string, IReadOnlyList<string>>();
        while (await rows.ReadAsync(stop))
            found[rows.GetString(0)] = [.. found.GetValueOrDefault(rows.GetString(0), []), rows.GetString(1)];
        return found;
    }
}
