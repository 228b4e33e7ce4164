using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Learning.Exercises.Scoring;

namespace Portal.Learning.Exercises.Types;

/// <summary>Short situations; of each one says whether it is a reason for concern, and how sure one is.</summary>
internal sealed record Detection(ExerciseHead Head, IReadOnlyList<Detection.Vignette> Vignettes) : Exercise(Head)
{
    private const string Yes = "ja", No = "nee";

    /// <summary>A situation.</summary>
    /// <param name="Key">Its field.</param>
    /// <param name="Text">What happens.</param>
    /// <param name="IsSignal">It is a reason for concern.</param>
    /// <param name="Feedback">Why.</param>
    public sealed record Vignette(string Key, RichText Text, bool IsSignal, RichText Feedback)
    {
        internal string Field => "v-" + Key;

        internal string CertaintyField => "z-" + Key;
    }

    internal static ExerciseType Kind { get; } = new ExerciseType("detection", "Reden tot zorg?", Read) { TellsSignals = true }
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
        return new(head, vignettes);
    }

    private static Vignette ReadVignette(ExerciseHead head, YamlPart part)
    {
        var text = part.Text("text");
        var vignette = new Vignette(
            Shuffle.KeyOf(head.Id, "vignette", text.Plain), text, part.Flag("signal") ?? false, part.Text("feedback"));
        part.RefuseTheRest();
        return vignette;
    }

    /// <inheritdoc/>
    internal override SignalDetection? CountsOf(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Judge(answer).IsAnswer ? Counted(answer) : null;
    }

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
        return graded with { Says = [.. Counted(answer).InWords(), .. Calibration.Of(CertaintiesOf(answer))?.InWords() ?? []] };
    }

    private SignalDetection Counted(Answer answer) => new(
        Vignettes.Count(vignette => vignette.IsSignal && IsRight(vignette, answer)), Vignettes.Count(vignette => vignette.IsSignal),
        Vignettes.Count(vignette => !vignette.IsSignal && !IsRight(vignette, answer)), Vignettes.Count(vignette => !vignette.IsSignal));

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        foreach (var vignette in Shuffle.By(form.Seed ?? Id, Vignettes, vignette => vignette.Key))
        {
            html.Add($"""<fieldset class="wj-card"><legend class="wj-card__text">{vignette.Text}</legend><div class="wj-card__bins">""");
            Fields.Radio(html, vignette.Field, Yes, new Html.Raw("Reden tot zorg"), form, "wj-option wj-option--small");
            Fields.Radio(html, vignette.Field, No, new Html.Raw("Geen reden tot zorg"), form, "wj-option wj-option--small");
            html.Add($"</div>");
            ExerciseMarkup.WriteCertainty(html, vignette.CertaintyField, form);
            html.Add($"</fieldset>");
        }
    }

    private static bool IsRight(Vignette vignette, Answer answer) => answer.One(vignette.Field) == (vignette.IsSignal ? Yes : No);

    private static string Words(bool signal) => signal ? "reden tot zorg" : "geen reden tot zorg";

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : GradedKeys
    {
        [Property("Situaties", Item = "Situatie", Required = true, Group = PropertyGroup.Main, MinItems = 6, MaxItems = 24,
            Help = "Schrijf een paar die een signaal zijn, en een paar die dat niet zijn.")]
        public required IReadOnlyList<VignetteYaml> Vignettes { get; init; }
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
    }
}
