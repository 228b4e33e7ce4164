namespace Portal.Content.Markdown;

/// <summary>
/// What no author writes and what would cost time out of proportion. Looked at before parsing; a body over a limit is shown as plain text.
/// </summary>
internal static class Limits
{
    /// <summary>In UTF-16 code units: about a thousand pages.</summary>
    public const int Length = 1024 * 1024;

    private const int Nesting = 24;

    /// <summary>The first limit a text goes over, or null.</summary>
    public static MarkdownIssue? Exceeded(string text)
    {
        if (text.Length > Length) return new(1, "Deze tekst is langer dan 1 miljoen tekens. Verdeel hem over meer documenten.");
        var (line, open) = (0, 0);
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

    private static bool IsGap(ReadOnlySpan<char> line, int at) => at < line.Length && line[at] is ' ' or '\t';
}
