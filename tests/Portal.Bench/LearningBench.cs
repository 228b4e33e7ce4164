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
        Table.Head();
        var met = true;
        foreach (var (name, run) in Parts)
            if (only is null || only == name) met &= await run();
        return met ? 0 : 1;
    }
}
