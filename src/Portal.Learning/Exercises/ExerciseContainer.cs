using Portal.Content.Markdown;

namespace Portal.Learning.Exercises;

/// <summary>
/// An exercise in a text. A reflection asks for nothing to be filled in: a question, and behind a click what others said about it.
/// </summary>
public sealed class ExerciseContainer : IMarkdownContainer
{
    /// <inheritdoc/>
    public string Name => "exercise";

    /// <inheritdoc/>
    public IReadOnlyList<ContainerKey> Keys { get; } = [new("id", Required: true), new("type", Required: true, ["reflection"])];

    /// <inheritdoc/>
    public bool MayHold(string container) => container is "callout" or "figure" or "quote" or "video" or "file";

    /// <inheritdoc/>
    public string? AnchorOf(Container container) => container["id"] is { } id && IsId(id) ? id : null;

    /// <inheritdoc/>
    public IEnumerable<MarkdownIssue> Check(Container container, RenderContext context)
    {
        if (container["id"] is { } id && !IsId(id))
            yield return new(container.LineNumber, $"Het id {id} mag alleen kleine letters, cijfers en streepjes hebben, zoals m2-01.");
        if (container.SplitAtLine().Before.Count == 0)
            yield return new(container.LineNumber, "De vraag ontbreekt. Zet hem onder de eerste regel van het blok.");
    }

    /// <inheritdoc/>
    public void Render(Container container, BodyWriter body)
    {
        var (question, others) = container.SplitAtLine();
        var number = body.Count("exercise reflection");
        body.Markup($"<section class=\"wj-exercise wj-exercise--reflection\"");
        body.Attribute("id", body.AnchorOf(container));
        body.MarkupLine($""" aria-label="{(number == 1 ? "Opdracht" : $"Opdracht {number}")}: om over na te denken">""");
        body.MarkupLine($"""<p class="wj-exercise__kind">Om over na te denken</p>""");
        body.MarkupLine($"""<div class="wj-exercise__question">""");
        body.Blocks(question);
        body.MarkupLine($"</div>");
        if (others.Count > 0) body.Details("Wat anderen hierover zeiden", others, isLabel: true, className: "wj-exercise__others");
        body.MarkupLine($"</section>");
    }

    private static bool IsId(string id) => id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
