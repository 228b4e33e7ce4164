using System.Globalization;

namespace Portal.Platform;

/// <summary>The wall clock and the words for dates of the portal's readers: Europe/Amsterdam, nl-NL.</summary>
public static class DutchTime
{
    /// <summary>Europe/Amsterdam.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>nl-NL, for dates and numbers on screen.</summary>
    public static CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("nl-NL");

    /// <summary>What the clock on the wall says at a moment.</summary>
    public static DateTime WallClockOf(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).DateTime;

    /// <summary>The local date of a moment.</summary>
    public static DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(WallClockOf(moment));

    /// <summary>
    /// The moment of a wall-clock time. A time that the spring change skips is read an hour later, one that the autumn
    /// change repeats is read as its first occurrence.
    /// </summary>
    public static DateTimeOffset MomentOf(DateTime wallClock)
    {
        var local = DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local)) local = local.AddHours(1);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    /// <summary>The moment, UTC, of a day (<c>2026-11-29</c>) and a time (<c>09:00</c>) in a form; null when these are none.</summary>
    public static DateTimeOffset? MomentIn(string? day, string? time) =>
        DateTime.TryParseExact($"{day} {time}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? MomentOf(local).ToUniversalTime() : null;

    /// <summary>
    /// Why a wall-clock time cannot be meant, Dutch: the spring change skips it. Null when it is there.
    /// </summary>
    public static string? WhyMissing(DateTime wallClock) =>
        Zone.IsInvalidTime(DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified))
            ? $"Op {wallClock.LongDay()} gaat de klok een uur vooruit: {wallClock.Clock()} uur bestaat die dag niet. Kies een andere tijd."
            : null;

    /// <summary>True for a wall-clock time that the autumn change repeats; then its first occurrence is meant (RFC 5545, 3.3.5).</summary>
    public static bool ComesTwice(DateTime wallClock) => Zone.IsAmbiguousTime(DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified));

    /// <summary>"21 november 2026".</summary>
    public static string Long(this DateOnly date) => date.ToString("d MMMM yyyy", Culture);

    /// <summary>"november 2026".</summary>
    public static string Month(this DateOnly date) => date.ToString("MMMM yyyy", Culture);

    /// <summary>"zaterdag 21 november 2026".</summary>
    public static string LongDay(this DateTime wallClock) => wallClock.ToString("dddd d MMMM yyyy", Culture);

    /// <summary>"09.30".</summary>
    public static string Clock(this DateTime wallClock) => wallClock.ToString("HH.mm", Culture);

    /// <summary>"21 november 2026 om 09.30".</summary>
    public static string DayAndClock(DateTimeOffset moment) => $"{DateOf(moment).Long()} om {WallClockOf(moment).Clock()}";

    /// <summary>"2026-11-21T09:30+01:00": what a machine reads.</summary>
    public static string Stamp(this DateTime wallClock) =>
        MomentOf(wallClock).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    /// <summary>"2026-11-21": what a machine reads.</summary>
    public static string Stamp(this DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
