using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Portal.Bench;

/// <summary>
/// A conference: 300 people open the same quiz and begin within ten seconds; then 60 answers a second for two minutes. Over HTTP, the
/// portal in a process of its own with its embedded database; the client runs on the same machine and takes its share of it.
/// </summary>
internal static partial class QuizBench
{
    private const string Quiz = "/quizzen/klopt-dit-beeld";
    private const int People = 300, PerSecond = 60;
    private static readonly TimeSpan Begin = TimeSpan.FromSeconds(10), Answering = TimeSpan.FromMinutes(2);

    public static async Task<bool> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        var port = PortalProcess.FreePort();
        using var portal = PortalProcess.Start(PortalProcess.Dll("Portal.Web"), new() { ["PORT"] = port.ToString(CultureInfo.InvariantCulture), ["PORTAL_DATA"] = folder, ["ASPNETCORE_ENVIRONMENT"] = "Production" });
        try
        {
            await PortalProcess.ReadyAsync(portal, port, "/readyz");
            using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 400, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            var question = await client.GetStringAsync(Quiz + "?vraag=1");
            var met = await BeginAsync(client);
            return await AnswerAsync(client, question, folder) && met;
        }
        finally
        {
            await PortalProcess.StopAsync(portal);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> BeginAsync(HttpClient client)
    {
        var (times, errors) = (new ConcurrentBag<double>(), 0);
        var random = new Random(1);
        await Task.WhenAll(Enumerable.Range(0, People).Select(_ => random.NextDouble()).ToList().Select(async share =>
        {
            await Task.Delay(Begin * share);
            foreach (var path in new[] { Quiz, Quiz + "?vraag=1" })
            {
                var watch = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(path);
                await answer.Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
                if (!answer.IsSuccessStatusCode) Interlocked.Increment(ref errors);
            }
        }));
        List<double> sorted = [.. times.Order()];
        var p95 = Table.At(sorted, .95);
        return Table.Row($"{People} people open and begin a quiz within {Begin.TotalSeconds:0} s: p50, p95, errors", "p95 1,000 ms, 0 errors", $"{Table.At(sorted, .5):0.0} ms, {p95:0.0} ms, {errors}", p95 <= 1000 && errors == 0);
    }

    private static async Task<bool> AnswerAsync(HttpClient client, string question, string folder)
    {
        var value = Choice().Match(question);
        var (times, errors, sent) = (new ConcurrentBag<double>(), 0, 0);
        var running = new List<Task>();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Answering)
        {
            // By the clock, not by the answer before: a slow server does not make the people slower.
            while (sent < clock.Elapsed.TotalSeconds * PerSecond)
            {
                sent++;
                running.Add(OneAsync());
            }
            await Task.Delay(5);
        }
        await Task.WhenAll(running);
        List<double> sorted = [.. times.Order()];
        var p95 = Table.At(sorted, .95);
        var counted = await BenchDatabase.ScalarAsync(folder, "select coalesce(sum(n), 0) from learning.quiz_counts where kind = 'outcome'");
        var met = Table.Row("of these lost, double", "0, 0", $"{Math.Max(0, sent - counted)}, {Math.Max(0, counted - sent)}", counted == sent);
        return met & Table.Row($"{PerSecond} answers/s for {Answering.TotalMinutes:0} minutes ({sent}): p50, p95, p99, errors", "p95 150 ms, 0 errors", $"{Table.At(sorted, .5):0.0} ms, {p95:0.0} ms, {Table.At(sorted, .99):0.0} ms, {errors}", p95 <= 150 && errors == 0);

        async Task OneAsync()
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                [value.Groups["name"].Value] = value.Groups["value"].Value,
                ["a-zeker"] = "2",
                ["stap"] = "antwoord",
                ["kaartje"] = Guid.CreateVersion7().ToString(),
            });
            var watch = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await client.PostAsync(new Uri(Quiz + "?vraag=1", UriKind.Relative), form);
                var text = await answer.Content.ReadAsStringAsync();
                if (!answer.IsSuccessStatusCode || !text.Contains("wj-exercise__verdict", StringComparison.Ordinal)) Interlocked.Increment(ref errors);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref errors);
            }
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }
    }

    [GeneratedRegex("type=\"radio\"[^>]*name=\"(?<name>a-[^\"]+)\"[^>]*value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Choice();
}
