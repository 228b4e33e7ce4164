using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Portal.Platform;

/// <summary>
/// The first sheet of an Excel workbook (ECMA-376, .xlsx), read as a list. What unpacks to far more than a list holds is refused.
/// </summary>
internal static class XlsxReader
{
    private const int MostRows = 20_000, MostColumns = 100, MostCharacters = 20_000_000;

    /// <summary>True when the bytes begin as a ZIP, which a workbook is.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    /// <summary>True for a workbook of before 2007, and for one with a password: neither can be read here.</summary>
    public static bool IsOldOrLocked(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>The rows in which something stands, each with its number from 1; null when it cannot be read.</summary>
    public static List<(long Line, string[] Cells)>? Read(byte[] file)
    {
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            using var book = SpreadsheetDocument.Open(
                stream, isEditable: false, new OpenSettings { MaxCharactersInPart = MostCharacters });
            return RowsOf(book);
        }
        catch (Exception e) when (e is OpenXmlPackageException or FormatException or InvalidDataException or IOException or XmlException
            or InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static List<(long Line, string[] Cells)>? RowsOf(SpreadsheetDocument book)
    {
        if (book.WorkbookPart is not { } parts) return null;
        var sheets = parts.Workbook?.Sheets?.Elements<Sheet>() ?? [];
        var first = sheets.FirstOrDefault(sheet => sheet.State is null || sheet.State.Value == SheetStateValues.Visible);
        if (first?.Id?.Value is not { } id || parts.GetPartById(id) is not WorksheetPart part) return null;
        var shared = parts.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(TextOf).ToList() ?? [];

        var rows = new List<(long Line, string[] Cells)>();
        using var reader = OpenXmlReader.Create(part);
        for (long line = 0; reader.Read() && rows.Count < MostRows;)
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement) continue;
            var row = (Row)reader.LoadCurrentElement()!;
            line = row.RowIndex?.Value ?? line + 1;
            var cells = CellsOf(row, shared);
            if (cells.Any(cell => !string.IsNullOrWhiteSpace(cell))) rows.Add((line, cells));
        }
        return rows;
    }

    private static string[] CellsOf(Row row, List<string> shared)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference?.Value is { } at ? ColumnOf(at) : cells.Count;
            if (column >= MostColumns) break;
            while (cells.Count <= column) cells.Add("");
            cells[column] = ValueOf(cell, shared);
        }
        return [.. cells];
    }

    private static string ValueOf(Cell cell, List<string> shared)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value is not { } type) return value;
        if (type == CellValues.InlineString) return cell.InlineString is { } words ? TextOf(words) : "";
        if (type == CellValues.SharedString)
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at] : "";
        return type == CellValues.Error ? "" : value;
    }

    // Without the reading aid (furigana) that East Asian workbooks keep beside a text.
    private static string TextOf(RstType words) =>
        words.Text is { } whole ? whole.Text : string.Concat(words.Elements<Run>().Select(run => run.Text?.Text ?? ""));

    // "AB12" is column 27, counted from 0.
    private static int ColumnOf(string reference) =>
        reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (column, letter) =>
            Math.Min(MostColumns, (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1))) - 1;
}
