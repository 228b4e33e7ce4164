using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>Things to bring together, with perhaps a few that fit nowhere.</summary>
internal sealed record Match(ExerciseHead Head, IReadOnlyList<Match.Pair> Pairs, IReadOnlyList<Match.Half> Rights) : Exercise(Head)
{
    /// <summary>One half of a pair.</summary>
    public sealed record Half(string Key, RichText Text);

    /// <summary>Two that belong together.</summary>
    public sealed record Pair(Half Left, Half Right, RichText Feedback);

    internal static ExerciseType Kind { get; } = new ExerciseType("match", "Wat hoort bij elkaar?", Read) { Doing = "combineren" }
        .WrittenAs<Yaml>(
        "Dingen die bij elkaar horen.",
        """
        pairs: []
        """);

    private static Match Read(ExerciseHead head, YamlPart yaml)
    {
        var parts = yaml.Parts("pairs", 3, 7);
        yaml.RefuseTwins("left", parts);
        yaml.RefuseTwins("right", parts);
        var pairs = parts.Select(part => ReadPair(head, part)).ToList();
        var extra = yaml.TextList("extra", 0, 4).Select(text => new Half(Shuffle.KeyOf(head.Id, "right", text.Plain), text)).ToList();
        foreach (var half in extra.Where(half => pairs.Any(pair => pair.Right.Key == half.Key)))
            yaml.Report("extra", $"'{half.Text.Plain}' staat ook bij een paar. Geef elk een eigen tekst.");
        return new(head, pairs, [.. pairs.Select(pair => pair.Right), .. extra]);
    }

    private static Pair ReadPair(ExerciseHead head, YamlPart part)
    {
        var (left, right) = (part.Text("left"), part.Text("right"));
        var pair = new Pair(
            new(Shuffle.KeyOf(head.Id, "left", left.Plain), left), new(
                Shuffle.KeyOf(head.Id, "right", right.Plain), right), part.Text("feedback"));
        part.RefuseTheRest();
        return pair;
    }

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of(Pairs.Select(pair => (pair.Left.Key, (IEnumerable<string>)[pair.Right.Key])));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        var open = Pairs.Count(pair => answer.One(pair.Left.Key) is null);
        if (open > 0)
            return Graded.Refused(
                Max,
                open == Pairs.Count
                    ? "Kies bij elke regel wat erbij hoort."
                    : $"Kies ook bij {(open == 1 ? "de laatste regel" : $"de andere {open} regels")} wat erbij hoort.");
        if (Pairs.Any(pair => RightOf(answer.One(pair.Left.Key)!) is null)) return Graded.Refused(Max, Fields.UnknownChoice);
        var parts = Pairs.Select(pair => new PartResult(
            pair.Left.Key, true, answer.One(pair.Left.Key) == pair.Right.Key ? Outcome.Right : Outcome.Wrong, pair.Left.Text.Html)
        {
            Given = RightOf(answer.One(pair.Left.Key)!)!.Text.Html,
            Expected = pair.Right.Text.Html,
            Feedback = pair.Feedback.Html,
        }).ToList();
        return Graded.Of(Max, parts.Count(part => part.Outcome == Outcome.Right) / (double)parts.Count, parts);
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        var rights = Shuffle.By(form.Seed ?? Id, Rights, half => half.Key);
        html.Add($"""<ul class="wj-pairs" data-match>""");
        foreach (var left in Pairs.Select(pair => pair.Left))
        {
            var id = $"{Id}-{left.Key}";
            html.Add($"""<li class="wj-pairs__item"><span class="wj-pairs__left" id="{id}-naam">{left.Text}</span>""");
            Fields.Select(html, left.Key, id, $"{id}-naam", rights.Select(half => (half.Key, half.Text.Plain)), form);
            html.Add($"</li>");
        }
        html.Add($"</ul>");
    }

    internal override void WritePaper(Html html)
    {
        html.Add($"""<p class="nl-paragraph">Trek lijnen.</p><div class="wj-paper__halves"><ul>""");
        foreach (var left in Pairs.Select(pair => pair.Left)) html.Add($"<li>{left.Text}</li>");
        html.Add($"</ul><ul>");
        foreach (var right in Shuffle.By(Id, Rights, half => half.Key)) html.Add($"<li>{right.Text}</li>");
        html.Add($"</ul></div>");
    }

    private Half? RightOf(string key) => Rights.FirstOrDefault(half => half.Key == key);

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Paren", Item = "Paar", Required = true, Group = PropertyGroup.Main, MinItems = 3, MaxItems = 7)]
        public required IReadOnlyList<PairYaml> Pairs { get; init; }

        [Property("Wat nergens bij hoort", Group = PropertyGroup.Main, MaxItems = 4)]
        public IReadOnlyList<string> Extra { get; init; } = [];
    }

    /// <summary>A pair.</summary>
    private sealed record PairYaml
    {
        [Property("Links", Required = true, Long = true)]
        public required string Left { get; init; }

        [Property("Rechts", Required = true, Long = true)]
        public required string Right { get; init; }

        [Property("Uitleg", Required = true, Long = true)]
        public required string Feedback { get; init; }
    }
}
