using System.Globalization;
using System.Text;

namespace Portal.Search.Analysis;

/// <summary>One spelling for what a reader would type in several: lower case, no accents, no ligatures.</summary>
internal static class Folding
{
    /// <summary>Folds a word: "Coördinatie" becomes "coordinatie", "ĳs" becomes "ijs".</summary>
    public static string Fold(string word)
    {
        if (IsFolded(word)) return word;

        var folded = new StringBuilder(word.Length + 2);
        // What normalisation refuses, half of a surrogate pair and U+FFFE, becomes U+FFFD.
        var whole = word.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? word : string.Concat(word.EnumerateRunes());
        foreach (var letter in whole.Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            folded.Append(Ligature(char.ToLowerInvariant(letter)));
        }
        return folded.ToString();
    }

    private static bool IsFolded(string word) => word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    private static string Ligature(char letter) => letter switch
    {
        'ß' => "ss",
        'œ' => "oe",
        'æ' => "ae",
        'ø' => "o",
        'ł' => "l",
        'ı' => "i",
        '’' => "'",
        _ => letter.ToString(),
    };
}
