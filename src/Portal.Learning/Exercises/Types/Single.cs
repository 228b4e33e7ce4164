using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>A question with one right answer among a few.</summary>
internal sealed record Single(ExerciseHead Head, IReadOnlyList<Option> Options) : Exercise(Head)
{
    private const string Field = "keuze";

    internal static ExerciseType Kind { get; } = new ExerciseType("single", "Kies één antwoord", Read) { Doing = "kiezen" }
        .WrittenAs<Yaml>(
        "Een vraag met één goed antwoord.",
        """
        options:
          - text: "Eerste antwoord"
            right: true
            feedback: ""
          - text: "Tweede antwoord"
            feedback: ""
        """);

    private static Single Read(ExerciseHead head, YamlPart yaml)
    {
        var options = Option.ReadAll(yaml, head.Id, 2, 6);
        if (options.Count > 0 && options.Count(option => option.Right) != 1)
            yaml.Report("options", "Van deze antwoorden is er precies één goed; nu "
                + $"{(options.Any(option => option.Right) ? "zijn het er meer" : "is er geen")}. Zet bij één antwoord 'right: true'.");
        return new(head, options);
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<AnswerChoice> Choices => [.. Options.Select(option => option.Choice)];

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of((Field, Options.Where(option => option.Right).Select(option => option.Key)));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        if (answer.One(Field) is not { } key) return Graded.Refused(Max, "Kies één antwoord.");
        if (!Options.Any(option => option.Key == key)) return Graded.Refused(Max, Fields.UnknownChoice);
        return Graded.Of(
            Max, Options.Any(option => option.Right && option.Key == key) ? 1 : 0,
            [.. Options.Select(option => option.ResultOf(option.Key == key))]);
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        foreach (var option in Shuffle.ByNumberOr(form.Seed ?? Id, Options, option => option.Key, option => option.Text.Plain))
            Fields.Radio(html, Field, option.Key, new Html.Raw(option.Text.Html), form);
    }

    internal override void WriteResults(Html html, Answer answer, Graded graded) =>
        ExerciseMarkup.WriteParts(html, graded.Parts, missed: "Dit was goed");

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Antwoorden", Item = "Antwoord", Required = true, Group = PropertyGroup.Main, MinItems = 2, MaxItems = 6,
            Help = "Precies één is goed.")]
        public required IReadOnlyList<OptionKeys> Options { get; init; }
    }
}
