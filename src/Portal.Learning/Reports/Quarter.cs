using System.Globalization;
using Portal.Platform;

namespace Portal.Learning.Reports;

/// <summary>A quarter of a year, where the readers are.</summary>
/// <param name="Year">The year.</param>
/// <param name="Number">From 1 to 4.</param>
internal readonly record struct Quarter(int Year, int Number) : IComparable<Quarter>
{
    private const int Months = 3, InYear = 4;

    private static readonly string[] Names = ["eerste", "tweede", "derde", "vierde"];

    /// <summary>Its first day.</summary>
    public DateOnly FirstDay => new(Year, (Months * (Number - 1)) + 1, 1);

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(Months).AddDays(-1);

    /// <summary>Its last moment, and the first of the next: UTC.</summary>
    public DateTimeOffset End => DutchTime.MomentOf(FirstDay.AddMonths(Months).ToDateTime(TimeOnly.MinValue)).ToUniversalTime();

    /// <summary>Its first moment, UTC.</summary>
    public DateTimeOffset Start => DutchTime.MomentOf(FirstDay.ToDateTime(TimeOnly.MinValue)).ToUniversalTime();

    /// <summary>"vierde kwartaal van 2026".</summary>
    public string Name => $"{Names[Number - 1]} kwartaal van {Year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>As it stands in an address: "2026-4".</summary>
    public string Value => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Number}");

    /// <summary>The quarter of a day.</summary>
    public static Quarter Of(DateOnly day) => new(day.Year, ((day.Month - 1) / Months) + 1);

    /// <summary>The quarter of a moment.</summary>
    public static Quarter Of(DateTimeOffset moment) => Of(DutchTime.DateOf(moment));

    /// <summary>A number of quarters later; fewer than none is before.</summary>
    public Quarter Plus(int quarters) => Of(FirstDay.AddMonths(Months * quarters));

    /// <summary>The quarter in an address; null where that says none.</summary>
    public static Quarter? In(string? value) =>
        value is { Length: 6 } && value[4] == '-' && int.TryParse(value[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year > 2000 && value[5] - '0' is >= 1 and <= InYear and var number
            ? new(year, number) : null;

    /// <inheritdoc/>
    public int CompareTo(Quarter other) => FirstDay.CompareTo(other.FirstDay);
}
