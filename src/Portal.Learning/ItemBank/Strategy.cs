namespace Portal.Learning.ItemBank;

/// <summary>A way to choose that knows nothing of the field.</summary>
/// <param name="Name">What it does, in Dutch.</param>
/// <param name="ScoreOf">How well it likes each option of a question; the options it likes best share the choice.</param>
internal sealed record Strategy(string Name, Func<Choice, IReadOnlyList<double>> ScoreOf)
{
    /// <summary>Those that are tried, beside the <see cref="WordModel"/>.</summary>
    public static IReadOnlyList<Strategy> Dull { get; } =
    [
        new("het langste antwoord", choice => Each(choice, text => text.Length)),
        new("het kortste antwoord", choice => Each(choice, text => -text.Length)),
        new("het antwoord met een vraagteken", choice => Each(choice, text => text.Contains('?', StringComparison.Ordinal) ? 1 : 0)),
        new("zachte woorden", choice => Each(choice, text => Words.Count(text, Words.Soft) - Words.Count(text, Words.Hard))),
        new("de minste harde woorden", choice => Each(choice, text => -Words.Count(text, Words.Hard))),
        new("woorden uit de vraag", choice =>
        {
            var stem = Words.In(choice.Stem).Where(word => word.Length > 4).ToHashSet(StringComparer.Ordinal);
            return Each(choice, text => Words.In(text).Count(stem.Contains));
        }),
        new("het antwoord met de meeste stappen", choice => Each(choice, text =>
            text.Count(sign => sign == ',') + Words.In(text).Count(word => word is "en" or "dan" or "daarna"))),
        new("het eerste in het bestand", choice => [.. choice.Options.Select((_, at) => (double)-at)]),
    ];

    /// <summary>How many it has right; where it likes several best, it guesses among those.</summary>
    public double Right(IEnumerable<Choice> choices) => choices.Sum(choice =>
    {
        var scores = ScoreOf(choice);
        var best = scores.Max();
        return scores[choice.KeyAt] < best ? 0 : 1.0 / scores.Count(score => score >= best);
    });

    private static List<double> Each(Choice choice, Func<string, double> scoreOf) =>
        [.. choice.Options.Select(option => scoreOf(option.Text.Plain))];
}

/// <summary>What a strategy came to on some questions.</summary>
/// <param name="Name">The strategy.</param>
/// <param name="Right">How many it had right.</param>
/// <param name="Of">How many questions.</param>
/// <param name="Chance">What guessing comes to, as a share.</param>
internal sealed record StrategyScore(string Name, double Right, int Of, double Chance)
{
    /// <summary>From so many questions on, a share says something by itself.</summary>
    public const int Enough = 60;

    private const double Margin = 0.10;
    private const double Rare = 0.05;

    /// <summary>The share it had right.</summary>
    public double Share => Of == 0 ? 0 : Right / Of;

    /// <summary>
    /// It does better than guessing: on many questions by ten points, on few by what guessing does less than once in twenty times.
    /// </summary>
    public bool Betrays => Of >= Enough ? Share > Chance + Margin : Of > 0 && AtLeast((int)Math.Floor(Right + 1e-9)) < Rare;

    /// <summary>Its score on questions.</summary>
    public static StrategyScore From(Strategy strategy, IReadOnlyList<Choice> choices) =>
        new(strategy.Name, strategy.Right(choices), choices.Count, choices.Count == 0 ? 0 : choices.Average(choice => choice.Chance));

    // Binomial: the chance of so many right, or more.
    private double AtLeast(int right)
    {
        var (sum, term) = (0.0, Math.Pow(1 - Chance, Of));
        for (var k = 0; k <= Of; k++)
        {
            if (k >= right) sum += term;
            term *= (Of - k) / (k + 1.0) * Chance / (1 - Chance);
        }
        return sum;
    }
}
