using System.Globalization;

namespace Portal.Bench;

/// <summary>A table of what was measured beside what it should be.</summary>
internal static class Table
{
    /// <summary>Prints its head.</summary>
    public static void Head()
    {
        Console.WriteLine();
        Console.WriteLine("| what | bar | measured |");
        Console.WriteLine("| --- | ---: | ---: |");
    }

    /// <summary>Prints a row; gives whether the bar was met.</summary>
    public static bool Row(string what, string bar, FormattableString measured, bool met)
    {
        Console.WriteLine($"| {what} | {bar} | {measured.ToString(CultureInfo.InvariantCulture)}{(met ? "" : " (not met)")} |");
        return met;
    }

    /// <summary>A value of a sorted list.</summary>
    public static double At(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
