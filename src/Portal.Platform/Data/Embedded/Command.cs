using System.Diagnostics;

namespace Portal.Platform.Data.Embedded;

/// <summary>Runs a program to its end, in a session of its own so that Ctrl-C in the terminal does not reach it.</summary>
internal static class Command
{
    /// <summary>Exit code, and standard output and error together.</summary>
    public sealed record Outcome(int ExitCode, string Output)
    {
        public bool Succeeded => ExitCode == 0;
    }

    public static async Task<Outcome> RunAsync(params IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--wait");
        foreach (var part in command) start.ArgumentList.Add(part);
        // PostgreSQL needs nothing of our environment, and its messages are read below: English.
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["LC_ALL"] = "C";

        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, $"{await output}{await errors}".Trim());
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new StartupFailure(
                "The embedded PostgreSQL needs Linux with util-linux (setsid, setpriv). Install it, or set ConnectionStrings__Portal "
                + "to a PostgreSQL server of your own.", missing);
        }
    }
}
