using Portal.Platform.Data;

namespace Portal.Calendar.Drafts;

/// <summary>Documents that a button began: pressed twice, or on two screens, it begins nothing twice.</summary>
internal sealed class BegunDocuments(DbSession session, TimeProvider clock)
{
    /// <summary>What was begun under a key; empty when nothing was.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string key, CancellationToken stop) =>
        await session.ValueAsync<string[]>("select documents from calendar.begun_documents where key = $1", [key], stop) ?? [];

    /// <summary>Begins what a key stands for, all of it or nothing; a second time it gives what was begun then.</summary>
    /// <param name="key">Names the press of the button, or what there can be only one of.</param>
    /// <param name="begin">Begins the documents and gives their ids; an exception takes them back.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <param name="isThere">Whether what was begun then is there still; where it is not, it is begun again. Null: it need not be.</param>
    public Task<IReadOnlyList<string>> OnceAsync(
        string key, Func<Task<IReadOnlyList<string>>> begin, CancellationToken stop,
        Func<IReadOnlyList<string>, Task<bool>>? isThere = null) =>
        session.InTransactionAsync(
            async () =>
            {
                // Who comes second waits here until the first is done, and judges what there is only then.
                var isFirst = await session.ExecuteAsync(
                    "insert into calendar.begun_documents (key, documents, begun_at) values ($1, '{}', $2) on conflict do nothing",
                    [key, clock.GetUtcNow()], stop) > 0;
                if (!isFirst)
                {
                    var known = await session.ValueAsync<string[]>(
                        "select documents from calendar.begun_documents where key = $1 for update", [key], stop) ?? [];
                    if (isThere is null || await isThere(known)) return known;
                }
                var begun = await begin();
                await session.ExecuteAsync(
                    "update calendar.begun_documents set documents = $2 where key = $1", [key, begun.ToArray()], stop);
                return begun;
            },
            stop);
}
