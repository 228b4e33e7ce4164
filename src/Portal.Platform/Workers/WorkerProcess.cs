using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Portal.Platform.Workers;

/// <summary>One process of a <see cref="NodeWorker"/>, from start to end.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int LongestLogLine = 500;

    private readonly Process process;
    private readonly DirectoryInfo folder;
    private readonly Task logging;

    private WorkerProcess(Process process, DirectoryInfo folder, ILogger log)
    {
        (this.process, this.folder) = (process, folder);
        logging = LogErrorsAsync(log);
    }

    public bool HasExited => process.HasExited;

    public static WorkerProcess Start(WorkerLimits limits, ILogger log)
    {
        var own = Directory.CreateTempSubdirectory("portal-worker-");
        // prlimit's data limit counts what is really held, where a limit on addresses would stop Node from starting.
        // A session of its own keeps Ctrl-C in the terminal away from it.
        var start = new ProcessStartInfo("setsid")
        {
            ArgumentList =
            {
                "prlimit", $"--data={(long)limits.MemoryMegabytes << 20}", "--core=0", "--",
                Node(), $"--max-old-space-size={limits.MemoryMegabytes / 2}", limits.Script,
            },
            UseShellExecute = false,
            WorkingDirectory = own.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment.Clear();
        start.Environment["TMPDIR"] = own.FullName;
        return new WorkerProcess(Process.Start(start)!, own, log);
    }

    public async Task SayAsync(string line, CancellationToken stop)
    {
        await process.StandardInput.WriteLineAsync(line.AsMemory(), stop);
        await process.StandardInput.FlushAsync(stop);
    }

    public ValueTask<string?> HearAsync(CancellationToken stop) => process.StandardOutput.ReadLineAsync(stop);

    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await logging;
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task LogErrorsAsync(ILogger log)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
            log.LogWarning("Worker {ProcessId}: {Line}", process.Id, line.Length > LongestLogLine ? line[..LongestLogLine] : line);
    }

    private static string Node() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists)
        ?? throw new WorkerFailure("Node is not installed: there is no 'node' on the PATH.") { IsLasting = true };
}
