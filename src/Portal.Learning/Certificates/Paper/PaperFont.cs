using System.Buffers.Binary;
using System.Collections.Frozen;
using System.IO.Compression;

namespace Portal.Learning.Certificates.Paper;

/// <summary>A TrueType file: which letters it has, how wide each is, and what a PDF says of it (OpenType 1.9).</summary>
internal sealed class PaperFont
{
    private readonly byte[] file;
    private readonly FrozenDictionary<char, int> glyphs;
    private readonly Dictionary<string, int> tables;
    private readonly Lazy<byte[]> compressed;

    public PaperFont(string name, byte[] file)
    {
        (Name, this.file) = (name, file);
        tables = Enumerable.Range(0, U16(4)).Select(table => 12 + 16 * table)
            .ToDictionary(record => System.Text.Encoding.ASCII.GetString(file, record, 4), record => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(record + 8)));
        glyphs = ReadGlyphs().ToFrozenDictionary();
        compressed = new(Compress);
    }

    /// <summary>Its file's name, e.g. text-latin.</summary>
    public string Name { get; }

    /// <summary>The file as it stands in a PDF.</summary>
    public byte[] Compressed => compressed.Value;

    /// <summary>Bytes of the file before compression.</summary>
    public int Length => file.Length;

    /// <summary>Lower left and upper right of all glyphs, and what stands out up and down, in thousandths of the size.</summary>
    public (int[] Box, int Ascent, int Descent, int CapHeight) Measures =>
        ([.. new[] { 36, 38, 40, 42 }.Select(place => Scaled(S16(tables["head"] + place)))], Scaled(S16(tables["hhea"] + 4)), Scaled(S16(tables["hhea"] + 6)), Scaled(S16(tables["OS/2"] + 88)));

    /// <summary>True when it has the letter.</summary>
    public bool Has(char letter) => glyphs.ContainsKey(letter);

    /// <summary>Number of a letter's glyph.</summary>
    public int GlyphOf(char letter) => glyphs[letter];

    /// <summary>Width of a glyph in thousandths of the size.</summary>
    public int WidthOf(int glyph) => Scaled(U16(tables["hmtx"] + 4 * Math.Min(glyph, U16(tables["hhea"] + 34) - 1)));

    private int Scaled(int units) => (int)Math.Round(1000.0 * units / U16(tables["head"] + 18));

    private int U16(int place) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(place));

    private int S16(int place) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(place));

    // The table from letters to glyphs in the form every font has it: cmap format 4.
    private IEnumerable<KeyValuePair<char, int>> ReadGlyphs()
    {
        var cmap = tables["cmap"];
        var map = Enumerable.Range(0, U16(cmap + 2)).Select(record => cmap + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(cmap + 8 + 8 * record))).First(table => U16(table) == 4);
        var twice = U16(map + 6);
        for (var segment = 0; segment < twice; segment += 2)
        {
            var (last, first, delta) = (U16(map + 14 + segment), U16(map + 16 + twice + segment), U16(map + 16 + 2 * twice + segment));
            var offsetPlace = map + 16 + 3 * twice + segment;
            for (var code = first; code <= last && code < 0xFFFF; code++)
            {
                var offset = U16(offsetPlace);
                var listed = offset == 0 ? code : U16(offsetPlace + offset + 2 * (code - first));
                var glyph = listed == 0 ? 0 : (listed + delta) & 0xFFFF;
                if (glyph > 0) yield return KeyValuePair.Create((char)code, glyph);
            }
        }
    }

    private byte[] Compress()
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.SmallestSize)) zlib.Write(file);
        return output.ToArray();
    }
}
