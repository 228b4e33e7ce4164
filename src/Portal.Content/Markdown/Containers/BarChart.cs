using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown.Containers;

/// <summary>
/// A table of labels and numbers in which every number has a bar. The table is the chart, so nothing is told twice; the bars are as
/// wide as their share of the largest number, in SVG attributes because the site allows no style attributes.
/// </summary>
internal sealed partial class BarChart
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    private readonly IReadOnlyList<TableCell> _header;
    private readonly IReadOnlyList<(TableCell Label, Amount Value)> _bars;

    private BarChart(IReadOnlyList<TableCell> header, IReadOnlyList<(TableCell, Amount)> bars) => (_header, _bars) = (header, bars);

    /// <summary>The chart of a table, or null when the table cannot be one.</summary>
    public static BarChart? Of(Table table)
    {
        if (WhyNot(table) is not null) return null;
        var rows = table.OfType<TableRow>().ToLookup(row => row.IsHeader);
        return new BarChart(
            [.. rows[true].First().OfType<TableCell>()],
            [.. rows[false].Select(row => ((TableCell)row[0], Read(row[1])!))]);
    }

    /// <summary>Why a table cannot be drawn as bars, in Dutch, or null when it can.</summary>
    public static string? WhyNot(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        if (rows.Any(row => row.Count != 2)) return "Een staafgrafiek heeft een tabel van twee kolommen nodig: een met woorden en een met getallen.";
        if (rows.All(row => row.IsHeader)) return "Deze tabel heeft geen rijen met getallen.";
        var odd = rows.Where(row => !row.IsHeader).Select(row => row[1]).FirstOrDefault(cell => Read(cell) is null);
        return odd is null ? null : $"‘{TextOf(odd)}’ is geen getal. Zet in de tweede kolom alleen getallen in Nederlandse notatie, zoals 1.250 of 12,5, met eventueel % erachter.";
    }

    public void Write(BodyWriter body, string? labelledBy)
    {
        body.Markup($"<table class=\"wj-bars\"");
        body.Attribute("aria-labelledby", labelledBy);
        body.Markup($"><thead><tr>");
        foreach (var cell in _header) WriteHeader(cell, "col", body);
        body.EndLine();
        body.MarkupLine($"</tr></thead>");
        body.MarkupLine($"<tbody>");
        var largest = _bars.Max(bar => bar.Value.Number);
        foreach (var (label, value) in _bars)
        {
            body.Markup($"<tr>");
            WriteHeader(label, "row", body);
            body.Markup($"""<td><span class="wj-bars__value">""");
            body.Text(value.Words);
            body.EndLine();
            var width = largest == 0 ? 0 : value.Number / largest * 100;
            body.Markup($"""</span><svg class="wj-bars__bar" width="100%" height="14" aria-hidden="true" focusable="false">""");
            body.MarkupLine($"""<rect width="{width.ToString("0.#", CultureInfo.InvariantCulture)}%" height="14" rx="7"/></svg></td></tr>""");
        }
        body.MarkupLine($"</tbody></table>");
    }

    private static void WriteHeader(TableCell cell, string scope, BodyWriter body)
    {
        body.Markup($"""<th scope="{scope}">""");
        body.Inline(cell);
        body.Separate();
        body.Markup($"</th>");
    }

    /// <summary>Reads "€ 1250", "12,5 %" or "736.000"; notes and spaces around it do not matter.</summary>
    private static Amount? Read(Block cell)
    {
        var match = Number().Match(TextOf(cell));
        if (!match.Success) return null;
        var decimals = match.Groups["decimals"].Value;
        var number = decimal.Parse(match.Groups["whole"].Value.Replace(".", "", StringComparison.Ordinal) + "." + decimals + "0", CultureInfo.InvariantCulture);
        var euro = match.Groups["euro"].Success ? "€\u00A0" : "";
        var share = match.Groups["share"].Success ? "%" : "";
        return new Amount(number, euro + number.ToString("N" + decimals.Length.ToString(CultureInfo.InvariantCulture), Dutch) + share);
    }

    private static string TextOf(Block cell) => string.Join(" ", ((ContainerBlock)cell).OfType<LeafBlock>().Select(leaf => PlainText.Of(leaf.Inline)));

    // Twelve digits: more than any figure here, and far from overflowing a decimal.
    [GeneratedRegex(@"^(?<euro>€\s*)?(?<whole>\d{1,3}(\.\d{3}){1,3}|\d{1,12})(,(?<decimals>\d{1,4}))?(?<share>\s*%)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Number();

    private sealed record Amount(decimal Number, string Words);
}
