using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises;

/// <summary>
/// An exercise in a text. The body holds its question and a mark where the form goes (<see cref="ExerciseSlots"/>); a reflection,
/// which asks for nothing to be filled in, stands there as a whole.
/// </summary>
internal sealed class ExerciseContainer(ExerciseTypes types) : IMarkdownContainer
{
    /// <summary>The word after the colons.</summary>
    internal const string ContainerName = "exercise";

    /// <inheritdoc/>
    public string Name => ContainerName;

    /// <inheritdoc/>
    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<FirstLine>();

    /// <inheritdoc/>
    public IEnumerable<string> ValuesOf(DocumentType.PropertyType key) => key.Key == "type" ? types.Names : [];

    /// <inheritdoc/>
    public IEnumerable<BlockKind> Kinds => types.All.Where(type => type.Template.Length > 0).Select(type => new BlockKind(
        $"Opdracht: {char.ToLowerInvariant(type.Label[0])}{type.Label[1..]}", type.Help, $"vraag oefening quiz toets {type.Name}",
        $"::: exercise id=o-{Guid.NewGuid().ToString("N")[..8]} type={type.Name}\n{type.Template}:::\n"));

    /// <inheritdoc/>
    public IReadOnlyList<DocumentType.PropertyType>? YamlOf(IReadOnlyDictionary<string, string> keys) =>
        keys.TryGetValue("type", out var name) && types.Find(name) is { Keys.Count: > 0 } type ? type.Keys : null;

    /// <inheritdoc/>
    public bool MayHold(string container) => container is "callout" or "figure" or "quote" or "video" or "file";

    /// <inheritdoc/>
    public bool IsOwnText(Container container) => false;

    /// <inheritdoc/>
    public string? AnchorOf(Container container) => container["id"] is { } id && IsId(id) ? id : null;

    /// <inheritdoc/>
    public string? PortalIdOf(Container container) => AnchorOf(container);

    /// <inheritdoc/>
    public IEnumerable<MarkdownIssue> Check(Container container, RenderContext context)
    {
        if (container["id"] is { } id && !IsId(id))
            yield return new(container.LineNumber, $"Het id {id} mag alleen kleine letters, cijfers en streepjes hebben, zoals m2-01.");
        foreach (var issue in ExerciseText.Read(container, types, context, checksLinks: true).Issues) yield return issue;
    }

    /// <inheritdoc/>
    public void Render(Container container, BodyWriter body)
    {
        var text = ExerciseText.Read(container, types, body.Context, checksLinks: false);
        if (text.IsConcept) return;
        var type = types.Find(container["type"] ?? "");
        var label = type?.Label ?? "Opdracht";
        body.Markup($"<section class=\"wj-exercise wj-exercise--{type?.Name ?? "unknown"}\"");
        body.Attribute("id", body.AnchorOf(container));
        body.MarkupLine($""" aria-label="{ExerciseMarkup.NameOf(label, body.Count("exercise " + type?.Name))}">""");
        body.MarkupLine($"""<p class="wj-exercise__kind">{label}</p>""");
        WriteFeed(text.Exercise, body);
        body.Markup($"<div class=\"wj-exercise__question\"");
        body.Attribute("id", body.AnchorOf(container) is { } anchor ? ExerciseMarkup.QuestionId(anchor) : null);
        body.MarkupLine($">");
        body.WithoutExplanations(() => body.Blocks(text.Question));
        body.MarkupLine($"</div>");
        if (text.Exercise?.Traits.ReadOthers is not null) WriteOthers(container, body);
        else if (text.Exercise is not null && body.AnchorOf(container) is { } id) body.Raw(ExerciseSlots.MarkOf(id));
        body.MarkupLine($"</section>");
    }

    private static void WriteFeed(Exercise? exercise, BodyWriter body)
    {
        if (exercise is null) return;
        var html = new Html();
        ExerciseMarkup.WriteFeed(html, exercise.Feed);
        body.Raw(html.ToString());
    }

    private static void WriteOthers(Container container, BodyWriter body)
    {
        var others = container.SplitAtLine().After;
        if (others.Count > 0) body.Details("Wat anderen hierover zeiden", others, isLabel: true, className: "wj-exercise__others");
    }

    /// <summary>The first line. The type is chosen when it is put in, and the id is for ever.</summary>
    private sealed record FirstLine
    {
        [Property("Id", Required = true, IsManaged = true)] public required string Id { get; init; }

        [Property("Soort", Required = true, IsManaged = true)] public required string Type { get; init; }
    }

    private static bool IsId(string id) => id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
