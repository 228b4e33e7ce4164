using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Portal.Learning.Certificates.Paper;

/// <summary>One file of a face, with some of its letters.</summary>
internal sealed class FontFile
{
    private readonly XGlyphTypeface typeface;
    private readonly XFont small;
    private readonly GlyphSpacing spacing;

    /// <summary>Reads a TrueType font whose full name no other one has: PDFsharp takes fonts of one name for one font.</summary>
    public FontFile(byte[] bytes)
    {
        typeface = new XGlyphTypeface(XFontSource.GetOrCreateFrom(bytes));
        small = At(1);
        spacing = new GlyphSpacing(bytes);
    }

    /// <summary>The font at a size, in points. Every text is written as glyphs, never in an encoding of 256 letters.</summary>
    public XFont At(double size) => new(typeface, size, XPdfFontOptions.UnicodeDefault);

    /// <summary>Whether every part of a letter is there: PDFsharp leaves out what is not, without a word.</summary>
    public bool Has(string letter) => letter.EnumerateRunes().All(part => GlyphOf(part) != 0);

    /// <summary>The glyph of a letter; 0 where there is none.</summary>
    public int GlyphOf(Rune letter) => GlyphHelper.GlyphIndexFromCodePoint(letter.Value, small);

    /// <summary>Width of a glyph, in ems.</summary>
    public double Width(int glyph) => spacing.Width(glyph);

    /// <summary>Where a mark stands on a letter, in ems.</summary>
    public (double Right, double Up)? Mark(int letter, int mark) => spacing.Mark(letter, mark);

    /// <summary>What is added between two glyphs, in ems.</summary>
    public double Between(int left, int right) => spacing.Between(left, right);
}
