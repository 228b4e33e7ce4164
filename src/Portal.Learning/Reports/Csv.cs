using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Portal.Platform;

namespace Portal.Learning.Reports;

/// <summary>A report as a file for a spreadsheet: UTF-8 with a byte order mark, semicolons, and no cell that is taken for a formula.</summary>
internal static class Csv
{
    private static readonly char[] FormulaSigns = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

    /// <summary>The file as an answer.</summary>
    public static FileContentResult File(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) =>
        new([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Write(columns, rows))], "text/csv; charset=utf-8") { FileDownloadName = name + ".csv" };

    /// <summary>The text.</summary>
    internal static string Write(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(columns)) text.AppendJoin(';', row.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    private static bool IsFormula(string words) => words.IndexOfAny(FormulaSigns) == 0;

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            string words => IsFormula(words) || IsFormula(words.TrimStart()) ? "'" + words : words,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, DutchTime.Culture),
            _ => value.ToString()!,
        };
        return text.AsSpan().IndexOfAny(";\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
