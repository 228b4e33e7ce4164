namespace Portal.Content.Editing;

/// <summary>
/// Lets those who save one document on this host go one after the other, before any of them holds a connection: twenty at once would
/// otherwise redo each other's merging, and keep each other from the database. Two hosts tell each other by the document's revision.
/// </summary>
internal sealed class SaveTurns
{
    // A document has one of these; that others may have the same one costs a moment.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Does it when it is its turn; it is told whether it had to wait.</summary>
    public async Task<T> InTurnAsync<T>(Guid document, Func<bool, Task<T>> work, CancellationToken stop)
    {
        var turn = turns[(uint)document.GetHashCode() % (uint)turns.Length];
        var waits = !await turn.WaitAsync(0, stop);
        if (waits) await turn.WaitAsync(stop);
        try
        {
            return await work(waits);
        }
        finally
        {
            turn.Release();
        }
    }
}
