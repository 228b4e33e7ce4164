using PdfSharp.Drawing;

namespace Portal.Learning.Certificates.Paper;

/// <summary>How a text looks.</summary>
/// <param name="Face">Its letters.</param>
/// <param name="Size">In points.</param>
/// <param name="Colour">Of its letters.</param>
/// <param name="Leading">Distance between lines, as a multiple of the size.</param>
/// <param name="IsTitle">Its lines are about as long: a title should not end in one lone word.</param>
internal sealed record TextStyle(Face Face, double Size, XColor Colour, double Leading, bool IsTitle = false)
{
    /// <summary>Height of a line, in points.</summary>
    public double LineHeight => Size * Leading;

    /// <summary>A text in lines of at most this width, in points. A word that is wider than a line is cut.</summary>
    public IReadOnlyList<string> LinesOf(string text, double width)
    {
        var writable = Face.Writable(text);
        var lines = Broken(writable, width);
        for (var narrower = width * 0.96; IsTitle && narrower > width / 2; narrower *= 0.96)
        {
            var next = Broken(writable, narrower);
            if (next.Count > lines.Count) break;
            lines = next;
        }
        return lines;
    }

    /// <summary>The same style, as much smaller as these texts need to stay within this height.</summary>
    /// <param name="texts">One below another.</param>
    /// <param name="width">Of their lines, in points.</param>
    /// <param name="height">Of all together, in points.</param>
    /// <param name="between">What each needs below it, in points.</param>
    /// <param name="smallest">The size it stops at.</param>
    public TextStyle Fit(IReadOnlyList<string> texts, double width, double height, double between = 0, double smallest = 6)
    {
        var (style, writable) = (this, texts.Select(Face.Writable).ToList());
        double Height() => writable.Sum(text => style.Broken(text, width).Count * style.LineHeight + between);
        while (style.Size > smallest && Height() > height + 0.1) style = style with { Size = style.Size - 0.5 };
        return style;
    }

    private List<string> Broken(string text, double width)
    {
        bool Fits(string line) => Face.Set(line).Width * Size <= width;
        var (lines, line) = (new List<string>(), "");
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && Fits($"{line} {word}"))
            {
                line = $"{line} {word}";
                continue;
            }
            if (line.Length > 0) lines.Add(line);
            line = word;
            while (!Fits(line))
            {
                var letters = new System.Globalization.StringInfo(line);
                var count = 1;
                while (count < letters.LengthInTextElements - 1 && Fits(letters.SubstringByTextElements(0, count + 1))) count++;
                if (count == letters.LengthInTextElements) break;
                lines.Add(letters.SubstringByTextElements(0, count));
                line = letters.SubstringByTextElements(count);
            }
        }
        return line.Length > 0 ? [.. lines, line] : lines;
    }
}
