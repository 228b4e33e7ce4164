using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Content.Markdown.Editing;

/// <summary>Writes the text of a block as Markdown.</summary>
/// <param name="escapeAll">True to escape every sign that could mean something, instead of those that would.</param>
internal sealed partial class InlineWriter(bool escapeAll)
{
    /// <summary>The text of a paragraph or note.</summary>
    public string Write(IReadOnlyList<Piece> text)
    {
        var lines = Written(text, Place.Line).Split("\\\n");
        return string.Join("\\\n", lines.Select(EscapeStart));
    }

    /// <summary>The text of a heading.</summary>
    public string WriteHeading(IReadOnlyList<Piece> text)
    {
        var line = Written(text, Place.Heading);
        var hashes = line.Length - line.TrimEnd('#').Length;
        return hashes == 0 || (hashes < line.Length && line[^(hashes + 1)] is not (' ' or '\\')) ? line : line[..^1] + "\\#";
    }

    /// <summary>The text of a cell.</summary>
    public string WriteCell(IReadOnlyList<Piece> text) => Written(text, Place.Cell);

    private enum Place
    {
        Line,
        Heading,
        Cell,
    }

    private string Written(IReadOnlyList<Piece> text, Place place)
    {
        var written = new StringBuilder();
        foreach (var part in InlineNest.Of(text, oneLine: place != Place.Line)) Write(part, place, inLink: false, written);
        return written.ToString();
    }

    private void Write(InlineNest part, Place place, bool inLink, StringBuilder written)
    {
        switch (part.Leaf)
        {
            case Words { Marks: Marks.Code } code:
                WriteCode(code.Text, written);
                return;
            case Words words:
                WriteWords(words.Text, place, inLink, written);
                return;
            case NoteMark note:
                written.Append("[^").Append(note.Label).Append(']');
                return;
            case PictureMark picture:
                written.Append("![");
                WriteWords(picture.Alt, place, inLink: true, written);
                written.Append("](").Append(Address(picture.Address)).Append(')');
                return;
            case HardBreak:
                written.Append("\\\n");
                return;
        }
        if (part.Link is not null && !escapeAll && written.Length > 0 && written[^1] == '!') written.Insert(written.Length - 1, '\\');
        var (before, after) = part.Link is null
            ? (new string('*', part.Mark == Marks.Strong ? 2 : 1), new string('*', part.Mark == Marks.Strong ? 2 : 1))
            : ("[", $"]({Address(part.Link)})");
        written.Append(before);
        foreach (var inner in part.Content) Write(inner, place, inLink || part.Link is not null, written);
        written.Append(after);
    }

    private static string Address(string address) =>
        address.Length == 0 || address.AsSpan().ContainsAny(" ()<>") ? $"<{address.Replace("<", "%3C").Replace(">", "%3E")}>" : address;

    private static void WriteCode(string code, StringBuilder written)
    {
        var longest = Backticks().Matches(code).Select(match => match.Length).DefaultIfEmpty().Max();
        var fence = new string('`', longest + 1);
        var blank = code.StartsWith('`') || code.EndsWith('`') || (code.StartsWith(' ') && code.EndsWith(' ')) ? " " : "";
        written.Append(fence).Append(blank).Append(code).Append(blank).Append(fence);
    }

    private void WriteWords(string text, Place place, bool inLink, StringBuilder written)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (NeedsEscape(text, at, place, inLink)) written.Append('\\');
            written.Append(text[at]);
        }
    }

    private bool NeedsEscape(string text, int at, Place place, bool inLink)
    {
        var letter = text[at];
        if (!char.IsAscii(letter) || !(char.IsPunctuation(letter) || char.IsSymbol(letter))) return false;
        if (escapeAll) return true;
        var (before, after) = (at > 0 ? text[at - 1] : ' ', at + 1 < text.Length ? text[at + 1] : '\0');
        return letter switch
        {
            '\\' => after == '\0' || (char.IsAscii(after) && (char.IsPunctuation(after) || char.IsSymbol(after))),
            '*' or '`' => true,
            '_' => !char.IsLetterOrDigit(before) || !char.IsLetterOrDigit(after),
            '[' => inLink || after is '^' or '\0' || text.IndexOf("](", at, StringComparison.Ordinal) > 0,
            ']' => inLink,
            '<' => char.IsAsciiLetter(after) || after is '/' or '!' or '?' or '\0',
            '&' => after == '#' || char.IsAsciiLetter(after),
            '|' => place == Place.Cell,
            _ => false,
        };
    }

    // What would begin a block at the start of a line.
    private string EscapeStart(string line)
    {
        if (escapeAll || BlockStart().Match(line) is not { Success: true } match) return line;
        var sign = match.Groups["sign"];
        return line.Insert(sign.Index, "\\");
    }

    [GeneratedRegex(
        """
        ^(?:
            (?<sign>\#)\#{0,5}(?:\s|$)           # a heading
            |(?<sign>[-+])(?:\s|$)                # an item
            |\d{1,9}(?<sign>[.)])(?:\s|$)        # a numbered item
            |(?<sign>>)                           # a quotation
            |(?<sign>-)(?:\s*-){2,}\s*$          # a line
            |(?<sign>[~:=])\k<sign>{2}            # a fence
            |\[\^[^\]]+\](?<sign>:)              # a note
        )
        """, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, Timeout.Infinite)]
    private static partial Regex BlockStart();

    [GeneratedRegex("`+", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Backticks();
}
