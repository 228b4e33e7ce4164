namespace Portal.Content.Markdown.Containers;

/// <summary>A file to download, with its type and size.</summary>
internal sealed class FileCard : IMarkdownContainer
{
    public string Name => "file";

    public IReadOnlyList<ContainerKey> Keys { get; } = [new("media", Required: true)];

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
