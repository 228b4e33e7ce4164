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
    }

    public void Render(Container container, BodyWriter body)
    {
        if (container["media"] is not { } id || body.FindMedia(id) is not { } media)
        {
            body.Blocks(container);
            return;
        }
        body.Markup($"""<div class="wj-file"><a class="wj-file__link" href="{media.Url}" download>""");
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
        body.MarkupLine($"""<p class="wj-file__meta">{FileWords.Of(media)}</p></div>""");
    }
}

/// <summary>The first line of a <see cref="FileCard"/>.</summary>
internal sealed record FileKeys
{
    /// <summary>Id of the file.</summary>
    [Property("Bestand", Required = true, IsReference = true, ReferenceTo = "media", Help = "Uit de mediabibliotheek.")]
    public required string Media { get; init; }
}
