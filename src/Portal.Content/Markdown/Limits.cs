namespace Portal.Content.Markdown;

/// <summary>
/// What no author writes and what would cost time out of proportion. Looked at before parsing; a body over a limit is shown as plain text.
/// </summary>
internal static class Limits
{
    /// <summary>In UTF-16 code units: forty thousand words.</summary>
    public const int Length = 250_000;

    private const int Nesting = 24;

    /// <summary>Characters without a space. The longest addresses fit; looking for the end of one costs the square of this.</summary>
    private const int WordLength = 2000;

    /// <summary>Notes and named links. Reading them costs the square of their number.</summary>
    private const int Definitions = 1000;

    /// <summary>Signs that may open a link or emphasis, in one paragraph. Finding out which do costs the square of their number.</summary>
    private const int Brackets = 600, Stars = 2000;

    /// <summary>The first limit a text goes over, or null.</summary>
    public static MarkdownIssue? Exceeded(string text)
    {
        if (text.Length > Length) return new(1, "Deze tekst is langer dan 250.000 tekens. Verdeel hem over meer documenten.");
        var (line, open, definitions, brackets, stars) = (0, 0, 0, 0, 0);
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var trimmed = content.Trim();
            if (trimmed.StartsWith(":::"))
            {
                open = trimmed.TrimStart(':').IsEmpty ? Math.Max(0, open - 1) : open + 1;
                if (open > Nesting) return TooDeep(line);
            }
            if (MarkersAtStart(content) > Nesting) return TooDeep(line);
            if (HasLongWord(content)) return new(line, "Op deze regel staan meer dan 2000 tekens zonder spatie ertussen. Kort de regel in.");
            if (content.Contains("]:", StringComparison.Ordinal) && ++definitions > Definitions)
                return new(line, "Deze tekst heeft meer dan 1000 voetnoten. Verdeel hem over meer documenten.");
            if (trimmed.IsEmpty) (brackets, stars) = (0, 0);
            brackets += content.Count('[');
            stars += content.Count('*') + content.Count('_');
            if (brackets > Brackets || stars > Stars)
                return new(line, "In deze alinea staan te veel links of sterretjes. Zet er lege regels tussen.");
        }
        return null;
    }

    public static MarkdownIssue TooDeep(int line) =>
        new(line, "Hier staan te veel blokken, lijsten of citaten in elkaar. Sluit eerst blokken af, of zet ze onder elkaar.");

    /// <summary>The quotes and lists a line opens or goes on with.</summary>
    private static int MarkersAtStart(ReadOnlySpan<char> line)
    {
        var markers = 0;
        for (var i = 0; i < line.Length && markers <= Nesting; i++)
        {
            if (line[i] == '>' || (line[i] is '*' or '+' or '-' or '.' or ')' && IsGap(line, i + 1))) markers++;
            else if (!IsGap(line, i) && !char.IsAsciiDigit(line[i])) break;
        }
        return markers;
    }

    private static bool HasLongWord(ReadOnlySpan<char> line)
    {
        while (line.Length > WordLength)
        {
            var gap = line[..(WordLength + 1)].LastIndexOfAny(' ', '\t');
            if (gap < 0) return true;
            line = line[(gap + 1)..];
        }
        return false;
    }

    private static bool IsGap(ReadOnlySpan<char> line, int at) => at < line.Length && line[at] is ' ' or '\t';
}
