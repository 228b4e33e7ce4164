namespace Portal.Content.Markdown.Containers;

/// <summary>A question that opens its answer.</summary>
internal sealed class Accordion : IMarkdownContainer
{
    public string Name => "accordion";

    public IReadOnlyList<ContainerKey> Keys { get; } = [new("title", Required: true)];

    public bool MayHold(string container) => container is not ("accordion" or "exercise");

    public void Render(Container container, BodyWriter body) => body.Details(container["title"] ?? "Lees meer", container);
}
