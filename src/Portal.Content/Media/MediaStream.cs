using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Content.Media;

/// <summary>
/// A file of the media library, read from the database a piece at a time. Between two pieces no connection is held, so a reader on a slow
/// line costs a piece of memory and nothing else.
/// </summary>
/// <param name="scopes">Gives a connection for each piece.</param>
/// <param name="table">Which bytes: those of a file or those of a variant of a picture.</param>
/// <param name="hash">SHA-256 of the whole: a file that was replaced meanwhile breaks off, instead of going on as another.</param>
/// <param name="length">Of the whole, in bytes.</param>
internal sealed class MediaStream(IServiceScopeFactory scopes, MediaTable table, string hash, long length)
    : ReadOnlyStream(length)
{
    /// <summary>How much is read at a time, in bytes; below what .NET keeps apart as a large object.</summary>
    public const int Piece = 64 * 1024;

    private byte[] piece = [];
    private long pieceAt;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.Length == 0) return 0;
        if (Position < pieceAt || Position >= pieceAt + piece.Length) await ReadPieceAsync(cancellationToken);
        var found = piece.AsMemory((int)(Position - pieceAt));
        var count = Math.Min(found.Length, buffer.Length);
        found[..count].CopyTo(buffer);
        Position += count;
        return count;
    }

    private async Task ReadPieceAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        object?[] values = [hash, (int)Position + 1, Piece];
        piece = await (table == MediaTable.Files
            ? session.ValueAsync<byte[]>("select substring(bytes from $2 for $3) from content.media where hash = $1 limit 1", values, stop)
            : session.ValueAsync<byte[]>(
                "select substring(bytes from $2 for $3) from content.media_variants where hash = $1 limit 1", values, stop))
            ?? throw new IOException("The file was replaced while it was read.");
        pieceAt = Position;
    }
}

/// <summary>Where bytes of the media library stand.</summary>
internal enum MediaTable
{
    /// <summary>Files as they came.</summary>
    Files,

    /// <summary>Variants of pictures.</summary>
    Variants,
}
