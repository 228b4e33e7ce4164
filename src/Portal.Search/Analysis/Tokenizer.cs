using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Platform;

namespace Portal.Search.Analysis;

/// <summary>Finds the words of a Dutch text and where they stand.</summary>
internal static partial class Tokenizer
{
    /// <summary>A longer "word" is not one; cutting it keeps every lexeme far below PostgreSQL's 2 kB.</summary>
    private const int LongestWord = 80;

    /// <summary>A word as written, folded; parts are the words inside a composed one.</summary>
    internal sealed record Word(string Text, int Start, int Length, IReadOnlyList<Word> Parts);

    /// <summary>
    /// The words of the text in order. Most stand by themselves and are cut out without asking the pattern, which takes ten times as long.
    /// </summary>
    public static IEnumerable<Word> Words(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!MayBegin(text, at))
            {
                at++;
                continue;
            }
            Word word;
            if (EndOfPlain(text, at) is { } end)
            {
                word = new Word(Cut(Folding.Fold(text[at..end])), at, end - at, []);
                at = end;
            }
            else
            {
                var match = Pattern().Match(text, at);
                if (!match.Success) yield break;
                word = Read(match);
                at = match.Index + match.Length;
            }
            if (word.Text.Length > 0) yield return word;
        }
    }

    /// <summary>The same by the pattern alone: what <see cref="Words"/> has to give.</summary>
    internal static IEnumerable<Word> WordsByPattern(string text) =>
        Pattern().Matches(text).Select(Read).Where(word => word.Text.Length > 0);

    // A word, or the name of a mailbox, or ".net".
    private static bool MayBegin(string text, int at) =>
        IsOfWord(text[at]) || (text[at] is '.' or '_' or '%' or '+' or '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]));

    // Where a run of letters and digits that begins with a letter ends, when nothing that follows can make more of it: a composed word, a
    // genitive, an address, "c++". Null: that is for the pattern to say.
    private static int? EndOfPlain(string text, int at)
    {
        if (!char.IsLetter(text[at])) return null;
        var end = at + 1;
        while (end < text.Length && IsOfWord(text[end])) end++;
        if (end == text.Length) return end;
        return text[end] switch
        {
            '-' or '\u2010' or '\u2011' or '\'' or '’' or '@' or '_' or '%' or '+' or '#' or ':' => null,
            '.' when end + 1 < text.Length && !char.IsWhiteSpace(text[end + 1]) => null,
            _ => end,
        };
    }

    private static bool IsOfWord(char letter) => char.IsAsciiLetterOrDigit(letter)
        || (!char.IsAscii(letter) && char.GetUnicodeCategory(letter) is <= UnicodeCategory.OtherNumber or UnicodeCategory.Format);

    private static Word Read(Match match)
    {
        if (match.Groups["number"].Success) return Simple(match, NormaliseNumber(match.Value));
        if (match.Groups["special"].Success) return Simple(match, Folding.Fold(match.Value));
        if (match.Groups["date"].Success) return Composed(match, NormaliseDate(match.Value));
        if (match.Groups["address"].Success) return Composed(match, Folding.Fold(Scheme().Replace(match.Value, "")));

        var separators = match.Value.AsSpan().IndexOfAny('-', '\u2010', '\u2011');
        return separators < 0
            ? Simple(match, Folding.Fold(WithoutGenitive(match.Value)))
            : Composed(match, Folding.Fold(Hyphen().Replace(WithoutGenitive(match.Value), "")));
    }

    private static Word Simple(Match match, string text) => new(Cut(text), match.Index, match.Length, []);

    private static Word Composed(Match match, string text) => Simple(match, text) with
    {
        Parts = [.. Part().Matches(match.Value).Select(part => Simple(part, Folding.Fold(WithoutGenitive(part.Value))))
            .Where(part => part.Text.Length > 0).Select(part => part with { Start = match.Index + part.Start })],
    };

    private static string Cut(string word) => word.AtMost(LongestWord);

    /// <summary>"foto's" is a plural of "foto".</summary>
    private static string WithoutGenitive(string word) =>
        word.Length > 2 && word[^1] is 's' or 'S' && word[^2] is '\'' or '’' ? word[..^2] : word;

    /// <summary>"1.250,50" becomes "1250.5", "3,0" becomes "3".</summary>
    private static string NormaliseNumber(string number)
    {
        var plain = Thousands().IsMatch(number) ? number.Replace(".", "", StringComparison.Ordinal) : number;
        plain = plain.Replace(',', '.');
        return plain.Count(c => c == '.') == 1 ? plain.TrimEnd('0').TrimEnd('.') : plain;
    }

    /// <summary>"12-10-2026" becomes "2026-10-12".</summary>
    private static string NormaliseDate(string date) =>
        DateOnly.TryParseExact(date, ["yyyy-M-d", "d-M-yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : date;

    [GeneratedRegex("""
        (?<address>https?://[^\s<>"')\]]+ | www\.[^\s<>"')\]]+ | [\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,64}(?:\.[\p{L}\p{N}-]{1,64})+)
        | (?<![\p{L}\p{N}]) (?<special>c\+\+|[cf]\#|\.net) (?![\p{L}\p{N}])
        | (?<![\p{L}\p{N}-]) (?<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}) (?![\p{L}\p{N}-])
        | (?<number>(?>[0-9]+(?:[.,][0-9]+)*)) (?![\p{L}\p{M}\p{N}]|-[\p{L}\p{N}])
        | [\p{L}\p{M}\p{N}\p{Cf}]+ (?:[-\u2010\u2011][\p{L}\p{M}\p{N}\p{Cf}]+)* (?:['’]s(?![\p{L}\p{N}]))?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Timeout.Infinite)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}\p{Cf}]+(['’]s\b)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Part();

    [GeneratedRegex(
        @"^(https?://)?(www\.)?|[/.,;:!?]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Timeout.Infinite)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"[-\u2010\u2011]", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Hyphen();

    [GeneratedRegex(@"^[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?$", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Thousands();
}
