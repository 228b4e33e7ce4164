using Portal.Learning.Exercises;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Repetition;
using Portal.Learning.Types;

namespace Portal.Tests.Learning.Repetition;

public sealed class ReviewPlanTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    [Fact]
    public void Right_every_time_comes_back_after_3_14_60_and_180_days_and_then_never()
    {
        var (step, due) = (0, (DateOnly?)ReviewPlan.First(Day));
        var days = new List<int>();
        for (var last = Day; due is { } next; last = next)
        {
            days.Add(next.DayNumber - last.DayNumber);
            (step, due) = ReviewPlan.After(step, right: true, next);
        }
        Assert.Equal([3, 14, 60, 180], days);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Wrong_begins_again(int step) => Assert.Equal((0, (DateOnly?)Day.AddDays(3)), ReviewPlan.After(step, right: false, Day));

    [Fact]
    public void Late_counts_from_the_day_it_was_answered() =>
        Assert.Equal((1, (DateOnly?)Day.AddDays(14)), ReviewPlan.After(0, right: true, Day));

    [Fact]
    public void At_most_eight_are_chosen_the_worst_first_then_in_the_order_of_the_module()
    {
        var answers = Enumerable.Range(1, 12)
            .Select(number => Past($"v-{number:00}", score: number is 7 or 11 ? 0 : number == 4 ? 0.5f : 1));
        Assert.Equal(["v-07", "v-11", "v-04", "v-01", "v-02", "v-03", "v-05", "v-06"], ReviewDecks.Choose(answers));
    }

    [Fact]
    public void The_first_answer_decides_whether_it_was_known() =>
        Assert.Equal(
            ["v-02", "v-01"], ReviewDecks.Choose([Past("v-01", score: 1), Past("v-02", score: 0), Past("v-02", score: 1, number: 2)]));

    [Theory]
    [InlineData("single", ChapterKind.PreTest, 1, false)]
    [InlineData("scenario", ChapterKind.Chapter, 1, false)]
    [InlineData("word_search", ChapterKind.Chapter, 1, false)]
    [InlineData("letters", ChapterKind.Chapter, 1, false)]
    [InlineData("opinion", ChapterKind.Chapter, 0, false)]
    [InlineData("single", ChapterKind.EndTest, 1, true)]
    [InlineData("single", ChapterKind.Chapter, 1, true)]
    public void What_takes_too_long_or_has_no_key_or_came_before_learning_does_not_return(
        string type, ChapterKind kind, float max, bool returns) =>
        Assert.Equal(returns ? ["v-01"] : [], ReviewDecks.Choose([Past("v-01", score: 0, type: type, kind: kind, max: max)]));

    [Fact]
    public void An_open_test_gives_no_questions() => Assert.Empty(ReviewDecks.Choose([Past("v-01", score: 0) with { IsOpen = true }]));

    private static PastAnswer Past(
        string id, float score, int number = 1, string type = "single", ChapterKind kind = ChapterKind.Chapter, float max = 1) =>
        new(
        id, number, Answer.Empty, null, DateTimeOffset.UnixEpoch, score, max, new ChapterStructure(
            "hoofdstuk-x", "x", "X", kind, Guid.Empty, 5, []),
        new Portal.Learning.Exercises.Types.Single(
            new ExerciseHead(id, new ExerciseTypes(ExerciseTypes.Own).Find(type)!, "v"), []), IsOpen: false);
}
