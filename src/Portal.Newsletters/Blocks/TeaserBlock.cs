using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Newsletters.Blocks;

/// <summary>
/// A piece of the portal that is brought to somebody's notice: its title as a link that follows it when it moves, with a picture and
/// words of one's own, or else its summary.
/// </summary>
internal sealed class TeaserBlock : IMarkdownContainer
{
    private const int UsualWidth = 640;

    public string Name => "teaser";

    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<TeaserKeys>();

    public IEnumerable<BlockKind> Kinds { get; } =
    [
        new(
            "Uitgelicht", "Een stuk van het portaal met een paar zinnen waarom het de moeite waard is.", "teaser nieuwsbrief tip bericht",
            "::: teaser\n:::\n"),
    ];

    public IEnumerable<MarkdownIssue> Check(Container container, RenderContext context)
    {
        if (container["document"] is { } id && context.Document(id) is null)
            yield return new(
                container.LineNumber,
                $"Er is geen document met id {id} dat lezers kunnen openen. Kies een ander, of zet het eerst online.");
        if (container["image"] is { } image && context.Media(image) is null)
            yield return new(container.LineNumber, $"Er is geen afbeelding met id {image}. Kies een andere.");
    }

    public void Render(Container container, BodyWriter body)
    {
        var target = container["document"] is { } id ? body.FindDocument(id) : null;
        var title = container["title"] ?? target?.Title;
        body.MarkupLine($"""<article class="wj-teaser">""");
        // The title beside it says what it is about: a second link and a second text would only be in the way.
        if (container["image"] is { } image && body.FindMedia(image) is { IsRefused: false } media)
            body.MarkupLine($"""<img class="wj-teaser__image" src="{AddressOf(media)}" alt="" loading="lazy" decoding="async">""");
        body.MarkupLine($"""<div class="wj-teaser__text">""");
        if (target is not null) body.Markup($"""<p class="wj-kind">{target.TypeLabel}</p>""");
        if (title is not null)
        {
            body.Markup($"""<h3 class="nl-heading nl-heading--level-3 wj-teaser__title">""");
            if (target is not null) body.Markup($"""<a class="nl-link" href="{target.Url}">""");
            body.Words(title);
            if (target is not null) body.Markup($"</a>");
            body.EndLine();
            body.MarkupLine($"</h3>");
        }
        if (container.Count > 0) body.WithoutExplanations(() => body.Blocks(container));
        else if (target?.Summary is { } summary) body.MarkupLine($"""<p class="nl-paragraph">{Typography.Apply(summary)}</p>""");
        body.MarkupLine($"</div></article>");
    }

    // Mail programs know no choice of pictures: one that every program can show, not larger than it needs.
    private static string AddressOf(MediaTarget media) =>
        media.Variants.Where(variant => variant.Format is not ("avif" or "webp")).DefaultIfEmpty(media.Variants.FirstOrDefault())
            .MinBy(variant => Math.Abs((variant?.Width ?? 0) - UsualWidth))?.Url ?? media.Url;
}

/// <summary>The first line of a <see cref="TeaserBlock"/>.</summary>
internal sealed record TeaserKeys
{
    /// <summary>Id of the document.</summary>
    [Property("Stuk", Required = true, IsReference = true, Help = "Het stuk waar de titel naartoe gaat.")]
    public required string Document { get; init; }

    /// <summary>Another title.</summary>
    [Property("Andere titel", Help = "Laat leeg voor de titel van het stuk zelf.")] public string? Title { get; init; }

    /// <summary>Id of a picture.</summary>
    [Property("Afbeelding", IsReference = true, ReferenceTo = "media")] public string? Image { get; init; }
}
