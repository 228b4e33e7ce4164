using System.Text;
using Portal.Platform;

namespace Portal.Tests.Platform;

/// <summary>Tables as files for a spreadsheet.</summary>
public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+31 6")]
    [InlineData("-1")]
    [InlineData("@som")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("  =1+1")]
    [InlineData("＝1+1")]
    public void Text_that_a_spreadsheet_would_take_for_a_formula_stays_text(string words) =>
        Assert.Equal("'" + words, CellOf(words).Trim('"'));

    [Fact]
    public void A_number_below_zero_is_a_number() => Assert.Equal("-0,5", CellOf(-0.5));

    [Fact]
    public void Days_moments_yes_and_no_are_written_one_way()
    {
        Assert.Equal("2026-11-28", CellOf(new DateOnly(2026, 11, 28)));
        Assert.Equal("2026-11-28 11:30:00Z", CellOf(new DateTimeOffset(2026, 11, 28, 12, 30, 0, TimeSpan.FromHours(1))));
        Assert.Equal(("ja", "nee", ""), (CellOf(true), CellOf(false), CellOf(null)));
    }

    [Fact]
    public void What_separates_cells_and_rows_is_quoted_within_them() => Assert.Equal("\"a;\"\"b\"\"\nc\"", CellOf("a;\"b\"\nc"));

    [Fact]
    public void A_spreadsheet_sees_that_it_is_utf8()
    {
        var file = Csv.Write(["Naam"], [["Štěpán"]]);
        Assert.Equal(Encoding.UTF8.GetPreamble(), file[..3]);
        Assert.Equal("Naam\r\nŠtěpán\r\n", Encoding.UTF8.GetString(file[3..]));
    }

    private static string CellOf(object? value) => Encoding.UTF8.GetString(Csv.Write(["Kop"], [[value]])[3..])["Kop\r\n".Length..^2];
}
