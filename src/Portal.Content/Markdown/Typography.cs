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
        var pairs = new QuotePairs();
        for (var i = 0; i < text.Length; i++)
        {
            if (result.Length > 0 && result[^1] != Border) before = result[^1];
            switch (text[i])
            {
                case '"':
                    result.Append(Opens(before, After(text, i)) ? '“' : '”');
                    break;
                case '\'' when Opens(before, After(text, i)):
                    var elision = ElisionAt(text, i);
                    pairs.Open(result.Length, elision);
                    result.Append(elision == Elision.None ? '‘' : '’');
                    break;
                case '‘':
                    pairs.Open(result.Length, Elision.None);
                    result.Append('‘');
                    break;
                case '\'' or '’':
                    if (Closes(before, After(text, i)) && pairs.Close(IsAfterPlural(text, i)) is { } opening) result[opening] = '‘';
                    result.Append('’');
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
        (before == '\0' || char.IsWhiteSpace(before) || before is '(' or '[' or '{' or '/' or '-' or '–' or '—' or '“' or '‘' or '„' or '«')
        && after != '\0' && !char.IsWhiteSpace(after);

    /// <summary>A closing quote stands behind a word or a sign, and no word goes on behind it.</summary>
    private static bool Closes(char before, char after) =>
        before != '\0' && !char.IsWhiteSpace(before) && before is not ('(' or '[' or '{' or '“' or '‘') && !char.IsLetterOrDigit(after);

    /// <summary>"de jongens' fietsen": what looks like a closing quote may be the mark of a possessive.</summary>
    private static bool IsAfterPlural(string text, int i) =>
        Before(text, i) is 's' or 'S' or 'x' or 'z' && After(text, i) is ' ' or Nbsp or '\n' && char.IsLower(AfterSpace(text, i));

    private static char AfterSpace(string text, int i)
    {
        do i++;
        while (i < text.Length && (text[i] == Border || char.IsWhiteSpace(text[i])));
        return i < text.Length ? text[i] : '\0';
    }

    /// <summary>'s avonds, 't Gooi, '90: an apostrophe where a quote would open.</summary>
    private static Elision ElisionAt(string text, int i)
    {
        var start = i + 1;
        var end = start;
        while (end < text.Length && end - start < 4 && char.IsAsciiDigit(text[end])) end++;
        if (end > start) return end - start == 2 && (end == text.Length || !char.IsLetter(text[end])) ? Elision.Usual : Elision.Possible;
        while (end < text.Length && end - start < 4 && char.IsLetter(text[end])) end++;
        var word = text.AsSpan(start, end - start);
        if (!Has(Elisions, word) || (end < text.Length && text[end] is '\'' or '’')) return Elision.None;
        return char.IsLower(word[0]) && word.Length == 1 ? Elision.Usual : Elision.Possible;
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
        var number = WordBefore(text, space).TrimStart("(€±<>'\"‘“");
        var word = WordAfter(text, space);
        if (number.IsEmpty || word.Length > LongestTiedWord || number.ContainsAnyExcept("0123456789.,")) return false;
        if (Has(Units, word)) return true;
        var digits = number.Length - number.Count('.') - number.Count(',');
        var isYear = (number.Length == 4 && digits == 4 && (number.StartsWith("19") || number.StartsWith("20")))
            || (digits == 2 && WordBefore(text, space)[0] is '\'' or '’');
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

    /// <summary>What a single quote before a word may be instead of an opening one.</summary>
    private enum Elision
    {
        /// <summary>Nothing else.</summary>
        None,

        /// <summary>An apostrophe in some texts ('Er, 'es, '1), a quote in most.</summary>
        Possible,

        /// <summary>Nearly always an apostrophe ('s, 't, 'n, '90).</summary>
        Usual,
    }

    /// <summary>
    /// Which single quotes belong together. A quote closes the last one that surely opened; without such a one the last that may have
    /// opened, and then that was no apostrophe: 'Er is niets aan de hand.' has quotes at both ends, 'k heb 'er niet gezien none.
    /// </summary>
    private sealed class QuotePairs
    {
        private readonly Stack<int> _possible = [];
        private readonly Stack<int> _usual = [];
        private int _open;

        /// <summary>A quote where one may open, at this place in the result.</summary>
        public void Open(int place, Elision elision)
        {
            if (elision == Elision.None) _open++;
            else (elision == Elision.Possible ? _possible : _usual).Push(place);
        }

        /// <summary>A quote where one may close. Gives the place of the apostrophe that turns out to open it, if any.</summary>
        /// <param name="maybePossessive">It may also be the mark of a possessive.</param>
        public int? Close(bool maybePossessive)
        {
            if (_open > 0)
            {
                _open--;
                return null;
            }
            if (_possible.TryPop(out var place)) return place;
            return !maybePossessive && _usual.TryPop(out place) ? place : null;
        }
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
