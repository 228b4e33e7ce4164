using Markdig.Extensions.Tables;
using Markdig.Syntax.Inlines;
using Portal.Content.Checks;
using Portal.Content.Checks.Advice;
using Portal.Content.Markdown;
using Portal.Content.Markdown.Containers;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Reports;

/// <summary>
/// What of a page's accessibility (WCAG 2.2) can be judged from its text alone, without a browser: the order of its headings (1.3.1), what
/// its pictures are described by (1.1.1), whether links tell where they lead (2.4.4), and whether tables have headings (1.3.1). Contrast,
/// focus and the rest are the portal's own, and are tested with it.
/// </summary>
internal static class AccessFindings
{
    private static readonly HashSet<string> Told = new(StringComparer.Ordinal)
    {
        "headings-missing", "link-text-vague", "link-text-address", "link-text-same", "alt-text", "table-header-empty",
    };

    /// <summary>What is found, in the order of the text.</summary>
    public static IEnumerable<Finding> Of(Writing writing) =>
        HeadingAdvice.On(writing).Concat(LinkAdvice.On(writing)).Concat(MediaAdvice.On(writing))
            .Where(finding => Told.Contains(finding.Rule))
            .Concat(Headings(writing)).Concat(Pictures(writing)).Concat(Tables(writing))
            .OrderBy(finding => finding.Line ?? 0);

    // The rules refuse these today; what went online before a rule, or came another way, is found here.
    private static IEnumerable<Finding> Headings(Writing writing)
    {
        var above = 1; // the title is the h1
        foreach (var heading in writing.Body.Headings)
        {
            if (heading.Level > above + 1)
                yield return Writing.At(
                    heading.Line + 1, "heading-level",
                    $"De kop ‘{PlainText.Of(heading.Inline)}’ slaat een niveau over. Maak er een kop van niveau {above + 1} van.");
            above = heading.Level;
        }
    }

    private static IEnumerable<Finding> Pictures(Writing writing)
    {
        foreach (var container in writing.Body.Document.Blocks().OfType<Container>().Where(container => container.Name == "figure"))
        {
            if (FigureContent.Of(container).Image is not { } image || LinkAddress.Of(image.Url) is not { Kind: LinkKind.Media } address
                || writing.Near.Media(address.Value) is not { Decorative: false } media) continue;
            if (Picture.AltOf(media, PlainText.Of(image)).Length == 0)
                yield return Writing.At(
                    image.Line + 1, "alt-missing", $"De afbeelding ‘{media.Title}’ heeft geen beschrijving. Schrijf wat er te zien is.");
        }
    }

    private static IEnumerable<Finding> Tables(Writing writing)
    {
        foreach (var table in writing.Body.Document.Blocks().OfType<Table>())
            if (table.OfType<TableRow>().FirstOrDefault(row => row.IsHeader) is not { } header
                || header.OfType<TableCell>().All(cell => cell.IsEmpty()))
                yield return Writing.At(
                    table.Line + 1, "table-header-missing", "Deze tabel heeft geen koppen. Schrijf boven elke kolom wat eronder staat.");
    }
}
