using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using static Portal.Learning.Certificates.Paper.PdfFile;

namespace Portal.Learning.Certificates.Paper;

/// <summary>A drawing of the theme on paper: the certificate's edge in the PDF is the drawing that the browser gets.</summary>
/// <remarks>Reads what our drawings are made of: paths of M, H, V, C, S, quarter circles (A) and Z in capitals, and circles.</remarks>
internal static partial class DrawnLine
{
    private const double QuarterCircle = 0.5523;

    /// <summary>The drawing to this width, with its upper left corner in that of a page of this height.</summary>
    public static string Of(string svg, double width, double pageHeight)
    {
        var drawing = XDocument.Parse(svg).Root!;
        var scale = width / Numbers(drawing.Attribute("viewBox")!.Value)[2];
        var marks = new StringBuilder(Inv($"{scale:0.####} 0 0 {-scale:0.####} 0 {pageHeight:0.##} cm\n1 J 1 j\n"));
        foreach (var shape in drawing.Elements())
            if (shape.Name.LocalName == "path")
                marks.Append(Inv($"{TaggedPage.Colour(ColourOf(shape, "stroke"), lines: true)}{(double)shape.Attribute("stroke-width")!:0.##} w\n{Path((string)shape.Attribute("d")!)}S\n"));
            else if (shape.Name.LocalName == "circle")
                marks.Append(TaggedPage.Colour(ColourOf(shape, "fill"))).Append(Circle((double)shape.Attribute("cx")!, (double)shape.Attribute("cy")!, (double)shape.Attribute("r")!));
        return marks.ToString();
    }

    /// <summary>A filled circle.</summary>
    public static string Circle(double x, double y, double r)
    {
        var part = QuarterCircle * r;
        return Inv($"{x + r:0.##} {y:0.##} m\n{x + r:0.##} {y + part:0.##} {x + part:0.##} {y + r:0.##} {x:0.##} {y + r:0.##} c\n{x - part:0.##} {y + r:0.##} {x - r:0.##} {y + part:0.##} {x - r:0.##} {y:0.##} c\n")
            + Inv($"{x - r:0.##} {y - part:0.##} {x - part:0.##} {y - r:0.##} {x:0.##} {y - r:0.##} c\n{x + part:0.##} {y - r:0.##} {x + r:0.##} {y - part:0.##} {x + r:0.##} {y:0.##} c\nf\n");
    }

    private static string Path(string source)
    {
        var marks = new StringBuilder();
        var (x, y, bendX, bendY) = (0.0, 0.0, 0.0, 0.0);
        foreach (Match command in Command().Matches(source))
        {
            var n = Numbers(command.Groups["numbers"].Value);
            switch (command.Groups["name"].Value)
            {
                case "M":
                    Go(n[0], n[1], "m");
                    break;
                case "H":
                    Go(n[0], y, "l");
                    break;
                case "V":
                    Go(x, n[0], "l");
                    break;
                case "C":
                    Curve(n[0], n[1], n[2], n[3], n[4], n[5]);
                    break;
                case "S":
                    Curve(2 * x - bendX, 2 * y - bendY, n[0], n[1], n[2], n[3]);
                    break;
                case "A":
                    Quarter(n[5], n[6]);
                    break;
                default:
                    marks.Append("h\n");
                    break;
            }
        }
        return marks.ToString();

        void Go(double toX, double toY, string how)
        {
            marks.Append(Inv($"{toX:0.##} {toY:0.##} {how}\n"));
            (x, y, bendX, bendY) = (toX, toY, toX, toY);
        }

        void Curve(double firstX, double firstY, double secondX, double secondY, double toX, double toY)
        {
            marks.Append(Inv($"{firstX:0.##} {firstY:0.##} {secondX:0.##} {secondY:0.##} {toX:0.##} {toY:0.##} c\n"));
            (x, y, bendX, bendY) = (toX, toY, secondX, secondY);
        }

        // Clockwise, as the curve that differs from it by less than a hair.
        void Quarter(double toX, double toY)
        {
            var (dx, dy) = (QuarterCircle * (toX - x), QuarterCircle * (toY - y));
            if (dx * dy > 0) Curve(x + dx, y, toX, toY - dy, toX, toY);
            else Curve(x, y + dy, toX - dx, toY, toX, toY);
        }
    }

    // var(--wj-color-line,#0b5563): on paper the colour behind the comma.
    private static string ColourOf(XElement shape, string attribute) => Hex().Match((string)shape.Attribute(attribute)!).Value;

    private static double[] Numbers(string text) =>
        [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    [GeneratedRegex("(?<name>[MHVCSAZ])(?<numbers>[^A-Z]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex("#[0-9a-fA-F]{6}", RegexOptions.None, 1000)]
    private static partial Regex Hex();
}
