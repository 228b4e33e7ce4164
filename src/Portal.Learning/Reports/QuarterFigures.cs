namespace Portal.Learning.Reports;

/// <summary>A figure of a quarter.</summary>
/// <param name="Municipality">Of whom; empty: everyone in the district or region.</param>
/// <param name="Name"><see cref="People"/>, <see cref="Trained"/>, or id of a module or training.</param>
internal readonly record struct QuarterFigure(string Municipality, string Name)
{
    /// <summary>How many have an account.</summary>
    public const string People = "people";

    /// <summary>How many are trained in one module or training, or more.</summary>
    public const string Trained = "trained";
}

/// <summary>
/// What the steering group is told of a quarter. Pure. Each figure begins at nobody and moves by five people or more, or not at all; what
/// is shown depends on what was kept alone, and is rounded to five. So one learner more or less changes nothing but together with four
/// others, no sum or difference of what is shown is 1, 2, 3 or 4, and what is left after a subtraction can be several numbers.
/// </summary>
internal static class QuarterFigures
{
    /// <summary>Of fewer people in all nothing is told, and of a municipality with fewer not how many of them are trained.</summary>
    public const int Fewest = Suppression.FewestForAnswers;

    /// <summary>What is kept after a count: what was kept before, until five people or more came or went since.</summary>
    public static int Next(int kept, int count) => Math.Abs(count - kept) < Suppression.FewestPeople ? kept : count;

    /// <summary>What is shown of a figure: the nearest five; null for fewer than five, none among them.</summary>
    public static int? InFives(int kept) => kept < Suppression.FewestPeople
        ? null : 5 * (int)Math.Round(kept / 5.0, MidpointRounding.AwayFromZero);

    /// <summary>The figures of a district or the region (null), as they were counted.</summary>
    public static IReadOnlyDictionary<QuarterFigure, int> Of(ReportFacts facts, string? district)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var figures = new Dictionary<QuarterFigure, int>();
        for (var kind = 0; kind < facts.Kinds.Count; kind++)
        {
            var (people, municipality) = (facts.Kinds[kind], facts.Kinds[kind].Municipality);
            if (district is not null && people.District != district) continue;
            // Who did not say where they work is in the whole alone.
            foreach (var place in municipality.Length > 0 ? new[] { "", municipality } : [""])
            {
                Add(place, QuarterFigure.People, people.People);
                Add(place, QuarterFigure.Trained, facts.Trained[kind]);
            }
            foreach (var (course, counts) in facts.Passed) Add("", course, counts[kind]);
        }
        return figures;

        void Add(string place, string name, int count) =>
            figures[new(place, name)] = figures.GetValueOrDefault(new QuarterFigure(place, name)) + count;
    }

    /// <summary>What is kept from now on: also of what is not counted any more, for that came to nobody.</summary>
    public static IReadOnlyDictionary<QuarterFigure, int> Next(
        IReadOnlyDictionary<QuarterFigure, int> kept, IReadOnlyDictionary<QuarterFigure, int> counted) =>
        kept.Keys.Union(counted.Keys).ToDictionary(
            figure => figure, figure => Next(kept.GetValueOrDefault(figure), counted.GetValueOrDefault(figure)));
}

/// <summary>What is told of a quarter, as it is shown: in fives, null where there are fewer than five.</summary>
/// <param name="quarter">Which quarter.</param>
/// <param name="kept">What was kept of it.</param>
internal sealed class QuarterReport(Quarter quarter, IReadOnlyDictionary<QuarterFigure, int> kept)
{
    /// <summary>Which quarter.</summary>
    public Quarter Quarter => quarter;

    /// <summary>There are enough people to tell something of.</summary>
    public bool IsTold => Kept("", QuarterFigure.People) >= QuarterFigures.Fewest;

    /// <summary>How many have an account.</summary>
    public int? People => Shown("", QuarterFigure.People);

    /// <summary>How many are trained in one module or training, or more.</summary>
    public int? Trained => Shown("", QuarterFigure.Trained);

    /// <summary>How many are trained in one module or training.</summary>
    public int? TrainedIn(string course) => Shown("", course);

    /// <summary>The municipalities that stand by themselves.</summary>
    public IReadOnlySet<string> Municipalities { get; } =
        kept.Where(figure => figure.Value >= Suppression.FewestPeople
            && figure.Key is { Municipality.Length: > 0, Name: QuarterFigure.People })
            .Select(figure => figure.Key.Municipality).ToHashSet();

    /// <summary>How many have an account in a municipality.</summary>
    public int? PeopleIn(string municipality) => Shown(municipality, QuarterFigure.People);

    /// <summary>How many of a municipality are trained in one module or training, or more.</summary>
    public int? TrainedOf(string municipality) => TellsTrainedOf(municipality) ? Shown(municipality, QuarterFigure.Trained) : null;

    /// <summary>False where nothing is said of how many of a municipality are trained, not even that they are fewer than five.</summary>
    public bool TellsTrainedOf(string municipality) => Kept(municipality, QuarterFigure.People) >= QuarterFigures.Fewest;

    private int? Shown(string municipality, string name) => QuarterFigures.InFives(Kept(municipality, name));

    private int Kept(string municipality, string name) => kept.GetValueOrDefault(new QuarterFigure(municipality, name));
}
