using System.Globalization;

namespace Portal.Bench;

/// <summary>Learning: each part measures one thing and prints its rows. <c>npm run bench -- learning [part]</c>.</summary>
internal static class LearningBench
{
    private static readonly (string Name, Func<Task<bool>> RunAsync)[] Parts =
    [
        ("quiz", QuizBench.RunAsync),
        ("answers", AnswersBench.RunAsync),
        ("certificate", CertificateBench.RunAsync),
        ("reports", ReportsBench.RunAsync),
    ];

    public static async Task<int> RunAsync(string? only)
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores");
        Console.WriteLine();
        Console.WriteLine("| what | bar | measured |");
        Console.WriteLine("| --- | ---: | ---: |");
        var met = true;
        foreach (var (name, run) in Parts)
            if (only is null || only == name) met &= await run();
        return met ? 0 : 1;
    }

    /// <summary>Prints a row; gives whether the bar was met.</summary>
    public static bool Row(string what, string bar, FormattableString measured, bool met)
    {
        Console.WriteLine($"| {what} | {bar} | {measured.ToString(CultureInfo.InvariantCulture)}{(met ? "" : " (not met)")} |");
        return met;
    }

    /// <summary>A value of a sorted list.</summary>
    public static double At(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
