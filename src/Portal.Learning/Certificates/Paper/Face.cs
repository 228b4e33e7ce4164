using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Learning.Certificates.Paper;

/// <summary>A part of a line: letters of one file, and where they stand from the beginning of the line, in ems.</summary>
internal sealed record Piece(FontFile File, double At, double Up, string Text);

/// <summary>Letters set in a line, as wide as they are, in ems.</summary>
internal sealed record SetLine(IReadOnlyList<Piece> Pieces, double Width);

/// <summary>
/// A face of several files, the first to be asked first. A letter with its marks comes from one file. What no file has is left out
/// where one can see it, and never becomes another sign.
/// </summary>
internal sealed partial class Face(IReadOnlyList<Lazy<FontFile>> files)
{
    /// <summary>Stands where letters are left out.</summary>
    public const string Omission = "[…]";

    // The texts of a module return on every certificate of it.
    private const int Remembered = 4096;
    private readonly Dictionary<string, FontFile?> letters = [];
    private readonly Dictionary<string, SetLine> lines = [];

    /// <summary>Whether all of a text can be written.</summary>
    public bool CanWrite(string text) => Letters(Tidied(text)).All(letter => FileOf(letter) is not null);

    /// <summary>A text as it can be written: letters that no file has are left out, visibly.</summary>
    public string Writable(string text)
    {
        var tidied = Tidied(text);
        if (CanWrite(tidied)) return tidied;
        return Omissions().Replace(string.Concat(Letters(tidied).Select(letter => FileOf(letter) is null ? Omission : letter)), Omission);
    }

    /// <summary>Sets a text that can be written.</summary>
    public SetLine Set(string text) => Once(lines, text, Compose);

    private SetLine Compose(string text)
    {
        var pieces = new List<Piece>();
        var (file, before, begin, width) = ((FontFile?)null, 0, 0.0, 0.0);
        foreach (var letter in Letters(text))
        {
            var its = FileOf(letter)!;
            var first = true;
            foreach (var part in letter.EnumerateRunes())
            {
                var glyph = its.GlyphOf(part);
                if (!first && its.Mark(before, glyph) is { } place)
                {
                    pieces.Add(new Piece(its, begin + place.Right, place.Up, part.ToString()));
                    file = null; // what follows begins anew
                    continue;
                }
                begin = width + (its == file ? its.Between(before, glyph) : 0);
                if (its == file && begin == width) pieces[^1] = pieces[^1] with { Text = pieces[^1].Text + part };
                else pieces.Add(new Piece(its, begin, 0, part.ToString()));
                width = begin + its.Width(glyph);
                (file, before, first) = (its, glyph, false);
            }
        }
        return new SetLine(pieces, width);
    }

    private FontFile? FileOf(string letter) => Once(letters, letter, asked => files.FirstOrDefault(file => file.Value.Has(asked))?.Value);

    private static T Once<T>(Dictionary<string, T> known, string text, Func<string, T> make)
    {
        if (known.TryGetValue(text, out var found)) return found;
        if (known.Count == Remembered) known.Clear();
        return known[text] = make(text);
    }

    // Composed, with plain spaces or ones that do not break, and without signs that have no look of their own.
    private static string Tidied(string text) => string.Concat(text.EnumerateRunes().Select(sign =>
        sign.Value is 0xA0 or 0x202F ? "\u00A0"
        : Rune.IsWhiteSpace(sign) ? " "
        : Rune.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.Format ? ""
        : sign.ToString())).Normalize();

    private static IEnumerable<string> Letters(string text)
    {
        for (var walk = StringInfo.GetTextElementEnumerator(text); walk.MoveNext();) yield return walk.GetTextElement();
    }

    [GeneratedRegex(@"\[…\](\s*\[…\])+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Omissions();
}
