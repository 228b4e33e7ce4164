using System.Collections.Frozen;
using System.Text;

namespace Portal.Content.Markdown;

/// <summary>
/// Dutch typographic signs from plain ones: “quotes”, ‘quotes’ and apostrophes, dashes, ellipses, and spaces that keep a number with
/// its unit. Applying it twice changes nothing more.
/// </summary>
public static class Typography
{
    /// <summary>In a text that is put together from pieces: the border of a piece, seen as nothing.</summary>
    internal const char Border = '\uE000';

    /// <summary>In a text that is put together from pieces: something that is no text (code, a note), seen as a letter.</summary>
    internal const char Atom = '\uE001';

    private const char Nbsp = '\u00A0';

    /// <summary>A longer word may not be tied to its number: together they would not fit on a phone.</summary>
    private const int LongestTiedWord = 15;

    private static readonly FrozenSet<string> Elisions = Words("s t n m k r d ns es ie em er");
    private static readonly FrozenSet<string> Units = Words(
        "jaar jaren jarige jarigen maand maanden week weken dag dagen uur minuten seconden euro cent miljoen miljard duizend procent km m cm kg g kb mb gb");
    private static readonly FrozenSet<string> FunctionWords = Words(
        "de het een en of in op te tot van voor met bij is was zijn waren werd werden wordt worden dat die deze dit dan door als om uit naar " +
        "over per aan hoe wat wie waar ook niet maar want had hadden heeft hebben kan kon staat stond kwam ging geeft zegt noemt t/m");
    private static readonly FrozenSet<string> BeforeNumber = Words(
        "art. artt. nr. nrs. no. p. pp. blz. par. hfst. bijl. fig. tab. lid artikel hoofdstuk paragraaf bijlage module figuur tabel groep klas");
    private static readonly FrozenSet<string> BeforeName = Words("dhr. mevr. mw. mr. dr. drs. ir. ing. prof. st.");

    /// <summary>The text with typographic signs. For titles and summaries; bodies get it from the renderer.</summary>
    public static string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new StringBuilder(text.Length + 8);
        var before = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (result.Length > 0 && result[^1] != Border) before = result[^1];
            switch (text[i])
            {
                case '"':
                    result.Append(Opens(before, After(text, i)) ? '“' : '”');
                    break;
                case '\'':
                    result.Append(Opens(before, After(text, i)) && !StartsElision(text, i) ? '‘' : '’');
                    break;
                case '.' when text.AsSpan(i).StartsWith("...", StringComparison.Ordinal):
                    result.Append('…');
                    i += 2;
                    break;
                case '-' when StandsAlone(text, i):
                    // The space before the dash is kept with the word, so that no line starts with a dash.
                    result[^1] = Nbsp;
                    result.Append('–');
                    break;
                case ' ' when Ties(text, i):
                    result.Append(Nbsp);
                    break;
                default:
                    result.Append(text[i]);
                    break;
            }
        }
        return result.ToString();
    }

    private static bool StandsAlone(string text, int i) =>
        i >= 2 && text[i - 1] is ' ' or Nbsp && !char.IsWhiteSpace(text[i - 2]) && i + 1 < text.Length && text[i + 1] == ' ';

    /// <summary>An opening quote follows a space, a bracket or another opening quote, and has something behind it.</summary>
    private static bool Opens(char before, char after) =>
        (before == '\0' || char.IsWhiteSpace(before) || before is '(' or '[' or '{' or '/' or '-' or '–' or '—' or '“' or '‘')
        && after != '\0' && !char.IsWhiteSpace(after);

    /// <summary>'s avonds, 't Gooi, '90: an apostrophe where a quote would open.</summary>
    private static bool StartsElision(string text, int i)
    {
        var start = i + 1;
        if (start < text.Length && char.IsAsciiDigit(text[start])) return true;
        var end = start;
        while (end < text.Length && end - start < 4 && char.IsLetter(text[end])) end++;
        return end > start && Has(Elisions, text.AsSpan(start, end - start)) && (end == text.Length || text[end] is not ('\'' or '’'));
    }

    private static bool Ties(string text, int space)
    {
        var after = After(text, space);
        var before = Before(text, space);
        if (after is '\0' or ' ' || before is '\0' or ' ') return false;
        if (after is '%' or '‰') return char.IsAsciiDigit(before);
        if (before is '€' or '§' or '±') return char.IsAsciiDigit(after);
        if (char.IsAsciiDigit(before)) return char.IsLetter(after) && TiesNumber(text, space);
        if (char.IsAsciiDigit(after)) return Has(BeforeNumber, WordBefore(text, space));
        return before == '.' && char.IsUpper(after) && (IsInitial(text, space) || Has(BeforeName, WordBefore(text, space)));
    }

    private static bool TiesNumber(string text, int space)
    {
        var number = WordBefore(text, space).TrimStart("(€±<>");
        var word = WordAfter(text, space);
        if (number.IsEmpty || word.Length > LongestTiedWord || number.ContainsAnyExcept("0123456789.,")) return false;
        if (Has(Units, word)) return true;
        var digits = number.Length - number.Count('.') - number.Count(',');
        var isYear = number.Length == 4 && digits == 4 && (number.StartsWith("19") || number.StartsWith("20"));
        return digits <= 4 && !isYear && !Has(FunctionWords, word);
    }

    /// <summary>The "J." of "J. Jansen", and also of "E.J. Jansen".</summary>
    private static bool IsInitial(string text, int space)
    {
        var word = WordBefore(text, space).TrimStart('(');
        if (word.Length is < 2 or > 8 || word.Length % 2 != 0) return false;
        for (var i = 0; i < word.Length; i += 2)
        {
            if (!char.IsUpper(word[i]) || word[i + 1] != '.') return false;
        }
        return true;
    }

    private static ReadOnlySpan<char> WordBefore(string text, int space)
    {
        var start = space;
        while (start > 0 && space - start <= LongestTiedWord && !IsGap(text[start - 1])) start--;
        return start > 0 && !IsGap(text[start - 1]) ? [] : text.AsSpan(start, space - start);
    }

    private static ReadOnlySpan<char> WordAfter(string text, int space)
    {
        var start = space + 1;
        while (start < text.Length && text[start] == Border) start++;
        var end = start;
        while (end < text.Length && end - start <= LongestTiedWord && (char.IsLetter(text[end]) || text[end] == '/')) end++;
        return text.AsSpan(start, end - start);
    }

    private static bool IsGap(char c) => char.IsWhiteSpace(c) || c is Border or Atom;

    private static char Before(string text, int i)
    {
        do i--;
        while (i >= 0 && text[i] == Border);
        return i < 0 ? '\0' : text[i];
    }

    private static char After(string text, int i)
    {
        do i++;
        while (i < text.Length && text[i] == Border);
        return i < text.Length ? text[i] : '\0';
    }

    private static bool Has(FrozenSet<string> words, ReadOnlySpan<char> word) =>
        word.Length > 0 && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
