using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Import;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Bench;

/// <summary>
/// Growth: ten thousand news items of 2.5 kB, made of the real content's own paragraphs. How long an import takes, how much disk its data
/// take after a checkpoint, how soon a portal with them is ready, and whether a page is as fast as before.
/// </summary>
internal static class GrowthBench
{
    private const int Items = 10_000, BytesOfItem = 2_500;

    public static async Task<int> RunAsync(int items = Items)
    {
        var root = Directory.CreateTempSubdirectory("portal-growth-").FullName;
        var (content, data) = (Path.Combine(root, "content"), Path.Combine(root, "data"));
        try
        {
            CopyContent(content);
            var text = WriteNews(content, items);
            Console.WriteLine($"{items} news items, {text / 1e6:0.0} MB of text, {Environment.ProcessorCount} cores");
            var (first, again) = await ImportAsync(data, content);
            Table.Head();
            var met = Table.Row("import beside an empty portal", "<= 40 s", $"{first}", first.Wall.TotalSeconds <= 40);
            met &= Table.Row("the same once more, nothing changed", "<= 10 s", $"{again}", again.Wall.TotalSeconds <= 10);
            var size = SizeOf(data);
            met &= Table.Row(
                "data folder after a checkpoint", "<= 12x the text", $"{size / (double)text:0.0}x ({size / 1e6:0} MB)", size <= 12 * text);
            met &= await ServeAsync(data);
            return met ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<(Cost First, Cost Again)> ImportAsync(string data, string content)
    {
        await using var host = BenchHost.Of(data);
        await host.Services.GetRequiredService<Database>().StartAsync();
        var first = await RunAsync();
        await BenchHost.InScopeAsync(host.Services, scope => scope.GetRequiredService<DbSession>().ExecuteAsync("checkpoint", []));
        foreach (var (part, bytes) in await LargestAsync(host.Services)) Console.WriteLine($"  {bytes / 1e6:0.0} MB {part}");
        return (first, await RunAsync());

        async Task<Cost> RunAsync()
        {
            var steps = new Steps(data);
            var (result, cost) = await Cost.OfAsync(
                data,
                () => BenchHost.InScopeAsync(
                    host.Services,
                    scope => scope.GetRequiredService<Importer>()
                        .ImportAsync(content, new ImportOptions(Samples: true) { Progress = steps })));
            if (result.Errors.Count > 0) throw new InvalidOperationException(string.Join('\n', result.Errors.Take(5)));
            foreach (var (step, (begun, done)) in steps.All) Console.WriteLine($"  {step} from {begun} until {done}");
            Console.WriteLine($"  {result.Added.Count} new, {result.Changed.Count} changed, {result.Unchanged} as they were, in {cost}");
            return cost;
        }
    }

    private static Task<List<(string Part, long Bytes)>> LargestAsync(IServiceProvider services) => BenchHost.InScopeAsync(
        services,
        scope => scope.GetRequiredService<DbSession>().ListAsync(
            """
            select * from (
                select relnamespace::regnamespace || '.' || relname,
                       pg_relation_size(oid) + coalesce(pg_relation_size(nullif(reltoastrelid, 0)), 0)
                from pg_class where relkind in ('r', 'i') and relnamespace::regnamespace::text in ('content', 'search')
                union all
                select 'log of changes', (select sum(size) from pg_ls_waldir())
                union all
                select 'database ' || datname, pg_database_size(oid) from pg_database) t
            order by 2 desc limit 16
            """,
            [], row => (row.Text(0), row.Get<long>(1))));

    private static async Task<bool> ServeAsync(string data)
    {
        var port = PortalProcess.FreePort();
        var watch = Stopwatch.StartNew();
        using var portal = PortalProcess.Start(PortalProcess.Dll("Portal.Web"), new()
        {
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["PORTAL_DATA"] = data,
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        });
        try
        {
            await PortalProcess.ReadyAsync(portal, port, "/readyz");
            var ready = watch.Elapsed;
            var met = Table.Row(
                "start until ready", "<= 4 s", $"{ready.TotalSeconds:0.0} s (processor: {portal.TotalProcessorTime.TotalSeconds:0.0} s)",
                ready.TotalSeconds <= 4);
            using var client = new HttpClient();
            foreach (var path in new[] { "/nieuws", "/nieuws?p=200", "/sitemap.xml", "/sitemap-1.xml", "/zoeken?q=jongeren" })
            {
                var bytes = (await client.GetByteArrayAsync(new Uri($"http://127.0.0.1:{port}{path}"))).Length;
                met &= Table.Row(path, "<= 100 kB", $"{bytes / 1000.0:0.0} kB", bytes <= 100_000);
            }
            foreach (var path in new[] { "/nieuws/groei-1", "/nieuws?p=200" })
            {
                var request = $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n";
                await Load.RunAsync(port, request, 200, 16, TimeSpan.FromSeconds(1));
                var load = await Load.RunAsync(port, request, 200, 16, TimeSpan.FromSeconds(3));
                met &= Table.Row($"{path}, kept", "", $"{load.PerSecond:0}/s", load.Errors == 0);
            }
            return met;
        }
        finally
        {
            await PortalProcess.StopAsync(portal);
        }
    }

    private static void CopyContent(string to)
    {
        var from = Path.Combine(Checkout.Root, "content");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    // Always the same: paragraphs dealt out by a seed.
    private static long WriteNews(string content, int items)
    {
        Directory.CreateDirectory(Path.Combine(content, "nieuws"));
        var random = new Random(1);
        var paragraphs = Directory.EnumerateFiles(content, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Where(line => line.Length > 80 && !line.AsSpan().ContainsAny("[]|:*~<"))
            .Select(line => line.TrimStart('-', '>', ' ', '#')).Where(line => char.IsLetter(line[0])).ToList();
        var written = 0L;
        for (var item = 0; item < items; item++)
        {
            var body = new StringBuilder();
            var hasHeading = false;
            while (body.Length < BytesOfItem - 300)
            {
                if (body.Length > 800 && !hasHeading) body.Append("## Wat wij zagen\n\n");
                hasHeading = body.Length > 800;
                body.Append(paragraphs[random.Next(paragraphs.Count)]).Append("\n\n");
            }
            var day = new DateOnly(2015, 1, 1).AddDays(item % 4_000);
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                ---
                id: nieuws-groei-{item}
                type: nieuws
                title: Bericht {item} uit de regio
                summary: Een bericht over jongeren, nummer {item}.
                published: {day:yyyy-MM-dd}
                ---
                {body}
                """);
            File.WriteAllText(Path.Combine(content, $"nieuws/groei-{item}.md"), text.TrimEnd('\n') + "\n");
            written += Encoding.UTF8.GetByteCount(text);
        }
        return written;
    }

    private static long SizeOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private sealed class Steps(string data) : IProgress<ImportProgress>
    {
        private readonly CostClock clock = new(data);

        public Dictionary<string, (Cost Begun, Cost Done)> All { get; } = [];

        public void Report(ImportProgress value)
        {
            lock (All) All[value.Step] = (All.TryGetValue(value.Step, out var known) ? known.Begun : clock.Now, clock.Now);
        }
    }
}
