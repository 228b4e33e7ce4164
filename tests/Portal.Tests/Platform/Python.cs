using System.Diagnostics;

namespace Portal.Tests.Platform;

/// <summary>Debian's own Python, with its python3-dkim: somebody else's eyes. Another one on the PATH may lack it.</summary>
internal static class Python
{
    /// <summary>What a program says that is given these bytes.</summary>
    public static async Task<string> RunAsync(string program, byte[] input, params string[] arguments)
    {
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await python.StandardInput.BaseStream.WriteAsync(input);
        python.StandardInput.Close();
        var (said, wrong) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, $"Python did not do it; the Debian packages python3 and python3-dkim are needed.\n{await wrong}");
        return (await said).Trim();
    }

    /// <summary>"True" when the signature of a mail holds by what stands in DNS at a name.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="name">Where the key stands.</param>
    /// <param name="record">What stands there.</param>
    /// <param name="clock">What time it is: no signature of the future holds.</param>
    public static Task<string> VerifyAsync(byte[] mail, string name, string record, TimeProvider? clock = null) => RunAsync(
        """
        import sys, time, dkim
        time.time = lambda: float(sys.argv[3])
        asked = sys.argv[2].encode() + b"."
        print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: sys.argv[1].encode() if name == asked else None))
        """,
        mail, record, name, $"{(clock ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds()}");
}
