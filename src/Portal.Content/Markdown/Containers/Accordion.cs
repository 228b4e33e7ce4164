using Portal.Content.Types;

namespace Portal.Content.Markdown.Containers;

/// <summary>A question that opens its answer.</summary>
internal sealed class Accordion : IMarkdownContainer
{
    public string Name => "accordion";

    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<AccordionKeys>();

    public IEnumerable<BlockKind> Kinds { get; } =
    [
        new("Uitklapper", "Tekst die na een klik opent.", "accordion vraag antwoord faq", "::: accordion title=\"Vraag\"\n:::\n"),
    ];

    public bool MayHold(string container) => container is not ("accordion" or "exercise");

    public void Render(Container container, BodyWriter body) => body.Details(container["title"] ?? "Lees meer", container);
}

/// <summary>The first line of an <see cref="Accordion"/>.</summary>
internal sealed record AccordionKeys
{
    /// <summary>What one clicks on.</summary>
    [Property("Vraag of titel", Required = true)] public required string Title { get; init; }
}
