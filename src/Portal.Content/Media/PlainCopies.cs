using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Data;
using Portal.Platform.Pictures;

namespace Portal.Content.Media;

/// <summary>
/// Pictures without what they say of their maker, for the minutes until their variants are made. One is made at a time, and everybody who
/// asks for it meanwhile gets the same: a picture is held whole while it is looked through.
/// </summary>
internal sealed class PlainCopies(IServiceScopeFactory scopes) : IDisposable
{
    private const int MostBytes = 60_000_000;

    private readonly MemoryCache copies = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly SemaphoreSlim making = new(1, 1);

    /// <summary>The copy of a picture, by the hash of its file; null when there is no such file (any more).</summary>
    public async Task<byte[]?> OfAsync(string hash, CancellationToken stop)
    {
        if (copies.TryGetValue(hash, out byte[]? known)) return known;
        await making.WaitAsync(stop);
        try
        {
            if (copies.TryGetValue(hash, out known)) return known;
            if (await BytesAsync(hash, stop) is not { } bytes) return null;
            var copy = PlainCopy.Of(bytes);
            return copies.Set(hash, copy, new MemoryCacheEntryOptions { Size = copy.Length });
        }
        finally
        {
            making.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        copies.Dispose();
        making.Dispose();
    }

    private async Task<byte[]?> BytesAsync(string hash, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ContentDb>().Media.AsNoTracking().Where(item => item.Hash == hash)
            .Select(item => item.Bytes).FirstOrDefaultAsync(stop);
    }
}
