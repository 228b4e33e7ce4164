using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>A word or a few to fill in. Case, accents, double spaces and marks around it do not count.</summary>
/// <param name="Head">What every exercise has.</param>
/// <param name="Accepted">The variants that are right, made plain.</param>
/// <param name="Hint">Help for who does not know.</param>
/// <param name="IfRight">Why, when it is right.</param>
/// <param name="IfWrong">Why, when it is not.</param>
/// <param name="Show">The answer as it is shown afterwards.</param>
internal sealed record ShortAnswer(
    ExerciseHead Head, IReadOnlyList<string> Accepted, RichText? Hint, RichText IfRight, RichText IfWrong, RichText Show) : Exercise(Head)
{
    private const string Field = "tekst";

    internal static ExerciseType Kind { get; } = new ExerciseType("short_answer", "Vul in", Read) { Doing = "invullen" }
        .WrittenAs<Yaml>(
        "Een woord of een paar woorden om in te vullen.",
        """
        answers: []
        if_right: ""
        if_wrong: ""
        """);

    private static ShortAnswer Read(ExerciseHead head, YamlPart yaml)
    {
        var answers = yaml.PlainList("answers", 1, 30);
        yaml.RefuseTwins(answers.Select(answer => (Typed.Words(answer.Text), answer.At)));
        foreach (var (text, _) in answers.Where(answer => Typed.Words(answer.Text).Length == 0))
            yaml.Report("answers", $"'{text}' heeft geen letters of cijfers. Schrijf een antwoord dat iemand kan typen.");
        var shown = answers.Count > 0 ? InlineMarkdown.Render(answers[0].Text, new RenderContext()) : RichText.Empty;
        return new(head, [.. answers.Select(answer => Typed.Words(answer.Text))],
            yaml.Optional("hint"), yaml.Text("if_right"), yaml.Text("if_wrong"), yaml.Optional("show") ?? shown);
    }

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of((Field, [Accepted[0]]));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        if (answer.One(Field) is not { } given || Typed.Words(given).Length == 0) return Graded.Refused(Max, "Vul een antwoord in.");
        var right = Accepted.Contains(Typed.Words(given));
        return Graded.Of(Max, right ? 1 : 0,
        [
            new(Field, true, right ? Outcome.Right : Outcome.Wrong, "Jouw antwoord")
            {
                Given = System.Net.WebUtility.HtmlEncode(given),
                Expected = Show.Html,
                Feedback = (right ? IfRight : IfWrong).Html,
            },
        ]);
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        html.Add($"""<div class="wj-written"><label class="utrecht-form-label" for="{Id}-tekst">Jouw antwoord</label>""");
        Fields.Line(html, Field, $"{Id}-tekst", form);
        html.Add($"</div>");
        if (Hint is not null)
            html.Add($"""<details class="wj-details"><summary class="wj-details__summary">Geef me een hint</summary>""")
                .Add($"""<div class="wj-details__body"><p class="nl-paragraph">{Hint}</p></div></details>""");
    }

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Goede antwoorden", Required = true, Group = PropertyGroup.Main, MaxItems = 30,
            Help = "Ook andere schrijfwijzen. Hoofdletters en accenten tellen niet.")]
        public required IReadOnlyList<string> Answers { get; init; }

        [Property("Hint", Long = true, Group = PropertyGroup.Main)]
        public string? Hint { get; init; }

        [Property("Uitleg bij een goed antwoord", Required = true, Long = true, Group = PropertyGroup.Main)]
        public required string IfRight { get; init; }

        [Property("Uitleg bij een fout antwoord", Required = true, Long = true, Group = PropertyGroup.Main)]
        public required string IfWrong { get; init; }

        [Property("Zo staat het antwoord er achteraf", Group = PropertyGroup.Main, Help = "Leeg is het eerste goede antwoord.")]
        public string? Show { get; init; }
    }
}
