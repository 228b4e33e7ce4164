namespace Portal.Content.Markdown.Containers;

/// <summary>A block that stands apart, with the word for its kind: colour alone tells nobody anything.</summary>
internal sealed class Callout : IMarkdownContainer
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["info"] = "Goed om te weten",
        ["tip"] = "Tip",
        ["warning"] = "Let op",
        ["case"] = "Bedachte casus",
        ["check"] = "Nog te toetsen",
        ["monday"] = "Wat doe je maandag?",
    };

    public string Name => "callout";

    public IReadOnlyList<ContainerKey> Keys { get; } = [new("kind", Required: true, [.. Kinds.Keys]), new("title")];

    public bool MayHold(string container) => container is not ("callout" or "exercise");

    public void Render(Container container, BodyWriter body)
    {
        var kind = container["kind"] is { } written && Kinds.ContainsKey(written) ? written : "info";
        body.Markup($"""<div class="utrecht-spotlight-section wj-callout wj-callout--{kind}" role="note">""");
        body.MarkupLine($"""<p class="wj-callout__kind">{Kinds[kind]}</p>""");
        if (container["title"] is { } title)
        {
            body.Markup($"""<p class="wj-callout__title">""");
            body.Words(title);
            body.EndLine();
            body.MarkupLine($"</p>");
        }
        body.Blocks(container);
        body.MarkupLine($"</div>");
    }
}
