namespace Portal.Learning.Exercises.Types;

/// <summary>Something to think about; nothing is filled in. Behind a click stands what others said.</summary>
internal sealed record Reflection(ExerciseHead Head) : Exercise(Head)
{
    /// <summary>What others said, as HTML blocks; empty where there is none.</summary>
    public string Others { get; init; } = "";

    internal static ExerciseType Kind { get; } = new ExerciseType("reflection", "Om over na te denken", (head, _) => new Reflection(head))
    {
        Doing = "nadenken",
        HasKey = false,
        HasForm = false,
        ReadOthers = (head, others) => new Reflection(head) { Others = others },
    }
        .WrittenAs("Een vraag om over na te denken; niets wordt ingevuld.", "Schrijf hier de vraag.\n\n---\n\nWat anderen zeiden.\n");

    internal override string WithoutForm => Others.Length == 0 ? "" : $"""
        <details class="wj-details wj-exercise__others"><summary class="wj-details__summary">Wat anderen hierover zeiden</summary>
        <div class="wj-details__body">{Others}</div></details>
        """;

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer) => Graded.WithoutKey([]);

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        // Nothing to fill in.
    }
}
