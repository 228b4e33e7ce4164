using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Portal.Platform;

namespace Portal.Tests.Support;

/// <summary>Pictures for tests, made when asked for: by sharp what sharp can make, by hand what no honest program makes.</summary>
internal static class Pictures
{
    /// <summary>
    /// Runs a JavaScript expression that gives a sharp pipeline, and returns its file. <c>stripes(w, h)</c> gives a picture whose
    /// upper left corner is red.
    /// </summary>
    public static async Task<byte[]> MakeAsync(string expression)
    {
        var script = $$"""
            import sharp from "sharp";
            const plain = (width, height, background = "#3366cc", channels = 3) => sharp({ create: { width, height, channels, background }, limitInputPixels: false });
            const stripes = (width, height) => plain(width, height).composite([
              { input: { create: { width: Math.floor(width / 2), height: Math.floor(height / 2), channels: 3, background: "#cc0000" } }, left: 0, top: 0 }]);
            process.stdout.write((await ({{expression}}).toBuffer()).toString("base64"));
            """;
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { "--input-type=module", "--eval", script },
            WorkingDirectory = Checkout.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var node = Process.Start(start)!;
        var file = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        return Convert.FromBase64String(file);
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
