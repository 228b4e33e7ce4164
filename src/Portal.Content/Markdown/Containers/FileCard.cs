using Portal.Content.Types;

namespace Portal.Content.Markdown.Containers;

/// <summary>A file to download, with its type and size.</summary>
internal sealed class FileCard : IMarkdownContainer
{
    public string Name => "file";

    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<FileKeys>();

    public IEnumerable<BlockKind> Kinds { get; } =
    [
        new("Bestand", "Een download uit de mediabibliotheek.", "pdf word download document", "::: file\n:::\n"),
    ];

    public IEnumerable<MarkdownIssue> Check(Container container, RenderContext context)
    {
        if (container["media"] is { } id && context.Media(id) is null)
            yield return new(container.LineNumber, $"Er is geen bestand met id {id} in de mediabibliotheek. Kijk het id na of voeg het bestand toe.");
        if (container["page"] is { } page && context.Document(page) is null)
            yield return new(
                container.LineNumber, $"Er is geen document met id {page}. Kies de pagina waar hetzelfde staat als in dit bestand.");
    }

    public void Render(Container container, BodyWriter body)
    {
        if (container["media"] is not { } id || body.FindMedia(id) is not { } media)
        {
            body.Blocks(container);
            return;
        }
        body.Markup($"""<div class="wj-file" id="{AnchorOf(id)}"><a class="wj-file__link" href="{media.Url}" """);
        if (media.Language is { } language) body.Markup($"""hreflang="{language.Name()}" """);
        body.Markup($"download>");
        body.Words(media.Title);
        body.EndLine();
        body.MarkupLine($"</a>");
        if (container.Count > 0)
        {
            body.Markup($"""<p class="wj-file__about">""");
            body.Inline(container);
            body.EndLine();
            body.MarkupLine($"</p>");
        }
        body.MarkupLine($"""<p class="wj-file__meta">{FileWords.Of(media)}</p>""");
        if (container["page"] is { } same && body.FindDocument(same) is { } page)
        {
            body.Markup($"""<p class="wj-file__page"><a class="nl-link" href="{page.Url}">Lees dit als webpagina: """);
            body.Words(page.Title);
            body.EndLine();
            body.MarkupLine($"</a></p>");
        }
        body.MarkupLine($"</div>");
    }

    /// <summary>Where a card stands on its page: what is found in the file leads there.</summary>
    public static string AnchorOf(string mediaId) => "bestand-" + mediaId;
}

/// <summary>The first line of a <see cref="FileCard"/>.</summary>
internal sealed record FileKeys
{
    /// <summary>Id of the file.</summary>
    [Property("Bestand", Required = true, IsReference = true, ReferenceTo = "media", Help = "Uit de mediabibliotheek.")]
    public required string Media { get; init; }

    /// <summary>Id of the document that says the same.</summary>
    [Property(
        "Dezelfde inhoud als webpagina", IsReference = true,
        Help = "Niet iedereen kan een bestand lezen. Kies de pagina waar hetzelfde staat.")]
    public string? Page { get; init; }
}
