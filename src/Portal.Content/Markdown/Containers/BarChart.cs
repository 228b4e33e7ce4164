using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Portal.Content.Markdown.Syntax;
using Portal.Platform.Ui;

namespace Portal.Content.Markdown.Containers;

/// <summary>
/// A table of labels and numbers in which every number has a bar. The table is the chart, so nothing is told twice. All bars have one
/// scale: the whole track is 100% where the numbers are percentages, else the largest number.
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
        var cells = rows.Where(row => !row.IsHeader).Select(row => row[1]).ToList();
        if (cells.Find(cell => Read(cell) is null) is { } odd)
            return $"‘{TextOf(odd)}’ is geen getal. Zet in de tweede kolom alleen getallen in Nederlandse notatie, zoals 1.250 of 12,5, "
                + "met eventueel % erachter.";
        return cells.Select(cell => Read(cell)!.Unit).Distinct().Count() == 1
            ? null
            : "Deze getallen zijn niet met elkaar te vergelijken. Zet bij alle getallen hetzelfde teken (% of €), of bij geen.";
    }

    public void Write(BodyWriter body, string? labelledBy)
    {
        body.Markup($"<table class=\"wj-bars{RoomForNumbers()}\"");
        body.Attribute("aria-labelledby", labelledBy);
        body.Markup($"><thead><tr>");
        foreach (var cell in _header) WriteHeader(cell, "col", body);
        body.EndLine();
        body.MarkupLine($"</tr></thead>");
        body.MarkupLine($"<tbody>");
        var largest = _bars.Max(bar => bar.Value.Number);
        var whole = _bars[0].Value.Unit == "%" ? Math.Max(100, largest) : largest;
        foreach (var (label, value) in _bars)
        {
            body.Markup($"<tr>");
            WriteHeader(label, "row", body);
            body.Markup($"""<td><span class="wj-bars__value">""");
            body.Text(value.Words);
            body.EndLine();
            body.Markup($"</span>");
            body.Raw(Bar.Of(whole == 0 ? 0 : value.Number / whole * 100).Value!);
            body.MarkupLine($"</td></tr>");
        }
        body.MarkupLine($"</tbody></table>");
    }

    // Every number of a table gets the same room, so that every bar does too: the widest one says how much.
    private string RoomForNumbers() => _bars.Max(bar => bar.Value.Words.Length) switch
    {
        <= 5 => "",
        <= 7 => " wj-bars--long",
        _ => " wj-bars--longer",
    };

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
        var words = euro + number.ToString("N" + decimals.Length.ToString(CultureInfo.InvariantCulture), Dutch) + share;
        return new Amount(number, euro.TrimEnd() + share, words);
    }

    private static string TextOf(Block cell) => string.Join(" ", ((ContainerBlock)cell).OfType<LeafBlock>().Select(leaf => PlainText.Of(leaf.Inline)));

    // Twelve digits: more than any figure here, and far from overflowing a decimal.
    [GeneratedRegex(@"^(?<euro>€\s*)?(?<whole>\d{1,3}(\.\d{3}){1,3}|\d{1,12})(,(?<decimals>\d{1,4}))?(?<share>\s*%)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Number();

    private sealed record Amount(decimal Number, string Unit, string Words);
}
