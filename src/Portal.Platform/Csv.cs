using System.Globalization;
using System.Text;

namespace Portal.Platform;

/// <summary>
/// A table as a file for a spreadsheet: RFC 4180 with semicolons, as a Dutch spreadsheet reads it; UTF-8 with a byte order mark, for Excel
/// reads it as UTF-8 only then; and no text that is taken for a formula (OWASP, CSV injection). And the text of a file that comes back.
/// </summary>
public static class Csv
{
    /// <summary>Media type of the file.</summary>
    public const string MediaType = "text/csv; charset=utf-8";

    private const int Windows1252 = 1252;

    private static readonly char[] FormulaSigns = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

    /// <summary>The file.</summary>
    /// <param name="columns">What stands above the columns.</param>
    /// <param name="rows">
    /// The cells. A day or a moment (UTC) is written as in ISO 8601, a number with a Dutch comma, yes and no as "ja" and "nee", null as
    /// nothing.
    /// </param>
    public static byte[] Write(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(columns)) text.Append(Line(row));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>
    /// A line with its end, for a file that is too long to make at once; the first one, of what stands above the columns, comes after
    /// the byte order mark.
    /// </summary>
    public static string Line(IReadOnlyList<object?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return string.Join(';', cells.Select(Cell)) + "\r\n";
    }

    /// <summary>
    /// The text of a list that somebody brings: UTF-8 or UTF-16 by its byte order mark, UTF-8 where it is that, and else Windows-1252,
    /// which is what Excel in Dutch still writes.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    public static string TextOf(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            if (file.AsSpan().StartsWith(encoding.Preamble)) return encoding.GetString(file.AsSpan(encoding.Preamble.Length));
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(Windows1252)!.GetString(file);
        }
    }

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            true => "ja",
            false => "nee",
            string words => Guarded(words),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, DutchTime.Culture),
            _ => value.ToString()!,
        };
        return text.AsSpan().IndexOfAny(";\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A text that no spreadsheet takes for a formula, now or after it is saved as another kind of file.</summary>
    internal static string Guarded(string words) => IsFormula(words) || IsFormula(words.TrimStart()) ? "'" + words : words;

    private static bool IsFormula(string words) => words.IndexOfAny(FormulaSigns) == 0;
}
