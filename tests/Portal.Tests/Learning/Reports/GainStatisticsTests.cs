using Portal.Learning.Reports;

namespace Portal.Tests.Learning.Reports;

/// <summary>What a group learned, in figures that can be checked by hand.</summary>
public sealed class GainStatisticsTests
{
    private static readonly BeforeAfter[] Ten =
    [
        .. Enumerable.Range(0, 10).Select(learner => new BeforeAfter(40 + (learner % 2 * 20), 70 + (learner % 2 * 20))),
    ];

    [Fact]
    public void Fewer_than_ten_give_nothing() => Assert.Null(Gain.Of(Ten[..9]));

    [Fact]
    public void Share_and_effect_follow_their_formulas()
    {
        var gain = Gain.Of(Ten)!;
        Assert.Equal((10, 50d, 80d), (gain.People, gain.Before, gain.After));
        Assert.Equal(0.6, gain.Share!.Value, 9);
        // Both standard deviations are 10.54 (five times 40 and 60): 30 / 10.54.
        Assert.Equal(2.846, gain.Effect!.Value, 3);
        Assert.InRange(gain.Effect.Value, gain.Low!.Value, gain.High!.Value);
    }

    [Fact]
    public void The_same_learners_give_the_same_interval() => Assert.Equal(Gain.Of(Ten), Gain.Of(Ten));

    [Fact]
    public void An_interval_is_narrower_for_more_learners()
    {
        var few = Gain.Of(Spread(20))!;
        var many = Gain.Of(Spread(500))!;
        Assert.True(many.High - many.Low < (few.High - few.Low) / 2);
    }

    [Fact]
    public void Where_everybody_scores_the_same_or_everything_there_is_no_figure()
    {
        Assert.Null(Gain.Of([.. Enumerable.Repeat(new BeforeAfter(50, 80), 12)])!.Effect);
        Assert.Null(Gain.Of([.. Enumerable.Repeat(new BeforeAfter(100, 100), 12)])!.Share);
        Assert.Equal("Iedereen wist vooraf al alles.", Gain.InWords(null));
    }

    private static BeforeAfter[] Spread(int count) =>
        [.. Enumerable.Range(0, count).Select(learner => new BeforeAfter(30 + (learner * 37 % 41), 50 + (learner * 53 % 43)))];
}
