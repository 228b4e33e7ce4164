using System.Globalization;
using AngleSharp.Dom;
using Portal.Learning.Exercises;
using static Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Exercises;

/// <summary>
/// A letter puzzle is a row of cells for each word, below each other by the letters of the solution, and a field like any other.
/// </summary>
public sealed class LetterPuzzleTests
{
    private const string Yaml = $$"""
        solution: "LEF"
        clues:
          - {clue: "Daar zit een leerling.", answer: "klas", position: 2, feedback: "Ja."}
          - {clue: "Samen sta je sterk.", answer: "goede hulp", position: 5, feedback: "Ja."}
          - {clue: "Vervoer.", answer: "fiets", position: 1, feedback: "Ja."}
        {{Source}}
        """;

    private static readonly string[] Clues = ["Daar zit een leerling.", "Samen sta je sterk.", "Vervoer."];

    [Fact]
    public void Every_word_has_a_cell_for_each_letter_and_the_letters_that_count_are_below_each_other()
    {
        var form = Exercise("letters", Yaml).Form();
        var lines = form.QuerySelectorAll(".wj-cells__clue .wj-cells__line").ToList();
        Assert.Equal([4, 9, 5], lines.Select(line => line.QuerySelectorAll(".wj-cells__cell").Length));
        Assert.Equal(
            [4, 4, 4], lines.Select(line => RoomBefore(line) + Em(line.QuerySelectorAll(".wj-cells__cell--marked").Single(), "x")));
        Assert.Contains("wj-cells--9", form.QuerySelector(".wj-cells")!.ClassList);
        Assert.Equal(3, form.QuerySelectorAll(".wj-cells__solution .wj-cells__cell--marked").Length);
    }

    [Fact]
    public void A_word_is_one_field_named_by_its_clue_that_says_in_words_which_letter_counts()
    {
        var form = Exercise("letters", Yaml).Form();
        var fields = form.QuerySelectorAll("input.wj-cells__input").ToList();
        Assert.Equal(["4", "9", "5", "3"], fields.Select(field => field.GetAttribute("maxlength")));
        Assert.Equal(Clues, fields.Take(3).Select(field => form.QuerySelector($"label[for='{field.Id}']")!.TextContent));
        Assert.Equal(
            "9 letters, zonder spaties. Letter 5 hoort in het woord.",
            form.QuerySelector("#" + fields[1].GetAttribute("aria-describedby"))!.TextContent);
        Assert.All(form.QuerySelectorAll("svg"), drawing => Assert.Equal("true", drawing.GetAttribute("aria-hidden")));
        Assert.DoesNotContain("hulp", form.InnerHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("goedehulp", "LEF", true)]
    [InlineData("goede hulp", "lef", true)] // as browsers kept it from before there were cells
    [InlineData("goedehulp", "les", false)]
    public void What_is_typed_is_judged_as_it_always_was(string second, string solution, bool isRight)
    {
        var exercise = Exercise("letters", Yaml);
        var typed = Clues.Zip(["klas", second, "FIETS"], (clue, word) => (exercise.Field(clue), word)).Append(("oplossing", solution));
        Assert.Equal(isRight ? Outcome.Right : Outcome.Partly, exercise.Grade(Answer([.. typed])).Outcome);
    }

    [Fact]
    public void Words_too_long_to_shift_begin_at_the_edge_and_one_too_long_for_cells_is_a_plain_line()
    {
        var form = Exercise("letters", Yaml.Replace("\"klas\"", "\"klassenvertegenwoordiging\"", StringComparison.Ordinal)).Form();
        Assert.All(form.QuerySelectorAll(".wj-cells__line"), line => Assert.Equal(0, RoomBefore(line)));
        Assert.Single(form.QuerySelectorAll(".wj-cells__clue input.utrecht-textbox"));
        Assert.Contains("wj-cells--20", form.QuerySelector(".wj-cells")!.ClassList);
    }

    private static int RoomBefore(IElement line) => line.FirstElementChild is { LocalName: "svg" } room ? Em(room, "width") : 0;

    private static int Em(IElement part, string attribute) =>
        int.Parse(part.GetAttribute(attribute)!.Replace("em", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
