using Portal.Learning.Exercises.Scoring;

namespace Portal.Tests.Learning.Exercises;

/// <summary>What is shown of a score and what it decides are one.</summary>
public sealed class PercentTests
{
    [Theory]
    [InlineData(16, 23, 69)] // 69.57: not 70, for 70 is asked
    [InlineData(7, 10, 70)]
    [InlineData(0, 4, 0)]
    [InlineData(4, 4, 100)]
    [InlineData(0, 0, 0)]
    public void A_score_is_rounded_down(double score, double max, int percent) => Assert.Equal(percent, Percent.Of(score, max));

    [Fact]
    public void Who_reads_the_mark_has_passed_and_who_reads_less_has_not()
    {
        for (var max = 1; max <= 60; max++)
            for (var score = 0; score <= max; score++)
                for (var mark = 1; mark <= 100; mark++)
                {
                    Assert.Equal(Percent.Of(score, max) >= mark, Percent.Reaches(mark, score, max));
                    Assert.Equal(100 * score >= mark * max, Percent.Reaches(mark, score, max));
                }
    }

    [Fact]
    public void Parts_that_are_kept_to_four_decimals_add_up()
    {
        var thirds = 0f;
        for (var i = 0; i < 30; i++) thirds += 0.3333f;
        Assert.Equal(50, Percent.Of(thirds, 20));
        Assert.True(Percent.Reaches(50, thirds, 20));
    }

    [Fact]
    public void Where_there_is_nothing_to_score_no_mark_is_reached() => Assert.False(Percent.Reaches(0, 0, 0));
}
