using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Learning.Certificates.Paper;

/// <summary>Numbered objects and the table that finds them (ISO 32000-1, 7.5). The same objects give the same bytes.</summary>
internal sealed class PdfFile
{
    private readonly List<byte[]> objects = [];

    /// <summary>Takes a number for an object that is written later.</summary>
    public int Reserve()
    {
        objects.Add([]);
        return objects.Count;
    }

    /// <summary>Writes an object; gives its number.</summary>
    public int Add(string body)
    {
        var number = Reserve();
        Set(number, body);
        return number;
    }

    /// <summary>Writes an object whose number was taken.</summary>
    public void Set(int number, string body) => objects[number - 1] = Encoding.Latin1.GetBytes(body);

    /// <summary>Writes a stream.</summary>
    /// <param name="entries">What its dictionary says besides length and filter.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="compressed">True: it is compressed already; false: it is to be; null: it stays as it is.</param>
    public int AddStream(string entries, byte[] bytes, bool? compressed = false)
    {
        if (compressed is false)
        {
            using var output = new MemoryStream();
            using (var zlib = new ZLibStream(output, CompressionLevel.Optimal)) zlib.Write(bytes);
            bytes = output.ToArray();
        }
        var number = Reserve();
        objects[number - 1] =
        [
            .. Encoding.Latin1.GetBytes($"<<{entries}/Length {bytes.Length}{(compressed is null ? "" : "/Filter/FlateDecode")}>>\nstream\n"), .. bytes,
            .. "\nendstream"u8,
        ];
        return number;
    }

    /// <summary>The file.</summary>
    public byte[] Save(int catalog, int information)
    {
        using var file = new MemoryStream();
        var places = new List<long>();
        // The second line tells programs that the file is not text (7.5.2).
        file.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        for (var number = 1; number <= objects.Count; number++)
        {
            places.Add(file.Length);
            file.Write([.. Encoding.Latin1.GetBytes(Inv($"{number} 0 obj\n")), .. objects[number - 1], .. "\nendobj\n"u8]);
        }
        var table = file.Length;
        var id = Convert.ToHexString(SHA256.HashData(file.ToArray())[..16]);
        var end = new StringBuilder(Inv($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places) end.Append(Inv($"{place:D10} 00000 n \n"));
        end.Append(Inv($"trailer\n<</Size {objects.Count + 1}/Root {catalog} 0 R/Info {information} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{table}\n%%EOF\n"));
        file.Write(Encoding.Latin1.GetBytes(end.ToString()));
        return file.ToArray();
    }

    /// <summary>A text in any language, as a string object.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>Numbers with a point, whatever the server's language.</summary>
    public static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
