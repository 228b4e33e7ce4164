using Markdig.Syntax;
using Portal.Content.Markdown.Syntax;
using Portal.Content.Types;

namespace Portal.Content.Markdown.Containers;

/// <summary>Cards of other documents, from a list of their ids.</summary>
internal sealed class Related : IMarkdownContainer
{
    public string Name => "related";

    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<RelatedKeys>();

    public IEnumerable<BlockKind> Kinds { get; } =
    [
        new("Lees ook", "Andere pagina’s over dit onderwerp.", "related verwant zie ook", "::: related\n- id\n:::\n"),
    ];

    public IEnumerable<MarkdownIssue> Check(Container container, RenderContext context)
    {
        if (container.Any(block => block is not ListBlock) || container.Count == 0)
            yield return new(container.LineNumber, "Een blok related is een lijst van ids: op elke regel een streepje en een id, zoals - kennis-deal-with-it.");
        foreach (var (id, line) in IdsIn(container))
        {
            if (context.Document(id) is null) yield return new(line, $"Er is geen document met id {id}. Kijk het id na.");
        }
    }

    public void Render(Container container, BodyWriter body)
    {
        var targets = IdsIn(container).Select(item => body.FindDocument(item.Id)).OfType<LinkTarget>().ToList();
        if (targets.Count == 0) return;
        body.MarkupLine($"""<ul class="wj-related">""");
        foreach (var target in targets)
        {
            body.Markup($"""<li class="wj-related__item"><span class="wj-kind wj-kind--{target.Color}">{target.TypeLabel}</span> """);
            body.Markup($"""<a class="wj-related__link" href="{target.Url}">{Typography.Apply(target.Title)}</a>""");
            if (target.Summary is { } summary) body.Markup($"""<p class="wj-related__about">{Typography.Apply(summary)}</p>""");
            body.MarkupLine($"</li>");
        }
        body.MarkupLine($"</ul>");
    }

    private static IEnumerable<(string Id, int Line)> IdsIn(Container container) =>
        from item in container.OfType<ListBlock>().SelectMany(list => list.OfType<ListItemBlock>())
        from paragraph in item.OfType<ParagraphBlock>()
        let id = PlainText.Of(paragraph.Inline)
        where id.Length > 0
        select (id, paragraph.Line + 1);
}

/// <summary>The first line of a <see cref="Related"/>: nothing but its name.</summary>
internal sealed record RelatedKeys;
