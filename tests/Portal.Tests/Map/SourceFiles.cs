using System.Text;
using System.Text.RegularExpressions;
using Portal.Platform;

namespace Portal.Tests.Map;

/// <summary>The files somebody wrote, for rules that no compiler keeps.</summary>
internal static class SourceFiles
{
    /// <summary>The rooms: folders of src/, without <c>Portal.</c>.</summary>
    public static IEnumerable<string> Rooms => Directory.EnumerateDirectories(Path.Combine(Checkout.Root, "src"), "Portal.*")
        .Select(folder => Path.GetFileName(folder)["Portal.".Length..]).Order(StringComparer.Ordinal);

    /// <summary>All of these below a folder of the checkout, but for what a build made.</summary>
    /// <param name="folder">E.g. <c>src</c>.</param>
    /// <param name="endings">E.g. <c>.cs</c>.</param>
    public static IEnumerable<SourceFile> In(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => Array.Exists(endings, ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Checkout.Root, file))
            .Where(file => !file.Split('/').Any(part => part is "obj" or "bin")).Order(StringComparer.Ordinal)
            .Select(file => new SourceFile(file));
}

/// <summary>A file of the checkout.</summary>
/// <param name="Path">From the root of the checkout.</param>
internal sealed record SourceFile(string Path)
{
    private IReadOnlyList<Literal>? literals;

    /// <summary>What stands in it.</summary>
    public string Text { get; } = File.ReadAllText(System.IO.Path.Combine(Checkout.Root, Path));

    /// <summary>The room it belongs to, or the test project.</summary>
    public string Room => Path.Split('/')[1]["Portal.".Length..];

    /// <summary>Its string literals, in order.</summary>
    public IReadOnlyList<Literal> Literals => literals ??= new LiteralReader(Text).Read();
}

/// <summary>A string literal of C#.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="End">Where it has ended; of several that are put together by +, the last one.</param>
/// <param name="Line">Which line that is, from 1.</param>
/// <param name="Before">What stands before it on its line and the line before, for a name.</param>
/// <param name="Parts">Its value: what stands between the holes, one more than there are holes.</param>
/// <param name="Holes">The expressions in it.</param>
internal sealed partial record Literal(int At, int End, int Line, string Before, IReadOnlyList<string> Parts, IReadOnlyList<string> Holes)
{
    /// <summary>What it is called, when it is the value of a constant or of a method of one expression.</summary>
    public string? Name => Assigned().Match(Before) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>This one and another behind it, as one.</summary>
    public Literal Followed(Literal by) => this with
    {
        End = by.End,
        Parts = [.. Parts.SkipLast(1), Parts[^1] + by.Parts[0], .. by.Parts.Skip(1)],
        Holes = [.. Holes, .. by.Holes],
    };

    [GeneratedRegex(@"\b(?<name>\w+)\s*(\([^()]*\))?\s*=>?\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assigned();
}

/// <summary>Finds string literals as the compiler does: quoted, verbatim, raw, with holes, not in comments.</summary>
internal sealed partial class LiteralReader(string text)
{
    private readonly List<Literal> found = [];
    private int at;

    public IReadOnlyList<Literal> Read()
    {
        while (at < text.Length) Step();
        var joined = new List<Literal>();
        foreach (var literal in found)
        {
            var first = joined.FindLastIndex(other => other.End <= literal.At);
            if (first >= 0 && text[joined[first].End..literal.At].Trim() == "+") joined[first] = joined[first].Followed(literal);
            else joined.Add(literal);
        }
        return joined;
    }

    /// <summary>Passes a comment, a character, a literal, or one sign of anything else.</summary>
    private void Step()
    {
        if (Follows("//")) at = IndexOf("\n");
        else if (Follows("/*")) at = IndexOf("*/") + 2;
        else if (text[at] == '\'') PassCharacter();
        else if (Start().Match(text, at) is { Success: true } start) ReadLiteral(start.Groups["sign"].Value, start.Groups["quotes"].Length);
        else at++;
    }

    private void ReadLiteral(string sign, int quotes)
    {
        var begin = at;
        var place = found.Count;
        var isVerbatim = sign.Contains('@', StringComparison.Ordinal);
        var isRaw = quotes >= 3 && !isVerbatim;
        if (!isRaw) quotes = 1;
        at += sign.Length + quotes;
        var (end, dollars, parts, holes, part) = (
            new string('"', quotes), sign.Count('$'), new List<string>(), new List<string>(), new StringBuilder());
        while (!Follows(end) || (isVerbatim && Follows("\"\"")))
        {
            if (isVerbatim && Follows("\"\"")) Take(2, "\"");
            else if (!isRaw && dollars > 0 && (Follows("{{") || Follows("}}"))) Take(2, text[at].ToString());
            else if (dollars > 0 && Follows(new string('{', dollars)))
            {
                parts.Add(part.ToString());
                part.Clear();
                at += dollars;
                holes.Add(PassHole());
                at += dollars;
            }
            else if (!isRaw && !isVerbatim && text[at] == '\\') Take(2, text[at + 1] == 'n' ? "\n" : text[at + 1].ToString());
            else Take(1, text[at].ToString());
        }
        at += quotes;
        parts.Add(part.ToString());
        var before = text[Math.Max(0, begin - 300)..begin];
        found.Insert(place, new Literal(begin, at, text.AsSpan(0, begin).Count('\n') + 1, before, parts, holes));

        void Take(int length, string value)
        {
            part.Append(value);
            at += length;
        }
    }

    // From behind its brace to the one that closes it; the literals in it are read as well.
    private string PassHole()
    {
        var begin = at;
        for (var depth = 0; depth > 0 || text[at] is not '}';)
        {
            if (text[at] is '(' or '[' or '{') depth++;
            if (text[at] is ')' or ']' or '}') depth--;
            Step();
        }
        return text[begin..at].Trim();
    }

    private void PassCharacter()
    {
        at += text[at + 1] == '\\' ? 3 : 2;
        at = IndexOf("'") + 1;
    }

    private bool Follows(string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private int IndexOf(string what) => text.IndexOf(what, at, StringComparison.Ordinal) is var place and >= 0 ? place : text.Length;

    [GeneratedRegex("""\G(?<sign>[$@]*)(?<quotes>"+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Start();
}
