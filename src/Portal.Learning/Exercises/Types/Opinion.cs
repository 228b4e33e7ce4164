using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>What somebody thinks, on a scale of words. Nothing is right or wrong.</summary>
internal sealed record Opinion(ExerciseHead Head, IReadOnlyList<RichText> Scale, RichText After) : Exercise(Head)
{
    private const string Field = "keuze";

    internal static ExerciseType Kind { get; } = new ExerciseType("opinion", "Wat vind jij?", Read)
    {
        HasKey = false,
        Doing = "je mening geven",
    }
        .WrittenAs<Yaml>(
        "Een mening, op een schaal van woorden. Niets is goed of fout.",
        """
        scale:
          - "Eens"
          - "Weet niet"
          - "Oneens"
        after: ""
        """);

    /// <summary>The words of the scale by the keys that are stored.</summary>
    internal IReadOnlyList<string> Keys => [.. Scale.Select(word => KeyOf("scale", word))];

    private static Opinion Read(ExerciseHead head, YamlPart yaml) => new(head, yaml.TextList("scale", 3, 5), yaml.Text("after"));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        if (answer.One(Field) is not { } key) return Graded.Refused(Max, "Kies wat het dichtst bij jouw mening ligt.");
        if (!Scale.Any(word => KeyOf("scale", word) == key)) return Graded.Refused(Max, Fields.UnknownChoice);
        return Graded.WithoutKey(
            [.. Scale.Select(word => new PartResult(KeyOf("scale", word), KeyOf("scale", word) == key, Outcome.None, word.Html))])
            with
        { Says = [After.Html] };
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        foreach (var word in Scale) Fields.Radio(html, Field, KeyOf("scale", word), new Html.Raw(word.Html), form);
    }

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : ExerciseKeys
    {
        [Property("De schaal", Required = true, Group = PropertyGroup.Main, MinItems = 3, MaxItems = 5,
            Help = "Van het ene uiterste naar het andere.")]
        public required IReadOnlyList<string> Scale { get; init; }

        [Property("Om over na te denken, na het antwoord", Required = true, Long = true, Group = PropertyGroup.Main)]
        public required string After { get; init; }
    }
}
