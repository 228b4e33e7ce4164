using System.Text.RegularExpressions;
using Markdig.Extensions.Tables;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown;
using Portal.Content.Markdown.Containers;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Checks.Advice;

/// <summary>Pictures and tables: what who does not see them gets instead. That there is a description at all is a rule.</summary>
internal static partial class MediaAdvice
{
    private const int LongestAlt = 160;

    /// <summary>The advice.</summary>
    public static IEnumerable<Finding> On(Writing writing)
    {
        foreach (var container in writing.Body.Document.Blocks().OfType<Container>().Where(container => container.Name == "figure"))
        {
            var content = FigureContent.Of(container);
            if (content.Image is not { } image || LinkAddress.Of(image.Url) is not { Kind: LinkKind.Media } address
                || writing.Near.Media(address.Value) is not { Decorative: false } media) continue;
            foreach (var finding in OnAlt(image, Picture.AltOf(media, PlainText.Of(image)))) yield return finding;
            if (!content.HasCaption && container["title"] is null)
                yield return Writing.At(
                    container.LineNumber, "caption-missing",
                    "Deze afbeelding heeft geen bijschrift. Schrijf eronder in een zin wat de lezer eraan heeft.");
        }
        foreach (var card in writing.Body.Document.Blocks().OfType<Container>().Where(container => container.Name == "file"))
            foreach (var finding in OnFile(card, writing)) yield return finding;
        foreach (var table in writing.Body.Document.Blocks().OfType<Table>())
        {
            var header = table.OfType<TableRow>().FirstOrDefault(row => row.IsHeader)?.OfType<TableCell>().ToList() ?? [];
            // A table without any header is told by the rules.
            if (header.Exists(cell => !cell.IsEmpty()) && header.FindIndex(cell => cell.IsEmpty()) is var empty and >= 0)
                yield return Writing.At(
                    table.Line + 1, "table-header-empty",
                    $"Kolom {empty + 1} van deze tabel heeft geen kop. Schrijf erboven wat eronder staat, ook voor wie luistert.");
        }
    }

    // A document to download is read badly by a telephone and by who listens (Digitoegankelijk: HTML first).
    private static IEnumerable<Finding> OnFile(Container card, Writing writing)
    {
        if (card["media"] is not { } id || writing.Near.Media(id) is not { Width: null } file) yield break;
        if (card["page"] is null)
            yield return Writing.At(
                card.LineNumber, "file-page",
                $"Niet iedereen kan ‘{file.Title}’ ({FileWords.TypeOf(file)}) lezen."
                    + " Zet de inhoud ook op een pagina en kies die bij dit bestand.");
        if (file.Language is null)
            yield return Writing.At(
                card.LineNumber, "file-language", $"Bij ‘{file.Title}’ staat niet in welke taal het is. Kies die bij Media.");
    }

    private static IEnumerable<Finding> OnAlt(LinkInline image, string alt)
    {
        var message = alt switch
        {
            _ when FileName().IsMatch(alt) => $"De beschrijving ‘{alt}’ is een naam van een bestand. Schrijf wat er te zien is.",
            _ when Empty().IsMatch(alt) => $"De beschrijving ‘{alt}’ zegt niet wat er te zien is. Schrijf dat in een zin.",
            _ when Announced().Match(alt) is { Success: true } start =>
                $"Laat ‘{start.Value.Trim()}’ weg uit de beschrijving: een schermlezer zegt al dat het een afbeelding is.",
            { Length: > LongestAlt } =>
                $"De beschrijving heeft {alt.Length} tekens. Houd haar onder de {LongestAlt}; de rest hoort in de tekst.",
            _ => null,
        };
        if (message is not null) yield return Writing.At(image.Line + 1, "alt-text", message);
    }

    [GeneratedRegex(
        @"^\S+\.(jpe?g|png|webp|gif|svg|avif|tiff?|heic)$|^(img|dsc[nf]?|pxl|image|foto|screenshot|scan)[\s_-]*\d[\w\s.-]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex FileName();

    [GeneratedRegex(
        @"^(foto|afbeelding|plaatje|beeld|logo|icoon|illustratie|schermafdruk|image|picture)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Empty();

    [GeneratedRegex(
        @"^(een )?(foto|afbeelding|plaatje) (van|met|waarop) ",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Announced();
}
