using System.Buffers.Binary;
using System.Text;

namespace Portal.Platform.Pictures;

/// <summary>A part of a picture file: a segment of a JPEG, a chunk of a PNG or a WebP.</summary>
/// <param name="Name">The chunk's four letters; of a JPEG's part its marker in hex (<c>E1</c>), or <c>scan</c> for what is coded.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="Length">How long it is, all told.</param>
/// <param name="DataStart">Where what it carries begins.</param>
/// <param name="DataLength">How long that is.</param>
internal readonly record struct PicturePart(string Name, int Start, int Length, int DataStart, int DataLength)
{
    /// <summary>A JPEG's marker; 0 for what is coded, and in other files.</summary>
    public int Marker { get; private init; }

    public ReadOnlySpan<byte> Data(byte[] file) => file.AsSpan(DataStart, DataLength);

    public ReadOnlySpan<byte> Whole(byte[] file) => file.AsSpan(Start, Length);

    /// <summary>True when it carries EXIF, in whichever way its kind of file does.</summary>
    public bool IsExif(byte[] file) => Name is "eXIf" or "EXIF" || (Marker == 0xE1 && Data(file).StartsWith("Exif\0"u8));

    /// <summary>
    /// All parts of a picture from its first to its last; null when it is not all there. What stands behind the picture is no part.
    /// </summary>
    public static IReadOnlyList<PicturePart>? Of(PictureKind kind, byte[] file) => kind switch
    {
        PictureKind.Jpeg => OfJpeg(file),
        PictureKind.Png => OfPng(file),
        PictureKind.WebP => OfWebP(file),
        _ => null,
    };

    // ITU-T T.81, B.1: 0xFF and a marker, for most a length and as many bytes less two; after SOS what is coded, where 0xFF stands for
    // itself only with a 0 behind it.
    private static List<PicturePart>? OfJpeg(byte[] file)
    {
        var parts = new List<PicturePart>();
        var at = 0;
        while (true)
        {
            // As decoders do: bytes between segments that belong to none are passed over, and a marker may begin with many 0xFF.
            var start = at + file.AsSpan(at).IndexOf((byte)0xFF);
            if (start < at) return null;
            at = start;
            while (at < file.Length && file[at] == 0xFF) at++;
            if (at >= file.Length) return null;
            var marker = file[at++];
            if (marker is 0) continue;
            if (marker is 0xD8 or 0xD9 or 0x01 or (>= 0xD0 and <= 0xD7))
            {
                parts.Add(Segment(marker, at - 2, 2));
                if (marker == 0xD9) return parts;
                continue;
            }
            if (at + 2 > file.Length) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
            if (length < 2 || at + length > file.Length) return null;
            parts.Add(Segment(marker, at - 2, length + 2));
            at += length;
            if (marker != 0xDA) continue;

            var end = EndOfScan(file, at);
            parts.Add(new PicturePart("scan", at, end - at, at, end - at));
            at = end;
        }

        static PicturePart Segment(byte marker, int start, int length) =>
            new($"{marker:X2}", start, length, start + Math.Min(4, length), Math.Max(0, length - 4)) { Marker = marker };
    }

    private static int EndOfScan(byte[] file, int at)
    {
        while (at < file.Length)
        {
            var next = file.AsSpan(at).IndexOf((byte)0xFF);
            if (next < 0) return file.Length;
            at += next;
            // A byte 0xFF, or a restart marker: both belong to the scan.
            if (at + 1 < file.Length && file[at + 1] is 0 or (>= 0xD0 and <= 0xD7)) at += 2;
            else if (at + 1 < file.Length && file[at + 1] == 0xFF) at++;
            else return at;
        }
        return file.Length;
    }

    // PNG, 5.3: length, type, data, checksum; IEND is the last.
    private static List<PicturePart>? OfPng(byte[] file)
    {
        const int around = 12;
        var parts = new List<PicturePart>();
        for (var at = 8; at + around <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - around) return null;
            var part = new PicturePart(Encoding.Latin1.GetString(file, at + 4, 4), at, (int)length + around, at + 8, (int)length);
            parts.Add(part);
            if (part.Name == "IEND") return parts;
            at += part.Length;
        }
        return null;
    }

    // RFC 9649, 2.3: type, length, data, a byte more when that is odd; as long as the first eight bytes say.
    private static List<PicturePart>? OfWebP(byte[] file)
    {
        if (file.Length < 12) return null;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4));
        if (size > file.Length - 8) return null;
        var end = 8 + (int)size;
        var parts = new List<PicturePart>();
        for (var at = 12; at < end;)
        {
            if (at + 8 > end) return null;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4));
            if (length > end - at - 8) return null;
            var padded = (int)Math.Min(length + (length & 1), end - at - 8);
            parts.Add(new PicturePart(Encoding.Latin1.GetString(file, at, 4), at, padded + 8, at + 8, (int)length));
            at += padded + 8;
        }
        return parts;
    }
}

/// <summary>The one thing of EXIF that a reader sees: which way is up.</summary>
internal static class Exif
{
    private const ushort OrientationTag = 0x0112;

    /// <summary>1 to 8; 1, upright, also where nothing or nonsense is said.</summary>
    /// <param name="exif">A TIFF header with its directories, with or without the mark that JPEG puts before it.</param>
    public static int OrientationIn(ReadOnlySpan<byte> exif)
    {
        if (exif.StartsWith("Exif\0"u8) && exif.Length >= 6) exif = exif[6..];
        if (exif.Length < 8) return 1;
        var little = exif.StartsWith("II"u8);
        if (!little && !exif.StartsWith("MM"u8)) return 1;
        var directory = Number(exif[4..], 4, little);
        if (directory > exif.Length - 2) return 1;
        var entries = exif[(int)directory..];
        var count = Number(entries, 2, little);
        for (var i = 0; i < count && 2 + 12 * (i + 1) <= entries.Length; i++)
        {
            var entry = entries.Slice(2 + 12 * i, 12);
            if (Number(entry, 2, little) != OrientationTag) continue;
            return Number(entry[8..], 2, little) is >= 1 and <= 8 and var turned ? (int)turned : 1;
        }
        return 1;
    }

    /// <summary>The smallest TIFF that says it.</summary>
    public static byte[] Saying(int orientation) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static uint Number(ReadOnlySpan<byte> bytes, int size, bool little) => (size, little) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
