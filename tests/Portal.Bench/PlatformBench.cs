using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Platform.Data.Embedded;

namespace Portal.Bench;

/// <summary>What the platform costs: the embedded database from nothing, again and beside another host; a photo of 12 megapixels.</summary>
internal static class PlatformBench
{
    private const int Rounds = 5;

    /// <summary>Measures all, or one part: <c>database</c>, <c>pictures</c>, <c>jobs</c>, <c>mail</c>.</summary>
    public static async Task<int> RunAsync(string? part)
    {
        Console.WriteLine($"{Rounds} rounds, {Environment.ProcessorCount} cores");
        if (part is null or "database") await DatabaseAsync();
        Table.Head();
        var met = part is not (null or "pictures") || await PicturesBench.RunAsync(Rounds);
        met &= part is not (null or "jobs") || await JobsBench.RunAsync();
        met &= part is not (null or "mail") || await MailBench.RunAsync();
        return met ? 0 : 1;
    }

    private static async Task DatabaseAsync()
    {
        Console.WriteLine();
        Console.WriteLine("| what | fastest s | slowest s |");
        Console.WriteLine("| --- | ---: | ---: |");
        var (made, started, joined, stopped) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
            made.Add(await TimeAsync(async () => await (await EnterAsync(folder)).DisposeAsync()));
            EmbeddedPostgres? first = null, second = null;
            started.Add(await TimeAsync(async () => first = await EnterAsync(folder)));
            joined.Add(await TimeAsync(async () => second = await EnterAsync(folder)));
            await second!.DisposeAsync();
            stopped.Add(await TimeAsync(async () => await first!.DisposeAsync()));
            Directory.Delete(folder, recursive: true);
        }
        Print("embedded database: made, started and stopped", made);
        Print("embedded database: started on existing data", started);
        Print("embedded database: joined", joined);
        Print("embedded database: stopped", stopped);
    }

    private static Task<EmbeddedPostgres> EnterAsync(string folder) => EmbeddedPostgres.EnterAsync(folder, NullLogger.Instance);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalSeconds;
    }

    private static void Print(string what, List<double> seconds) =>
        Console.WriteLine(FormattableString.Invariant($"| {what} | {seconds.Min():0.00} | {seconds.Max():0.00} |"));
}
