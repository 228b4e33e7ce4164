using System.Text.Json.Serialization;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>A question with several right answers.</summary>
/// <param name="Head">What every exercise has.</param>
/// <param name="Options">What to choose from.</param>
/// <param name="AllOrNothing">Only all right ones and no other count; else each right one adds and each wrong one takes off.</param>
internal sealed record Multiple(ExerciseHead Head, IReadOnlyList<Option> Options, bool AllOrNothing) : Exercise(Head)
{
    private const string Field = "keuze";

    internal static ExerciseType Kind { get; } = new ExerciseType("multiple", "Kies alles wat klopt", Read) { Doing = "kiezen" }
        .WrittenAs<Yaml>(
        "Een vraag met meer goede antwoorden.",
        """
        options:
          - text: "Eerste antwoord"
            right: true
            feedback: ""
          - text: "Tweede antwoord"
            feedback: ""
          - text: "Derde antwoord"
            feedback: ""
        """);

    private static Multiple Read(ExerciseHead head, YamlPart yaml)
    {
        var options = Option.ReadAll(yaml, head.Id, 3, 8);
        if (options.Count > 0 && !options.Any(option => option.Right))
            yaml.Report("options", "Geen van deze antwoorden is goed. Zet bij minstens één 'right: true'.");
        if (options.Count > 0 && options.All(option => option.Right))
            yaml.Report("options", "Al deze antwoorden zijn goed. Schrijf er minstens één bij dat het niet is.");
        return new(head, options, yaml.Choice("scoring", required: false, "each", "all") == "all");
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<AnswerChoice> Choices => [.. Options.Select(option => option.Choice)];

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of((Field, Options.Where(option => option.Right).Select(option => option.Key)));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        var chosen = answer.All(Field).ToHashSet(StringComparer.Ordinal);
        if (chosen.Count == 0) return Graded.Refused(Max, "Kies minstens één antwoord.");
        if (!chosen.IsSubsetOf(Options.Select(option => option.Key))) return Graded.Refused(Max, Fields.UnknownChoice);
        var found = Options.Count(option => option.Right && chosen.Contains(option.Key));
        var right = Options.Count(option => option.Right);
        var share = AllOrNothing
            ? (found == right && chosen.Count == right ? 1 : 0)
            : Math.Max(0, found - (chosen.Count - found)) / (double)right;
        var graded = Graded.Of(Max, share, [.. Options.Select(option => option.ResultOf(chosen.Contains(option.Key)))]);
        // Something right among as much wrong scores nothing, but saying that all of it is wrong would be untrue.
        return graded with { Outcome = graded.Outcome == Outcome.Wrong && found > 0 ? Outcome.Partly : graded.Outcome };
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        foreach (var option in Shuffle.ByNumberOr(form.Seed ?? Id, Options, option => option.Key, option => option.Text.Plain))
            Fields.Checkbox(html, Field, option.Key, new Html.Raw(option.Text.Html), form);
    }

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Antwoorden", Item = "Antwoord", Required = true, Group = PropertyGroup.Main, MinItems = 3, MaxItems = 8,
            Help = "Minstens één is goed, en minstens één niet.")]
        public required IReadOnlyList<OptionKeys> Options { get; init; }

        [Property("Hoe tellen de punten?", Group = PropertyGroup.Main)]
        public MultipleScoring? Scoring { get; init; }
    }
}

/// <summary>How the answers to a <see cref="Multiple"/> count.</summary>
internal enum MultipleScoring
{
    /// <summary>Each by itself.</summary>
    [JsonStringEnumMemberName("each"), Label("Elk goed antwoord telt, elk fout antwoord kost")] Each,

    /// <summary>All or nothing.</summary>
    [JsonStringEnumMemberName("all"), Label("Alleen als alles klopt")] All,
}
