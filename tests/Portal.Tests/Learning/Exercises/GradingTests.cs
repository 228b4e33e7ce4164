using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Types;
using static Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Exercises;

/// <summary>What answers are worth, type by type, on the quiz with all types.</summary>
public sealed class GradingTests
{
    [Fact]
    public void A_statement_is_right_or_wrong()
    {
        var exercise = Of("t-waar");
        Assert.Equal((1, Outcome.Right), Score(exercise, exercise.Choice("Niet waar")));
        Assert.Equal((0, Outcome.Wrong), Score(exercise, exercise.Choice("Waar")));
    }

    [Fact]
    public void One_of_a_few_is_right()
    {
        var exercise = Of("t-een");
        var sure = ("zeker", "2");
        Assert.Equal(
            (1, Outcome.Right), Score(exercise, exercise.Choice("Je schrijft op wat je zag en vraagt een collega mee te kijken."), sure));
        Assert.Equal((0, Outcome.Wrong), Score(exercise, exercise.Choice("Je wacht tot er meer gebeurt."), sure));
    }

    [Theory]
    [InlineData(1.0, Outcome.Right, "Een rustige plek", "Open vragen")]
    [InlineData(0.5, Outcome.Partly, "Open vragen")]
    [InlineData(0.5, Outcome.Partly, "Een rustige plek", "Open vragen", "Een oordeel vooraf")]
    [InlineData(0.0, Outcome.Partly, "Een rustige plek", "Een oordeel vooraf")]
    [InlineData(0.0, Outcome.Partly, "Een rustige plek", "Open vragen", "Een oordeel vooraf", "Dreigen met de politie")]
    [InlineData(0.0, Outcome.Wrong, "Een oordeel vooraf")]
    public void Of_several_each_right_one_adds_and_each_wrong_one_takes_off(double score, object outcome, params string[] chosen)
    {
        var exercise = Of("t-meer");
        Assert.Equal((score, outcome), Score(exercise, [.. chosen.Select(words => exercise.Choice(words))]));
    }

    [Fact]
    public void All_or_nothing_gives_no_part_of_the_points()
    {
        var exercise = Exercise("multiple", $$"""
            scoring: all
            points: 3
            options:
              - {text: "A", right: true, feedback: "Goed"}
              - {text: "B", right: true, feedback: "Goed"}
              - {text: "C", feedback: "Fout"}
            {{Source}}
            """);
        Assert.Equal((3, Outcome.Right), Score(exercise, exercise.Choice("A"), exercise.Choice("B")));
        Assert.Equal((0, Outcome.Partly), Score(exercise, exercise.Choice("A")));
        Assert.Equal((0, Outcome.Partly), Score(exercise, exercise.Choice("A"), exercise.Choice("B"), exercise.Choice("C")));
    }

    [Theory]
    [InlineData("geldezel")]
    [InlineData("Geldezel")]
    [InlineData("  GELD EZEL ", false)]
    [InlineData("gèldézél")]
    [InlineData("een   geldezel.")]
    [InlineData("“Money  Mule”")]
    [InlineData("ezel", false)]
    public void A_short_answer_does_not_care_about_case_accents_and_spaces(string given, bool right = true) =>
        Assert.Equal(right ? (1, Outcome.Right) : (0, Outcome.Wrong), Score(Of("t-kort"), ("tekst", given)));

    [Theory]
    [InlineData("'klusje'")]
    [InlineData("‘klusje’")]
    [InlineData("‚klusje‘")]
    [InlineData("„klusje”")]
    [InlineData("«klusje»")]
    [InlineData("`klusje´")]
    [InlineData("klus\u200Bje")] // zero-width space
    [InlineData("klus\u00ADje")] // soft hyphen
    [InlineData("\uFEFFklusje")] // byte order mark
    [InlineData("klusje…")]
    [InlineData("klusje –")]
    [InlineData("(klusje)")]
    [InlineData("ｋｌｕｓｊｅ")] // full width
    [InlineData("kl\u0301usje")]
    [InlineData("Klusje!?")]
    [InlineData("klus je", false)]
    [InlineData("klusjes", false)]
    public void A_short_answer_does_not_care_about_quotes_dashes_and_what_one_does_not_see(string given, bool right = true)
    {
        var exercise = Exercise("short_answer", $"answers: [\"klusje\"]\nif_right: Ja\nif_wrong: Nee\n{Source}");
        Assert.Equal(right ? (1, Outcome.Right) : (0, Outcome.Wrong), Score(exercise, ("tekst", given)));
    }

    [Theory]
    [InlineData("min", "−5", "-5")]
    [InlineData("ij", "ĳzer", "ijzer")]
    [InlineData("apostrof", "foto´s", "foto's")]
    [InlineData("streep", "e–mail", "e-mail")]
    [InlineData("breuk", "24 / 7", "24 / 7")]
    public void A_short_answer_is_the_same_however_it_is_typed(string name, string given, string answer)
    {
        var exercise = Exercise("short_answer", $"answers: [\"{answer}\"]\nif_right: Ja\nif_wrong: Nee\n{Source}");
        Assert.True(exercise.Grade(Answer(("tekst", given))).Outcome == Outcome.Right, name);
    }

    [Fact]
    public void Letters_count_each_clue_and_the_word()
    {
        var exercise = Of("t-letters");
        var (first, second, third) = (
            exercise.Field("Daar zit een leerling."), exercise.Field("Wie helpt, is een…"), exercise.Field("Vervoer van een koerier"));
        Assert.Equal(
            (1, Outcome.Right), Score(exercise, (first, "Klas"), (second, "HULPVERLENER"), (third, "fiets"), ("oplossing", "lef")));
        Assert.Equal((0.75, Outcome.Partly), Score(exercise, (first, "klas"), (second, "hulpverlener"), (third, "fiets")));
        Assert.Equal((0.25, Outcome.Partly), Score(exercise, ("oplossing", "LEF")));
        Assert.Equal((0, Outcome.Wrong), Score(exercise, (first, "school")));
    }

    [Fact]
    public void A_found_word_counts_behind_any_clue_and_once()
    {
        var exercise = Of("t-zoeker");
        var (klus, geld) = (exercise.Field("Een taak voor geld"), exercise.Field("Daar draait het vaak om"));
        Assert.Equal((0.6667, Outcome.Partly), Score(exercise, (klus, "geld"), (geld, "KLUS")));
        Assert.Equal((0.3333, Outcome.Partly), Score(exercise, (klus, "klus"), (geld, "klus")));
        Assert.Equal((0, Outcome.Wrong), Score(exercise, (klus, "ezel")));
    }

    [Fact]
    public void Sorting_counts_each_card()
    {
        var exercise = Of("t-bakken");
        Assert.Equal((0.6667, Outcome.Partly), Score(exercise,
            exercise.Pick("Plotseling veel contant geld", "Signaal"),
            exercise.Pick("Laat opstaan in het weekend", "Signaal"),
            exercise.Pick("Een tweede telefoon", "Signaal")));
    }

    [Fact]
    public void Matching_counts_each_pair()
    {
        var exercise = Of("t-paren");
        Assert.Equal((1, Outcome.Right), Score(exercise,
            exercise.Pick("Katvanger", "Iemand die zijn naam leent"),
            exercise.Pick("Koerier", "Iemand die iets rondbrengt"),
            exercise.Pick("Geldezel", "Iemand die zijn pas uitleent")));
        Assert.Equal((0.3333, Outcome.Partly), Score(exercise,
            exercise.Pick("Katvanger", "Iemand die les geeft"),
            exercise.Pick("Koerier", "Iemand die zijn naam leent"),
            exercise.Pick("Geldezel", "Iemand die zijn pas uitleent")));
    }

    [Fact]
    public void Ordering_counts_each_item_in_its_place()
    {
        var exercise = Of("t-volgorde");
        string[] right = ["Je ziet iets", "Je bespreekt het met een collega", "Je praat met de jongere", "Je meldt het"];
        Assert.Equal((1, Outcome.Right), Score(exercise, [.. right.Select((words, i) => exercise.Pick(words, $"{i + 1}"))]));
        Assert.Equal((0.5, Outcome.Partly), Score(exercise,
            exercise.Pick(right[0], "2"), exercise.Pick(right[1], "1"), exercise.Pick(right[2], "3"), exercise.Pick(right[3], "4")));
        Assert.Equal((0, Outcome.Wrong), Score(exercise,
            exercise.Pick(right[0], "2"), exercise.Pick(right[1], "3"), exercise.Pick(right[2], "4"), exercise.Pick(right[3], "1")));
    }

    [Theory]
    [InlineData("95", 1, Outcome.Right)]
    [InlineData("98", 1, Outcome.Right)]
    [InlineData("92,0", 1, Outcome.Right)]
    [InlineData("91.9", 0.5, Outcome.Partly)]
    [InlineData("89", 0.5, Outcome.Partly)]
    [InlineData("88", 0, Outcome.Wrong)]
    public void A_guess_is_right_within_tolerance_and_half_right_within_twice(string given, double score, object outcome) =>
        Assert.Equal((score, outcome), Score(Of("t-getal"), ("getal", given)));

    [Fact]
    public void A_number_is_read_as_people_here_write_it()
    {
        var exercise = Exercise("estimate", $"""
            answer: 1250
            min: -10
            max: 100000
            step: 0.5
            unit: "jongeren"
            tolerance: 0
            if_right: "Goed"
            if_near: "Bijna"
            if_far: "Ver"
            {Source}
            """);
        Assert.Equal((1, Outcome.Right), Score(exercise, ("getal", "1.250")));
        Assert.Equal((1, Outcome.Right), Score(exercise, ("getal", "1250,0")));
        Assert.Equal((1, Outcome.Right), Score(exercise, ("getal", "1.250,00")));
        Assert.Equal((0, Outcome.Wrong), Score(exercise, ("getal", "-3")));
    }

    [Theory]
    [InlineData("12500", "1", "12500")]
    [InlineData("12.500", "1", "12500")]
    [InlineData("12,500", "1", "12500")] // as English writes it; 12.5 is no step of 1
    [InlineData("12 500", "1", "12500")]
    [InlineData("12\u00A0500", "1", "12500")]
    [InlineData("12'500", "1", "12500")]
    [InlineData("€ 12.500", "1", "12500")]
    [InlineData("12500 jongeren", "1", "12500")]
    [InlineData("１２５００", "1", "12500")]
    [InlineData("12.500,50", "0.5", "12500.5")]
    [InlineData("12,500.50", "0.5", "12500.5")]
    [InlineData("−3", "1", "-3")]
    [InlineData("0,250", "0.05", "0.25")]
    [InlineData("1.250.000", "1", "1250000")]
    public void A_number_is_read_as_it_is_meant(string typed, string step, string answer)
    {
        var exercise = Number(answer, "-10", "2000000", step);
        Assert.Equal((1, Outcome.Right), Score(exercise, ("getal", typed)));
    }

    [Theory]
    [InlineData("1.250", "1.25", "0", "10")] // 1250 is out of range
    [InlineData("1,250", "1.25", "0", "10")]
    [InlineData("1.250", "1250", "1000", "2000")] // and here 1.25 is
    [InlineData("1,250", "1250", "1000", "2000")]
    public void Of_two_readings_the_one_that_can_be_is_taken(string typed, string answer, string least, string most) =>
        Assert.Equal((1, Outcome.Right), Score(Number(answer, least, most, "0.05"), ("getal", typed)));

    [Theory]
    [InlineData("1.250", "Dit kun je op twee manieren lezen. Bedoel je 1250 of 1,25? Typ het zo.")]
    [InlineData("12,500", "Dit kun je op twee manieren lezen. Bedoel je 12500 of 12,5? Typ het zo.")]
    [InlineData("12,5,0", "Vul een getal in, in cijfers.")]
    [InlineData("1.25.000", "Vul een getal in, in cijfers.")]
    [InlineData("1 2", "Vul een getal in, in cijfers.")]
    [InlineData("ongeveer 12", "Vul een getal in, in cijfers.")]
    [InlineData("999999", "Vul een getal in van 0 tot en met 20.000.")]
    public void A_number_that_can_be_read_in_two_ways_is_asked_for(string typed, string error)
    {
        var exercise = Number("1250", "0", "20000", "0.05");
        Assert.Equal(error, exercise.Grade(Answer(("getal", typed))).Error);
        Assert.Equal(typed, exercise.Form(Answer(("getal", typed))).QuerySelector("input")!.GetAttribute("value")); // what was typed stays
    }

    [Fact]
    public void An_opinion_and_a_poll_have_nothing_right_or_wrong()
    {
        foreach (var (exercise, words) in new[] { (Of("t-mening"), "Helemaal mee eens"), (Of("t-peiling"), "Kennis") })
        {
            var graded = exercise.Grade(Answer(exercise.Choice(words)));
            Assert.True(graded.IsAnswer);
            Assert.Equal((0, 0, Outcome.None), (graded.Score, graded.Max, graded.Outcome));
            Assert.Equal(words, Assert.Single(graded.Parts, part => part.Chosen).Text);
        }
    }

    [Theory]
    [InlineData(1.0, Outcome.Right, "Een oproep om snel geld te verdienen", "Een foto van geld")]
    [InlineData(0.5, Outcome.Partly, "Een foto van geld")]
    [InlineData(0.5, Outcome.Partly, "Een oproep om snel geld te verdienen", "Een foto van geld", "Een bericht laat op de avond")]
    [InlineData(0.0, Outcome.Wrong, "Een bericht laat op de avond")]
    public void Ticking_everything_does_not_pay(double score, object outcome, params string[] chosen)
    {
        var exercise = Of("t-signaal");
        Assert.Equal((score, outcome), Score(exercise, [.. chosen.Select(words => exercise.Choice(words))]));
    }

    [Fact]
    public void Spotting_says_what_was_seen_and_what_was_too_much()
    {
        var exercise = Of("t-signaal");
        var graded = exercise.Grade(Answer(exercise.Choice("Een foto van geld"), exercise.Choice("Een bericht laat op de avond")));
        Assert.Equal(["Je zag 1 van de 2 signalen.", "Je kruiste ook 1 ding aan dat op zich geen signaal is."], graded.Says);
    }

    [Fact]
    public void Detection_gives_a_share_and_the_counts_behind_d_prime()
    {
        var exercise = (Detection)Of("t-zorg");
        var answer = Answer(
            [
                .. exercise.Vignettes.SelectMany(
                    (vignette, i) => new[] { ("v-" + vignette.Key, i is 0 or 1 or 3 ? "ja" : "nee"), ("z-" + vignette.Key, "3") }),
            ]);
        var graded = exercise.Grade(answer);
        Assert.Equal(0.6667, graded.Score);
        Assert.Equal(Outcome.Partly, graded.Outcome);
        var counts = exercise.CountsOf(answer)!;
        Assert.Equal((2, 3, 1, 3), (counts.Hits, counts.Signals, counts.FalseAlarms, counts.Noise));
        Assert.Contains("Je herkent 2 van de 3 signalen.", graded.Says);
        Assert.Contains("Bij 1 van de 3 gewone situaties zag je ook een signaal.", graded.Says);
        Assert.Contains(graded.Says, sentence => sentence.StartsWith("2 keer was je heel zeker", StringComparison.Ordinal));
        Assert.Null(exercise.CountsOf(Portal.Learning.Exercises.Answer.Empty));
    }

    [Fact]
    public void A_scenario_goes_on_until_an_end_and_counts_the_way_there()
    {
        var exercise = Of("t-gesprek");
        var first = exercise.Choice("Je gaat rustig bij hem zitten.");
        var half = exercise.Grade(Answer(first));
        Assert.True(half.Unfinished);
        Assert.False(half.IsAnswer);
        Assert.Null(half.Error);

        var second = exercise.Choice("Je belooft dat je niets zegt.", Answer(first));
        var mixed = exercise.Grade(Answer(("pad", first.Value), second));
        Assert.Equal((0.75, Outcome.Partly), (mixed.Score, mixed.Outcome));
        Assert.Equal([Outcome.Right, Outcome.Partly], mixed.Parts.Select(part => part.Outcome));

        var best = exercise.Choice("Je zegt wat je wel en niet kunt beloven.", Answer(first));
        Assert.Equal((1, Outcome.Right), Score(exercise, ("pad", first.Value), best));
        Assert.Equal((0, Outcome.Wrong), Score(exercise, exercise.Choice("Je vraagt waar zijn nieuwe jas vandaan komt.")));
    }

    [Fact]
    public void One_can_take_a_step_back_in_a_scenario()
    {
        var exercise = Of("t-gesprek");
        var first = exercise.Choice("Je gaat rustig bij hem zitten.");
        var back = Answer(("pad", first.Value), ("terug", "1"));
        Assert.True(exercise.Grade(back).Unfinished);
        var form = exercise.Form(back);
        Assert.Empty(form.QuerySelectorAll("input[name='a-pad']"));
        Assert.Contains(form.QuerySelectorAll("label"), label => label.Text() == "Je gaat rustig bij hem zitten.");
    }

    [Fact]
    public void A_reflection_asks_for_nothing()
    {
        var exercise = Of("t-denk");
        Assert.False(exercise.HasForm);
        Assert.Equal(0, exercise.Max);
        Assert.True(exercise.Grade(Portal.Learning.Exercises.Answer.Empty).IsAnswer);
    }

    [Fact]
    public void Points_weigh_an_exercise_not_its_parts()
    {
        Assert.Equal(1, Of("t-bakken").Max);
        var exercise = Exercise("true_false", $"answer: true\nif_true: Ja\nif_false: Nee\npoints: 4\n{Source}");
        Assert.Equal((4, Outcome.Right), Score(exercise, exercise.Choice("Waar")));
    }

    [Fact]
    public void Certainty_is_asked_for_where_the_author_wants_it()
    {
        var exercise = Of("t-een");
        var chosen = exercise.Choice("Je wacht tot er meer gebeurt.");
        Assert.Equal("Zeg ook hoe zeker je bent.", exercise.Grade(Answer(chosen)).Error);
        var answer = Answer(chosen, ("zeker", "3"));
        Assert.True(exercise.Grade(answer).IsAnswer);
        Assert.Equal(3, answer.Certainty);
    }

    private static Exercise Number(string answer, string least, string most, string step) => Exercise(
        "estimate",
        $"answer: {answer}\nmin: {least}\nmax: {most}\nstep: {step}\nunit: jongeren\ntolerance: 0\n"
            + $"if_right: A\nif_near: B\nif_far: C\n{Source}");

    [Fact]
    public void Every_question_with_a_key_has_an_answer_that_is_right_in_all_of_it()
    {
        foreach (var exercise in Reader.Of(AllTypes).Where(exercise => exercise.HasKey))
        {
            var graded = exercise.Mark(exercise.Perfect);
            Assert.Equal((exercise.Id, exercise.Max, Outcome.Right), (exercise.Id, graded.Score, graded.Outcome));
        }
    }

    private static (double, Outcome) Score(Exercise exercise, params (string, string)[] fields)
    {
        var graded = exercise.Grade(Answer(fields));
        Assert.Null(graded.Error);
        Assert.Equal(exercise.Max, graded.Max);
        return (graded.Score, graded.Outcome);
    }
}
