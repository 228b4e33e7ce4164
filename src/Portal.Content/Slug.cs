using System.Globalization;
using System.Text;

namespace Portal.Content;

/// <summary>Words as part of an address: lower-case a-z, 0-9 and single hyphens, as file names and anchors are written.</summary>
public static class Slug
{
    /// <summary>No slug is longer; a longer text is cut after a whole word.</summary>
    public const int MaxLength = 80;

    /// <summary>
    /// "Wat doe je 's avonds in coöperaties?" becomes <c>wat-doe-je-s-avonds-in-cooperaties</c>. Accents go, apostrophes close up
    /// ("foto's": <c>fotos</c>), every other sign separates. Empty when the text has no letter or digit of the Latin script.
    /// </summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slug = new StringBuilder(Math.Min(text.Length, MaxLength + 1));
        var separate = false;
        foreach (var c in Decomposed(text))
        {
            if (slug.Length > MaxLength) break;
            if (IsSilent(c)) continue;
            var letters = LettersOf(c);
            if (letters.Length == 0)
            {
                separate = true;
                continue;
            }
            if (separate && slug.Length > 0) slug.Append('-');
            separate = false;
            slug.Append(letters);
        }
        return CutAtWord(slug.ToString());
    }

    /// <summary>Whether a text is written as a slug already: a file name, a part of an address.</summary>
    public static bool IsSlug(string? text) =>
        text is { Length: > 0 } && text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Compatibility decomposition: "ë" becomes "e" and a mark, the ligature "ĳ" becomes "ij".</summary>
    private static string Decomposed(string text)
    {
        // Four times the length is room enough for whatever is written before the cut, and keeps a megabyte cheap.
        var start = text.Length <= MaxLength * 4 ? text : text[..(MaxLength * 4)];
        return Markdown.Unicode.WithoutLoneSurrogates(start).Normalize(NormalizationForm.FormKD);
    }

    private static bool IsSilent(char c) =>
        c is '\'' or '’' or '‘' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static string LettersOf(char c) => c switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => c.ToString(),
        >= 'A' and <= 'Z' => char.ToLowerInvariant(c).ToString(),
        'ß' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'ø' or 'Ø' => "o",
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' => "d",
        _ => "",
    };

    private static string CutAtWord(string slug)
    {
        if (slug.Length <= MaxLength) return slug;
        var lastHyphen = slug.LastIndexOf('-', MaxLength);
        return lastHyphen > 0 ? slug[..lastHyphen] : slug[..MaxLength];
    }
}
