namespace Portal.Learning.Certificates.Paper;

/// <summary>How a text looks on paper.</summary>
/// <param name="Face">text, strong or heading.</param>
/// <param name="Size">Points.</param>
/// <param name="Colour">As in the theme: #1b2a33.</param>
/// <param name="Leading">Distance between lines, as a multiple of the size.</param>
internal sealed record TextStyle(string Face, double Size, string Colour, double Leading = 1.35)
{
    /// <summary>Distance between lines in points.</summary>
    public double LineHeight => Size * Leading;

    /// <summary>Width of a text on one line, in points.</summary>
    public double WidthOf(string text) => PaperFonts.RunsOf(Face, text).Sum(run => run.Text.Sum(letter => run.Font.WidthOf(run.Font.GlyphOf(letter)))) * Size / 1000;

    /// <summary>The text in lines of at most this width. A word that is wider than a line is cut.</summary>
    public IReadOnlyList<string> Lines(string text, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (WidthOf(longer) <= width)
            {
                line = longer;
                continue;
            }
            if (line.Length > 0) lines.Add(line);
            line = word;
            while (WidthOf(line) > width)
            {
                var fits = Enumerable.Range(1, line.Length - 1).TakeWhile(length => WidthOf(line[..length]) <= width).LastOrDefault(1);
                lines.Add(line[..fits]);
                line = line[fits..];
            }
        }
        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    /// <summary>The same, in lines that are about as long: for a title, which should not end in one lone word.</summary>
    public IReadOnlyList<string> BalancedLines(string text, double width)
    {
        var lines = Lines(text, width);
        for (var narrower = width * 0.96; narrower > width / 2 && Lines(text, narrower) is var next && next.Count == lines.Count; narrower *= 0.96) lines = next;
        return lines;
    }

    /// <summary>How high a text becomes, in points.</summary>
    public double HeightOf(string text, double width) => Lines(text, width).Count * LineHeight;

    /// <summary>The same style, as much smaller as these texts need to stay within this height.</summary>
    public TextStyle Fit(IReadOnlyList<string> texts, double width, double height, double between = 0, double smallest = 6)
    {
        var style = this;
        while (style.Size > smallest && texts.Sum(text => style.HeightOf(text, width) + between) > height + 0.1) style = style with { Size = style.Size - 0.5 };
        return style;
    }
}
