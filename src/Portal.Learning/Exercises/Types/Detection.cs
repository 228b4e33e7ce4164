using System.Net;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Learning.Exercises.Scoring;

namespace Portal.Learning.Exercises.Types;

/// <summary>Short situations; of each one says whether it is a reason for concern, and how sure one is.</summary>
/// <param name="Head">What exercises of every type have.</param>
/// <param name="Asks">What one chooses from.</param>
/// <param name="Vignettes">The situations.</param>
internal sealed record Detection(ExerciseHead Head, AskedLabels Asks, IReadOnlyList<Detection.Vignette> Vignettes) : Exercise(Head)
{
    private const string Yes = "ja", No = "nee";

    /// <summary>A situation.</summary>
    /// <param name="Key">Its field.</param>
    /// <param name="Text">What happens.</param>
    /// <param name="IsSignal">It is a reason for concern.</param>
    /// <param name="Feedback">Why.</param>
    public sealed record Vignette(string Key, RichText Text, bool IsSignal, RichText Feedback)
    {
        /// <summary>What kind of situation it is; null: its author did not say.</summary>
        public CaseKind? Kind { get; init; }

        /// <inheritdoc cref="ItemPlace.Goal"/>
        public int? Goal { get; init; }

        /// <inheritdoc cref="ItemPlace.Twin"/>
        public string? Twin { get; init; }

        /// <inheritdoc cref="Exercise.SourceLine"/>
        public string? SourceLine { get; init; }

        internal string Field => "v-" + Key;

        internal string CertaintyField => "z-" + Key;
    }

    internal static ExerciseType Kind { get; } = new ExerciseType("detection", "Reden tot zorg?", Read)
    {
        TellsSignals = true,
        Doing = "situaties wegen",
    }
        .WrittenAs<Yaml>(
        "Korte situaties: is er reden tot zorg, en hoe zeker is iemand daarvan?",
        """
        vignettes: []
        """);

    private static Detection Read(ExerciseHead head, YamlPart yaml)
    {
        if (yaml.Has("certainty"))
            yaml.Report("certainty", "Bij dit type wordt al bij elke situatie gevraagd hoe zeker je bent; haal 'certainty' weg.");
        var parts = yaml.Parts("vignettes", 6, 24);
        yaml.RefuseTwins("text", parts);
        var vignettes = parts.Select(part => ReadVignette(head, part)).ToList();
        if (vignettes.Count > 0 && vignettes.Select(vignette => vignette.IsSignal).Distinct().Count() == 1)
            yaml.Report("vignettes", $"{(vignettes[0].IsSignal ? "Al" : "Geen van")} deze situaties "
                + $"{(vignettes[0].IsSignal ? "zijn" : "is")} een signaal. Schrijf van beide soorten een paar.");
        return new(head, AskedLabels.Read(yaml) ?? AskedLabels.Usual, vignettes);
    }

    private static Vignette ReadVignette(ExerciseHead head, YamlPart part)
    {
        var text = part.Text("text");
        var vignette = new Vignette(
            Shuffle.KeyOf(head.Id, "vignette", text.Plain), text, part.Flag("signal") ?? false, part.Text("feedback"))
        {
            Goal = part.Whole("goal", 1, 20, required: false),
            Twin = part.Plain("twin", required: false),
            SourceLine = part.Plain("source_line", required: false),
        };
        var kinds = vignette.IsSignal ? CaseKinds.OfSignals : CaseKinds.OfOrdinary;
        vignette = vignette with { Kind = CaseKinds.Of(part.Choice("kind", required: false, [.. kinds])) };
        part.RefuseTheRest();
        return vignette;
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<JudgedCase> CasesOf(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Judge(answer).IsAnswer ? Judged(answer) : [];
    }

    private List<JudgedCase> Judged(Answer answer) => [.. Vignettes.Select(vignette => new JudgedCase(
        vignette.Kind, vignette.IsSignal, answer.One(vignette.Field) == Yes, answer.CertaintyOf(vignette.CertaintyField))
    {
        Asks = Asks == AskedLabels.Usual ? null : Asks.Signal,
    })];

    /// <inheritdoc/>
    internal override IEnumerable<GoalScore> GoalScoresOf(Graded graded)
    {
        ArgumentNullException.ThrowIfNull(graded);
        var each = Max / Vignettes.Count;
        var right = graded.Parts.Where(part => part.Outcome == Outcome.Right).Select(part => part.Key).ToHashSet(StringComparer.Ordinal);
        return Vignettes.Where(vignette => GoalOf(vignette) is not null).GroupBy(vignette => GoalOf(vignette)!.Value).Select(goal =>
            new GoalScore(goal.Key, each * goal.Count(vignette => right.Contains(vignette.Key)), each * goal.Count()));
    }

    /// <inheritdoc/>
    internal override IEnumerable<BlueprintPoints> PointsByCell => Place?.Way is not { } way ? [] :
        Vignettes.Where(vignette => GoalOf(vignette) is not null).GroupBy(vignette => GoalOf(vignette)!.Value)
            .Select(goal => new BlueprintPoints(goal.Key, way, Max * goal.Count() / Vignettes.Count));

    private int? GoalOf(Vignette vignette) => vignette.Goal ?? Place?.Goal;

    /// <inheritdoc/>
    internal override IEnumerable<(int Certainty, bool Right)> CertaintiesOf(Answer answer, Graded graded) => CertaintiesOf(answer);

    private IEnumerable<(int Certainty, bool Right)> CertaintiesOf(Answer answer) =>
        from vignette in Vignettes
        let certainty = answer.CertaintyOf(vignette.CertaintyField)
        where certainty is not null
        select (certainty.Value, IsRight(vignette, answer));

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of(
        Vignettes.Select(vignette => (vignette.Field, (IEnumerable<string>)[vignette.IsSignal ? Yes : No])));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        var open = Vignettes.Count(vignette => answer.One(vignette.Field) is not (Yes or No));
        if (open > 0)
            return Graded.Refused(
                Max,
                open == Vignettes.Count
                    ? "Zeg bij elke situatie of je er een reden tot zorg in ziet."
                    : $"Zeg het ook bij {(open == 1 ? "de laatste situatie" : $"de andere {open} situaties")}.");
        var parts = Vignettes.Select(vignette => new PartResult(vignette.Key, true,
            IsRight(vignette, answer) ? Outcome.Right : Outcome.Wrong, vignette.Text.Html)
        {
            Given = Words(answer.One(vignette.Field) == Yes),
            Expected = Words(vignette.IsSignal),
            Feedback = vignette.Feedback.Html,
        }).ToList();
        var graded = Graded.Of(Max, parts.Count(part => part.Outcome == Outcome.Right) / (double)parts.Count, parts);
        return graded with
        {
            Says =
            [
                .. SignalDetection.Of(Judged(answer)).InWords(Asks == AskedLabels.Usual ? null : Asks.Signal),
                .. Calibration.Of(CertaintiesOf(answer))?.InWords() ?? [],
            ],
        };
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        foreach (var vignette in InTurn(form.Seed ?? Id))
        {
            html.Add($"""<fieldset class="wj-card"><legend class="wj-card__text wj-card__text--story">{vignette.Text}</legend>""")
                .Add($"""<div class="wj-card__bins">""");
            Fields.Radio(html, vignette.Field, Yes, new Html.Raw(WebUtility.HtmlEncode(Asks.Signal)), form, "wj-option wj-option--small");
            Fields.Radio(html, vignette.Field, No, new Html.Raw(WebUtility.HtmlEncode(Asks.Ordinary)), form, "wj-option wj-option--small");
            html.Add($"</div>");
            ExerciseMarkup.WriteCertainty(html, vignette.CertaintyField, form);
            html.Add($"</fieldset>");
        }
    }

    // Twins stand beside each other: what makes the difference is seen there (Brunmair and Richter 2019). A test has none of its own.
    private IEnumerable<Vignette> InTurn(string seed) => Shuffle
        .By(seed, Vignettes.GroupBy(vignette => vignette.Twin ?? vignette.Key).ToList(), group => group.Key)
        .SelectMany(group => Shuffle.By(seed, group, vignette => vignette.Key));

    private static bool IsRight(Vignette vignette, Answer answer) => answer.One(vignette.Field) == (vignette.IsSignal ? Yes : No);

    private string Words(bool signal) => WebUtility.HtmlEncode(Lowered(signal ? Asks.Signal : Asks.Ordinary));

    private static string Lowered(string label) => $"{char.ToLowerInvariant(label[0])}{label[1..]}";

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : GradedKeys
    {
        [Property("Situaties", Item = "Situatie", Required = true, Group = PropertyGroup.Main, MinItems = 6, MaxItems = 24,
            Help = "Schrijf een paar die een signaal zijn, en een paar die dat niet zijn.")]
        public required IReadOnlyList<VignetteYaml> Vignettes { get; init; }

        [Property("Waaruit kiest de lezer?", Help = "Leeg: 'Reden tot zorg' of 'Geen reden tot zorg'.")]
        public AskedLabelKeys? Asks { get; init; }
    }

    /// <summary>A situation.</summary>
    private sealed record VignetteYaml
    {
        [Property("Situatie", Required = true, Long = true)]
        public required string Text { get; init; }

        [Property("Is er reden tot zorg?", Required = true)]
        public required bool Signal { get; init; }

        [Property("Uitleg", Required = true, Long = true)]
        public required string Feedback { get; init; }

        [Property("Wat voor situatie is het?")] public CaseKind? Kind { get; init; }

        [Property("Leerdoel", Help = "Het nummer van het leerdoel van de module, vanaf 1.")] public int? Goal { get; init; }

        [Property("Tweeling", Help = "Een naam die ook bij de situatie staat waar deze op lijkt.")] public string? Twin { get; init; }

        [Property("Plek in de bron", Help = "Waar het goede antwoord staat: paragraaf en regels. Lezers zien dit niet.")]
        public string? SourceLine { get; init; }
    }
}
