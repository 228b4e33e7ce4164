using System.Net;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>Clues; one letter of each answer spells a word. The word itself is a bonus: it may be guessed.</summary>
internal sealed record Letters(ExerciseHead Head, string Solution, IReadOnlyList<Letters.Clue> Clues) : Exercise(Head)
{
    private const string SolutionField = "oplossing";

    /// <summary>One clue.</summary>
    /// <param name="Key">Its field.</param>
    /// <param name="Text">The clue.</param>
    /// <param name="Answer">Its answer as shown.</param>
    /// <param name="Position">Which letter of the answer belongs to the solution, from 1; spaces and marks are not counted.</param>
    /// <param name="Feedback">Why.</param>
    public sealed record Clue(string Key, RichText Text, string Answer, int Position, RichText Feedback);

    internal static ExerciseType Kind { get; } = new ExerciseType("letters", "Zoek het woord", Read)
    {
        ComesBack = false,
        Doing = "woorden raden",
    }
        .WrittenAs<Yaml>(
        "Omschrijvingen waarvan de letters samen een woord maken.",
        """
        solution: "WOORD"
        clues: []
        """);

    private static Letters Read(ExerciseHead head, YamlPart yaml)
    {
        var solution = yaml.Plain("solution") ?? "";
        var letters = Typed.Letters(solution);
        if (solution.Length > 0 && (letters.Length != solution.Length || letters.Length is < 3 or > 16))
            yaml.Report("solution", "De oplossing is één woord van 3 tot en met 16 letters, zonder spaties of tekens.");
        var parts = yaml.Parts("clues", 3, 16);
        yaml.RefuseTwins("clue", parts);
        if (parts.Count != letters.Length && letters.Length is >= 3 and <= 16)
            yaml.Report("clues", $"De oplossing heeft {letters.Length} letters en er zijn {parts.Count} omschrijvingen. Maak voor elke "
                + "letter één omschrijving, in de volgorde van de oplossing.");
        var clues = new List<Clue>();
        for (var i = 0; i < parts.Count; i++) clues.Add(ReadClue(head, parts[i], i < letters.Length ? letters[i] : null));
        return new(head, solution, clues);
    }

    private static Clue ReadClue(ExerciseHead head, YamlPart part, char? letter)
    {
        var text = part.Text("clue");
        var answer = part.Plain("answer") ?? "";
        var letters = Typed.Letters(answer);
        var position = part.Whole("position", 1, 60) ?? 1;
        if (answer.Length > 0 && position > letters.Length)
            part.Report("position", $"'{answer}' heeft {letters.Length} letters, dus geen letter {position}.");
        else if (answer.Length > 0 && letter is not null && letters[position - 1] != letter)
            part.Report("position", $"Letter {position} van '{answer}' is een {char.ToUpperInvariant(letters[position - 1])}, maar de "
                + $"oplossing heeft hier een {char.ToUpperInvariant(letter.Value)}.");
        var clue = new Clue(Shuffle.KeyOf(head.Id, "clue", text.Plain), text, answer, position, part.Text("feedback"));
        part.RefuseTheRest();
        return clue;
    }

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of(
        [.. Clues.Select(clue => (clue.Key, (IEnumerable<string>)[clue.Answer])), (SolutionField, [Solution])]);

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        if (Clues.All(clue => answer.One(clue.Key) is null) && answer.One(SolutionField) is null)
            return Graded.Refused(Max, "Vul minstens één woord in.");
        var parts = Clues.Select(clue => PartOf(answer, clue.Key, clue.Text.Html, clue.Answer) with { Feedback = clue.Feedback.Html })
            .Append(PartOf(answer, SolutionField, "Het woord", Solution)).ToList();
        return Graded.Of(Max, parts.Count(part => part.Outcome == Outcome.Right) / (double)parts.Count, parts);
    }

    private static PartResult PartOf(Answer answer, string field, string text, string expected)
    {
        var given = answer.One(field);
        var right = given is not null && Typed.Letters(given) == Typed.Letters(expected);
        return new(field, given is not null, right ? Outcome.Right : Outcome.Wrong, text)
        {
            Given = WebUtility.HtmlEncode(given),
            Expected = WebUtility.HtmlEncode(expected),
        };
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        var counts = Clues.Select(clue => Typed.Letters(clue.Answer).Length).ToList();
        // The words stand so that the letters that count are below each other, as long as that fits.
        var column = Clues.Max(clue => clue.Position);
        var width = column + Clues.Zip(counts, (clue, count) => count - clue.Position).Max();
        var isInColumn = width <= Cells.Most;
        if (!isInColumn) width = counts.Max();

        html.Add($"""<div class="{Cells.Look(Math.Max(width, Clues.Count))}"><ol class="wj-clues">""");
        foreach (var (clue, count) in Clues.Zip(counts))
        {
            var id = $"{Id}-{clue.Key}";
            html.Add($"""<li class="wj-cells__clue"><label class="wj-clues__clue" for="{id}">{clue.Text}</label>""");
            if (count <= Cells.Most)
            {
                Cells.Line(
                    html, clue.Key, id, form, isInColumn ? column - clue.Position : 0, count, at => at == clue.Position, $"{id}-plaats");
            }
            else
            {
                Fields.Line(html, clue.Key, id, form, describedBy: $"{id}-plaats");
            }
            html.Add($"""<span class="wj-clues__place" id="{id}-plaats">{count} letters""")
                .If(clue.Answer.Any(char.IsWhiteSpace), ", zonder spaties")
                .Add($""". Letter {clue.Position} hoort in het woord.</span></li>""");
        }
        html.Add($"""</ol><div class="wj-cells__solution"><label class="utrecht-form-label" for="{Id}-oplossing">""")
            .Add($"""Welk woord vormen de letters, van boven naar beneden?</label>""");
        Cells.Line(html, SolutionField, $"{Id}-oplossing", form, 0, Clues.Count, _ => true);
        html.Add($"</div></div>");
    }

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Het woord", Required = true, Group = PropertyGroup.Main)]
        public required string Solution { get; init; }

        [Property("Omschrijvingen", Item = "Omschrijving", Required = true, Group = PropertyGroup.Main, MinItems = 3, MaxItems = 16,
            Help = "Een voor elke letter, in de volgorde van het woord.")]
        public required IReadOnlyList<ClueYaml> Clues { get; init; }
    }

    /// <summary>One clue.</summary>
    private sealed record ClueYaml
    {
        [Property("Omschrijving", Required = true, Long = true)]
        public required string Clue { get; init; }

        [Property("Antwoord", Required = true)]
        public required string Answer { get; init; }

        [Property("De hoeveelste letter?", Required = true, Help = "Welke letter van het antwoord in het woord komt.")]
        public required int Position { get; init; }

        [Property("Uitleg", Required = true, Long = true)]
        public required string Feedback { get; init; }
    }
}
