#pragma warning disable CA5394 // made up, not secrets
namespace Portal.Learning.FirstLook;

/// <summary>How far somebody comes in a module.</summary>
internal enum RoundEnd
{
    /// <summary>Passes the end test, the first time or later.</summary>
    Passes,

    /// <summary>Does the end test, fails and leaves it.</summary>
    Fails,

    /// <summary>Stops halfway through the chapters.</summary>
    StopsHalfway,

    /// <summary>Does all but the end test.</summary>
    LeavesTheTest,
}

/// <summary>What somebody does in a module.</summary>
/// <param name="Module">Number of the module, from 0.</param>
/// <param name="DoneOn">The last day of it.</param>
/// <param name="Days">How many days it takes.</param>
/// <param name="End">How far they come.</param>
/// <param name="Renews">They passed it before.</param>
internal sealed record Round(int Module, DateOnly DoneOn, int Days, RoundEnd End, bool Renews = false);

/// <summary>
/// Who does what when, over two years; the first of them so long ago that their certificates expire or have expired. Pure: the same person
/// on the same day does the same.
/// </summary>
internal static class InventedPlan
{
    private const int Seed = 20261128;

    // How many days from today the certificates of the first people expire: five of them within one line of the report.
    private static readonly int[] ExpireIn = [4, 12, 16, 21, 26, 29, 33, 38, 44, 48, 53, 57];

    // Those of as many people after them have expired; of the two last they were renewed.
    private const int Expired = 10, Renewed = 2;

    // The module that many leave halfway: its lessons are what a report should point at.
    private const int LongModule = 3;

    /// <summary>Chance of the person, for what they do and answer.</summary>
    public static Random ChanceOf(int person) => new(Seed + person);

    /// <summary>The person whose certificate was taken back.</summary>
    public const int Revoked = 25;

    /// <summary>What a person does, oldest first.</summary>
    /// <param name="person">From 0.</param>
    /// <param name="modules">How many modules there are.</param>
    /// <param name="joined">The day they came.</param>
    /// <param name="today">The day of which this is the past.</param>
    public static IReadOnlyList<Round> Of(int person, int modules, DateOnly joined, DateOnly today)
    {
        // There are always some who made an account and did nothing yet.
        if (modules == 0 || (person >= ExpireIn.Length + Expired && person % 7 == 6)) return [];
        var chance = ChanceOf(person);
        var (rounds, last) = (new List<Round>(), First(person, joined, today));
        rounds.Add(new(0, last, 21, FirstEnd(person)));
        if (IsRenewed(person)) rounds.Add(new(0, today.AddDays(-20), 12, RoundEnd.Passes, Renews: true));
        if (last < today.AddDays(-550)) last = today.AddDays(-chance.Next(330, 540)); // they came back last year
        var others = Enumerable.Range(1, modules - 1).OrderBy(_ => chance.Next()).Take(chance.Next(1, modules)).ToList();
        foreach (var module in others)
        {
            last = last.AddDays(chance.Next(20, 75));
            if (last >= today.AddDays(-1)) break;
            rounds.Add(new(module, last, chance.Next(5, 19), EndOf(module, chance.NextDouble())));
        }
        return rounds;
    }

    private static DateOnly First(int person, DateOnly joined, DateOnly today)
    {
        if (person < ExpireIn.Length) return today.AddMonths(-24).AddDays(ExpireIn[person]);
        if (person < ExpireIn.Length + Expired) return today.AddMonths(-24).AddDays(-14 - (6 * (person - ExpireIn.Length)));
        var done = joined.AddDays(25 + (person * 7 % 30));
        return done < today.AddDays(-3) ? done : today.AddDays(-3);
    }

    private static bool IsRenewed(int person) =>
        person < ExpireIn.Length + Expired && person >= ExpireIn.Length + Expired - Renewed;

    private static RoundEnd FirstEnd(int person) => person < ExpireIn.Length + Expired
        ? RoundEnd.Passes
        : (person % 15) switch
        {
            8 => RoundEnd.Fails,
            2 or 11 => RoundEnd.StopsHalfway,
            5 => RoundEnd.LeavesTheTest,
            _ => RoundEnd.Passes,
        };

    private static RoundEnd EndOf(int module, double draw) => draw switch
    {
        < 0.10 => RoundEnd.Fails,
        < 0.22 => RoundEnd.StopsHalfway,
        < 0.32 => RoundEnd.LeavesTheTest,
        < 0.60 when module == LongModule => RoundEnd.StopsHalfway,
        _ => RoundEnd.Passes,
    };
}
