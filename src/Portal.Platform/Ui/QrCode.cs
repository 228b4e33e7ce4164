using System.Globalization;
using System.Text;
using QRCoder;

namespace Portal.Platform.Ui;

/// <summary>A QR code as the dark strokes of its rows, for a page and for paper.</summary>
/// <param name="Size">Width and height in squares, quiet zone included.</param>
/// <param name="Strokes">Row by row: where a dark stroke begins, and how many squares it is long.</param>
public sealed record QrCode(int Size, IReadOnlyList<(int X, int Y, int Length)> Strokes)
{
    /// <summary>The code of a text; readable with an eighth of it damaged.</summary>
    public static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var strokes = new List<(int, int, int)>();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows.Count; x++)
            {
                var begin = x;
                while (x < rows.Count && rows[y][x]) x++;
                if (x > begin) strokes.Add((begin, y, x - begin));
            }
        return new QrCode(rows.Count, strokes);
    }

    /// <summary>As SVG: dark on white in every theme, or a camera does not find it.</summary>
    /// <param name="words">What it is, for who does not see it.</param>
    public string ToSvg(string words)
    {
        var path = new StringBuilder();
        foreach (var (x, y, length) in Strokes) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{length}v1h-{length}z");
        var label = System.Net.WebUtility.HtmlEncode(words);
        return string.Create(CultureInfo.InvariantCulture,
            $"""<svg class="wj-qr" viewBox="0 0 {Size} {Size}" role="img" aria-label="{label}" shape-rendering="crispEdges">"""
            + $"""<rect width="{Size}" height="{Size}" fill="#fff"/><path d="{path}" fill="#1b2a33"/></svg>""");
    }
}
