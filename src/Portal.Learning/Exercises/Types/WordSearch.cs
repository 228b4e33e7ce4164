using System.Net;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>
/// Words hidden in a square of letters, each with a clue. What is found is typed, or picked in the square by the script, which writes
/// it into the same field; the words themselves are not in the page.
/// </summary>
internal sealed record WordSearch(ExerciseHead Head, IReadOnlyList<string> Grid, IReadOnlyList<WordSearch.Word> Words) : Exercise(Head)
{
    private static readonly (int Down, int Right, string Name)[] Directions =
    [
        (0, 1, "naar rechts"), (0, -1, "naar links"), (1, 0, "naar beneden"), (-1, 0, "naar boven"),
        (1, 1, "schuin naar rechtsonder"), (1, -1, "schuin naar linksonder"), (
            -1, 1, "schuin naar rechtsboven"), (-1, -1, "schuin naar linksboven"),
    ];

    /// <summary>One word.</summary>
    /// <param name="Key">Its field.</param>
    /// <param name="Text">The word as shown.</param>
    /// <param name="Clue">What it means.</param>
    /// <param name="Place">Where it stands, in words.</param>
    public sealed record Word(string Key, string Text, RichText Clue, string Place);

    internal static ExerciseType Kind { get; } = new ExerciseType("word_search", "Woordzoeker", Read)
    {
        ComesBack = false,
        Doing = "woorden zoeken",
    }
        .WrittenAs<Yaml>(
        "Woorden die in een vak met letters verstopt staan.",
        """
        grid: []
        words: []
        """);

    private static WordSearch Read(ExerciseHead head, YamlPart yaml)
    {
        var rows = yaml.PlainList("grid", 3, 20);
        var odd = rows.Where(row => Typed.Letters(row.Text).Length != row.Text.Length || !row.Text.All(char.IsAsciiLetter));
        foreach (var (text, _) in odd)
            yaml.Report("grid", $"De rij '{text}' heeft iets anders dan letters. Schrijf alleen letters, zonder spaties.");
        if (rows.Select(row => row.Text.Length).Distinct().Count() > 1)
            yaml.Report(
                "grid", $"De rijen zijn niet even lang: {string.Join(", ", rows.Select(row => row.Text.Length))} letters. Maak ze gelijk.");
        if (rows.Any(row => row.Text.Length is < 3 or > 20))
            yaml.Report("grid", "Een rij heeft 3 tot en met 20 letters; meer past niet op een telefoon.");
        var grid = rows.Select(row => row.Text.ToUpperInvariant()).ToList();
        var parts = yaml.Parts("words", 1, 20);
        yaml.RefuseTwins(parts.Select(part => (part.Plain("word", required: false) ?? "", part.NodeOf("word"))), Typed.Letters);
        yaml.RefuseTwins("clue", parts);
        return new(head, grid, [.. parts.Select(part => ReadWord(head, part, grid))]);
    }

    private static Word ReadWord(ExerciseHead head, YamlPart part, List<string> grid)
    {
        var text = part.Plain("word") ?? "";
        var clue = part.Text("clue");
        var place = PlaceOf(Typed.Letters(text), grid);
        if (text.Length > 0 && place is null)
            part.Report(
                "word", $"'{text}' staat niet in het vak met letters, in geen van de acht richtingen. Zet het erin of haal het woord weg.");
        part.RefuseTheRest();
        return new(Shuffle.KeyOf(head.Id, "clue", clue.Plain), text, clue, place ?? "");
    }

    private static string? PlaceOf(string word, List<string> grid)
    {
        if (word.Length < 2) return null;
        for (var row = 0; row < grid.Count; row++)
        {
            for (var column = 0; column < grid[row].Length; column++)
            {
                foreach (var (down, right, name) in Directions)
                {
                    if (Stands(word, grid, row, column, down, right)) return $"rij {row + 1}, vanaf letter {column + 1} {name}";
                }
            }
        }
        return null;
    }

    private static bool Stands(string word, List<string> grid, int row, int column, int down, int right)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var (y, x) = (row + (i * down), column + (i * right));
            if (y < 0 || y >= grid.Count || x < 0 || x >= grid[y].Length || char.ToLowerInvariant(grid[y][x]) != word[i]) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of(Words.Select(word => (word.Key, (IEnumerable<string>)[word.Text])));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        var given = Words.Select(word => Typed.Letters(answer.One(word.Key) ?? "")).Where(word => word.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
        if (given.Count == 0) return Graded.Refused(Max, "Zoek minstens één woord.");
        // Found is found, also when it was written behind another clue.
        var parts = Words.Select(word => new PartResult(
            word.Key, answer.One(word.Key) is not null, given.Contains(Typed.Letters(word.Text))
                ? Outcome.Right
                : Outcome.Wrong, word.Clue.Html)
        {
            Given = WebUtility.HtmlEncode(answer.One(word.Key)),
            Expected = WebUtility.HtmlEncode($"{word.Text} ({word.Place})"),
        }).ToList();
        var found = parts.Count(part => part.Outcome == Outcome.Right);
        return Graded.Of(Max, found / (double)Words.Count, parts) with { Says = [$"Je vond {found} van de {Words.Count} woorden."] };
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        html.Add($"""<div class="wj-grid" data-word-search="{Id}"><table class="wj-grid__table" aria-label="Vak met letters">""");
        foreach (var row in Grid)
        {
            html.Add($"<tr>");
            foreach (var letter in row) html.Add($"<td>{letter.ToString()}</td>");
            html.Add($"</tr>");
        }
        html.Add($"""</table></div><ol class="wj-clues" id="{Id}-woorden">""");
        foreach (var word in Words)
        {
            var id = $"{Id}-{word.Key}";
            html.Add($"""<li class="wj-clues__item"><label class="wj-clues__clue" for="{id}">{word.Clue}</label>""");
            Fields.Line(html, word.Key, id, form, describedBy: $"{id}-lengte");
            html.Add($"""<span class="wj-clues__place" id="{id}-lengte">{Typed.Letters(word.Text).Length} letters</span></li>""");
        }
        html.Add($"</ol>");
    }

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Het vak met letters", Required = true, Group = PropertyGroup.Main, MinItems = 3, MaxItems = 20,
            Help = "Even lange rijen letters, zonder spaties.")]
        public required IReadOnlyList<string> Grid { get; init; }

        [Property("Woorden", Item = "Woord", Required = true, Group = PropertyGroup.Main, MinItems = 1, MaxItems = 20)]
        public required IReadOnlyList<WordYaml> Words { get; init; }
    }

    /// <summary>One word.</summary>
    private sealed record WordYaml
    {
        [Property("Woord", Required = true)]
        public required string Word { get; init; }

        [Property("Omschrijving", Required = true, Long = true)]
        public required string Clue { get; init; }
    }
}
