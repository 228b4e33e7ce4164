namespace Portal.Content.Markdown.Editing;

/// <summary>The lines of a text, each with its end (LF).</summary>
internal sealed class TextLines
{
    private readonly string text;
    private readonly List<int> starts = [0];

    public TextLines(string text)
    {
        this.text = text;
        for (var at = 0; at < text.Length - 1; at++)
            if (text[at] == '\n') starts.Add(at + 1);
    }

    /// <summary>How many there are.</summary>
    public int Count => text.Length == 0 ? 0 : starts.Count;

    /// <summary>The lines from one up to another.</summary>
    public string Between(int from, int to) => text[Start(from)..Start(to)];

    /// <summary>The line in which a letter stands.</summary>
    public int At(int letter)
    {
        var found = starts.BinarySearch(letter);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>True when nobody would see anything on that line.</summary>
    public bool IsBlank(int line) => text.AsSpan()[Start(line)..Start(line + 1)].IsWhiteSpace();

    private int Start(int line) => line < Count ? starts[line] : text.Length;
}
