using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Types;
using Portal.Learning.Quizzes;
using Portal.Tests.Learning.Exercises;
using static Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Quizzes;

public sealed class QuizResultTests
{
    [Theory]
    [InlineData("Je had alle 3 vragen goed.", "Goed", "Goed", "Goed")]
    [InlineData("Je had 2 van de 3 vragen helemaal goed.", "Goed", "Fout", "Goed")]
    [InlineData("Je had geen van de 3 vragen helemaal goed.", "Fout", "Fout", "Fout")]
    [InlineData("Je had 1 van de 3 vragen helemaal goed.", "Goed", "", "")]
    [InlineData("Je had het goed.", "Goed")]
    public void The_result_is_a_sentence(string sentence, params string[] chosen)
    {
        var exercises = chosen.Select((_, i) => Statement($"s-{i}")).ToList();
        var answers = new QuizAnswers();
        for (var i = 0; i < chosen.Length; i++)
            if (chosen[i].Length > 0) answers.Set($"s-{i}", Answer(("keuze", chosen[i] == "Goed" ? "waar" : "niet")));
        Assert.Equal(sentence, QuizResult.Of(exercises, answers).Sentence);
    }

    [Fact]
    public void Partly_right_is_said_apart()
    {
        var many = Of("t-meer");
        var answers = new QuizAnswers();
        answers.Set(many.Id, Answer(many.Choice("Open vragen")));
        Assert.Equal(
            "Je had geen van de 2 vragen helemaal goed. Bij 1 had je een deel goed.",
            QuizResult.Of([many, Of("t-waar")], answers).Sentence);
    }

    [Fact]
    public void Without_keys_nothing_is_right_or_wrong() =>
        Assert.Equal("Bij deze vragen is niets goed of fout.", QuizResult.Of([Of("t-mening")], new QuizAnswers()).Sentence);

    [Fact]
    public void What_was_tampered_with_counts_as_skipped()
    {
        var answers = new QuizAnswers();
        answers.Set("t-een", Answer(("keuze", "bestaat-niet"), ("zeker", "1")));
        Assert.Null(Assert.Single(QuizResult.Of([Of("t-een")], answers).Items).Graded);
    }

    [Theory]
    [InlineData(0, "Er zijn nog te weinig antwoorden")]
    [InlineData(9, "Er zijn nog te weinig antwoorden")]
    public void A_poll_with_few_votes_waits(int voters, string sentence) =>
        Assert.Contains(
            sentence, ChartOf(new PollResult(voters, new Dictionary<string, int>())), StringComparison.Ordinal);

    [Fact]
    public void A_poll_that_cannot_be_read_says_so_calmly() =>
        Assert.Contains("nu niet te zien", ChartOf(null), StringComparison.Ordinal);

    [Fact]
    public void A_poll_shows_a_table_with_bars()
    {
        var options = Of("t-peiling").Ballot!.Options;
        var chart = Html(ChartOf(new PollResult(16, new Dictionary<string, int> { [options[0].Key] = 12, [options[1].Key] = 2 })));
        Assert.Equal(["Tijd 75%", "Kennis 15%", "Een collega om mee te sparren 5% of minder"],
            chart.QuerySelectorAll("tbody tr").Select(row => $"{row.QuerySelector("th")!.Text()} {row.QuerySelector("td")!.Text()}"));
        Assert.Equal(["75%", "15%", "5%"], chart.QuerySelectorAll(".wj-bars__length").Select(bar => bar.GetAttribute("width")!));
        Assert.Equal(chart.QuerySelector("figcaption")!.Id, chart.QuerySelector("table")!.GetAttribute("aria-labelledby"));
    }

    private static string ChartOf(PollResult? result) => PollChart.Of(Of("t-peiling"), Of("t-peiling").Ballot!, result);

    private static Exercise Statement(string id) =>
        Reader.Of(Body("true_false", $"answer: true\nif_true: Ja\nif_false: Nee\n{Source}", id))[0];
}
