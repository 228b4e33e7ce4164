using System.Globalization;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>Items to put in the right order.</summary>
internal sealed record Order(ExerciseHead Head, IReadOnlyList<Order.Item> Items, RichText IfRight, RichText IfWrong) : Exercise(Head)
{
    /// <summary>One item; its place in the list is the right one.</summary>
    public sealed record Item(string Key, RichText Text, RichText? Feedback);

    internal static ExerciseType Kind { get; } = new ExerciseType("order", "Zet in de goede volgorde", Read)
    {
        Doing = "op volgorde zetten",
    }
        .WrittenAs<Yaml>(
        "Dingen om in de goede volgorde te zetten.",
        """
        items: []
        if_right: ""
        if_wrong: ""
        """);

    private static Order Read(ExerciseHead head, YamlPart yaml)
    {
        var parts = yaml.Parts("items", 3, 7);
        yaml.RefuseTwins("text", parts);
        return new(head, [.. parts.Select(part => ReadItem(head, part))], yaml.Text("if_right"), yaml.Text("if_wrong"));
    }

    private static Item ReadItem(ExerciseHead head, YamlPart part)
    {
        var text = part.Text("text");
        var item = new Item(Shuffle.KeyOf(head.Id, "item", text.Plain), text, part.Optional("feedback"));
        part.RefuseTheRest();
        return item;
    }

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of(Items.Select((item, i) => (item.Key, (IEnumerable<string>)[$"{i + 1}"])));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        var places = Items.Select(item => PlaceOf(answer, item)).ToList();
        if (Items.All(item => answer.One(item.Key) is null)) return Graded.Refused(Max, "Geef elk onderdeel een plaats.");
        if (places.Contains(null)) return Graded.Refused(Max, "Geef ook de andere onderdelen een plaats.");
        if (places.GroupBy(place => place).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return Graded.Refused(Max, $"Plaats {twice.Key} is meer dan één keer gekozen. Geef elk onderdeel een eigen plaats.");
        var parts = Items.Select((item, i) => new PartResult(item.Key, true, places[i] == i + 1 ? Outcome.Right : Outcome.Wrong,
            item.Text.Html)
        {
            Given = $"plaats {places[i]}",
            Expected = $"plaats {i + 1}",
            Feedback = item.Feedback?.Html,
        }).ToList();
        var graded = Graded.Of(Max, parts.Count(part => part.Outcome == Outcome.Right) / (double)parts.Count, parts);
        return graded with { Says = [(graded.Outcome == Outcome.Right ? IfRight : IfWrong).Html] };
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        var shown = Shown(form.Seed ?? Id);
        html.Add($"""<ol class="wj-order" data-order>""");
        foreach (var item in shown)
        {
            var id = $"{Id}-{item.Key}";
            html.Add($"""<li class="wj-order__item"><span class="wj-order__text" id="{id}-naam">{item.Text}</span>""");
            Fields.Select(
                html, item.Key, id, $"{id}-naam",
                Enumerable.Range(1, Items.Count).Select(place => place.ToString(CultureInfo.InvariantCulture))
                    .Select(place => (place, place)),
                form);
            html.Add($"</li>");
        }
        html.Add($"</ol>");
    }

    internal override void WritePaper(Html html)
    {
        html.Add($"""<p class="nl-paragraph">Zet er nummers voor.</p><ul class="wj-paper__places">""");
        foreach (var item in Shown(Id)) html.Add($"<li>{item.Text}</li>");
        html.Add($"</ul>");
    }

    // A list that happens to lie in the right order asks nothing: then the first goes to the end.
    private IReadOnlyList<Item> Shown(string seed)
    {
        var shown = Shuffle.By(seed, Items, item => item.Key);
        return shown.SequenceEqual(Items) ? [.. shown.Skip(1), shown[0]] : shown;
    }

    private int? PlaceOf(Answer answer, Item item) =>
        int.TryParse(answer.One(item.Key), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= 1
            && place <= Items.Count
            ? place
            : null;

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Onderdelen", Item = "Onderdeel", Required = true, Group = PropertyGroup.Main, MinItems = 3, MaxItems = 7,
            Help = "Schrijf ze in de goede volgorde; iedereen krijgt ze door elkaar.")]
        public required IReadOnlyList<ItemYaml> Items { get; init; }

        [Property("Uitleg bij een goede volgorde", Required = true, Long = true, Group = PropertyGroup.Main)]
        public required string IfRight { get; init; }

        [Property("Uitleg bij een andere volgorde", Required = true, Long = true, Group = PropertyGroup.Main)]
        public required string IfWrong { get; init; }
    }

    /// <summary>An item.</summary>
    private sealed record ItemYaml
    {
        [Property("Onderdeel", Required = true, Long = true)]
        public required string Text { get; init; }

        [Property("Uitleg", Long = true)]
        public string? Feedback { get; init; }
    }
}
