namespace Portal.Platform.Workers;

/// <summary>What a file is by its first bytes; its name and its sender's word for it do not count.</summary>
internal enum ImageFile
{
    Other,
    Jpeg,
    Png,
    WebP,
    Heic,
    Svg,
}

/// <summary>Recognises files by their signatures.</summary>
internal static class ImageFiles
{
    /// <summary>Looks at the first kilobyte at most.</summary>
    public static ImageFile Recognise(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFile.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFile.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFile.WebP,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', .. var brand] when IsHeic(brand) => ImageFile.Heic,
        _ when IsSvg(file) => ImageFile.Svg,
        _ => ImageFile.Other,
    };

    // ISO/IEC 23008-12: the brands of HEIF pictures coded with HEVC, and the general ones that phones write.
    private static bool IsHeic(ReadOnlySpan<byte> brand) =>
        brand.Length >= 4 && (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("mif1"u8) || brand.StartsWith("msf1"u8));

    private static bool IsSvg(ReadOnlySpan<byte> file)
    {
        var start = file[..Math.Min(file.Length, 1024)];
        if (start.StartsWith("\uFEFF"u8)) start = start[3..];
        return start.TrimStart(" \t\r\n"u8).StartsWith("<"u8) && start.IndexOf("<svg"u8) >= 0;
    }
}
