using Portal.Learning.Exercises.Scoring;

namespace Portal.Tests.Learning.Exercises;

public sealed class ScoringTests
{
    // Quantiles to ten digits from tables of the normal distribution.
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.8413447461, 1)]
    [InlineData(0.975, 1.95996398454)]
    [InlineData(0.9, 1.2815515655)]
    [InlineData(0.025, -1.95996398454)]
    [InlineData(0.001, -3.0902323062)]
    [InlineData(1e-10, -6.3613409024)]
    [InlineData(1e-12, -7.0344838253)]
    public void A_quantile_is_right_to_nine_digits(double chance, double z) => Assert.Equal(z, Normal.Quantile(chance), 9);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Zero_and_one_have_no_quantile(double chance) => Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Quantile(chance));

    // Worked by hand: H = (hits + .5) / (signals + 1), F likewise; d' = z(H) - z(F); c = -(z(H) + z(F)) / 2.
    [Theory]
    [InlineData(8, 10, 3, 10, 8.5 / 11, 3.5 / 11, 1.2206, -0.1375)]
    [InlineData(10, 10, 0, 10, 10.5 / 11, 0.5 / 11, 3.3812, 0)]
    [InlineData(5, 10, 5, 10, 0.5, 0.5, 0, 0)]
    [InlineData(0, 10, 10, 10, 0.5 / 11, 10.5 / 11, -3.3812, 0)]
    [InlineData(10, 10, 10, 10, 10.5 / 11, 10.5 / 11, 0, -1.6906)]
    [InlineData(3, 5, 1, 15, 3.5 / 6, 1.5 / 16, 1.5284, 0.5538)]
    public void Sensitivity_and_criterion_follow_the_worked_numbers(
        int hits, int signals, int alarms, int noise, double hitRate, double alarmRate, double sensitivity, double criterion)
    {
        var counts = new SignalDetection(hits, signals, alarms, noise);
        Assert.Equal(hitRate, counts.HitRate, 12);
        Assert.Equal(alarmRate, counts.FalseAlarmRate, 12);
        Assert.Equal(sensitivity, counts.Sensitivity, 3);
        Assert.Equal(criterion, counts.Criterion, 3);
    }

    [Fact]
    public void Counts_of_several_exercises_are_added_before_they_are_judged() =>
        Assert.Equal(new SignalDetection(5, 8, 2, 9), new SignalDetection(2, 3, 1, 3).Plus(new SignalDetection(3, 5, 1, 6)));

    [Fact]
    public void Nothing_seen_yet_gives_no_figures_that_are_not_numbers()
    {
        var none = new SignalDetection(0, 0, 0, 0);
        Assert.Equal(0, none.Sensitivity, 12);
        Assert.Empty(none.InWords());
    }

    [Fact]
    public void Detection_in_words() => Assert.Equal(
        [
            "Je herkent 16 van de 20 signalen.",
            "Bij 6 van de 20 gewone situaties zag je ook een signaal.",
            "Je ziet het verschil tussen een signaal en een gewone situatie redelijk.",
            "Je leunt niet duidelijk naar een kant: je mist niet vaker een signaal dan dat je er een te veel ziet.",
        ],
        new SignalDetection(16, 20, 6, 20).InWords());

    [Theory]
    [InlineData(10, 10, 0, 10, "Je herkent alle 10 signalen.")]
    [InlineData(10, 10, 0, 10, "Bij geen van de gewone situaties zag je een signaal. Dat is goed.")]
    [InlineData(20, 20, 0, 20, "Je ziet het verschil tussen een signaal en een gewone situatie goed.")]
    [InlineData(10, 20, 10, 20, "Het verschil tussen een signaal en een gewone situatie is voor jou nog lastig te zien.")]
    [InlineData(
        20, 20, 20, 20, "Je ziet snel een reden tot zorg. Dan mis je weinig, maar het raakt ook jongeren met wie niets aan de hand is.")]
    [InlineData(
        2, 20, 0, 20,
        "Je bent terughoudend: je mist eerder een signaal dan dat je te snel zorgen hebt. Bespreek je twijfel met een collega.")]
    public void Detection_says_what_it_means(int hits, int signals, int alarms, int noise, string sentence) =>
        Assert.Contains(sentence, new SignalDetection(hits, signals, alarms, noise).InWords());

    [Fact]
    public void On_fewer_than_forty_situations_nothing_is_said_of_a_person() =>
        Assert.Equal(
            ["Je herkent 8 van de 19 signalen.", "Bij 1 van de 20 gewone situaties zag je ook een signaal."],
            new SignalDetection(8, 19, 1, 20).InWords());

    // The table of standard errors at d' 1.5 without a leaning: 0.60 from 20 situations, 0.44 from 40, 0.31 from 80.
    [Theory]
    [InlineData(20, 0.60)]
    [InlineData(40, 0.44)]
    [InlineData(80, 0.31)]
    public void The_error_of_sensitivity_shrinks_with_the_situations(int situations, double error)
    {
        var half = situations / 2;
        var hits = (int)Math.Round(0.773 * half);
        Assert.Equal(error, new SignalDetection(hits, half, half - hits, half).SensitivityError, 0.06);
    }

    [Fact]
    public void Who_has_no_leaning_is_seldom_told_that_they_have_one()
    {
        var random = new Random(11);
        var told = Enumerable.Range(0, 2000).Count(_ =>
        {
            int Count(double chance) => Enumerable.Range(0, 20).Count(_ => random.NextDouble() < chance);
            return new SignalDetection(Count(0.773), 20, Count(0.227), 20).InWords()
                .Any(sentence => sentence.Contains("terughoudend", StringComparison.Ordinal) || sentence.Contains("ziet snel",
                    StringComparison.Ordinal));
        });
        Assert.InRange(told / 2000.0, 0, 0.25); // the bound of 1.28 errors lets through one in five
    }

    [Fact]
    public void Calibration_follows_the_worked_numbers()
    {
        // p = .9 .9 .75 .6, outcome 1 0 1 0: mean p .7875, right .5; Brier (.01 + .81 + .0625 + .36) / 4.
        var calibration = Calibration.Of([(3, true), (3, false), (2, true), (1, false)])!;
        Assert.Equal(0.2875, calibration.Bias, 12);
        Assert.Equal(0.310625, calibration.Brier, 12);
        Assert.Equal((4, 2, 1), (calibration.Count, calibration.Right, calibration.SureAndWrong));
    }

    [Fact]
    public void Without_answers_there_is_no_calibration() => Assert.Null(Calibration.Of([]));

    [Fact]
    public void Certainty_is_one_two_or_three() => Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.ChanceOf(4));

    public static TheoryData<int, bool[], string> Calibrated => new()
    {
        { 3, [true, false, true, false, true], "Je bent vaker zeker dan dat je gelijk hebt. Vraag bij twijfel iemand mee te kijken." },
        { 1, [true, true, true, true, true], "Je weet meer dan je zelf denkt." },
        { 2, [true, true, true, true, false], "Je weet goed wat je weet: hoe zeker je bent, past bij hoe vaak je gelijk hebt." },
        { 3, [true, true, true, true, false], "Eén keer was je heel zeker en was het toch anders. Lees juist die uitleg nog eens." },
    };

    [Theory]
    [MemberData(nameof(Calibrated))]
    public void Calibration_in_words(int certainty, bool[] right, string sentence) =>
        Assert.Contains(sentence, Calibration.Of(right.Select(one => (certainty, one)))!.InWords());

    [Fact]
    public void On_four_answers_only_what_was_sure_and_wrong_is_said() =>
        Assert.Empty(Calibration.Of([(3, true), (3, true), (3, true), (3, true)])!.InWords());
}
