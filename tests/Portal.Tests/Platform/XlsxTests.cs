using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Portal.Platform;

namespace Portal.Tests.Platform;

/// <summary>Tables as Excel files.</summary>
public sealed class XlsxTests
{
    [Fact]
    public void A_table_is_a_file_that_Excel_takes()
    {
        var file = Xlsx.Write(
            "Mensen [alle]: wie/wat?", ["Naam", "Aantal", "Dag"],
            [["Štěpán", 12, new DateOnly(2026, 11, 30)], [null, 0.5, true]]);
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        Assert.Equal("Mensen alle wiewat", document.WorkbookPart!.Workbook!.Descendants<Sheet>().Single().Name!.Value);
        Assert.Equal([["Naam", "Aantal", "Dag"], ["Štěpán", "12", "46356"], ["", "0.5", "ja"]], Read(file));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+31 6")]
    [InlineData("@som")]
    [InlineData("  =1+1")]
    [InlineData("＝1+1")]
    public void Text_that_a_spreadsheet_would_take_for_a_formula_stays_text(string words)
    {
        var file = Xlsx.Write("Mensen", [words], [[words]]);
        Assert.Equal([["'" + words], ["'" + words]], Read(file));
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>());
    }

    [Fact]
    public void What_no_file_can_hold_is_left_out() =>
        Assert.Equal([["a"], ["b\uFFFDc😀"]], Read(Xlsx.Write("", ["a\0"], [["b\uD800c\u0001😀"]])));

    /// <summary>The cells of the sheet, row by row.</summary>
    public static IReadOnlyList<string[]> Read(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        return [.. document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(row =>
            row.Elements<Cell>().Select(cell => cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? "").ToArray())];
    }
}
