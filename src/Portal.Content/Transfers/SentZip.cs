using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Portal.Content.Media;
using Portal.Platform;

namespace Portal.Content.Transfers;

/// <summary>
/// A zip that somebody sent. Before anything of it is read its list says how many files there are and how large they become; a file is
/// unpacked up to the length it gave, and no further, and must then be the one whose checksum it gave.
/// </summary>
internal sealed class SentZip : IAsyncDisposable
{
    private const int End = 22; // bytes of "end of central directory" (APPNOTE 4.3.16), without a comment
    private const int LongestComment = ushort.MaxValue;
    private const uint EndMark = 0x06054b50;
    private const int MostListBytes = SentFiles.MostFiles * 400; // an entry of the list is 46 bytes and its name

    private const string NoZip = "Dit is geen zip-bestand, of het is beschadigd. Pak de map opnieuw in.";

    private readonly ZipArchive zip;

    private SentZip(ZipArchive zip) => this.zip = zip;

    /// <summary>The files in it; each is read when it is asked for.</summary>
    public IEnumerable<SentFile> Files => zip.Entries.Select(FileOf);

    /// <summary>Opens it and looks how much there is.</summary>
    /// <exception cref="RuleBroken">It is no zip, or one that would become too much.</exception>
    public static async Task<SentZip> OpenAsync(Stream stream, CancellationToken stop)
    {
        return new SentZip(await OpenCheckedAsync(stream, stop));
    }

    /// <summary>Opens a zip when its list says that it holds no more than may come in one go.</summary>
    /// <exception cref="RuleBroken">It is no zip, or one that would become too much.</exception>
    internal static async Task<ZipArchive> OpenCheckedAsync(Stream stream, CancellationToken stop)
    {
        await CheckListAsync(stream, stop);
        try
        {
            var opened = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, stop);
            if (opened.Entries.Count > SentFiles.MostFiles) throw TooMany();
            var bytes = opened.Entries.Aggregate(0m, (sum, entry) => sum + entry.Length);
            if (bytes > SentFiles.MostBytes)
                throw new RuleBroken(
                    $"Uitgepakt wordt dit {bytes / 1_000_000:0} MB; hoogstens {SentFiles.MostBytes / 1_000_000} MB past. Deel het op.");
            return opened;
        }
        catch (InvalidDataException)
        {
            throw new RuleBroken(NoZip);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => zip.DisposeAsync();

    private static SentFile FileOf(ZipArchiveEntry entry) => new(entry.FullName, entry.Length, stop => ReadAsync(entry, stop))
    {
        Problem = entry.IsEncrypted ? "Dit bestand zit achter een wachtwoord. Pak het in zonder wachtwoord."
            : IsLink(entry) ? "Dit is een verwijzing naar een andere plek. Zet het bestand zelf in de map."
            : null,
    };

    // What Unix keeps of a file stands in the upper half.
    private static bool IsLink(ZipArchiveEntry entry) => (entry.ExternalAttributes >> 16 & 0xF000) == 0xA000;

    private static async Task<byte[]> ReadAsync(ZipArchiveEntry entry, CancellationToken stop)
    {
        if (entry.Length > FileKind.Largest) throw new RuleBroken(NoZip);
        try
        {
            var bytes = new byte[entry.Length + 1];
            await using var stream = await entry.OpenAsync(stop);
            var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
            if (count == entry.Length && Crc32.HashToUInt32(bytes.AsSpan(0, count)) == entry.Crc32) return bytes[..count];
        }
        catch (InvalidDataException)
        {
            // said below
        }
        throw new RuleBroken($"‘{entry.Name}’ is een ander bestand dan het zip-bestand zegt, of het is beschadigd. Pak de map opnieuw in.");
    }

    // The list of names is read whole: how long it can be must be known before.
    private static async Task CheckListAsync(Stream stream, CancellationToken stop)
    {
        var tail = new byte[Math.Min(stream.Length, End + LongestComment)];
        stream.Position = stream.Length - tail.Length;
        await stream.ReadExactlyAsync(tail, stop);
        stream.Position = 0;
        for (var at = tail.Length - End; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != EndMark) continue;
            var count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
            var begins = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
            // More than these numbers can say (ZIP64) is more than we take; and a list may go on until here, whatever it says.
            var listBytes = stream.Length - tail.Length + at - begins;
            if (count > SentFiles.MostFiles || begins == uint.MaxValue || listBytes > MostListBytes) throw TooMany();
            if (listBytes >= 0) return;
        }
        throw new RuleBroken(NoZip);
    }

    private static RuleBroken TooMany() => new(
        $"In dit zip-bestand zit te veel; hoogstens {SentFiles.MostFiles.ToString("N0", DutchTime.Culture)} bestanden. Deel het op.");
}
