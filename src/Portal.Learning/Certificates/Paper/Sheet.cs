using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Annotations;
using PdfSharp.UniversalAccessibility;

namespace Portal.Learning.Certificates.Paper;

/// <summary>
/// One sheet, in Dutch, on which every mark belongs to something that is read aloud or to decoration that is passed over (PDF/UA-1,
/// ISO 14289-1). Places are in points from the upper left corner.
/// </summary>
internal sealed class Sheet : IDisposable
{
    private readonly PdfDocument document = new() { Version = 17 };
    private readonly PdfPage page;
    private readonly XGraphics graphics;
    private readonly StructureBuilder tags;

    public Sheet(double width, double height)
    {
        var accessible = UAManager.ForDocument(document);
        accessible.SetDocumentLanguage("nl");
        tags = accessible.StructureBuilder;
        page = document.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(width), XUnit.FromPoint(height));
        graphics = XGraphics.FromPdfPage(page);
    }

    /// <summary>Whether a text so far had letters that no font has.</summary>
    public bool LeavesOut { get; private set; }

    /// <summary>A part with parts in it.</summary>
    public void Group(PdfBlockLevelElementTag tag, Action draw)
    {
        tags.BeginElement(tag);
        draw();
        tags.End();
    }

    /// <summary>Marks that are passed over.</summary>
    public void Decorate(Action<XGraphics> draw)
    {
        tags.BeginArtifact();
        draw(graphics);
        tags.End();
    }

    /// <summary>A picture, with the words that stand for it.</summary>
    public void Picture(string words, XRect place, Action<XGraphics> draw)
    {
        // The place counts from the lower left corner here, alone.
        var box = new XRect(place.X, page.Height.Point - place.Bottom, place.Width, place.Height);
        tags.BeginElement(PdfIllustrationElementTag.Figure, words, box);
        draw(graphics);
        tags.End();
    }

    /// <summary>Text in lines of at most this width; gives where the next may begin.</summary>
    public double Write(PdfBlockLevelElementTag tag, string text, TextStyle style, double x, double y, double width)
    {
        var lines = style.LinesOf(text, width);
        Group(tag, () =>
        {
            if (!style.Face.CanWrite(text))
            {
                // What paper cannot show is still read aloud, copied and found.
                tags.CurrentStructureElement.Elements.SetString("/ActualText", text);
                LeavesOut = true;
            }
            Draw(lines, style, x, y);
        });
        return y + lines.Count * style.LineHeight;
    }

    /// <summary>The same as a link.</summary>
    public double Link(string text, string address, string words, TextStyle style, double x, double y, double width)
    {
        var lines = style.LinesOf(text, width);
        var height = lines.Count * style.LineHeight;
        var place = new XRect(x, y, lines.Max(line => style.Face.Set(line).Width * style.Size), height);
        var link = PdfLinkAnnotation.CreateWebLink(new PdfRectangle(graphics.Transformer.WorldToDefaultPage(place)), address);
        Group(PdfBlockLevelElementTag.Paragraph, () =>
        {
            tags.BeginElement(link, words);
            tags.SetAltText(words);
            Draw(lines, style, x, y);
            tags.End();
        });
        // PDFsharp would name it by chance, and date it today.
        link.Elements.Remove("/NM");
        link.Elements.Remove("/M");
        return y + height;
    }

    /// <summary>The file, after which nothing more can be drawn.</summary>
    public byte[] Save(PdfInformation information)
    {
        graphics.Dispose();
        return information.Save(document);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        graphics.Dispose();
        document.Dispose();
    }

    private void Draw(IReadOnlyList<string> lines, TextStyle style, double x, double y)
    {
        var brush = new XSolidBrush(style.Colour);
        for (var n = 0; n < lines.Count; n++)
        {
            // The letters stand in the middle of the line's height, as in a browser.
            var baseline = y + n * style.LineHeight + (style.LineHeight + 0.7 * style.Size) / 2;
            // A line ends with a space, or what is copied runs its words together.
            foreach (var piece in style.Face.Set(n < lines.Count - 1 ? $"{lines[n]} " : lines[n]).Pieces)
            {
                var (left, low) = (x + piece.At * style.Size, baseline - piece.Up * style.Size);
                graphics.DrawString(piece.Text, piece.File.At(style.Size), brush, left, low);
            }
        }
    }
}
