using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NetVips;

namespace Portal.Tests.Support;

/// <summary>Pictures for tests, made when asked for: by libvips what an honest program makes, by hand what none does.</summary>
internal static class TestPictures
{
    /// <summary>One colour all over.</summary>
    public static Image Plain(int width, int height, params double[] color) =>
        InBytes(Image.Black(width, height, bands: Blue(color).Length) + Blue(color));

    /// <summary>Blue, but for a red quarter in the upper left corner.</summary>
    public static Image WithRedCorner(int width, int height) => Plain(width, height).Insert(Plain(width / 2, height / 2, 204, 0, 0), 0, 0);

    /// <summary>Colours that run over into each other.</summary>
    public static Image Colorful(int width, int height)
    {
        var place = Image.Xyz(width, height) * new[] { 255.0 / width, 255.0 / height };
        return InBytes(place.Bandjoin(Image.Black(width, height) + 128));
    }

    /// <summary>Nothing but grain: no format makes it small.</summary>
    public static Image Grain(int width, int height)
    {
        using var grey = Image.Gaussnoise(width, height, sigma: 30, mean: 128, seed: 1);
        return InBytes(grey.Bandjoin(grey, grey)).CopyMemory();
    }

    /// <summary>As a phone writes it: held like this (EXIF, 1 to 8), by Jansen, in Haarlem.</summary>
    public static Image FromPhone(Image image, int orientation) => image.Mutate(metadata =>
    {
        metadata.Set(GValue.GIntType, "orientation", orientation);
        metadata.Set(GValue.GStrType, "exif-ifd0-Artist", "Jansen");
        metadata.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "52/1 22/1 0/1");
        metadata.Set(GValue.GStrType, "exif-ifd3-GPSLatitudeRef", "N");
        metadata.Set(GValue.BlobType, "xmp-data", "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>"u8.ToArray());
    });

    /// <summary>A film of so many frames, the first green, the others ever redder.</summary>
    public static byte[] Film(int frames)
    {
        const int height = 60;
        var reds = Enumerable.Range(1, frames - 1).Select(i => Plain(80, height, 95 + 40 * i, 0, 0));
        return Image.Arrayjoin([Plain(80, height, 0, 160, 0), .. reds], across: 1).WebpsaveBuffer(pageHeight: height);
    }

    /// <summary>A PNG that claims this size and holds one row of it at most: a decompression bomb of a few hundred bytes.</summary>
    public static byte[] PngThatClaims(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (1, 0); // one bit a pixel, grey

        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(new byte[1024]);

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(png, "IHDR", header);
        Chunk(png, "IDAT", pixels.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static Image InBytes(Image image) => image.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    private static double[] Blue(double[] color) => color is [] ? [51, 102, 204] : color;

    private static void Chunk(Stream png, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(byte[] bytes)
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
