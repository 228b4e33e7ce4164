using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Portal.Learning.Certificates.Paper;

/// <summary>
/// How wide the glyphs of a font are, which pairs stand closer or further apart, and where a mark stands on its letter: the tables
/// <c>hmtx</c> and <c>GPOS</c>, features <c>kern</c> and <c>mark</c> (OpenType 1.9). In ems. PDFsharp knows the widths only.
/// </summary>
internal sealed class GlyphSpacing
{
    private const int PairAdjustment = 2;
    private const int MarkToBase = 4;
    private const int Extension = 9;

    private readonly byte[] font;
    private readonly double unitsPerEm;
    private readonly int widths;
    private readonly int widthCount;
    private readonly List<List<int>> kerning = [];
    private readonly List<List<int>> marks = [];
    private readonly Dictionary<(int, int), double> pairs = [];

    public GlyphSpacing(byte[] font)
    {
        this.font = font;
        var tables = Enumerable.Range(0, Number(4)).Select(n => 12 + 16 * n).ToDictionary(at => TagAt(at), at => (int)Wide(at + 8));
        unitsPerEm = Number(tables["head"] + 18);
        widths = tables["hmtx"];
        widthCount = Number(tables["hhea"] + 34);
        if (!tables.TryGetValue("GPOS", out var gpos)) return;
        kerning.AddRange(LookupsOf(gpos, "kern", PairAdjustment));
        marks.AddRange(LookupsOf(gpos, "mark", MarkToBase));
    }

    /// <summary>How far the next glyph begins after this one.</summary>
    public double Width(int glyph) => Number(widths + 4 * Math.Min(glyph, widthCount - 1)) / unitsPerEm;

    /// <summary>What is added between two glyphs; mostly nothing, or a little less than nothing.</summary>
    public double Between(int left, int right)
    {
        if (pairs.TryGetValue((left, right), out var known)) return known;
        int In(List<int> tables) => tables.Select(table => Adjustment(table, left, right)).FirstOrDefault(found => found is not null) ?? 0;
        return pairs[(left, right)] = kerning.Sum(In) / unitsPerEm;
    }

    /// <summary>Where a mark stands, from where its letter begins; null where the font does not say.</summary>
    public (double Right, double Up)? Mark(int letter, int mark)
    {
        foreach (var table in marks.SelectMany(tables => tables))
        {
            if (Covered(table + Number(table + 2), mark) is not { } nth) continue;
            if (Covered(table + Number(table + 4), letter) is not { } row) continue;
            var (list, letters) = (table + Number(table + 8), table + Number(table + 10));
            var record = list + 2 + 4 * nth;
            var place = Number(letters + 2 + 2 * (row * Number(table + 6) + Number(record)));
            if (place == 0) continue;
            var (from, to) = (list + Number(record + 2), letters + place);
            return ((Signed(to + 2) - Signed(from + 2)) / unitsPerEm, (Signed(to + 4) - Signed(from + 4)) / unitsPerEm);
        }
        return null;
    }

    private IEnumerable<List<int>> LookupsOf(int gpos, string feature, int wanted)
    {
        var (features, list) = (gpos + Number(gpos + 6), gpos + Number(gpos + 8));
        var records = Enumerable.Range(0, Number(features)).Select(n => features + 2 + 6 * n).Where(at => TagAt(at) == feature);
        var numbers = records.Select(at => features + Number(at + 4)).SelectMany(at => Offsets(at + 2)).Distinct().Order();
        foreach (var lookup in numbers.Select(number => list + Number(list + 2 + 2 * number)))
        {
            var tables = Offsets(lookup + 4).Select(offset => lookup + offset).ToList();
            var type = Number(lookup);
            if (type == Extension) (type, tables) = (Number(tables[0] + 2), [.. tables.Select(at => at + (int)Wide(at + 4))]);
            if (type == wanted) yield return tables;
        }
    }

    // Null where the table says nothing about the pair, so that the next one of the lookup is asked.
    private int? Adjustment(int table, int left, int right)
    {
        if (Covered(table + Number(table + 2), left) is not { } index) return null;
        var (first, second) = (Number(table + 4), Number(table + 6));
        var size = 2 * (BitOperations.PopCount((uint)first) + BitOperations.PopCount((uint)second));
        int Advance(int at) => (first & 4) == 0 ? 0 : Signed(at + 2 * BitOperations.PopCount((uint)first & 3));

        if (Number(table) == 2)
        {
            var row = ClassOf(table + Number(table + 8), left) * Number(table + 14) + ClassOf(table + Number(table + 10), right);
            return Advance(table + 16 + size * row);
        }
        var set = table + Number(table + 10 + 2 * index);
        for (var at = set + 2; at < set + 2 + Number(set) * (2 + size); at += 2 + size)
            if (Number(at) == right) return Advance(at + 2);
        return null;
    }

    private int? Covered(int table, int glyph)
    {
        for (var n = 0; n < Number(table + 2); n++)
            if (Number(table) == 1)
            {
                if (Number(table + 4 + 2 * n) == glyph) return n;
            }
            else if (Number(table + 4 + 6 * n) <= glyph && glyph <= Number(table + 6 + 6 * n))
                return Number(table + 8 + 6 * n) + glyph - Number(table + 4 + 6 * n);
        return null;
    }

    private int ClassOf(int table, int glyph)
    {
        if (Number(table) == 1)
            return glyph - Number(table + 2) is var n && n >= 0 && n < Number(table + 4) ? Number(table + 6 + 2 * n) : 0;
        for (var at = table + 4; at < table + 4 + 6 * Number(table + 2); at += 6)
            if (Number(at) <= glyph && glyph <= Number(at + 2)) return Number(at + 4);
        return 0;
    }

    // A count, and as many numbers.
    private IEnumerable<int> Offsets(int at) => Enumerable.Range(0, Number(at)).Select(n => Number(at + 2 + 2 * n));

    private int Number(int at) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at));

    private short Signed(int at) => (short)Number(at);

    private uint Wide(int at) => BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(at));

    private string TagAt(int at) => Encoding.ASCII.GetString(font, at, 4);
}
