using System.Text.Json.Serialization;
using Markdig.Extensions.Tables;
using Markdig.Syntax.Inlines;
using Markdig.Syntax;
using Portal.Content.Markdown.Syntax;
using Portal.Content.Types;

namespace Portal.Content.Markdown.Containers;

/// <summary>An image with its caption, a table with a title, or a table of numbers drawn as bars.</summary>
internal sealed class Figure : IMarkdownContainer
{
    public string Name => "figure";

    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<FigureKeys>();

    public IEnumerable<BlockKind> Kinds { get; } =
    [
        new(
            "Figuur met tabel of grafiek", "Cijfers met een titel en een bron.", "grafiek staafdiagram cijfers chart",
            "::: figure title=\"Titel\"\n\n| Wat | Hoeveel |\n| --- | --- |\n| Een | 1 |\n| Twee | 2 |\n:::\n"),
    ];

    public IEnumerable<MarkdownIssue> Check(Container container, RenderContext context)
    {
        var content = FigureContent.Of(container);
        if (content.Table is null && content.Image is null)
        {
            yield return new(container.LineNumber, "In een figuur staat één afbeelding of één tabel. Hier staat geen van beide.");
            yield break;
        }
        if (content.HasMore) yield return new(container.LineNumber, "In een figuur staat één afbeelding of één tabel, met hooguit een bijschrift. Maak van de rest een eigen blok.");
        if (content.Table is not null && container["title"] is null)
            yield return new(container.LineNumber, "Deze figuur mist een titel. Zet op de eerste regel title=\"wat de tabel laat zien\".");
        if (container["chart"] is null) yield break;
        if (content.Table is null) yield return new(container.LineNumber, "Een grafiek wordt gemaakt van een tabel. Zet de cijfers in een tabel, of haal chart= weg.");
        else if (BarChart.WhyNot(content.Table) is { } reason) yield return new(content.Table.Line + 1, reason);
    }

    public void Render(Container container, BodyWriter body)
    {
        var content = FigureContent.Of(container);
        if (content.Image is null && content.Table is null) body.Blocks(container);
        else body.WithoutExplanations(() => Write(container, content, body));
    }

    private static void Write(Container container, FigureContent content, BodyWriter body)
    {
        var captionId = $"fig-{body.Count("figure")}";
        var chart = container["chart"] == "bar" && content.Table is { } numbers ? BarChart.Of(numbers) : null;
        body.MarkupLine($"""<figure class="utrecht-figure wj-figure{(chart is null ? "" : " wj-chart")}">""");
        if (content.Image is { } image)
        {
            body.Image(image);
            WriteCaption(container, content, captionId, CreditOf(image, body), body);
        }
        else if (content.Table is { } table)
        {
            var hasCaption = container["title"] is not null;
            if (hasCaption) WriteTitle(container["title"]!, captionId, body);
            if (chart is not null) chart.Write(body, hasCaption ? captionId : null);
            else body.Table(table, hasCaption ? captionId : null);
            body.Blocks(content.Caption);
            if (container["source"] is { } source) body.MarkupLine($"""<p class="wj-figure__source">Bron: {Typography.Apply(source)}</p>""");
        }
        body.MarkupLine($"</figure>");
    }

    private static void WriteTitle(string title, string id, BodyWriter body)
    {
        body.Markup($"""<figcaption class="utrecht-figure__caption wj-figure__caption" id="{id}">""");
        body.Words(title);
        body.EndLine();
        body.MarkupLine($"</figcaption>");
    }

    private static void WriteCaption(Container container, FigureContent content, string id, string? credit, BodyWriter body)
    {
        var source = container["source"] is { } written ? "Bron: " + Typography.Apply(written) : null;
        var origin = string.Join(". ", new[] { source, credit }.OfType<string>());
        if (container["title"] is null && !content.HasCaption && origin.Length == 0) return;

        body.Markup($"""<figcaption class="utrecht-figure__caption wj-figure__caption" id="{id}">""");
        if (container["title"] is { } title)
        {
            body.Markup($"<strong>");
            body.Words(title);
            body.Markup($"</strong>");
            body.Text(content.HasCaption ? " " : "");
        }
        body.Inlines(content.BesideImage);
        body.Inline(content.Caption);
        if (origin.Length > 0) body.Markup($""" <span class="wj-figure__source">{origin}</span>""");
        body.EndLine();
        body.MarkupLine($"</figcaption>");
    }

    private static string? CreditOf(LinkInline image, BodyWriter body) =>
        LinkAddress.Of(image.Url) is { Kind: LinkKind.Media } address && body.FindMedia(address.Value)?.Credit is { Length: > 0 } credit
            ? "Foto: " + Typography.Apply(credit)
            : null;
}

/// <summary>What stands in a figure.</summary>
/// <param name="BesideImage">Text in the same paragraph as the image.</param>
/// <param name="Caption">The other paragraphs.</param>
internal sealed record FigureContent(LinkInline? Image, Table? Table, IReadOnlyList<Inline> BesideImage, IReadOnlyList<Block> Caption, bool HasMore)
{
    public bool HasCaption => Caption.Count > 0 || BesideImage.Count > 0;

    public static FigureContent Of(Container container)
    {
        var tables = container.OfType<Table>().ToList();
        var paragraphs = container.OfType<ParagraphBlock>().ToList();
        var images = paragraphs.SelectMany(paragraph => paragraph.Inline?.Inlines().OfType<LinkInline>() ?? []).Where(link => link.IsImage).ToList();
        var image = tables.Count == 0 ? images.FirstOrDefault() : null;
        var own = image is null ? null : paragraphs.First(paragraph => paragraph.Inline!.Inlines().Contains(image));
        return new FigureContent(
            image,
            tables.FirstOrDefault(),
            own is null ? [] : TextBeside(image!, own),
            [.. paragraphs.Where(paragraph => paragraph != own)],
            tables.Count + images.Count > 1 || container.Count > tables.Count + paragraphs.Count);
    }

    private static List<Inline> TextBeside(LinkInline image, ParagraphBlock paragraph)
    {
        // The line end behind the image became a space of the text that follows it.
        if (image.NextSibling is LiteralInline text) text.Content.TrimStart();
        return [.. paragraph.Inline!.Where(inline => inline != image && inline is not LiteralInline { Content.IsEmpty: true })];
    }
}

/// <summary>The first line of a <see cref="Figure"/>.</summary>
internal sealed record FigureKeys
{
    /// <summary>What it shows.</summary>
    [Property("Titel", Help = "Wat de figuur laat zien.")] public string? Title { get; init; }

    /// <summary>Where the figures come from.</summary>
    [Property("Bron", Help = "Wie, welk jaar en welke bladzijde.")] public string? Source { get; init; }

    /// <summary>How a table is drawn.</summary>
    [Property("Tonen als")] public FigureChart? Chart { get; init; }
}

/// <summary>How a table of numbers is drawn.</summary>
internal enum FigureChart
{
    /// <summary>Bars.</summary>
    [JsonStringEnumMemberName("bar"), Label("Staafgrafiek")] Bar,
}
