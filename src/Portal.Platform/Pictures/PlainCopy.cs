using System.Buffers.Binary;

namespace Portal.Platform.Pictures;

/// <summary>
/// A picture without what it says of its maker, place and time: what readers get until there are variants. No pixel is touched; parts
/// that a picture does not need to look right are left out, unknown ones too, and of EXIF only the direction stays.
/// </summary>
public static class PlainCopy
{
    private static readonly HashSet<string> OfPng =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"];

    private static readonly HashSet<string> OfWebP = ["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"];

    /// <summary>Makes the copy.</summary>
    /// <exception cref="ArgumentException">The file is no picture that <see cref="PictureFile.TryRead"/> takes.</exception>
    public static byte[] Of(byte[] file)
    {
        if (!PictureFile.TryRead(file, out var picture, out var refusal)) throw new ArgumentException(refusal, nameof(file));
        var parts = PicturePart.Of(picture.Kind, file)!;
        var exif = picture.Orientation == 1 ? null : Exif.Saying(picture.Orientation);
        using var copy = new MemoryStream(file.Length);
        switch (picture.Kind)
        {
            case PictureKind.Jpeg:
                WriteJpeg(copy, file, parts, exif);
                break;
            case PictureKind.Png:
                WritePng(copy, file, parts, exif);
                break;
            default:
                WriteWebP(copy, file, parts, exif);
                break;
        }
        return copy.ToArray();
    }

    private static void WriteJpeg(MemoryStream copy, byte[] file, IReadOnlyList<PicturePart> parts, byte[]? exif)
    {
        foreach (var part in parts)
        {
            if (NeededInJpeg(part, part.Data(file))) copy.Write(part.Whole(file));
            if (part.Marker != 0xD8 || exif is null) continue;
            copy.Write([0xFF, 0xE1, 0, (byte)(2 + 6 + exif.Length), .. "Exif\0\0"u8, .. exif]);
        }
    }

    // Of the application segments: JFIF without a thumbnail, the colour profile, and Adobe's, which says how colours are coded.
    private static bool NeededInJpeg(PicturePart part, ReadOnlySpan<byte> data) => part.Marker switch
    {
        0xE0 => data.StartsWith("JFIF\0"u8) && data.Length == 14 && data[12] * data[13] == 0,
        0xE2 => data.StartsWith("ICC_PROFILE\0"u8),
        0xEE => data.StartsWith("Adobe"u8),
        >= 0xE0 and <= 0xEF or 0xFE => false,
        _ => true,
    };

    private static void WritePng(MemoryStream copy, byte[] file, IReadOnlyList<PicturePart> parts, byte[]? exif)
    {
        copy.Write(file.AsSpan(0, 8));
        foreach (var part in parts)
        {
            if (OfPng.Contains(part.Name)) copy.Write(part.Whole(file));
            if (part.Name != "IHDR" || exif is null) continue;
            byte[] chunk = [.. "eXIf"u8, .. exif];
            copy.Write(BigEndian((uint)exif.Length));
            copy.Write(chunk);
            copy.Write(BigEndian(Crc32(chunk)));
        }
    }

    private static void WriteWebP(MemoryStream copy, byte[] file, IReadOnlyList<PicturePart> parts, byte[]? exif)
    {
        const int hasExif = 0x08, hasXmp = 0x04;
        copy.Write(file.AsSpan(0, 12));
        foreach (var part in parts.Where(part => OfWebP.Contains(part.Name)))
        {
            var start = (int)copy.Length;
            copy.Write(part.Whole(file));
            if (part.Name != "VP8X") continue;
            ref var flags = ref copy.GetBuffer()[start + 8];
            flags = (byte)(flags & ~(hasExif | hasXmp) | (exif is null ? 0 : hasExif));
        }
        if (exif is not null) copy.Write([.. "EXIF"u8, (byte)exif.Length, 0, 0, 0, .. exif]);
        BinaryPrimitives.WriteUInt32LittleEndian(copy.GetBuffer().AsSpan(4), (uint)copy.Length - 8);
    }

    private static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    // PNG, annex D; over thirty bytes, so a table would cost more than it saves.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var part in bytes)
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
