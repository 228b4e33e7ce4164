using System.Text.Json.Serialization;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>
/// A talk in which one chooses what to do, step by step, to one of several ends. The answer is the way one went: the keys of the
/// choices so far, and the last one. Nothing of the steps to come is in the page.
/// </summary>
internal sealed record Scenario(ExerciseHead Head, string Start, IReadOnlyList<Scenario.Step> Steps) : Exercise(Head)
{
    private const string PathField = "pad", Field = "keuze", BackField = "terug";

    /// <summary>Something somebody says.</summary>
    public sealed record Turn(string Who, RichText Text);

    /// <summary>Something one can do.</summary>
    public sealed record Choice(string Key, RichText Text, string To, int Points, RichText Feedback);

    /// <summary>Where it ends.</summary>
    /// <param name="How">good, mixed or bad.</param>
    /// <param name="Title">What came of it.</param>
    /// <param name="Text">What that means.</param>
    public sealed record Ending(string How, RichText Title, RichText Text);

    /// <summary>A moment: what is said, and what one can do or how it ends.</summary>
    public sealed record Step(string Id, IReadOnlyList<Turn> Says, IReadOnlyList<Choice> Choices, Ending? End);

    internal static ExerciseType Kind { get; } = new ExerciseType("scenario", "Wat doe jij?", ScenarioReader.Read)
    {
        Doing = "keuzes maken",
        // A talk takes longer than one question may.
        ComesBack = false,
        NextStep = "Verder in het gesprek",
    }
        .WrittenAs<Yaml>(
        "Een gesprek waarin iemand stap voor stap kiest wat te doen.",
        """
        start: begin
        steps: []
        """);

    /// <inheritdoc/>
    internal override Answer Perfect => BestFrom(Find(Start), []).Keys is { Count: > 0 } keys
        ? Answer.Of((PathField, keys.SkipLast(1)), (Field, [keys[^1]]))
        : Answer.Empty;

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        if (Walk(answer) is not { } way) return Graded.Refused(Max, Fields.UnknownChoice);
        if (way.At.End is not { } end)
        {
            return answer.One(Field) is null && answer.One(BackField) is null
                ? Graded.Refused(Max, "Kies wat je doet.")
                : new Graded(0, Max, Outcome.None, [], null) { Unfinished = true };
        }
        var best = BestFrom(Find(Start), []);
        var graded = Graded.Of(
            Max, way.Choices.Sum(made => made.Choice.Points) / (double)best.Points,
            [.. way.Choices.Select(made => PartOf(made.Step, made.Choice))]);
        return graded with { Outcome = end.How switch { "good" => Outcome.Right, "mixed" => Outcome.Partly, _ => Outcome.Wrong } };
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        var way = Walk(form.Answer) ?? new Way([], Find(Start));
        WriteTalk(html, way, isUnderWay: way.Choices.Count > 0);
        foreach (var (_, choice) in way.Choices)
            html.Add($"<input type=\"hidden\" name=\"{Answer.FieldPrefix}{PathField}\" value=\"{choice.Key}\">");
        // What was chosen is in the way already; the next choice starts open.
        var open = form with { Answer = Answer.Empty };
        html.Add($"""<fieldset class="wj-choices"><legend class="wj-choices__legend">Wat doe je?</legend>""");
        foreach (var choice in Shuffle.By(form.Seed ?? Id, way.At.Choices, choice => choice.Key))
            Fields.Radio(html, Field, choice.Key, new Html.Raw(choice.Text.Html), open);
        html.Add($"</fieldset>");
        if (way.Choices.Count > 0)
            html.Add($"""<button class="nl-button nl-button--subtle wj-exercise__back" type="submit" """)
                .Add($"""name="{Answer.FieldPrefix}{BackField}" value="1">Een stap terug</button>""");
    }

    internal override void WritePaper(Html html)
    {
        WriteTalk(html, new Way([], Find(Start)), isUnderWay: false);
        html.Add($"""<p class="nl-paragraph">Wat doe je? Bespreek het samen. Hoe het verdergaat, zie je online.</p>""");
    }

    internal override void WriteResults(Html html, Answer answer, Graded graded)
    {
        if (Walk(answer) is not { At.End: { } end } way) return;
        WriteTalk(html, way, isUnderWay: false);
        html.Add($"""<div class="wj-ending wj-ending--{end.How}"><p class="wj-ending__title">{end.Title}</p>""")
            .Add($"""<p class="nl-paragraph">{end.Text}</p></div>""");
        html.Add($"""<p class="wj-results__title">Jouw keuzes</p>""");
        ExerciseMarkup.WriteParts(html, graded.Parts);
    }

    private static void WriteTalk(Html html, Way way, bool isUnderWay)
    {
        html.Add($"""<div class="wj-conversation" role="log" aria-label="Gesprek"><ol class="wj-talk">""");
        var all = way.Choices.Select(made => made.Step).Append(way.At).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            for (var turn = 0; turn < all[i].Says.Count; turn++)
            {
                var isNew = isUnderWay && i == all.Count - 1 && turn == 0;
                html.Add($"<li class=\"wj-talk__turn\"").If(isNew, " tabindex=\"-1\" data-focus")
                    .Add($"><span class=\"wj-talk__who\">{all[i].Says[turn].Who}</span> {all[i].Says[turn].Text}</li>");
            }
            if (i < way.Choices.Count) html.Add($"""<li class="wj-talk__turn wj-talk__turn--you"><span class="wj-talk__who">""")
                .Add($"""Jij</span> {way.Choices[i].Choice.Text}</li>""");
        }
        html.Add($"</ol></div>");
    }

    private PartResult PartOf(Step step, Choice choice)
    {
        var best = step.Choices.Max(other => other.Points);
        var outcome = choice.Points == best ? Outcome.Right : choice.Points > 0 ? Outcome.Partly : Outcome.Wrong;
        return new(choice.Key, true, outcome, choice.Text.Html) { Feedback = choice.Feedback.Html };
    }

    /// <summary>The way of an answer; null when it holds a choice that cannot be made there.</summary>
    private Way? Walk(Answer answer)
    {
        var keys = answer.All(PathField).ToList();
        if (answer.One(BackField) is not null) keys = [.. keys.SkipLast(1)];
        else if (answer.One(Field) is { } next) keys.Add(next);
        var at = Find(Start);
        var made = new List<(Step, Choice)>();
        foreach (var key in keys)
        {
            if (at.Choices.FirstOrDefault(choice => choice.Key == key) is not { } choice) return null;
            made.Add((at, choice));
            at = Find(choice.To);
        }
        return new Way(made, at);
    }

    // The way with the most points; of two with as many, the one to the better end.
    private BestWay BestFrom(Step step, Dictionary<string, BestWay> known)
    {
        if (step.End is { } end) return new(0, end.How == "good", []);
        if (known.TryGetValue(step.Id, out var best)) return best;
        return known[step.Id] = step.Choices.Select(choice =>
        {
            var rest = BestFrom(Find(choice.To), known);
            return new BestWay(choice.Points + rest.Points, rest.IsGood, [choice.Key, .. rest.Keys]);
        }).MaxBy(way => (way.Points, way.IsGood))!;
    }

    private Step Find(string id) => Steps.First(step => step.Id == id);

    private sealed record BestWay(int Points, bool IsGood, IReadOnlyList<string> Keys);

    private sealed record Way(IReadOnlyList<(Step Step, Choice Choice)> Choices, Step At);

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Begint bij stap", Required = true, Group = PropertyGroup.Main)]
        public required string Start { get; init; }

        [Property("Stappen", Item = "Stap", Required = true, Group = PropertyGroup.Main, MinItems = 2, MaxItems = 30)]
        public required IReadOnlyList<StepYaml> Steps { get; init; }
    }

    /// <summary>A moment.</summary>
    private sealed record StepYaml
    {
        [Property("Korte naam", Required = true, Help = "Een woord zonder spaties; keuzes leiden ernaartoe.")]
        public required string Id { get; init; }

        [Property("Wat er gezegd wordt", Item = "Zin", Required = true, MinItems = 1, MaxItems = 12)]
        public required IReadOnlyList<TurnYaml> Says { get; init; }

        [Property("Keuzes", Item = "Keuze", MinItems = 2, MaxItems = 3, Help = "Leeg bij een einde.")]
        public IReadOnlyList<ChoiceYaml> Choices { get; init; } = [];

        [Property("Is dit een einde?")]
        public EndingKind? End { get; init; }

        [Property("Titel van het einde")]
        public string? Title { get; init; }

        [Property("Tekst van het einde", Long = true)]
        public string? Text { get; init; }
    }

    /// <summary>Something somebody says.</summary>
    private sealed record TurnYaml
    {
        [Property("Wie", Required = true)]
        public required string Who { get; init; }

        [Property("Tekst", Required = true, Long = true)]
        public required string Text { get; init; }
    }

    /// <summary>Something one can do.</summary>
    private sealed record ChoiceYaml
    {
        [Property("Keuze", Required = true, Long = true)]
        public required string Text { get; init; }

        [Property("Leidt naar stap", Required = true)]
        public required string To { get; init; }

        [Property("Punten", Required = true, Help = "0, 1 of 2.")]
        public required int Points { get; init; }

        [Property("Uitleg", Required = true, Long = true)]
        public required string Feedback { get; init; }
    }
}

/// <summary>How a talk ends.</summary>
internal enum EndingKind
{
    /// <summary>Well.</summary>
    [JsonStringEnumMemberName("good"), Label("Een goed einde")] Good,

    /// <summary>Not well, not badly.</summary>
    [JsonStringEnumMemberName("mixed"), Label("Een half goed einde")] Mixed,

    /// <summary>Badly.</summary>
    [JsonStringEnumMemberName("bad"), Label("Een slecht einde")] Bad,
}
