using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Portal.Platform.Pictures;

/// <summary>The words of a PDF or a Word document, page by page. Only ever in a worker: what it reads comes from strangers.</summary>
internal static class TextMaker
{
    /// <summary>How many pages are read, and how many characters of each: the rest is not searched.</summary>
    public const int MostPages = 500, LongestPage = 20_000;

    /// <summary>True when the bytes begin as a PDF or as a ZIP, which a Word document is.</summary>
    public static bool Takes(ReadOnlySpan<byte> bytes) => bytes.StartsWith("%PDF-"u8) || bytes.StartsWith("PK\u0003\u0004"u8);

    /// <summary>The pages; none where a document holds only pictures.</summary>
    /// <exception cref="BrokenPicture">It cannot be read, and why.</exception>
    public static IReadOnlyList<string> Read(byte[] bytes)
    {
        try
        {
            return bytes.AsSpan().StartsWith("%PDF-"u8) ? OfPdf(bytes) : OfWord(bytes);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new BrokenPicture($"{e.GetType().Name}: {e.Message}");
        }
    }

    private static List<string> OfPdf(byte[] bytes)
    {
        using var document = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        var pages = new List<string>();
        for (var number = 1; number <= Math.Min(document.NumberOfPages, MostPages); number++)
            pages.Add(Cut(ContentOrderTextExtractor.GetText(document.GetPage(number))));
        return pages;
    }

    // A Word document has no pages of its own: it says where the program that stored it last began one.
    private static List<string> OfWord(byte[] bytes)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        var (pages, page) = (new List<string>(), new StringBuilder());
        foreach (var part in document.MainDocumentPart?.Document?.Body?.Descendants() ?? [])
        {
            if (part is Text text) page.Append(text.Text);
            else if (part is TabChar) page.Append(' ');
            else if (IsPageBreak(part))
            {
                pages.Add(Cut(page.ToString()));
                page.Clear();
            }
            else if (part is Break or Paragraph) page.Append('\n');
            if (pages.Count == MostPages) return pages;
        }
        pages.Add(Cut(page.ToString()));
        return pages;
    }

    private static bool IsPageBreak(OpenXmlElement part) =>
        part is LastRenderedPageBreak || (part is Break { Type: { } kind } && kind.Value == BreakValues.Page);

    // Lines of words: what is no letter or sign of a text is a blank.
    private static string Cut(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, LongestPage));
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= LongestPage) break;
            if (rune.Value == '\n') plain.Append('\n');
            else if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse)
                plain.Append(' ');
            else plain.Append(rune);
        }
        return string.Join('\n', plain.ToString().Split('\n').Select(OneLine.Of).Where(line => line.Length > 0));
    }
}
