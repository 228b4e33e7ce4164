using System.Text;
using static Portal.Learning.Certificates.Paper.PdfFile;

namespace Portal.Learning.Certificates.Paper;

/// <summary>A font inside a PDF: the file itself, the widths, and the table back to letters that copying and reading aloud use (ISO 32000-1, 9.7).</summary>
internal static class PdfFonts
{
    /// <summary>Writes a font with the glyphs that are used; gives its number.</summary>
    public static int Write(PdfFile file, PaperFont font, IReadOnlyDictionary<int, char> used)
    {
        var name = $"WJPAPR+{font.Name}";
        var (box, ascent, descent, capHeight) = font.Measures;
        var program = file.AddStream(Inv($"/Length1 {font.Length}"), font.Compressed, compressed: true);
        var descriptor = file.Add(Inv(
            $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{string.Join(' ', box)}]/ItalicAngle 0/Ascent {ascent}/Descent {descent}/CapHeight {capHeight}/StemV 80/FontFile2 {program} 0 R>>"));
        var widths = string.Concat(used.Keys.Select(glyph => Inv($"{glyph}[{font.WidthOf(glyph)}]")));
        var descendant = file.Add(Inv(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/W[{widths}]/CIDToGIDMap/Identity>>"));
        var letters = file.AddStream("", Encoding.ASCII.GetBytes(LettersOf(used)));
        return file.Add(Inv($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {letters} 0 R>>"));
    }

    private static string LettersOf(IReadOnlyDictionary<int, char> used)
    {
        var map = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        // At most a hundred lines a block.
        foreach (var block in used.Chunk(100))
        {
            map.Append(Inv($"{block.Length} beginbfchar\n"));
            foreach (var (glyph, letter) in block) map.Append(Inv($"<{glyph:X4}> <{(int)letter:X4}>\n"));
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
