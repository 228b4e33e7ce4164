namespace Portal.Learning.Reports;

/// <summary>What one learner scored before and after, in per cent.</summary>
internal readonly record struct BeforeAfter(double Before, double After);

/// <summary>What a group learned. Pure.</summary>
/// <param name="People">Learners who did both tests.</param>
/// <param name="Before">Mean before, per cent.</param>
/// <param name="After">Mean of the first end test, per cent.</param>
/// <param name="Share">Share of what was still to be learned: (after - before) / (100 - before) (Hake 1998); null when nothing was.</param>
/// <param name="Effect">
/// d_av: the difference of the means by the mean of both standard deviations; null when everybody scored the same.
/// </param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
internal sealed record Gain(int People, double Before, double After, double? Share, double? Effect, double? Low, double? High)
{
    private const int Resamples = 2_000;

    // The same answers give the same interval, whoever asks and whenever.
    private const int Seed = 20261121;

    /// <summary>The gain of these learners; null when they are too few.</summary>
    public static Gain? Of(IReadOnlyList<BeforeAfter> learners)
    {
        ArgumentNullException.ThrowIfNull(learners);
        if (learners.Count < Suppression.FewestForAnswers) return null;
        var all = Moments.Of(learners);
        var interval = all.Effect is null ? null : IntervalOf(learners);
        return new(learners.Count, all.Before, all.After, ShareOf(all.Before, all.After), all.Effect, interval?.Low, interval?.High);
    }

    /// <summary>The same in the steps in which it is shown, see <see cref="Steps"/>.</summary>
    public Gain InSteps() => new(
        Steps.People(People), Steps.Share(Before), Steps.Share(After), Share is { } share ? Steps.Figure(share, 20) : null,
        InTenths(Effect), InTenths(Low), InTenths(High));

    // Null when nothing was still to be learned.
    private static double? ShareOf(double before, double after) => before >= 100 ? null : (after - before) / (100 - before);

    /// <summary>The share in words.</summary>
    public static string InWords(double? share) => share switch
    {
        null => "Iedereen wist vooraf al alles.",
        < -0.05 => "Na de module ging de toets slechter. Kijk of de twee toetsen even moeilijk zijn.",
        < 0.05 => "Voor en na is er bijna geen verschil.",
        < 0.3 => "De groep leerde er een beetje bij.",
        < 0.7 => "De groep leerde er duidelijk bij.",
        _ => "De groep leerde bijna alles wat er nog te leren was.",
    };

    private static double? InTenths(double? figure) => figure is { } known ? Steps.Figure(known, 10) : null;

    // Percentile bootstrap over learners.
    private static (double Low, double High)? IntervalOf(IReadOnlyList<BeforeAfter> learners)
    {
#pragma warning disable CA5394 // statistics, not secrets
        var random = new Random(Seed);
        var effects = new List<double>(Resamples);
        for (var sample = 0; sample < Resamples; sample++)
        {
            var sums = default(Moments);
            for (var draw = 0; draw < learners.Count; draw++) sums = sums.Plus(learners[random.Next(learners.Count)]);
            if (sums.Effect is { } effect) effects.Add(effect);
        }
#pragma warning restore CA5394
        if (effects.Count == 0) return null;
        effects.Sort();
        return (effects[(int)(0.025 * (effects.Count - 1))], effects[(int)Math.Ceiling(0.975 * (effects.Count - 1))]);
    }

    private readonly record struct Moments(int Count, double SumBefore, double SumAfter, double SquaresBefore, double SquaresAfter)
    {
        public double Before => SumBefore / Count;

        public double After => SumAfter / Count;

        public double? Effect
        {
            get
            {
                var spread = (Deviation(SumBefore, SquaresBefore) + Deviation(SumAfter, SquaresAfter)) / 2;
                return spread < 1e-6 ? null : (After - Before) / spread;
            }
        }

        public static Moments Of(IReadOnlyList<BeforeAfter> learners) =>
            learners.Aggregate(default(Moments), (sums, learner) => sums.Plus(learner));

        public Moments Plus(BeforeAfter learner) => new(
            Count + 1, SumBefore + learner.Before, SumAfter + learner.After, SquaresBefore + (
                learner.Before * learner.Before), SquaresAfter + (learner.After * learner.After));

        private double Deviation(double sum, double squares) => Math.Sqrt(Math.Max(0, (squares - (sum * sum / Count)) / (Count - 1)));
    }
}
