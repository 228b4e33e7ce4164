using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Platform;

namespace Portal.Calendar.Questions;

/// <summary>
/// What somebody typed, as it is kept: composed letters (NFC), line ends as one sign, nothing that nobody sees. Emoji and every script
/// stay as they are.
/// </summary>
internal static class FormText
{
    /// <summary>One line: a name, a subject. Line ends become spaces, so that no mail header begins in it.</summary>
    public static string Line(string? typed) => OneLine.Of(Clean(typed));

    /// <summary>One line, or null when nothing is left.</summary>
    public static string? LineOrNull(string? typed) => Line(typed) is { Length: > 0 } line ? line : null;

    /// <summary>Text of several lines.</summary>
    public static string Lines(string? typed) => Clean(typed).Trim();

    /// <summary>An id made of what was filled in: the same parts give the same id.</summary>
    public static Guid IdOf(params IEnumerable<string?> parts) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))).AsSpan(0, 16));

    private static string Clean(string? typed)
    {
        if (string.IsNullOrEmpty(typed)) return "";
        var clean = new StringBuilder(typed.Length);
        foreach (var rune in typed.ReplaceLineEndings("\n").EnumerateRunes()) // half a pair of surrogates becomes U+FFFD
            if (rune.Value is '\n' or '\t' || !IsHidden(rune)) clean.Append(rune);
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    // Emoji are joined by U+200D, and some languages need it and U+200C.
    private static bool IsHidden(Rune rune) => rune.Value is not (0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
