using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>A question to count votes on. Nothing is right or wrong; the options stand as written, the same for everybody.</summary>
internal sealed record Poll(ExerciseHead Head, IReadOnlyList<RichText> Options, int Most, RichText? After) : Exercise(Head)
{
    internal const string Field = "keuze";

    internal static ExerciseType Kind { get; } = new ExerciseType("poll", "Peiling", Read)
    {
        Doing = "stemmen",
        HasKey = false,
        Thanks = "Bedankt voor je antwoord",
    }
        .WrittenAs<Yaml>(
        "Een vraag aan iedereen, met de uitslag erbij. Niets is goed of fout.",
        """
        options:
          - "Eerste keuze"
          - "Tweede keuze"
        """);

    /// <inheritdoc/>
    internal override Ballot Ballot => new(Choosable, Most);

    private IReadOnlyList<(string Key, RichText Text)> Choosable => [.. Options.Select(option => (KeyOf("option", option), option))];

    private static Poll Read(ExerciseHead head, YamlPart yaml)
    {
        var options = yaml.TextList("options", 2, 10);
        return new(head, options, yaml.Whole("max", 1, Math.Max(1, options.Count), required: false) ?? 1, yaml.Optional("after"));
    }

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        var chosen = answer.All(Field).ToHashSet(StringComparer.Ordinal);
        if (chosen.Count == 0) return Graded.Refused(Max, Most == 1 ? "Kies een antwoord." : "Kies minstens één antwoord.");
        if (chosen.Count > Most) return Graded.Refused(Max, Most == 1 ? "Kies één antwoord." : $"Kies hoogstens {Most} antwoorden.");
        if (!chosen.IsSubsetOf(Choosable.Select(choice => choice.Key))) return Graded.Refused(Max, Fields.UnknownChoice);
        return Graded.WithoutKey(
            [.. Choosable.Select(choice => new PartResult(choice.Key, chosen.Contains(choice.Key), Outcome.None, choice.Text.Html))])
            with
        { Says = After is null ? [] : [After.Html] };
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        if (Most > 1) html.Add($"""<p class="wj-exercise__how">Je mag er hoogstens {Most} kiezen.</p>""");
        foreach (var (key, text) in Choosable)
        {
            if (Most == 1) Fields.Radio(html, Field, key, new Html.Raw(text.Html), form);
            else Fields.Checkbox(html, Field, key, new Html.Raw(text.Html), form);
        }
    }

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : ExerciseKeys
    {
        [Property("Keuzes", Required = true, Group = PropertyGroup.Main, MinItems = 2, MaxItems = 10)]
        public required IReadOnlyList<string> Options { get; init; }

        [Property("Hoeveel mag iemand kiezen?", Group = PropertyGroup.Main, Help = "Leeg is 1.")]
        public int? Max { get; init; }

        [Property("Om over na te denken, na het antwoord", Long = true, Group = PropertyGroup.Main)]
        public string? After { get; init; }
    }
}
