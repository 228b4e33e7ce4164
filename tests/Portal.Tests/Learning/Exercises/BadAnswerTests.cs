using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Portal.Learning.Exercises;
using static Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Exercises;

/// <summary>What nobody fills in by hand: missing, double, unknown, huge and hostile. Nothing of it may break anything.</summary>
public sealed class BadAnswerTests
{
    public static TheoryData<string> Exercises =>
        [.. Reader.Of(AllTypes).Where(exercise => exercise.HasForm).Select(exercise => exercise.Id)];

    private static readonly string[] Odd =
        [
            "", " ", "waar' or 1=1 --", "<script>alert(1)</script>", "\0", "\uD800", "👮🏽‍♀️", "../../etc/passwd", "NaN", "1e999", "-0",
            "٣",
            new string('9', 400), "ja", "1", "3", "terug",
        ];

    [Theory]
    [MemberData(nameof(Exercises))]
    public void Nothing_filled_in_is_said_kindly(string id)
    {
        var graded = Of(id).Grade(Portal.Learning.Exercises.Answer.Empty);
        Assert.NotNull(graded.Error);
        Assert.False(graded.IsAnswer);
        Assert.Equal(0, graded.Score);
    }

    [Theory]
    [MemberData(nameof(Exercises))]
    public void An_unknown_option_is_an_error_and_never_an_exception(string id)
    {
        var exercise = Of(id);
        var fields = exercise.Form().QuerySelectorAll("[name^='a-']").Select(field => field.GetAttribute("name")![2..]).Distinct().ToList();
        var graded = exercise.Grade(Answer([.. fields.Select(field => (field, "zzzzzzzzzz"))]));
        Assert.False(graded.IsAnswer && graded.Outcome == Outcome.Right);
        if (exercise.Type is not ("short_answer" or "letters" or "word_search")) Assert.NotNull(graded.Error);
    }

    [Theory]
    [MemberData(nameof(Exercises))]
    public void Whatever_is_posted_gives_a_grade_a_form_and_feedback_that_is_encoded(string id)
    {
        var exercise = Of(id);
        var fields = exercise.Form().QuerySelectorAll("[name^='a-']").Select(field => field.GetAttribute("name")![2..]).Append("pad")
            .Append("terug").Append("onbekend").Distinct().ToList();
        foreach (var odd in Odd)
        {
            var answer = Answer([.. fields.SelectMany(field => new[] { (field, odd), (field, odd + "x") })]);
            foreach (var tried in new[] { answer, Answer([.. fields.Select(field => (field, odd))]) })
            {
                var graded = exercise.Grade(tried);
                Assert.InRange(graded.Score, 0, exercise.Max);
                Assert.DoesNotContain(
                    "<script", exercise.Form(new ExerciseForm("/x") { Answer = tried, Error = graded.Error }), StringComparison.Ordinal);
                if (graded.IsAnswer) Assert.DoesNotContain("<script", exercise.Feedback(tried, graded), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Two_answers_to_a_question_with_one_are_none()
    {
        var exercise = Of("t-een");
        var graded = exercise.Grade(Answer(
            exercise.Choice("Je wacht tot er meer gebeurt."), exercise.Choice("Je vraagt in de klas hoe hij eraan komt."), ("zeker", "1")));
        Assert.Equal("Kies één antwoord.", graded.Error);
    }

    [Fact]
    public void The_same_answer_twice_is_that_answer()
    {
        var exercise = Of("t-waar");
        Assert.Equal(Outcome.Right, exercise.Grade(Answer(("keuze", "niet"), ("keuze", "niet"))).Outcome);
        Assert.Equal(
            Outcome.Right,
            Of("t-meer") is var many
                ? many.Grade(Answer(many.Choice("Een rustige plek"), many.Choice("Een rustige plek"), many.Choice("Open vragen"))).Outcome
                : default);
    }

    [Fact]
    public void What_is_left_open_is_counted_in_words()
    {
        var sort = Of("t-bakken");
        Assert.Equal("Kies bij elk kaartje waar het bij hoort.", sort.Grade(Portal.Learning.Exercises.Answer.Empty).Error);
        Assert.Equal(
            "Kies ook bij de andere 2 kaartjes waar het bij hoort.", sort.Grade(Answer(sort.Pick("Een tweede telefoon", "Signaal"))).Error);
        Assert.Equal("Kies ook bij het laatste kaartje waar het bij hoort.",
            sort.Grade(Answer(sort.Pick("Een tweede telefoon", "Signaal"), sort.Pick("Laat opstaan in het weekend", "Signaal"))).Error);
    }

    [Fact]
    public void A_place_that_is_taken_twice_is_named()
    {
        var order = Of("t-volgorde");
        string[] items = ["Je ziet iets", "Je bespreekt het met een collega", "Je praat met de jongere", "Je meldt het"];
        Assert.Equal("Plaats 2 is meer dan één keer gekozen. Geef elk onderdeel een eigen plaats.",
            order.Grade(Answer([.. items.Select((item, i) => (order.Field(item), $"{(i == 3 ? 2 : i + 1)}"))])).Error);
        Assert.Equal(
            "Geef ook de andere onderdelen een plaats.",
            order.Grade(Answer([.. items.Select((item, i) => (order.Field(item), $"{i + 2}"))])).Error);
    }

    [Theory]
    [InlineData("-1", "Vul een getal in van 0 tot en met 100.")]
    [InlineData("101", "Vul een getal in van 0 tot en met 100.")]
    [InlineData("veel", "Vul een getal in, in cijfers.")]
    [InlineData("1e1", "Vul een getal in, in cijfers.")]
    [InlineData("999999999999999999999999999999999999", "Vul een getal in, in cijfers.")]
    public void A_number_that_is_none_or_out_of_reach_is_refused(string given, string error) =>
        Assert.Equal(error, Of("t-getal").Grade(Answer(("getal", given))).Error);

    [Fact]
    public void More_votes_than_one_has_are_refused()
    {
        var poll = Of("t-peiling");
        Assert.Equal("Kies hoogstens 2 antwoorden.",
            poll.Grade(Answer(poll.Choice("Tijd"), poll.Choice("Kennis"), poll.Choice("Een collega om mee te sparren"))).Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_way_that_nobody_can_go_is_refused(bool beyondTheEnd)
    {
        var scenario = Of("t-gesprek");
        var end = scenario.Choice("Je vraagt waar zijn nieuwe jas vandaan komt.");
        var graded = beyondTheEnd
            ? scenario.Grade(Answer(("pad", end.Value), end))
            : scenario.Grade(Answer(("pad", "nergens"), end));
        Assert.Equal("Deze keuze staat niet bij deze vraag. Kies opnieuw.", graded.Error);
        Assert.NotEmpty(scenario.Form(Answer(("pad", "nergens"), end), graded.Error).QuerySelectorAll("input[type=radio]"));
    }

    [Fact]
    public void A_megabyte_of_text_is_no_answer()
    {
        var form = new FormCollection(new Dictionary<string, StringValues>
        {
            ["a-tekst"] = new string('x', 1_000_000),
            ["a-" + new string('k', 5000)] = "x",
            ["__RequestVerificationToken"] = "geheim",
            ["stand"] = "iets",
        });
        var answer = Portal.Learning.Exercises.Answer.Of(form);
        Assert.Equal("{\"tekst\":[]}", answer.ToJson());
        Assert.Equal("Vul een antwoord in.", Of("t-kort").Grade(answer).Error);
    }

    [Fact]
    public void Thousands_of_fields_and_values_are_cut_off()
    {
        var many = Portal.Learning.Exercises.Answer.Of(
            Enumerable.Range(0, 5000).Select(i => ($"veld{i}", Enumerable.Range(0, 1000).Select(value => $"{value}"))));
        Assert.InRange(many.Fields.Count, 1, 200);
        Assert.All(many.Fields.Values, values => Assert.InRange(values.Count, 1, 40));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\":[1]}")]
    [InlineData("{\"a\":[\"b\"")]
    public void JSON_that_is_none_of_ours_is_an_empty_answer(string json) =>
        Assert.True(Portal.Learning.Exercises.Answer.FromJson(json).IsEmpty);

    [Fact]
    public void An_answer_survives_JSON_and_the_order_of_its_fields_does_not_matter()
    {
        var answer = Answer(("b", "2"), ("a", "één"), ("b", "1"));
        Assert.Equal(answer, Portal.Learning.Exercises.Answer.FromJson(answer.ToJson()));
        Assert.Equal(Answer(("a", "één"), ("b", "2"), ("b", "1")).ToJson(), answer.ToJson());
    }
}
