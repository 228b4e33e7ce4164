using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Newsletters.Blocks;

/// <summary>One link that stands out: what a reader is asked to do.</summary>
internal sealed class ButtonBlock : IMarkdownContainer
{
    public string Name => "button";

    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<ButtonKeys>();

    public IEnumerable<BlockKind> Kinds { get; } =
    [
        new("Knop", "Eén link die opvalt: wat je de lezer vraagt te doen.", "button aanmelden link actie", "::: button\n:::\n"),
    ];

    public bool IsOwnText(Container container) => false;

    public IEnumerable<MarkdownIssue> Check(Container container, RenderContext context)
    {
        if (container["document"] is null == container["url"] is null)
            yield return new(container.LineNumber, "Een knop gaat naar één plek: kies een stuk, of vul een adres in.");
        if (container["document"] is { } id && context.Document(id) is null)
            yield return new(
                container.LineNumber,
                $"Er is geen document met id {id} dat lezers kunnen openen. Kies een ander, of zet het eerst online.");
        if (container["url"] is { } url && WebAddress(url) is null)
            yield return new(container.LineNumber, "Het adres van de knop begint niet met https://. Kopieer het uit de adresbalk.");
        if (container.Count > 0)
            yield return new(container.LineNumber, "In een knop staat geen tekst. Wat erop staat, vul je in bij label.");
    }

    public void Render(Container container, BodyWriter body)
    {
        var href = container["document"] is { } id ? body.FindDocument(id)?.Url : container["url"] is { } url ? WebAddress(url) : null;
        if (href is null || container["label"] is not { } label) return;
        body.Markup($"""<p class="wj-actions"><a class="nl-button nl-button--primary" href="{href}">""");
        body.Words(label);
        body.EndLine();
        body.MarkupLine($"</a></p>");
    }

    private static string? WebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address.AbsoluteUri : null;
}

/// <summary>The first line of a <see cref="ButtonBlock"/>.</summary>
internal sealed record ButtonKeys
{
    /// <summary>What stands on it.</summary>
    [Property("Wat staat erop?", Required = true, MaxLength = 60, Help = "Begin met een werkwoord: Meld je aan.")]
    public required string Label { get; init; }

    /// <summary>Id of the document it leads to.</summary>
    [Property("Naar een stuk", IsReference = true)] public string? Document { get; init; }

    /// <summary>The address it leads to.</summary>
    [Property("Of naar een adres", Help = "Begint met https://.")] public string? Url { get; init; }
}
