using Portal.Platform.Data;
using Portal.Search.Analysis;

namespace Portal.Search;

/// <summary>The words of the site that compounds are made of (<see cref="Lexicon"/>), read once and kept until there are more.</summary>
/// <remarks>
/// Two that publish at once may leave a host without the words of one of them until the next text comes: those compounds are then not taken
/// apart in a question, no more than that.
/// </remarks>
internal sealed class SiteWords
{
    private sealed record Known(long Last, Lexicon Lexicon);

    private Known known = new(0, Lexicon.Kept);

    /// <summary>As this session sees them. To read, never to add to.</summary>
    public async Task<Lexicon> OfAsync(DbSession session, CancellationToken stop)
    {
        var last = await session.ValueAsync<long>("select coalesce(max(place), 0) from search.words", [], stop);
        if (known is var had && had.Last == last) return had.Lexicon;
        var lexicon = new Lexicon(await ListAsync(session, stop));
        known = new Known(last, lexicon);
        return lexicon;
    }

    private static Task<List<string>> ListAsync(DbSession session, CancellationToken stop) =>
        session.ListAsync("select word from search.words", [], row => row.Text(0), stop);
}
