namespace Portal.Tests.Search.Gold;

/// <summary>All values were worked out by hand.</summary>
public sealed class RankedMeasuresTests
{
    [Fact]
    public void The_ideal_order_is_perfect_and_nothing_is_nothing()
    {
        Assert.Equal(1, RankedMeasures.Ndcg([3, 2, 1], [3, 2, 1]), 6);
        Assert.Equal(0, RankedMeasures.Ndcg([], [3, 2, 1]));
        Assert.Equal(0, RankedMeasures.Ndcg([0, 0], [3]));
        Assert.Equal(0, RankedMeasures.Ndcg([1], []));
    }

    // DCG = 3/log2(2) + 0/log2(3) + 7/log2(4) = 3 + 3.5 = 6.5; ideal = 7/1 + 3/log2(3) + 1/log2(4) = 7 + 1.892789 + 0.5 = 9.392789.
    [Fact]
    public void A_late_hit_counts_for_less() => Assert.Equal(0.692020, RankedMeasures.Ndcg([2, 0, 3], [3, 2, 1]), 6);

    // The hit at rank 10 counts 7/log2(11) = 2.023452 of 7, the one at rank 11 not at all.
    [Fact]
    public void Only_the_first_ten_count()
    {
        Assert.Equal(0.289065, RankedMeasures.Ndcg([0, 0, 0, 0, 0, 0, 0, 0, 0, 3], [3]), 6);
        Assert.Equal(0, RankedMeasures.Ndcg([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3], [3]));
        Assert.Equal(1, RankedMeasures.Ndcg([3, 0, 0], [3, 2], first: 1), 6);
    }

    [Fact]
    public void The_reciprocal_rank_is_of_the_first_hit_that_helps()
    {
        Assert.Equal(1, RankedMeasures.ReciprocalRank([3, 0]));
        Assert.Equal(0.25, RankedMeasures.ReciprocalRank([0, 1, 1, 2, 3]));
        Assert.Equal(0, RankedMeasures.ReciprocalRank([1, 1, 0]));
    }

    [Fact]
    public void Success_is_a_hit_that_helps_among_the_first_three()
    {
        Assert.True(RankedMeasures.Succeeds([0, 0, 2]));
        Assert.False(RankedMeasures.Succeeds([1, 0, 0, 3]));
        Assert.False(RankedMeasures.Succeeds([]));
    }

    [Fact]
    public void A_page_counts_once_and_its_wrong_heading_is_worth_one_less()
    {
        var query = Query(("/a", 3), ("/a#deel", 2), ("/b#kop", 3), ("/c", 1));

        Assert.Equal([2, 2, 0, 0], query.GainsOf([At("/a#deel"), At("/a"), At("/b"), At("/c#elders"), At("/d")]));
        Assert.Equal([3, 3, 1], query.Ideal);
    }

    // First question: perfect. Second: nothing at rank 1, what helps at rank 2: (3/log2(3)) / 3 = 0.630930; 1/2; yes.
    // Third: nothing. Means: (1 + 0.630930 + 0) / 3 = 0.543643; 0.5; 2/3.
    [Fact]
    public void A_score_is_the_mean_over_the_questions()
    {
        var score = GoldScore.Of(
        [
            (Query(("/a", 3)), [At("/a")]),
            (Query(("/a", 2)), [At("/x"), At("/a")]),
            (Query(("/a", 2)), [At("/x")]),
        ]);

        Assert.Equal(3, score.Questions);
        Assert.Equal(0.543643, score.Ndcg, 6);
        Assert.Equal(0.5, score.ReciprocalRank, 6);
        Assert.Equal(0.666667, score.Success, 6);
    }

    private static GoldQuery Query(params (string Place, int Grade)[] grades) =>
        new("vraag", "name", false, null, grades.ToDictionary(grade => At(grade.Place), grade => grade.Grade));

    private static Place At(string place) => Place.Parse(place);
}
