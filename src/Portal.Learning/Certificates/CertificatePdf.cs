using System.Text;
using Microsoft.Extensions.Options;
using Portal.Content.Markdown;
using Portal.Learning.Certificates.Paper;
using Portal.Platform;
using Portal.Platform.Ui;
using static Portal.Learning.Certificates.Paper.PdfFile;

namespace Portal.Learning.Certificates;

/// <summary>
/// A certificate as a PDF: one A4 sheet with the theme's fonts and line, tagged so that a screen reader reads it as it is meant, in
/// Dutch. The same certificate gives the same bytes.
/// </summary>
public sealed class CertificatePdf(ThemeFiles theme, IOptions<PlatformOptions> platform)
{
    private const double Width = 841.89, Height = 595.28, Left = 66, Top = 60, Gap = 44, Side = 168;
    private const string Ink = "#1b2a33", Petrol = "#0b5563", Grey = "#56646c";

    private static readonly TextStyle Brand = new("heading", 15, Petrol), Kind = new("heading", 22, Petrol), Holder = new("heading", 44, Ink, 1.1),
        Plain = new("text", 14, Ink), Title = new("heading", 26, Ink, 1.16), Above = new("strong", 13, Ink), Goal = new("text", 13, Ink),
        Label = new("strong", 10.5, Grey, 1.3), Value = new("text", 12, Ink, 1.3), Small = new("text", 8.5, Grey);

    /// <summary>Makes the file.</summary>
    public byte[] Make(Certificate certificate)
    {
        var snapshot = certificate.Snapshot with { Title = Typography.Apply(certificate.Snapshot.Title), Goals = [.. certificate.Snapshot.Goals.Select(Typography.Apply)] };
        var page = new TaggedPage(Width, Height);
        page.Decorate(DrawnLine.Of(theme.Drawing("bewijs-rand"), Width, Height));
        Story(page, snapshot);
        Facts(page, snapshot, $"{platform.Value.PublicUrl}/bewijs/{snapshot.Ref}");
        return page.Save($"Bewijs: {snapshot.Title}", "Weerbare Jeugd", $"Bewijs van {snapshot.Holder}, {snapshot.IssuedOn.Long()}", certificate.IssuedAt);
    }

    private static void Story(TaggedPage page, CertificateSnapshot snapshot)
    {
        const double width = Width - 2 * Left - Gap - Side;
        var y = page.Text("P", "Weerbare Jeugd", Brand, Left, Top, width);
        y = page.Text("H1", "Bewijs", Kind, Left, y + 40, width);
        y = page.Text("P", snapshot.Holder, Holder.Fit([snapshot.Holder], width, 2 * Holder.LineHeight), Left, y + 4, width);
        y = page.Text("P", "heeft deze module gehaald:", Plain, Left, y + 10, width);
        y = page.Text("H2", snapshot.Title, Title.Fit([snapshot.Title], width, 3 * Title.LineHeight), Left, y + 4, width);
        if (snapshot.Goals.Count == 0) return;

        const double indent = 14, between = 2;
        y = page.Text("H3", snapshot.GoalsTitle, Above, Left, y + 24, width) + between;
        var style = Goal.Fit(snapshot.GoalWords, width - indent, Height - Top - y, between, smallest: 4);
        page.Group("L", () =>
        {
            foreach (var goal in snapshot.GoalWords)
                page.Group("LI", () =>
                {
                    page.Decorate(TaggedPage.Colour(Petrol) + DrawnLine.Circle(Left + 2, Height - y - style.LineHeight / 2, 2));
                    y = page.Text("LBody", goal, style, Left + indent, y, width - indent) + between;
                });
        });
    }

    private static void Facts(TaggedPage page, CertificateSnapshot snapshot, string address)
    {
        const double x = Width - Left - Side, size = 124;
        page.Picture($"QR-code: leidt naar de pagina waar je dit bewijs controleert, {address}", x, Top + 4, size, Drawn(QrCode.Of(address), x, Height - Top - 4, size));
        var shown = address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..address.LastIndexOf('/')];
        var y = page.Text("P", "Controleer dit bewijs op", Small, x, Top + size + 12, Side);
        y = page.Link(shown, address, "Controleer dit bewijs in de browser", Small with { Colour = Petrol }, x, y, Side);
        y = page.Text("P", $"Kenmerk: {CertificateRef.Shown(snapshot.Ref)}", Small, x, y, Side) + 16;

        // Four facts and as many accreditations as a module is likely to have; what is more, shrinks.
        var small = Math.Min(1, 7.0 / snapshot.Facts.Count);
        foreach (var (name, value) in snapshot.Facts)
        {
            y = page.Text("P", $"{name}:", Label with { Size = Label.Size * small }, x, y, Side);
            y = page.Text("P", value, Value with { Size = Value.Size * small }, x, y, Side) + 7 * small;
        }
    }

    // Without the quiet zone: that is the paper itself.
    private static string Drawn(QrCode code, double x, double top, double size)
    {
        const int quiet = 4;
        var square = size / (code.Size - 2 * quiet);
        var marks = new StringBuilder(TaggedPage.Colour(Ink));
        // A little higher than a row, or a thin light line shows between two rows.
        foreach (var (column, row, length) in code.Strokes)
            marks.Append(Inv($"{x + (column - quiet) * square:0.###} {top - (row - quiet + 1.02) * square:0.###} {length * square:0.###} {square * 1.02:0.###} re\n"));
        return marks.Append("f\n").ToString();
    }
}
