using System.Net;
using System.Text.Json.Serialization;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>Things one sees: which are a signal? Ticking everything does not pay.</summary>
/// <param name="Head">What exercises of every type have.</param>
/// <param name="Asks">
/// What is told of a thing that counts and of one that does not; null: that it is a signal, strong or weak, or none.
/// </param>
/// <param name="Items">The things.</param>
internal sealed record Spot(ExerciseHead Head, AskedLabels? Asks, IReadOnlyList<Spot.Item> Items) : Exercise(Head)
{
    private const string Field = "keuze";

    /// <summary>Something one sees.</summary>
    /// <param name="Key">Its value in the form.</param>
    /// <param name="Text">What it is.</param>
    /// <param name="Strength">strong, weak or neutral.</param>
    /// <param name="Feedback">Why.</param>
    public sealed record Item(string Key, RichText Text, string Strength, RichText Feedback)
    {
        /// <summary>Strong or weak: a signal either way.</summary>
        public bool IsSignal => Strength != "neutral";
    }

    internal static ExerciseType Kind { get; } = new ExerciseType("spot", "Wat is een signaal?", Read) { Doing = "signalen zoeken" }
        .WrittenAs<Yaml>(
        "Wat iemand ziet: wat is een signaal?",
        """
        items: []
        """);

    private static Spot Read(ExerciseHead head, YamlPart yaml)
    {
        var parts = yaml.Parts("items", 2, 14);
        yaml.RefuseTwins("text", parts);
        var items = parts.Select(part => ReadItem(head, part)).ToList();
        if (items.Count > 0 && !items.Any(item => item.IsSignal))
            yaml.Report("items", "Geen van deze onderdelen is een signaal. Schrijf er minstens één met 'kind: strong' of 'kind: weak'.");
        if (items.Count > 0 && items.All(item => item.IsSignal))
            yaml.Report("items", "Al deze onderdelen zijn een signaal. Schrijf er minstens één bij met 'kind: neutral'.");
        return new(head, AskedLabels.Read(yaml), items);
    }

    private static Item ReadItem(ExerciseHead head, YamlPart part)
    {
        var text = part.Text("text");
        var item = new Item(
            Shuffle.KeyOf(head.Id, "item", text.Plain), text, part.Choice("kind", required: true, "strong", "weak", "neutral") ?? "neutral",
            part.Text("feedback"));
        part.RefuseTheRest();
        return item;
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<AnswerChoice> Choices =>
        [.. Items.Select(item => new AnswerChoice(item.Key, item.Text.Html, item.IsSignal))];

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of((Field, Items.Where(item => item.IsSignal).Select(item => item.Key)));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        var chosen = answer.All(Field).ToHashSet(StringComparer.Ordinal);
        if (chosen.Count == 0) return Graded.Refused(Max, "Kruis aan wat jij een signaal vindt.");
        if (!chosen.IsSubsetOf(Items.Select(item => item.Key))) return Graded.Refused(Max, Fields.UnknownChoice);
        var signals = Items.Count(item => item.IsSignal);
        var found = Items.Count(item => item.IsSignal && chosen.Contains(item.Key));
        var alarms = chosen.Count - found;
        var graded = Graded.Of(
            Max, Math.Max(0, found - alarms) / (double)signals, [.. Items.Select(item => ResultOf(item, chosen.Contains(item.Key)))]);
        return graded with
        {
            Outcome = graded.Outcome == Outcome.Wrong && found > 0 ? Outcome.Partly : graded.Outcome,
            Says =
            [
                Asks is null
                    ? $"Je zag {found} van de {signals} {(signals == 1 ? "signaal" : "signalen")}."
                    : $"Je zag {found} van de {signals} {(signals == 1 ? "ding dat telt" : "dingen die tellen")}.",
                .. alarms == 0
                    ? Array.Empty<string>()
                    :
                    [
                        alarms == 1
                            ? $"Je kruiste ook 1 ding aan dat {(Asks is null ? "op zich geen signaal is" : "niet telt")}."
                            : $"Je kruiste ook {alarms} dingen aan die {(Asks is null ? "op zich geen signaal zijn" : "niet tellen")}.",
                    ],
            ],
        };
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        foreach (var item in Shuffle.By(form.Seed ?? Id, Items, item => item.Key))
            Fields.Checkbox(html, Field, item.Key, new Html.Raw(item.Text.Html), form);
    }

    private PartResult ResultOf(Item item, bool chosen)
    {
        var strength = Asks is not null ? $"{WebUtility.HtmlEncode(item.IsSignal ? Asks.Signal : Asks.Ordinary)}." : item.Strength switch
        {
            "strong" => "Een sterk signaal.",
            "weak" => "Een zwak signaal.",
            _ => "Op zich geen signaal.",
        };
        return new(
            item.Key, chosen, PartResult.OutcomeOf(item.IsSignal, chosen),
            item.Text.Html)
        { Feedback = $"<strong>{strength}</strong> {item.Feedback.Html}" };
    }

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Onderdelen", Item = "Onderdeel", Required = true, Group = PropertyGroup.Main, MinItems = 2, MaxItems = 14)]
        public required IReadOnlyList<ItemYaml> Items { get; init; }

        [Property("Wat staat er bij de uitleg?", Help = "Leeg: 'Een sterk signaal', 'Een zwak signaal' of 'Op zich geen signaal'.")]
        public AskedLabelKeys? Asks { get; init; }
    }

    /// <summary>An item.</summary>
    private sealed record ItemYaml
    {
        [Property("Wat iemand ziet", Required = true, Long = true)]
        public required string Text { get; init; }

        [Property("Is het een signaal?", Required = true)]
        public required SignalStrength Kind { get; init; }

        [Property("Uitleg", Required = true, Long = true)]
        public required string Feedback { get; init; }
    }
}

/// <summary>How much of a signal something is.</summary>
internal enum SignalStrength
{
    /// <summary>Strong.</summary>
    [JsonStringEnumMemberName("strong"), Label("Een sterk signaal")] Strong,

    /// <summary>Weak.</summary>
    [JsonStringEnumMemberName("weak"), Label("Een zwak signaal")] Weak,

    /// <summary>None.</summary>
    [JsonStringEnumMemberName("neutral"), Label("Op zich geen signaal")] Neutral,
}
