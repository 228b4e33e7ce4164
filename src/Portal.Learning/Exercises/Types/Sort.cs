using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>Cards to put into a few bins.</summary>
internal sealed record Sort(ExerciseHead Head, IReadOnlyList<Sort.Bin> Bins, IReadOnlyList<Sort.Card> Cards) : Exercise(Head)
{
    /// <summary>A place to put cards.</summary>
    public sealed record Bin(string Key, RichText Text);

    /// <summary>A card and the key of its bin.</summary>
    public sealed record Card(string Key, RichText Text, string Bin, RichText Feedback);

    internal static ExerciseType Kind { get; } = new ExerciseType("sort", "Waar hoort het bij?", Read) { Doing = "sorteren" }
        .WrittenAs<Yaml>(
        "Kaartjes om in een paar bakken te leggen.",
        """
        bins:
          - id: a
            text: "Eerste bak"
          - id: b
            text: "Tweede bak"
        cards: []
        """);

    private static Sort Read(ExerciseHead head, YamlPart yaml)
    {
        var bins = new Dictionary<string, Bin>(StringComparer.Ordinal);
        var binParts = yaml.Parts("bins", 2, 4);
        yaml.RefuseTwins("text", binParts);
        foreach (var part in binParts)
        {
            var (id, text) = (part.Plain("id") ?? "", part.Text("text"));
            if (!bins.TryAdd(id, new Bin(Shuffle.KeyOf(head.Id, "bin", text.Plain), text)) && id.Length > 0)
                part.Report("id", $"De bak '{id}' staat er twee keer. Geef een van beide een andere id.");
            part.RefuseTheRest();
        }
        var cardParts = yaml.Parts("cards", 2, 16);
        yaml.RefuseTwins("text", cardParts);
        return new(head, [.. bins.Values], [.. cardParts.Select(part => ReadCard(head, part, bins))]);
    }

    private static Card ReadCard(ExerciseHead head, YamlPart part, Dictionary<string, Bin> bins)
    {
        var (text, id) = (part.Text("text"), part.Plain("bin"));
        var bin = bins.GetValueOrDefault(id ?? "");
        if (id is not null && bin is null) part.Report("bin", $"De bak '{id}' bestaat niet. Kies uit: {string.Join(", ", bins.Keys)}.");
        var card = new Card(Shuffle.KeyOf(head.Id, "card", text.Plain), text, bin?.Key ?? "", part.Text("feedback"));
        part.RefuseTheRest();
        return card;
    }

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of(Cards.Select(card => (card.Key, (IEnumerable<string>)[card.Bin])));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        var open = Cards.Count(card => answer.One(card.Key) is null);
        if (open > 0)
            return Graded.Refused(
                Max,
                open == Cards.Count
                    ? "Kies bij elk kaartje waar het bij hoort."
                    : $"Kies ook bij {(open == 1 ? "het laatste kaartje" : $"de andere {open} kaartjes")} waar het bij hoort.");
        if (Cards.Any(card => BinOf(answer.One(card.Key)!) is null)) return Graded.Refused(Max, Fields.UnknownChoice);
        var parts = Cards.Select(card => new PartResult(
            card.Key, true, answer.One(card.Key) == card.Bin ? Outcome.Right : Outcome.Wrong, card.Text.Html)
        {
            Given = BinOf(answer.One(card.Key)!)!.Text.Html,
            Expected = BinOf(card.Bin)!.Text.Html,
            Feedback = card.Feedback.Html,
        }).ToList();
        return Graded.Of(Max, parts.Count(part => part.Outcome == Outcome.Right) / (double)parts.Count, parts);
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        foreach (var card in Shuffle.By(form.Seed ?? Id, Cards, card => card.Key))
        {
            html.Add($"""<fieldset class="wj-card"><legend class="wj-card__text">{card.Text}</legend><div class="wj-card__bins">""");
            foreach (var bin in Bins)
                Fields.Radio(html, card.Key, bin.Key, new Html.Raw(bin.Text.Html), form, "wj-option wj-option--small");
            html.Add($"</div></fieldset>");
        }
    }

    private Bin? BinOf(string key) => Bins.FirstOrDefault(bin => bin.Key == key);

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Bakken", Item = "Bak", Required = true, Group = PropertyGroup.Main, MinItems = 2, MaxItems = 4)]
        public required IReadOnlyList<BinYaml> Bins { get; init; }

        [Property("Kaartjes", Item = "Kaartje", Required = true, Group = PropertyGroup.Main, MinItems = 2, MaxItems = 16)]
        public required IReadOnlyList<CardYaml> Cards { get; init; }
    }

    /// <summary>A bin.</summary>
    private sealed record BinYaml
    {
        [Property("Korte naam", Required = true, Help = "Een woord zonder spaties; de kaartjes noemen het.")]
        public required string Id { get; init; }

        [Property("Wat erop staat", Required = true)]
        public required string Text { get; init; }
    }

    /// <summary>A card.</summary>
    private sealed record CardYaml
    {
        [Property("Wat erop staat", Required = true, Long = true)]
        public required string Text { get; init; }

        [Property("Hoort in bak", Required = true, Help = "De korte naam van de bak.")]
        public required string Bin { get; init; }

        [Property("Uitleg", Required = true, Long = true)]
        public required string Feedback { get; init; }
    }
}
