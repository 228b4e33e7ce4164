using Microsoft.Extensions.Options;
using PdfSharp.Drawing;
using Portal.Content.Markdown;
using Portal.Learning.Certificates.Paper;
using Portal.Platform;
using Portal.Platform.Ui;
using Tag = PdfSharp.UniversalAccessibility.PdfBlockLevelElementTag;

namespace Portal.Learning.Certificates;

/// <summary>
/// A certificate as a PDF: one A4 sheet with the theme's fonts and line, tagged so that a screen reader reads it as it is meant, in
/// Dutch. The same certificate gives the same bytes. Drawn by PDFsharp.
/// </summary>
/// <remarks>It reads nothing yet: the first certificate does.</remarks>
internal sealed class CertificatePdf(ThemeFiles theme, IOptions<PlatformOptions> platform)
{
    private const double PageWidth = 841.89;
    private const double PageHeight = 595.28;
    private const double Left = 66;
    private const double Top = 60;
    private const double Gap = 44;
    private const double SideWidth = 168;
    private const double StoryWidth = PageWidth - 2 * Left - Gap - SideWidth;

    private static readonly XColor Ink = XColor.FromArgb(0x1b, 0x2a, 0x33);
    private static readonly XColor Petrol = XColor.FromArgb(0x0b, 0x55, 0x63);
    private static readonly XColor Grey = XColor.FromArgb(0x56, 0x64, 0x6c);

    // PDFsharp's fonts are shared by all that draw in this program, and remember where in a file they last read.
    private static readonly Lock Turn = new();
    private readonly Lazy<PaperFonts> fonts = new(() => new PaperFonts(theme));

    /// <summary>Makes the file: some milliseconds of work. Who asks while another is made, waits for it.</summary>
    public byte[] Make(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var snapshot = certificate.Snapshot;
        snapshot = snapshot with { Title = Typography.Apply(snapshot.Title), Goals = [.. snapshot.Goals.Select(Typography.Apply)] };
        var address = $"{platform.Value.PublicUrl}/bewijs/{snapshot.Ref}";
        lock (Turn)
        {
            using var sheet = new Sheet(PageWidth, PageHeight);
            sheet.Decorate(graphics => ThemeDrawing.Draw(graphics, theme.Drawing("bewijs-rand"), PageWidth));
            TellStory(sheet, snapshot);
            TellFacts(sheet, snapshot, address);
            var subject = $"Bewijs van {snapshot.Holder}, {snapshot.IssuedOn.Long()}";
            var shown = snapshot with { FirstScore = null, PassMark = null, Measured = null };
            var seed = $"{address}\n{certificate.IssuedAt:O}\n{shown.Write()}";
            return sheet.Save(new PdfInformation($"Bewijs: {snapshot.Title}", "Weerbare Jeugd", subject, certificate.IssuedAt, seed));
        }
    }

    private void TellStory(Sheet sheet, CertificateSnapshot snapshot)
    {
        TextStyle Heading(double size, XColor colour, double leading) => new(fonts.Value.Heading, size, colour, leading, IsTitle: true);
        TextStyle Fitted(TextStyle style, string text, int lines) => style.Fit([text], StoryWidth, lines * style.LineHeight);
        double Write(Tag tag, string text, TextStyle style, double y) => sheet.Write(tag, text, style, Left, y, StoryWidth);

        var y = Write(Tag.Paragraph, "Weerbare Jeugd", Heading(15, Petrol, 1.35), Top);
        y = Write(Tag.Heading1, "Bewijs", Heading(22, Petrol, 1.35), y + 40);
        y = Write(Tag.Paragraph, snapshot.Holder, Fitted(Heading(44, Ink, 1.1), snapshot.Holder, 2), y + 4);
        y = Write(Tag.Paragraph, $"{snapshot.Did}:", Text(14, Ink), y + 10);
        y = Write(Tag.Heading2, snapshot.Title, Fitted(Heading(26, Ink, 1.16), snapshot.Title, 3), y + 4);
        if (snapshot.GoalWords.Count > 0) TellGoals(sheet, snapshot, y + 24);
    }

    private void TellGoals(Sheet sheet, CertificateSnapshot snapshot, double y)
    {
        const double indent = 14;
        const double between = 2;
        var above = new TextStyle(fonts.Value.Strong, 13, Ink, 1.35);
        y = sheet.Write(Tag.Heading3, snapshot.GoalsTitle, above, Left, y, StoryWidth) + between;
        var style = Text(13, Ink).Fit(snapshot.GoalWords, StoryWidth - indent, PageHeight - Top - y, between, smallest: 4);
        sheet.Group(Tag.List, () =>
        {
            foreach (var goal in snapshot.GoalWords)
            {
                sheet.Decorate(graphics => graphics.DrawEllipse(new XSolidBrush(Petrol), Left, y + style.LineHeight / 2 - 2, 4, 4));
                sheet.Group(Tag.ListItem, () =>
                    y = sheet.Write(Tag.ListBody, goal, style, Left + indent, y, StoryWidth - indent) + between);
            }
        });
    }

    private void TellFacts(Sheet sheet, CertificateSnapshot snapshot, string address)
    {
        const double x = PageWidth - Left - SideWidth;
        const double size = 124;
        var words = $"QR-code: leidt naar de pagina waar je dit bewijs controleert, {address}";
        sheet.Picture(words, new XRect(x, Top + 4, size, size), graphics => Draw(graphics, QrCode.Of(address), x, Top + 4, size));

        var small = Text(8.5, Grey);
        var shown = address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..address.LastIndexOf('/')];
        var y = sheet.Write(Tag.Paragraph, "Controleer dit bewijs op", small, x, Top + size + 12, SideWidth);
        y = sheet.Link(shown, address, "Controleer dit bewijs in de browser", small with { Colour = Petrol }, x, y, SideWidth);
        y = sheet.Write(Tag.Paragraph, $"Kenmerk: {CertificateRef.Shown(snapshot.Ref)}", small, x, y, SideWidth);
        if (sheet.LeavesOut || !snapshot.Facts.All(fact => fonts.Value.Strong.CanWrite(fact.Name) && fonts.Value.Text.CanWrite(fact.Value)))
        {
            const string omission =
                $"{Face.Omission} staat voor letters die dit blad niet kan tonen. Op de controlepagina staat alles voluit.";
            y = sheet.Write(Tag.Paragraph, omission, small, x, y + 4, SideWidth);
        }
        y += 16;

        // Four facts and as many accreditations as a module is likely to have; what is more, shrinks.
        var factor = Math.Min(1, 7.0 / snapshot.Facts.Count);
        var label = new TextStyle(fonts.Value.Strong, 10.5 * factor, Grey, 1.3);
        var value = new TextStyle(fonts.Value.Text, 12 * factor, Ink, 1.3);
        foreach (var fact in snapshot.Facts)
        {
            y = sheet.Write(Tag.Paragraph, $"{fact.Name}:", label, x, y, SideWidth);
            y = sheet.Write(Tag.Paragraph, fact.Value, value, x, y, SideWidth) + 7 * factor;
        }
        if (snapshot.Limits is { } limits) sheet.Write(Tag.Paragraph, limits, small, x, y + 4, SideWidth);
    }

    private TextStyle Text(double size, XColor colour) => new(fonts.Value.Text, size, colour, 1.35);

    private static void Draw(XGraphics graphics, QrCode code, double x, double y, double size)
    {
        // Without the quiet zone: that is the paper itself. A little higher than a row, or a thin light line shows between two rows.
        const int quiet = 4;
        var square = size / (code.Size - 2 * quiet);
        var path = new XGraphicsPath { FillMode = XFillMode.Winding };
        foreach (var (column, row, length) in code.Strokes)
            path.AddRectangle(x + (column - quiet) * square, y + (row - quiet) * square, length * square, 1.02 * square);
        graphics.DrawPath(new XSolidBrush(Ink), path);
    }
}
