using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Portal.Bench;

/// <summary>
/// Reading: the page of a kennisproduct by the portal (production, own database), beside a bare Kestrel program that returns the same
/// bytes. Each in its own process, loaded in turns by a third, so that what disturbs the machine disturbs both.
/// </summary>
internal static class ReadingBench
{
    private const string Path = "/kennis/onzichtbare-beelden";
    private const int Connections = 16;
    private const int Pairs = 15;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(1.5);

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        var port = PortalProcess.FreePort();
        using var portal = PortalProcess.Start(PortalProcess.Dll("Portal.Web"), new() { ["PORT"] = port.ToString(CultureInfo.InvariantCulture), ["PORTAL_DATA"] = folder, ["ASPNETCORE_ENVIRONMENT"] = "Production" });
        try
        {
            await PortalProcess.ReadyAsync(portal, port, "/readyz");
            await PortalProcess.RestAsync(portal);
            var worst = double.MaxValue;
            Console.WriteLine($"GET {Path}, {Connections} connections, {Pairs} pairs of {Each.TotalSeconds:0.0} s each, {Environment.ProcessorCount} cores");
            Console.WriteLine();
            Console.WriteLine("| answer | bytes | portal /s | p50 ms | p95 ms | p99 ms | bare Kestrel /s | ratio |");
            Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            foreach (var (name, headers) in await KindsAsync(port))
                worst = Math.Min(worst, await CompareAsync(name, portal, port, headers, folder));
            Console.WriteLine();
            Console.WriteLine(worst >= 0.9 ? "Every ratio is at least 0.9." : $"The lowest ratio is {worst:0.00}: below 0.9.");
            return worst >= 0.9 ? 0 : 1;
        }
        finally
        {
            await PortalProcess.StopAsync(portal);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(string Name, Dictionary<string, string> Headers)[]> KindsAsync(int port)
    {
        var tag = (await RecordAsync(port, new() { ["Accept-Encoding"] = "br" })).Headers["ETag"];
        return [("br", new() { ["Accept-Encoding"] = "br" }), ("identity", []), ("304", new() { ["Accept-Encoding"] = "br", ["If-None-Match"] = tag })];
    }

    private static async Task<double> CompareAsync(string name, Process portal, int port, Dictionary<string, string> headers, string folder)
    {
        var answer = await RecordAsync(port, headers);
        var file = System.IO.Path.Combine(folder, "answer.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(answer));
        var barePort = PortalProcess.FreePort();
        using var bare = PortalProcess.Start(Environment.ProcessPath!, [], [typeof(ReadingBench).Assembly.Location, "bare", barePort.ToString(CultureInfo.InvariantCulture), file]);
        try
        {
            await PortalProcess.ReadyAsync(bare, barePort, "/");
            var request = $"GET {Path} HTTP/1.1\r\nHost: localhost\r\n{string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\r\n"))}\r\n";
            var (ours, theirs) = (new List<LoadResult>(), new List<LoadResult>());
            foreach (var (process, target) in new[] { (portal, port), (bare, barePort) })
            {
                await Load.RunAsync(target, request, answer.Status, Connections, WarmUp); // until it is compiled as it stays
                await PortalProcess.RestAsync(process);
            }
            for (var pair = 0; pair < Pairs; pair++)
            {
                ours.Add(await Load.RunAsync(port, request, answer.Status, Connections, Each));
                theirs.Add(await Load.RunAsync(barePort, request, answer.Status, Connections, Each));
            }
            if (ours.Concat(theirs).Sum(run => run.Errors) is > 0 and var errors) throw new InvalidOperationException($"{errors} answers had another status.");
            var (best, other) = (Middle(ours), Middle(theirs));
            // Beside each other, so that what the machine does meanwhile is in both.
            var ratio = ours.Zip(theirs, (our, their) => our.PerSecond / their.PerSecond).Order().ElementAt(Pairs / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {answer.Body.Length} | {best.PerSecond:0} | {best.P50:0.00} | {best.P95:0.00} | {best.P99:0.00} | {other.PerSecond:0} | {ratio:0.00} |"));
            return ratio;
        }
        finally
        {
            await PortalProcess.StopAsync(bare);
        }
    }

    private static LoadResult Middle(List<LoadResult> runs) => runs.OrderBy(run => run.PerSecond).ElementAt(Pairs / 2);

    private static async Task<RecordedAnswer> RecordAsync(int port, Dictionary<string, string> headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{Path}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        var kept = response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Date" or "Transfer-Encoding"))
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
        return new RecordedAnswer((int)response.StatusCode, kept, await response.Content.ReadAsByteArrayAsync());
    }
}
