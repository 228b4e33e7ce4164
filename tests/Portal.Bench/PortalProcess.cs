using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Bench;

/// <summary>Starts and stops the portal, or what it is compared with, in a process of its own.</summary>
internal static class PortalProcess
{
    public static string Dll(string project) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, $"../../../../../src/{project}/bin/Release/net10.0/{project}.dll"));

    public static Process Start(string program, Dictionary<string, string> environment, string[]? arguments = null)
    {
        var isDll = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isDll ? "dotnet" : program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (isDll) start.ArgumentList.Add(program);
        foreach (var argument in arguments ?? [])
            if (argument.EndsWith(".dll", StringComparison.Ordinal) && !Path.GetFileName(program).StartsWith("dotnet", StringComparison.Ordinal)) continue;
            else start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        if (environment.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") == "Production") SetForProduction(start.Environment);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>
    /// Waits until a portal that has just started has done what it starts with (pictures, index, the compiler's second thoughts): readers
    /// meet one that runs for days.
    /// </summary>
    public static async Task RestAsync(Process process)
    {
        for (var (before, rests) = (TimeSpan.MaxValue, 0); rests < 3;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            process.Refresh();
            var used = process.TotalProcessorTime;
            rests = used - before < TimeSpan.FromMilliseconds(50) && before < TimeSpan.MaxValue ? rests + 1 : 0;
            before = used;
        }
    }

    // What a host in Production must have been told.
    private static void SetForProduction(IDictionary<string, string?> environment)
    {
        var keys = Path.Combine(AppContext.BaseDirectory, "keys.pem");
        if (!File.Exists(keys)) // a host that comes back reads what it sealed before
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=portaal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
            File.WriteAllText(keys, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        }
        environment["Portal__PublicUrl"] = "https://portaal.voorbeeld.nl";
        environment["Portal__TrustedProxies"] = "127.0.0.1,::1";
        environment["Portal__KeyCertificate"] = keys;
    }

    public static async Task StopAsync(Process process)
    {
        if (process.HasExited) return;
        // As Ctrl-C would: the portal stops its database before it goes.
        using var signal = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    /// <summary>Waits until a program answers.</summary>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public static async Task ReadyAsync(Process process, int port, string path)
    {
        using var client = new HttpClient();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(10); await Task.Delay(50))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"It ended with {process.ExitCode} before it answered: start it by hand to see why.");
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"));
                if ((int)answer.StatusCode < 500) return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
        }
        throw new TimeoutException($"Nothing answered on port {port} within ten minutes.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
