using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using Portal.Tests.Support;

namespace Portal.Bench;

/// <summary>
/// Twenty editors on one page for two minutes, each saving as the editor's script does: some seconds after typing, on the revision it has,
/// choosing where two changed the same. No saved word may be gone that nobody took away, and none may be there twice.
/// </summary>
internal static class EditorsBench
{
    private const int Editors = 20;
    private const string Email = "redacteur@voorbeeld.nl";
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("portal-editors-").FullName;
        var port = PortalProcess.FreePort();
        using var portal = PortalProcess.Start(PortalProcess.Dll("Portal.Web"), new()
        {
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["PORTAL_DATA"] = data,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
        });
        try
        {
            await PortalProcess.ReadyAsync(portal, port, "/readyz");
            using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
            {
                BaseAddress = new Uri($"http://localhost:{port}"),
            };
            client.DefaultRequestHeaders.Add("Origin", client.BaseAddress.GetLeftPart(UriPartial.Authority));
            await SignInAsync(client, data);
            await PressAsync(client, "/beheer/inhoud/nieuw?soort=nieuws", ("Titel", "Twintig redacteuren"));
            Console.WriteLine($"{Environment.ProcessorCount} cores");
            Table.Head();
            return await WriteAsync(client) ? 0 : 1;
        }
        finally
        {
            await PortalProcess.StopAsync(portal);
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<bool> WriteAsync(HttpClient client)
    {
        var path = new Uri("/beheer/inhoud/nieuws-twintig-redacteuren", UriKind.Relative);
        var (times, crowd) = (new ConcurrentBag<double>(), new EditorCrowd());
        await EditorCrowd.PrepareAsync(await OpenAsync(), Editors);
        var pages = await Task.WhenAll(Enumerable.Range(1, Editors).Select(_ => OpenAsync()));
        times.Clear();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(pages.Select((page, index) => crowd.WriteAsync(page, index + 1, int.MaxValue, async random =>
        {
            // A pause in typing, or five seconds of it.
            await Task.Delay(random.Next(1_500, 5_000));
            return watch.Elapsed < Time;
        })));
        var text = EditorPage.WordsOf((await OpenAsync()).Blocks);
        var (lost, doubled) = (crowd.LostFrom(text).Count, EditorCrowd.DoubledIn(text).Count);
        List<double> sorted = [.. times.Order()];
        Table.Row(
            $"{Editors} editors on one page for {Time.TotalMinutes:0} minutes: saves, of these with a question", "",
            $"{pages.Sum(page => page.Count.Saves)}, {pages.Sum(page => page.Count.Asked)}", true);
        Table.Row(
            "a save: p50, p95, p99", "", $"{Table.At(sorted, .5):0} ms, {Table.At(sorted, .95):0} ms, {Table.At(sorted, .99):0} ms", true);
        return Table.Row(
            "words saved; of these gone that nobody took away, there twice", "0, 0", $"{crowd.Saved}; {lost}, {doubled}",
            lost + doubled == 0);

        Task<EditorPage> OpenAsync() => new EditorPage(SendAsync, path).OpenAsync();

        async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await client.SendAsync(request);
            if (request.Method == HttpMethod.Post) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return answer;
        }
    }

    // The account of a first look; its second step is said to have been taken.
    private static async Task SignInAsync(HttpClient client, string data)
    {
        var passwords = JsonSerializer.Deserialize<Dictionary<string, string>>(
            await File.ReadAllTextAsync(Path.Combine(data, "first-look.json")))!;
        await PressAsync(client, "/inloggen", ("Email", Email), ("Password", passwords[Email]));
        await BenchDatabase.ScalarAsync(
            data,
            $"""
            with member as (update members.members set two_factor_enabled = true where email = '{Email}' returning id),
                 entered as (update members.sessions set second_step = 'app' where member_id in (select id from member) returning 1)
            select count(*) from entered
            """);
    }

    private static async Task PressAsync(HttpClient client, string path, params (string Name, string Value)[] fields)
    {
        var html = await client.GetStringAsync(new Uri(path, UriKind.Relative));
        var page = await BrowsingContext.New().OpenAsync(answer => answer.Content(html).Address("http://localhost" + path));
        var token = page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(
            fields.Append(("formulier", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
    }
}
