using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PdfSharp.Drawing;

namespace Portal.Learning.Certificates.Paper;

/// <summary>
/// A drawing of the theme on paper: paths with a stroke and circles that are filled. The browser's colours are
/// <c>var(--wj-color-line,#0b5563)</c>; paper takes the second.
/// </summary>
internal static partial class ThemeDrawing
{
    /// <summary>Draws it from the upper left corner, as wide as this.</summary>
    public static void Draw(XGraphics graphics, string svg, double width)
    {
        var drawing = XElement.Parse(svg);
        var scale = width / double.Parse(Said(drawing, "viewBox").Split(' ')[2], CultureInfo.InvariantCulture);
        double Number(XElement shape, string name) => scale * double.Parse(Said(shape, name), CultureInfo.InvariantCulture);
        foreach (var shape in drawing.Elements())
            if (shape.Name.LocalName == "path")
            {
                var pen = new XPen(ColourOf(Said(shape, "stroke")), Number(shape, "stroke-width"));
                (pen.LineCap, pen.LineJoin) = (XLineCap.Round, XLineJoin.Round);
                graphics.DrawPath(pen, PathOf(Said(shape, "d"), scale));
            }
            else if (shape.Name.LocalName == "circle")
            {
                var (x, y, radius) = (Number(shape, "cx"), Number(shape, "cy"), Number(shape, "r"));
                graphics.DrawEllipse(new XSolidBrush(ColourOf(Said(shape, "fill"))), x - radius, y - radius, 2 * radius, 2 * radius);
            }
            else throw new NotSupportedException($"A drawing for paper holds paths and circles, not <{shape.Name.LocalName}>.");
    }

    // SVG 2, 9.3: the commands our drawings use, each with absolute places.
    private static XGraphicsPath PathOf(string said, double scale)
    {
        var path = new XGraphicsPath();
        var words = new Queue<string>(Words().Matches(said).Select(match => match.Value));
        double Number() => double.Parse(words.Dequeue(), CultureInfo.InvariantCulture);
        double Place() => Number() * scale;
        XPoint Point() => new(Place(), Place());
        var (command, at, bend) = (' ', default(XPoint), default(XPoint));

        void Line(XPoint to)
        {
            path.AddLine(at, to);
            at = bend = to;
        }

        void Curve(XPoint first, XPoint second, XPoint to)
        {
            path.AddBezier(at, first, second, to);
            (at, bend) = (to, second);
        }

        while (words.Count > 0)
        {
            if (char.IsAsciiLetter(words.Peek()[0])) command = words.Dequeue()[0];
            switch (command)
            {
                case 'M':
                    path.StartFigure();
                    at = bend = Point();
                    break;
                case 'L':
                    Line(Point());
                    break;
                case 'H':
                    Line(new XPoint(Place(), at.Y));
                    break;
                case 'V':
                    Line(new XPoint(at.X, Place()));
                    break;
                case 'C':
                    Curve(Point(), Point(), Point());
                    break;
                case 'S':
                    Curve(new XPoint(2 * at.X - bend.X, 2 * at.Y - bend.Y), Point(), Point());
                    break;
                case 'A':
                    var (size, turn, large, clockwise, to) = (new XSize(Place(), Place()), Number(), Number() != 0, Number() != 0, Point());
                    path.AddArc(at, to, size, turn, large, clockwise ? XSweepDirection.Clockwise : XSweepDirection.Counterclockwise);
                    at = bend = to;
                    break;
                case 'Z':
                    path.CloseFigure();
                    break;
                default:
                    throw new NotSupportedException($"A path for paper knows M, L, H, V, C, S, A and Z, not {command}.");
            }
        }
        return path;
    }

    private static string Said(XElement shape, string name) =>
        shape.Attribute(name)?.Value ?? throw new FormatException($"<{shape.Name.LocalName}> needs {name}.");

    private static XColor ColourOf(string said) => XColor.FromArgb(Convert.ToInt32("ff" + Colour().Match(said).Value, 16));

    [GeneratedRegex("[A-Za-z]|-?[0-9.]+", RegexOptions.None, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Words();

    [GeneratedRegex("(?<=#)[0-9a-f]{6}", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Colour();
}
