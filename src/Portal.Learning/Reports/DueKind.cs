namespace Portal.Learning.Reports;

/// <summary>Days of what could be reminded of, as a part of a list.</summary>
/// <param name="Key">As it stands in an address.</param>
/// <param name="Label">As it is read, Dutch.</param>
/// <param name="From">The first day, counted from today.</param>
/// <param name="Until">The last one.</param>
internal sealed record DueTerm(string Key, string Label, int From, int Until);

/// <summary>What somebody could be reminded of.</summary>
/// <param name="Key">Its word in the database.</param>
/// <param name="Purpose">The purpose with which a coordinator may mail these people.</param>
/// <param name="Terms">Parts of the list by day; together they are all of it.</param>
internal sealed record DueKind(string Key, string Purpose, IReadOnlyList<DueTerm> Terms)
{
    /// <summary>How long after it expired one is still reminded, in days.</summary>
    public const int DaysAfter = 90;

    /// <summary>How long somebody must be away from a module to be stuck in it, in days.</summary>
    public const int DaysAway = 28;

    /// <summary>After so many days somebody has left, and is left alone.</summary>
    public const int MostDaysAway = 365;

    private const int Week = 7, Month = 30, Quarter = 91, HalfYear = 182;

    /// <summary>What was passed counts no more soon, or since a short time.</summary>
    public static DueKind Expires { get; } = new("expires", NameViews.Purposes[0],
    [
        new("verlopen", "Al verlopen, hoogstens 90 dagen", -DaysAfter, -1),
        new("week", "Verloopt binnen 7 dagen", 0, Week),
        new("maand", "Verloopt over 8 tot en met 30 dagen", Week + 1, Month),
        new("later", "Verloopt over 31 tot en met 60 dagen", Month + 1, Expiring.Days),
    ]);

    /// <summary>Begun, not passed, and not come back for four weeks.</summary>
    public static DueKind Stuck { get; } = new("stuck", NameViews.Purposes[^1],
    [
        new("maanden", "Vier weken tot drie maanden weg", -Quarter, -DaysAway),
        new("halfjaar", "Drie tot zes maanden weg", -HalfYear, -Quarter - 1),
        new("langer", "Zes maanden tot een jaar weg", -MostDaysAway, -HalfYear - 1),
    ]);

    /// <summary>Both.</summary>
    public static IReadOnlyList<DueKind> All { get; } = [Expires, Stuck];

    /// <summary>The kind of a word in the database.</summary>
    public static DueKind Of(string key) => All.First(kind => kind.Key == key);
}
