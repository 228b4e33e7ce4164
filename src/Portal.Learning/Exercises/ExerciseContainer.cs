using Portal.Content.Markdown;

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
    public IReadOnlyList<ContainerKey> Keys { get; } = [new("id", Required: true), new("type", Required: true, types.Names)];

    /// <inheritdoc/>
    public bool MayHold(string container) => container is "callout" or "figure" or "quote" or "video" or "file";

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

    private static bool IsId(string id) => id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
