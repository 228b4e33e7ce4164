using System.IO.Compression;
using System.IO.Hashing;
using Portal.Platform;

namespace Portal.Content.Transfers;

/// <summary>A zip that somebody gave, of which nothing is believed.</summary>
public static class PortableZip
{
    /// <summary>How many bytes a zip may be.</summary>
    public const int MostBytes = 260_000_000;

    /// <summary>Opens it, when its list says that it holds no more files and bytes than an import takes.</summary>
    /// <exception cref="RuleBroken">It is no zip, or one that would become too much; Dutch.</exception>
    public static Task<ZipArchive> OpenAsync(Stream stream, CancellationToken stop) => SentZip.OpenCheckedAsync(stream, stop);

    /// <summary>Unpacks a file, no further than the length that the list gave, and looks whether it is that one.</summary>
    /// <exception cref="RuleBroken">It is longer, another one, or longer than may be; Dutch.</exception>
    public static async Task CopyAsync(ZipArchiveEntry entry, Stream into, long most, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(into);
        if (entry.Length > most)
            throw new RuleBroken($"‘{entry.FullName}’ is uitgepakt {entry.Length / 1_000_000:0} MB; hoogstens {most / 1_000_000} MB past.");
        try
        {
            await using var stream = await entry.OpenAsync(stop);
            var (buffer, crc, left) = (new byte[81_920], new Crc32(), entry.Length);
            while (await stream.ReadAsync(buffer, stop) is > 0 and var count)
            {
                left -= count;
                if (left < 0) break;
                crc.Append(buffer.AsSpan(0, count));
                await into.WriteAsync(buffer.AsMemory(0, count), stop);
            }
            if (left == 0 && crc.GetCurrentHashAsUInt32() == entry.Crc32) return;
        }
        catch (InvalidDataException)
        {
            // said below
        }
        throw new RuleBroken($"‘{entry.FullName}’ is een ander bestand dan het zip-bestand zegt, of het is beschadigd.");
    }
}
