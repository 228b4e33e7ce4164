using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Learning.Exercises;

/// <summary>
/// Reads what people type, with what does not matter left out: Unicode's compatible forms (NFKC), invisible format characters, kinds of
/// quotes and dashes.
/// </summary>
internal static partial class Typed
{
    /// <summary>Longer is no number that anybody types.</summary>
    private const int MostOfNumber = 24;

    // Compatible forms of these fall apart into a space and an accent.
    private const string AccentsAsQuotes = "`´";

    /// <summary>The words of a text: without case, accents, double spaces, and marks around them.</summary>
    public static string Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in Same(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)) plain.Append(rune);
        return WithoutMarks(plain.ToString());
    }

    /// <summary>Only the letters and digits of a text, without case and accents.</summary>
    public static string Letters(string text) => string.Concat(Words(text).EnumerateRunes().Where(Rune.IsLetterOrDigit));

    /// <summary>Two texts that are the same here cannot be told apart on a screen: case, spaces, quotes, what one does not see.</summary>
    public static string Same(string text)
    {
        var plain = new StringBuilder(text.Length);
        var quoted = string.Concat(text.EnumerateRunes().Select(rune => IsAccentAsQuote(rune) ? new Rune('\'') : rune));
        foreach (var rune in quoted.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control)) plain.Append(Plain(rune));
        }
        return plain.ToString().TrimEnd();
    }

    /// <summary>
    /// The numbers that somebody may have meant: none when it is no number, two where a point or comma before three digits may stand before
    /// thousands or before decimals ("1.250", "12,500"). A unit behind it and a euro sign before it are left out.
    /// </summary>
    public static IReadOnlyList<decimal> Numbers(string text, string unit = "")
    {
        var (plain, behind) = (Same(text).TrimStart('€', ' '), Same(unit));
        if (behind.Length > 0 && plain.EndsWith(behind, StringComparison.Ordinal)) plain = plain[..^behind.Length];
        plain = SpaceInThousands().Replace(plain.TrimEnd('%', ' '), "");
        if (plain.Length is 0 or > MostOfNumber || !Digits().IsMatch(plain)) return [];
        var whole = string.Concat(plain.Where(c => c is not ('.' or ',')));
        if (InThousands().IsMatch(plain)) return [Read(whole)];
        if (WithOneMark().Match(plain) is { Success: true } either && !either.Groups["before"].Value.StartsWith('0'))
            return [Read(whole), Read(plain.Replace(',', '.'))];
        // The last of two kinds is the one before the decimals.
        var at = plain.LastIndexOfAny(['.', ',']);
        if (at < 0) return [Read(plain)];
        var (before, after) = (plain[..at], plain[(at + 1)..]);
        if (before.Contains(plain[at], StringComparison.Ordinal)) return [];
        if (before.IndexOfAny(['.', ',']) >= 0 && !InThousands().IsMatch(before) && !WithOneMark().IsMatch(before)) return [];
        return [Read($"{string.Concat(before.Where(c => c is not ('.' or ',')))}.{after}")];
    }

    private static decimal Read(string digits) =>
        decimal.Parse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static bool IsAccentAsQuote(Rune rune) => rune.IsBmp && AccentsAsQuotes.Contains((char)rune.Value, StringComparison.Ordinal);

    // One quote of each size and one dash; the rest in lower case.
    private static string Plain(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.DashPunctuation => "-",
        UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation =>
            rune.Value is '‘' or '’' or '‛' or '‹' or '›' ? "'" : "\"",
        _ => rune.Value switch
        {
            '‚' or '′' or 'ʼ' or 'ʹ' => "'",
            '„' or '″' => "\"",
            '−' => "-",
            _ => Rune.ToLowerInvariant(rune).ToString(),
        },
    };

    private static string WithoutMarks(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsMark(text[start]) && !(text[start] == '-' && start + 1 < end && char.IsAsciiDigit(text[start + 1])))
            start++;
        while (end > start && IsMark(text[end - 1])) end--;
        return text[start..end];
    }

    private static bool IsMark(char c) =>
        c is ' ' or '.' or ',' or '!' or '?' or ';' or ':' or '"' or '\'' or '-' or '·' or '•' or '¡' or '¿'
        || char.GetUnicodeCategory(c) is UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation;

    [GeneratedRegex(@"^[+-]?(?=[.,]?[0-9])[0-9.,]*[0-9][.,]?$", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Digits();

    // Groups of three behind the same mark, twice or more: nothing but thousands.
    [GeneratedRegex(
        @"^[+-]?[0-9]{1,3}((\.[0-9]{3}){2,}|(,[0-9]{3}){2,})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout.Infinite)]
    private static partial Regex InThousands();

    [GeneratedRegex("(?<=[0-9])[ '](?=[0-9]{3}(?![0-9]))", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex SpaceInThousands();

    [GeneratedRegex(
        @"^[+-]?(?<before>[0-9]{1,3})[.,][0-9]{3}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex WithOneMark();
}
