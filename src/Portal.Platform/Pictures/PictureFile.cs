using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portal.Platform.Pictures;

/// <summary>What a file is by its first bytes; its name and its sender's word for it do not count.</summary>
public enum PictureKind
{
    /// <summary>Nothing we know.</summary>
    Other,

    /// <summary>JPEG (ITU-T T.81).</summary>
    Jpeg,

    /// <summary>PNG (W3C, third edition).</summary>
    Png,

    /// <summary>WebP (RFC 9649).</summary>
    WebP,

    /// <summary>A phone's HEIC or HEIF (ISO/IEC 23008-12).</summary>
    Heic,

    /// <summary>A drawing in SVG.</summary>
    Svg,
}

/// <summary>
/// What can be told of a picture without decoding a pixel: its kind, its size, which way is up, and whether it is all there. It costs
/// a walk over the file's parts, so it is done where a person waits; whether the pixels are sound is found out by
/// <see cref="IImageProcessor"/>, later.
/// </summary>
/// <param name="Kind">JPEG, PNG or WebP.</param>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
public sealed record PictureFile(PictureKind Kind, int Width, int Height)
{
    /// <summary>The largest file taken, in bytes.</summary>
    public const int MostBytes = 15_000_000;

    /// <summary>The most pixels taken: what it costs to decode them stays within the limits of the process that does.</summary>
    public const int MostPixels = 50_000_000;

    /// <summary>The longest side taken: what WebP can hold.</summary>
    public const int LongestSide = 16_383;

    /// <summary>How the picture is turned: 1 to 8, as EXIF counts; 1 is upright.</summary>
    internal int Orientation { get; init; } = 1;

    /// <summary>Looks at a file; false with the reason, Dutch, when it is no picture we can use.</summary>
    public static bool TryRead(byte[] file, [NotNullWhen(true)] out PictureFile? picture, [NotNullWhen(false)] out string? refusal)
    {
        ArgumentNullException.ThrowIfNull(file);
        picture = null;
        var kind = Recognise(file);
        refusal = WhyNot(file.Length, kind);
        if (refusal is not null) return false;
        var found = SizeOf(kind, PicturePart.Of(kind, file) ?? [], file);
        refusal = found is null ? Broken : WhyNot(found);
        if (refusal is null) picture = found;
        return picture is not null;
    }

    /// <summary>Looks at the first kilobyte at most.</summary>
    public static PictureKind Recognise(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, 0xFF, ..] => PictureKind.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PictureKind.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => PictureKind.WebP,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', .. var brand] when IsHeic(brand) => PictureKind.Heic,
        _ when IsSvg(file) => PictureKind.Svg,
        _ => PictureKind.Other,
    };

    internal const string Broken =
        "Deze afbeelding is beschadigd of niet compleet. Open haar in een fotoprogramma, sla haar opnieuw op en probeer het nog eens.";

    internal const string TooHeavy =
        "Deze afbeelding is te zwaar om te verwerken. Maak haar kleiner, of sla haar op als JPEG, en probeer het opnieuw.";

    private static string? WhyNot(int bytes, PictureKind kind) => bytes switch
    {
        0 => "Dit bestand is leeg. Kies een andere afbeelding.",
        > MostBytes => $"Deze afbeelding is te groot: {(bytes / 1e6).ToString("0.0", DutchTime.Culture)} MB. "
            + $"Maak haar kleiner dan {MostBytes / 1_000_000} MB en probeer het opnieuw.",
        _ => kind switch
        {
            PictureKind.Heic =>
                "Dit is een HEIC-foto, zoals iPhones die maken. Die kunnen we niet gebruiken. Sla de foto op als JPEG en probeer het "
                + "opnieuw. Op je iPhone: Instellingen > Camera > Structuren > Meest compatibel.",
            PictureKind.Svg =>
                "SVG-bestanden kunnen we niet plaatsen, omdat er programmacode in kan zitten. Sla de tekening op als PNG en probeer het "
                + "opnieuw.",
            PictureKind.Other => "Dit is geen JPEG, PNG of WebP. Sla de afbeelding op als een van die drie en probeer het opnieuw.",
            _ => null,
        },
    };

    private static string? WhyNot(PictureFile picture) => picture switch
    {
        _ when Math.Max(picture.Width, picture.Height) > LongestSide =>
            $"Deze afbeelding is te breed of te hoog: {InWords(picture)} beeldpunten. Een kant mag hoogstens {Dutch(LongestSide)} "
            + "beeldpunten zijn. Maak haar kleiner of snijd haar bij, en probeer het opnieuw.",
        _ when (long)picture.Width * picture.Height > MostPixels =>
            $"Deze afbeelding heeft te veel beeldpunten: {InWords(picture)}. Het mogen er hoogstens {MostPixels / 1_000_000} miljoen zijn "
            + "(bijvoorbeeld 8.000 bij 6.000). Maak haar kleiner en probeer het opnieuw.",
        _ => null,
    };

    private static string InWords(PictureFile picture) => $"{Dutch(picture.Width)} bij {Dutch(picture.Height)}";

    private static string Dutch(int number) => number.ToString("N0", DutchTime.Culture);

    private static PictureFile? SizeOf(PictureKind kind, IReadOnlyList<PicturePart> parts, byte[] file)
    {
        var (width, height) = kind switch
        {
            PictureKind.Jpeg => JpegSize(parts, file),
            PictureKind.Png => PngSize(parts, file),
            _ => WebPSize(parts, file),
        };
        if (width <= 0 || height <= 0) return null;
        var orientation = parts.Where(part => part.IsExif(file)).Select(part => Exif.OrientationIn(part.Data(file))).FirstOrDefault(1);
        return orientation < 5
            ? new PictureFile(kind, width, height) { Orientation = orientation }
            : new PictureFile(kind, height, width) { Orientation = orientation };
    }

    // B.2.2: precision, number of lines, samples a line. All start-of-frame markers but DHT, JPG and DAC, which stand among them.
    private static (int Width, int Height) JpegSize(IReadOnlyList<PicturePart> parts, byte[] file)
    {
        foreach (var part in parts.Where(part => part.Marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)))
        {
            var data = part.Data(file);
            if (data.Length < 6) return default;
            return (BinaryPrimitives.ReadUInt16BigEndian(data[3..]), BinaryPrimitives.ReadUInt16BigEndian(data[1..]));
        }
        return default;
    }

    private static (int Width, int Height) PngSize(IReadOnlyList<PicturePart> parts, byte[] file)
    {
        if (parts is not [{ Name: "IHDR" } first, ..] || first.Data(file) is not { Length: 13 } data) return default;
        return (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
    }

    private static (int Width, int Height) WebPSize(IReadOnlyList<PicturePart> parts, byte[] file)
    {
        if (parts is not [var first, ..]) return default;
        var data = first.Data(file);
        return first.Name switch
        {
            "VP8X" when data.Length >= 10 => (1 + Number24(data[4..]), 1 + Number24(data[7..])),
            "VP8L" when data.Length >= 5 && data[0] == 0x2F => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(data[1..])),
            "VP8 " when data.Length >= 10 => // RFC 6386, 9.1: a key frame's start code, then 14 bits each
                (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF),
            _ => default,
        };

        static int Number24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;

        static (int Width, int Height) Lossless(uint bits) => (1 + (int)(bits & 0x3FFF), 1 + (int)(bits >> 14 & 0x3FFF));
    }

    // ISO/IEC 23008-12: the brands of HEIF pictures coded with HEVC, and the general ones that phones write.
    private static bool IsHeic(ReadOnlySpan<byte> brand) =>
        brand.Length >= 4
        && (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("mif1"u8) || brand.StartsWith("msf1"u8));

    private static bool IsSvg(ReadOnlySpan<byte> file)
    {
        var start = file[..Math.Min(file.Length, 1024)];
        if (start.StartsWith("\uFEFF"u8)) start = start[3..];
        return start.TrimStart(" \t\r\n"u8).StartsWith("<"u8) && start.IndexOf("<svg"u8) >= 0;
    }
}
