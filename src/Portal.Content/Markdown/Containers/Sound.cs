using Portal.Content.Types;

namespace Portal.Content.Markdown.Containers;

/// <summary>A link to a recording on another site (a podcast, an interview), with what is said in it.</summary>
internal sealed class Sound : IMarkdownContainer
{
    public string Name => "audio";

    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<SoundKeys>();

    public IEnumerable<BlockKind> Kinds { get; } =
    [
        new("Geluid", "Een podcast of opname, met de tekst ervan.", "audio podcast opname interview", "::: audio\n:::\n"),
    ];

    public bool IsOwnText(Container container) => false;

    public IEnumerable<MarkdownIssue> Check(Container container, RenderContext context)
    {
        if (container["url"] is { } url && Video.WebAddress(url) is null)
            yield return new(
                container.LineNumber, "Het adres van de opname is geen adres dat met https:// begint. Kopieer het uit de adresbalk.");
        if (container["duration"] is { } duration && !Video.Duration().IsMatch(duration))
            yield return new(container.LineNumber, "Schrijf de duur als minuten:seconden, zoals duration=\"3:20\".");
        if (container.Count == 0)
            yield return new(container.LineNumber, "De tekst van de opname ontbreekt. Schrijf tussen de regels ::: wat er gezegd wordt.");
    }

    public void Render(Container container, BodyWriter body)
    {
        const string text = "Lees de tekst van deze opname";
        if (container["url"] is not { } url || Video.WebAddress(url) is not { } address)
        {
            body.Details(container["title"] ?? text, container);
            return;
        }
        body.Markup($"""<figure class="wj-video"><a class="wj-video__open" href="{address.AbsoluteUri}" rel="external noopener">""");
        body.Markup($"""<span class="wj-video__title">""");
        body.Text(Typography.Apply(container["title"] ?? "Opname"));
        body.EndLine();
        var duration = container["duration"] is { } minutes && Video.Duration().IsMatch(minutes) ? $" {minutes}\u00A0minuten," : "";
        body.MarkupLine($"""</span> <span class="wj-video__meta">Geluid,{duration} speelt af bij {address.Host}</span></a>""");
        if (container.Count > 0) body.Details(text, container, isLabel: true);
        body.MarkupLine($"</figure>");
    }
}

/// <summary>The first line of a <see cref="Sound"/>.</summary>
internal sealed record SoundKeys
{
    /// <summary>Where it is.</summary>
    [Property("Adres van de opname", Required = true, Help = "Kopieer het uit de adresbalk.")] public required string Url { get; init; }

    /// <summary>What it is called.</summary>
    [Property("Titel", Required = true)] public required string Title { get; init; }

    /// <summary>How long it takes.</summary>
    [Property("Duur", Help = "Minuten en seconden, zoals 3:20.")] public string? Duration { get; init; }
}
