using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using Portal.Platform;

namespace Portal.Bench;

/// <summary>
/// Events: the feed of ten thousand of them, the first time somebody asks for it and after that, by the portal in production on a database
/// of its own. Each filter of a function holds all of them, so each is a first time.
/// </summary>
internal static class EventsBench
{
    private const int Events = 10_000;

    private static readonly string[] Functions = ["docent", "jongerenwerker", "wijkagent", "boa", "beleidsmedewerker", "zorgprofessional"];

    /// <summary>Measures, and prints a table.</summary>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        var content = Path.Combine(folder, "content");
        Write(content);
        var port = PortalProcess.FreePort();
        using var portal = PortalProcess.Start(PortalProcess.Dll("Portal.Web"), new()
        {
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["PORTAL_DATA"] = Path.Combine(folder, "data"),
            ["Portal__Content"] = content,
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        });
        try
        {
            await PortalProcess.ReadyAsync(portal, port, "/readyz");
            Table.Head();
            return await MeasureAsync(port) & await PlacesBench.RunAsync() ? 0 : 1;
        }
        finally
        {
            await PortalProcess.StopAsync(portal);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> MeasureAsync(int port)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        var bytes = await AskAsync(client, port, "/agenda.ics", "gzip");
        var count = Unpacked(bytes.Body).Split("BEGIN:VEVENT").Length - 1;
        if (count != Events) throw new InvalidOperationException($"The feed has {count} events.");
        var met = true;
        foreach (var (encoding, functions) in new[] { ("gzip", Functions[..3]), ("identity", Functions[3..]) })
        {
            var first = new List<double>();
            foreach (var function in functions) first.Add((await AskAsync(client, port, $"/agenda.ics?voor={function}", encoding)).Ms);
            first.Sort();
            met &= Table.Row(
                $"feed of {Events} events, first time, {encoding} (median of {first.Count})", "<= 200 ms",
                $"{first[first.Count / 2]:0} ms ({first[0]:0} to {first[^1]:0})", first[first.Count / 2] <= 200);
        }
        foreach (var (name, headers) in new[]
        {
            ("gzip", "Accept-Encoding: gzip\r\n"), ("304", $"Accept-Encoding: gzip\r\nIf-None-Match: {bytes.Tag}\r\n"),
        })
        {
            var request = $"GET /agenda.ics HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n";
            var run = await Load.RunAsync(port, request, name == "304" ? 304 : 200, 1, TimeSpan.FromSeconds(3));
            if (run.Errors > 0) throw new InvalidOperationException($"{run.Errors} answers had another status.");
            met &= Table.Row(
                $"the same again, {name} ({(name == "304" ? 0 : bytes.Body.Length / 1024)} kB)", "<= 2 ms",
                $"{run.P50:0.00} ms (p95 {run.P95:0.00})", run.P50 <= 2);
        }
        return met;
    }

    private static async Task<(double Ms, byte[] Body, string Tag)> AskAsync(HttpClient client, int port, string path, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{path}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        var watch = Stopwatch.StartNew();
        using var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        var took = watch.Elapsed.TotalMilliseconds;
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answers {answer.StatusCode}.");
        return (took, body, answer.Headers.ETag!.ToString());
    }

    private static string Unpacked(byte[] body)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(body), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    private static void Write(string content)
    {
        Directory.CreateDirectory(Path.Combine(content, "agenda"));
        string[] kinds = ["training", "webinar", "kennisbijeenkomst", "oefening", "kenniskring"];
        for (var number = 0; number < Events; number++)
        {
            var starts = new DateTime(2027, 1, 4, 9, 0, 0, DateTimeKind.Unspecified).AddHours(number);
            if ((DutchTime.WhyMissing(starts) ?? DutchTime.WhyMissing(starts.AddHours(2))) is not null) starts = starts.AddHours(12);
            File.WriteAllText(Path.Combine(content, "agenda", $"activiteit-{number}.md"), string.Create(CultureInfo.InvariantCulture,
                $"""
                ---
                id: activiteit-nummer-{number}
                type: activiteit
                title: "Bijeenkomst {number}: wat zie je, wat vraag je, en wie bel je?"
                summary: "Een middag over signalen die blijven liggen. Aan tafels van zes leggen deelnemers een verzonnen casus bij elkaar."
                published: 2026-11-24
                kind: {kinds[number % kinds.Length]}
                starts: {starts:yyyy-MM-dd'T'HH:mm}
                ends: {starts.AddHours(2):yyyy-MM-dd'T'HH:mm}
                mode: op_locatie
                location: "Haarlem, wijkcentrum nummer {number}"
                audience: [iedereen]
                ---
                Tekst.

                """));
        }
    }
}
