using System.Security.Cryptography;

namespace Portal.Platform.Backup;

/// <summary>What went by while a table was copied: the same going out, being checked and coming in.</summary>
/// <param name="Rows">Rows: in COPY's text format each ends in the only line end that is one.</param>
/// <param name="Bytes">Bytes.</param>
/// <param name="Sha256">Their SHA-256, in lower-case hexadecimals.</param>
internal sealed record CopiedBytes(long Rows, long Bytes, string Sha256)
{
    private const int AtOnce = 128 * 1024;

    /// <summary>Copies all of a stream, some 100 kB at a time.</summary>
    /// <param name="from">Read to its end.</param>
    /// <param name="to">Written to.</param>
    /// <param name="progress">Hears how many bytes it were so far, now and then.</param>
    /// <param name="stop">Ends it half-way.</param>
    public static async Task<CopiedBytes> CopyAsync(Stream from, Stream to, Action<long> progress, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[AtOnce];
        var (rows, bytes) = (0L, 0L);
        while (await from.ReadAsync(buffer, stop) is > 0 and var read)
        {
            var part = buffer.AsMemory(0, read);
            hash.AppendData(part.Span);
            rows += part.Span.Count((byte)'\n');
            bytes += read;
            await to.WriteAsync(part, stop);
            progress(bytes);
        }
        return new CopiedBytes(rows, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether a table has just these.</summary>
    public bool Are(TableContents table) => (Rows, Bytes, Sha256) == (table.Rows, table.Bytes, table.Sha256);
}

/// <summary>How far a backup is, or coming back from one.</summary>
/// <param name="What">What is done: a word in Dutch.</param>
/// <param name="Table">Which table, from 1.</param>
/// <param name="Tables">Of how many.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">How many of its bytes, uncompressed.</param>
internal sealed record CopyStep(string What, int Table, int Tables, string Name, long Bytes);
