using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>A statement: is it true or not?</summary>
internal sealed record TrueFalse(ExerciseHead Head, bool IsTrue, RichText IfTrue, RichText IfFalse) : Exercise(Head)
{
    private const string Yes = "waar", No = "niet", Field = "keuze";

    internal static ExerciseType Kind { get; } = new ExerciseType("true_false", "Waar of niet waar?", Read) { Doing = "waar of niet waar" }
        .WrittenAs<Yaml>(
        "Een bewering die waar is of niet.",
        """
        answer: true
        if_true: ""
        if_false: ""
        """);

    private static TrueFalse Read(ExerciseHead head, YamlPart yaml) =>
        new(head, yaml.Flag("answer") ?? false, yaml.Text("if_true"), yaml.Text("if_false"));

    /// <inheritdoc/>
    internal override IReadOnlyList<AnswerChoice> Choices => [new(Yes, "Waar", IsTrue), new(No, "Niet waar", !IsTrue)];

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of((Field, [IsTrue ? Yes : No]));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        if (answer.One(Field) is not (Yes or No)) return Graded.Refused(Max, "Kies of het waar is of niet.");
        var right = answer.One(Field) == (IsTrue ? Yes : No);
        return Graded.Of(Max, right ? 1 : 0, [PartOf(Yes, "Waar", IsTrue, IfTrue), PartOf(No, "Niet waar", !IsTrue, IfFalse)]);

        PartResult PartOf(string key, string text, bool isRight, RichText feedback)
        {
            var chosen = answer.One(Field) == key;
            return new(key, chosen, PartResult.OutcomeOf(isRight, chosen), text) { Feedback = chosen ? feedback.Html : null };
        }
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        Fields.Radio(html, Field, Yes, new Html.Raw("Waar"), form);
        Fields.Radio(html, Field, No, new Html.Raw("Niet waar"), form);
    }

    internal override void WriteResults(Html html, Answer answer, Graded graded) =>
        ExerciseMarkup.WriteParts(html, graded.Parts, missed: "Dit was goed");

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Is de bewering waar?", Required = true, Group = PropertyGroup.Main)]
        public required bool Answer { get; init; }

        [Property("Uitleg aan wie ‘waar’ kiest", Required = true, Long = true, Group = PropertyGroup.Main)]
        public required string IfTrue { get; init; }

        [Property("Uitleg aan wie ‘niet waar’ kiest", Required = true, Long = true, Group = PropertyGroup.Main)]
        public required string IfFalse { get; init; }
    }
}
