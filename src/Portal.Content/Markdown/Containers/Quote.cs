using Portal.Content.Types;

namespace Portal.Content.Markdown.Containers;

/// <summary>Words of somebody, told in our own.</summary>
internal sealed class Quote : IMarkdownContainer
{
    public string Name => "quote";

    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<QuoteKeys>();

    public IEnumerable<BlockKind> Kinds { get; } =
    [
        new("Citaat", "Wat iemand zei, met wie het was.", "quote uitspraak aanhaling", "::: quote\n:::\n"),
    ];

    public bool IsOwnText(Container container) => false;

    public void Render(Container container, BodyWriter body)
    {
        body.MarkupLine($"""<figure class="utrecht-blockquote wj-quote"><blockquote class="utrecht-blockquote__content wj-quote__text">""");
        body.WithoutExplanations(() => body.Blocks(container));
        body.Markup($"</blockquote>");
        var (by, source) = (container["by"], container["source"]);
        if (by is not null || source is not null)
        {
            body.Markup($"""<figcaption class="utrecht-blockquote__caption wj-quote__by">""");
            body.Words(by ?? "");
            if (source is not null) body.Markup($"""{(by is null ? "" : " ")}<span class="wj-meta">{Typography.Apply(source)}</span>""");
            body.EndLine();
            body.Markup($"</figcaption>");
        }
        body.MarkupLine($"</figure>");
    }
}

/// <summary>The first line of a <see cref="Quote"/>.</summary>
internal sealed record QuoteKeys
{
    /// <summary>Who said it.</summary>
    [Property("Wie zei het?")] public string? By { get; init; }

    /// <summary>Where it stands.</summary>
    [Property("Bron", Help = "Wie, welk jaar en welke bladzijde.")] public string? Source { get; init; }
}
