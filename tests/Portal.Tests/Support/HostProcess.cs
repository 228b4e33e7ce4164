using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Portal.Tests.Support;

/// <summary>
/// The real host in a process of its own, as <c>npm start</c> runs it, for what no test server shows: signals and sudden ends.
/// </summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process process;

    private HostProcess(Process process, int port) => (this.process, Port) = (process, port);

    /// <summary>The dotnet that runs this: a host may have a PATH without it.</summary>
    public static string Dotnet { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    public int Port { get; }

    public Uri Address => new($"http://localhost:{Port}");

    /// <summary>Starts it on a data folder and waits for its ready line.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="environment">Production or Development.</param>
    /// <param name="program">Where the program is; null: where the tests are.</param>
    /// <param name="settings">Environment variables beside those of every host.</param>
    /// <param name="port">Where it listens; null: at a free port.</param>
    public static async Task<HostProcess> StartAsync(
        string data, string environment = "Production", string? program = null, IReadOnlyDictionary<string, string>? settings = null,
        int? port = null)
    {
        var host = Begin(data, environment, program, settings, port);
        await host.ReadyAsync();
        return host;
    }

    /// <summary>The same, without waiting.</summary>
    public static HostProcess Begin(
        string data, string environment = "Production", string? program = null, IReadOnlyDictionary<string, string>? settings = null,
        int? port = null)
    {
        var own = port ?? FreePort();
        return new HostProcess(Start(data, own, [], environment, program, settings), own);
    }

    /// <summary>The next line it says.</summary>
    public async Task<string?> LineAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        return await process.StandardOutput.ReadLineAsync(patience.Token);
    }

    /// <summary>Waits for its ready line.</summary>
    public async Task ReadyAsync()
    {
        var said = new List<string>();
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (line != $"Klaar: http://localhost:{Port}") continue;
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return;
        }
        var errors = await process.StandardError.ReadToEndAsync(patience.Token);
        Assert.Fail($"The host ended before it was ready:\n{string.Join('\n', said)}\n{errors}");
    }

    /// <summary>Runs it to its end, with these arguments, and gives its exit code and all it said.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(string data, int port, params string[] args) =>
        RunAsync(data, port, new Dictionary<string, string>(), args);

    /// <summary>The same, with environment variables beside those of every host.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string data, int port, IReadOnlyDictionary<string, string> settings, params string[] args)
    {
        using var run = Start(data, port, args, settings: settings);
        using var patience = new CancellationTokenSource(Patience.Limit);
        var output = run.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = run.StandardError.ReadToEndAsync(patience.Token);
        await run.WaitForExitAsync(patience.Token);
        return (run.ExitCode, await output, await errors);
    }

    /// <summary>Somebody with a browser; keeps its cookies also when the host starts again at another port.</summary>
    public static Visitor Visit(Func<Uri> address) => new(cookies =>
    {
        var http = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        cookies.InnerHandler = new Readdress(address) { InnerHandler = http };
        return new HttpClient(cookies) { BaseAddress = new Uri("http://localhost") };
    });

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var trial = new TcpListener(IPAddress.Loopback, 0);
        trial.Start();
        return ((IPEndPoint)trial.LocalEndpoint).Port;
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>What systemd and containers say when they want it to end.</summary>
    public async Task TerminateAsync()
    {
        using var tell = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await tell.WaitForExitAsync();
    }

    /// <summary>Waits for its end; gives the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Ctrl-C: the terminal tells every process of the group, and so do we. Returns the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using (var tell = Process.Start("kill", ["-INT", "--", $"-{process.Id}"])) await tell.WaitForExitAsync();
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await InterruptAsync();
        process.Dispose();
    }

    private static Process Start(
        string data,
        int port,
        string[] args,
        string environment = "Production",
        string? program = null,
        IReadOnlyDictionary<string, string>? settings = null)
    {
        // A session of its own makes it the head of a process group, as a terminal would; and it hears Ctrl-C, which a shell keeps from whatever
        // it runs in the background, tests among it.
        var start = new ProcessStartInfo(
            "env",
            [
                "--default-signal=INT,QUIT", "/usr/bin/setsid", Dotnet, // by their place: a host may have an empty PATH
                Path.Combine(program ?? AppContext.BaseDirectory, "Portal.Web.dll"), .. args,
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["PORT"] = $"{port}";
        start.Environment["PORTAL_DATA"] = data;
        start.Environment["ConnectionStrings__Portal"] = "";
        start.Environment.Remove("ASPNETCORE_URLS");
        if (environment == "Production")
            foreach (var (name, value) in ProductionSettings.All) start.Environment[name.Replace(":", "__")] = value;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private sealed class Readdress(Func<Uri> address) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address(), request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
