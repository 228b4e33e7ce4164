using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Portal.Platform;

/// <summary>
/// A table as an Excel file (ECMA-376): one sheet of which the head and the first column stay in view. Written cell after cell, for a long
/// one does not fit in memory twice. No text is taken for a formula, see <see cref="Csv"/>.
/// </summary>
public static class Xlsx
{
    /// <summary>Media type of the file.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int LongestName = 31, LongestText = 32_767;
    private const uint PlainStyle = 0, HeadStyle = 1, DayStyle = 2;

    private static readonly char[] NotInNames = ['[', ']', ':', '*', '?', '/', '\\'];

    /// <summary>The file.</summary>
    /// <param name="name">What the sheet is called; what Excel does not take in a name is left out.</param>
    /// <param name="columns">What stands above the columns.</param>
    /// <param name="rows">The cells: a text, a number, a day, yes or no, or null for nothing.</param>
    public static byte[] Write(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheet = book.AddNewPart<WorksheetPart>();
            WriteSheet(sheet, columns, rows);
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = NameOf(name) }));
        }
        return file.ToArray();
    }

    private static void WriteSheet(WorksheetPart sheet, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var writer = OpenXmlWriter.Create(sheet);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane
        {
            HorizontalSplit = 1,
            VerticalSplit = 1,
            TopLeftCell = "B2",
            ActivePane = PaneValues.BottomRight,
            State = PaneStateValues.Frozen,
        })
        { WorkbookViewId = 0 }));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, columns, isHead: true);
        foreach (var row in rows) WriteRow(writer, row, isHead: false);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, IReadOnlyList<object?> cells, bool isHead)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells) writer.WriteElement(CellOf(cell, isHead));
        writer.WriteEndElement();
    }

    private static Cell CellOf(object? value, bool isHead) => value switch
    {
        null => new Cell(),
        true => TextOf("ja", isHead),
        false => TextOf("nee", isHead),
        int or long or short or double or float or decimal =>
            new Cell { CellValue = new CellValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)) },
        DateOnly day => new Cell
        {
            CellValue = new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)),
            StyleIndex = DayStyle,
        },
        _ => TextOf(value as string ?? value.ToString()!, isHead),
    };

    // In the cell itself, where it is a text whatever it begins with.
    private static Cell TextOf(string words, bool isHead)
    {
        // Half a letter comes as U+FFFD.
        var text = string.Concat(Csv.Guarded(words).AtMost(LongestText).EnumerateRunes()
            .Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)).Select(rune => rune.ToString()));
        return new Cell
        {
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
            StyleIndex = isHead ? HeadStyle : PlainStyle,
        };
    }

    private static string NameOf(string name)
    {
        var taken = string.Concat(name.Where(letter => !NotInNames.Contains(letter) && XmlConvert.IsXmlChar(letter))).AtMost(LongestName);
        return taken.Length > 0 ? taken : "Blad 1";
    }

    private static Stylesheet Styles()
    {
        const uint shortDay = 14; // built in: a day as the reader's computer writes it
        return new Stylesheet(
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true },
                new CellFormat { NumberFormatId = shortDay, ApplyNumberFormat = true }));
    }
}
