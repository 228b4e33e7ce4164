using Microsoft.Extensions.Caching.Memory;
using Portal.Platform.Data;

namespace Portal.Content.Publishing;

/// <summary>
/// Reads what a document said in one version, also when another is online by now. Versions never change, so what was read is kept.
/// </summary>
public sealed class VersionReader(LiveSite live) : IDisposable
{
    private readonly MemoryCache bodies = new(new MemoryCacheOptions { SizeLimit = 16_000_000 });

    /// <summary>The Markdown of a version.</summary>
    /// <param name="documentId">The document's id: when the version is online it is read from memory.</param>
    /// <param name="versionId">The version.</param>
    /// <param name="session">The one of who asks: inside a transaction nobody waits for a second connection.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <exception cref="KeyNotFoundException">There is no such version.</exception>
    public async Task<string> BodyAsync(string documentId, Guid versionId, DbSession session, CancellationToken stop = default)
    {
        if (live.Current.Find(documentId) is { } online && online.Place.VersionId == versionId) return online.Body;
        if (bodies.TryGetValue(versionId, out string? known)) return known!;
        var body = await session.ValueAsync<string>("select body from content.versions where id = $1", [versionId], stop)
            ?? throw new KeyNotFoundException($"There is no version {versionId} of {documentId}.");
        return bodies.Set(versionId, body, new MemoryCacheEntryOptions { Size = body.Length + 1 });
    }

    /// <inheritdoc/>
    public void Dispose() => bodies.Dispose();
}
