using System.Text.Json.Serialization;
using Portal.Content.Types;

namespace Portal.Content.Markdown.Containers;

/// <summary>A block that stands apart, with the word for its kind: colour alone tells nobody anything.</summary>
internal sealed class Callout : IMarkdownContainer
{
    public string Name => "callout";

    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<CalloutKeys>();

    public IEnumerable<BlockKind> Kinds { get; } =
    [
        Kind(CalloutKind.Info, "Uitleg naast de tekst.", "info"),
        Kind(CalloutKind.Tip, "Iets dat je meteen kunt doen.", "advies"),
        Kind(CalloutKind.Warning, "Waar het mis kan gaan.", "waarschuwing gevaar"),
        Kind(CalloutKind.Case, "Een voorbeeld dat niet echt gebeurd is.", "voorbeeld verhaal"),
        Kind(CalloutKind.Check, "Wat nog niet zeker is.", "controleren onzeker"),
        Kind(CalloutKind.Monday, "Wat de lezer morgen kan doen.", "doen actie"),
    ];

    public bool IsOwnText(Container container) => container["kind"] != "case";

    public bool MayHold(string container) => container is not ("callout" or "exercise");

    public void Render(Container container, BodyWriter body)
    {
        var known = Keys[0].Choices;
        var kind = container["kind"] is { } written && known.ContainsKey(written) ? written : CalloutKind.Info.Name();
        body.Markup($"""<div class="utrecht-spotlight-section wj-callout wj-callout--{kind}" role="note">""");
        body.MarkupLine($"""<p class="wj-callout__kind">{known[kind]}</p>""");
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

    private static BlockKind Kind(CalloutKind kind, string help, string words) =>
        new(kind.Label(), help, words + " kader tekstvak callout", $"::: callout kind={kind.Name()}\n:::\n");
}

/// <summary>The first line of a <see cref="Callout"/>.</summary>
internal sealed record CalloutKeys
{
    /// <summary>What kind it is.</summary>
    [Property("Soort", Required = true)] public required CalloutKind Kind { get; init; }

    /// <summary>Its title.</summary>
    [Property("Titel")] public string? Title { get; init; }
}

/// <summary>Kinds of a <see cref="Callout"/>.</summary>
internal enum CalloutKind
{
    /// <summary>Explains.</summary>
    [JsonStringEnumMemberName("info"), Label("Goed om te weten")] Info,

    /// <summary>Advises.</summary>
    [JsonStringEnumMemberName("tip"), Label("Tip")] Tip,

    /// <summary>Warns.</summary>
    [JsonStringEnumMemberName("warning"), Label("Let op")] Warning,

    /// <summary>An invented case.</summary>
    [JsonStringEnumMemberName("case"), Label("Bedachte casus")] Case,

    /// <summary>Not sure yet.</summary>
    [JsonStringEnumMemberName("check"), Label("Nog te toetsen")] Check,

    /// <summary>What to do tomorrow.</summary>
    [JsonStringEnumMemberName("monday"), Label("Wat doe je maandag?")] Monday,
}
