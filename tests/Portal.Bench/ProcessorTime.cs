using System.Diagnostics;
using System.Globalization;

namespace Portal.Bench;

/// <summary>
/// Processor time, which a busy machine does not stretch as it stretches wall time: of a process, and of the embedded server of a data
/// folder with all the processes it has or had.
/// </summary>
internal static class ProcessorTime
{
    private const double TicksASecond = 100; // sysconf(_SC_CLK_TCK), which is 100 on every Linux that .NET runs on

    /// <summary>What this process used.</summary>
    public static TimeSpan OfThis() => Process.GetCurrentProcess().TotalProcessorTime;

    /// <summary>What the server on a data folder used since it was started; nothing when there is none.</summary>
    public static TimeSpan OfDatabase(string data)
    {
        var note = Directory.EnumerateFiles(data, "postmaster.pid", SearchOption.AllDirectories).FirstOrDefault();
        if (note is null || !int.TryParse(File.ReadLines(note).FirstOrDefault(), CultureInfo.InvariantCulture, out var server))
            return TimeSpan.Zero;
        var seconds = 0.0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) continue;
            if (StatOf(folder) is not { } stat || (id != server && stat.Parent != server)) continue;
            seconds += stat.Own + (id == server ? stat.OfEnded : 0);
        }
        return TimeSpan.FromSeconds(seconds);
    }

    // proc_pid_stat(5): after the name in brackets come state, parent, ..., user and system time, and those of children that ended.
    private static (int Parent, double Own, double OfEnded)? StatOf(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            double At(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture) / TicksASecond;
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), At(11) + At(12), At(13) + At(14));
        }
        catch (IOException)
        {
            return null; // it has just ended
        }
    }
}

/// <summary>What a piece of work took: wall time, and processor time of this process and of the database server.</summary>
/// <param name="Wall">Wall time.</param>
/// <param name="Own">Processor time of this process.</param>
/// <param name="Database">Processor time of the server.</param>
internal sealed record Cost(TimeSpan Wall, TimeSpan Own, TimeSpan Database)
{
    /// <summary>As a table shows it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Wall.TotalSeconds:0.0} s (processor: {Own.TotalSeconds:0.0} s, database {Database.TotalSeconds:0.0} s)");

    /// <summary>Measures work beside the server of a data folder.</summary>
    public static async Task<(T Result, Cost Cost)> OfAsync<T>(string data, Func<Task<T>> work)
    {
        var clock = new CostClock(data);
        var result = await work();
        return (result, clock.Now);
    }
}

/// <summary>Counts from the moment it is made.</summary>
internal sealed class CostClock(string data)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly TimeSpan own = ProcessorTime.OfThis();
    private readonly TimeSpan database = ProcessorTime.OfDatabase(data);

    /// <summary>What was used since.</summary>
    public Cost Now => new(watch.Elapsed, ProcessorTime.OfThis() - own, ProcessorTime.OfDatabase(data) - database);
}
