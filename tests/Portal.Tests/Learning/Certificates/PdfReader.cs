using System.Globalization;
using System.Text;

namespace Portal.Tests.Learning.Certificates;

/// <summary>A name, e.g. /Type.</summary>
internal sealed record PdfName(string Name);

/// <summary>An object that stands elsewhere, e.g. 12 0 R.</summary>
internal sealed record PdfReference(int Number);

/// <summary>A word without a mark: true, obj, TJ.</summary>
internal sealed record PdfWord(string Word);

/// <summary>
/// Reads what PDFs, their pages and their fonts' tables are written in (ISO 32000-1, 7.2 and 7.3): numbers are doubles, strings bytes,
/// arrays lists, dictionaries by their names.
/// </summary>
internal sealed class PdfReader(string source, int begin = 0)
{
    private const string Ends = "()<>[]{}/%";
    private int at = begin;

    /// <summary>Where it is.</summary>
    public int At => at;

    /// <summary>The next thing; null at the end.</summary>
    public object? Next()
    {
        while (at < source.Length && (char.IsWhiteSpace(source[at]) || source[at] is '\0' or '%'))
            at = source[at] == '%' ? source.IndexOf('\n', at) + 1 : at + 1;
        if (at >= source.Length) return null;
        switch (source[at])
        {
            case '/':
                at++;
                return new PdfName(Word());
            case '(':
                return Letters();
            case '[':
                at++;
                return Until("]");
            case '<' when source[at + 1] == '<':
                at += 2;
                return Until(">>").Chunk(2).ToDictionary(pair => ((PdfName)pair[0]).Name, pair => pair[1]);
            case '<':
                var hex = string.Concat(source[(at + 1)..source.IndexOf('>', at)].Where(sign => !char.IsWhiteSpace(sign)));
                at = source.IndexOf('>', at) + 1;
                return Convert.FromHexString(hex);
            case ']':
                at++;
                return new PdfWord("]");
            case '>':
                at += 2;
                return new PdfWord(">>");
            default:
                return Plain();
        }
    }

    /// <summary>Operators with what stands before them.</summary>
    public IEnumerable<(string Operator, List<object> Operands)> Commands()
    {
        var operands = new List<object>();
        while (Next() is { } next)
            if (next is PdfWord { Word: var word })
            {
                yield return (word, operands);
                operands = [];
            }
            else operands.Add(next);
    }

    private List<object> Until(string end)
    {
        var items = new List<object>();
        while (Next() is { } item && !item.Equals(new PdfWord(end))) items.Add(item);
        return items;
    }

    private string Word()
    {
        var first = at;
        while (at < source.Length && !char.IsWhiteSpace(source[at]) && !Ends.Contains(source[at], StringComparison.Ordinal)) at++;
        return source[first..at];
    }

    // A number, a word, or three words that refer: 12 0 R.
    private object Plain()
    {
        var word = Word();
        if (!double.TryParse(word, CultureInfo.InvariantCulture, out var number)) return new PdfWord(word);
        if (source.AsSpan(at).StartsWith(" 0 R", StringComparison.Ordinal) && !char.IsAsciiLetter(source.ElementAtOrDefault(at + 4)))
        {
            at += 4;
            return new PdfReference((int)number);
        }
        return number;
    }

    private byte[] Letters()
    {
        var letters = new StringBuilder();
        for (var depth = 0; ;)
        {
            var letter = source[at++];
            if (letter == '(' && depth++ == 0) continue;
            if (letter == ')' && --depth == 0) return Encoding.Latin1.GetBytes(letters.ToString());
            letters.Append(letter != '\\' ? letter : source[at++] switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                var itself => itself,
            });
        }
    }
}
