using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Search;

namespace Portal.Bench;

/// <summary>
/// Search: how well it answers the gold questions (<see cref="SearchQualityBench"/>); then how long it takes to index an import, and to answer
/// on 5,000 sections made of the real content's own paragraphs, shuffled (always in the same way).
/// </summary>
internal static class SearchBench
{
    private const int SectionsOfPage = 6;
    private const int Rounds = 5;

    public static async Task<int> RunAsync()
    {
        await SearchQualityBench.RunAsync();
        Console.WriteLine();
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        try
        {
            await using var services = Services(folder);
            await services.GetRequiredService<Database>().StartAsync();
            var text = new RealText(seed: 1);

            Console.WriteLine("| what | result |");
            Console.WriteLine("| --- | ---: |");
            Row("import of 250 pages, 1,500 sections", $"{(await IndexAsync(services, text, 250)).TotalSeconds:0.00} s");
            await IndexAsync(services, text, (5_000 - 1_500) / SectionsOfPage);
            await PrintQueriesAsync(services);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> IndexAsync(ServiceProvider services, RealText text, int pages)
    {
        var made = Enumerable.Range(0, pages).Select(_ => text.Page(SectionsOfPage)).ToList();
        await using var scope = services.CreateAsyncScope();
        var index = scope.ServiceProvider.GetRequiredService<SearchIndex>();
        var watch = Stopwatch.StartNew();
        await scope.ServiceProvider.GetRequiredService<DbSession>().InTransactionAsync(async () =>
        {
            foreach (var sections in made) await index.ReplaceAsync(sections[0].EntityId, sections);
        });
        return watch.Elapsed;
    }

    private static async Task PrintQueriesAsync(ServiceProvider services)
    {
        var questions = RealText.Questions();
        var times = new List<(double Ms, string Question)>();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var question in questions)
            {
                var watch = Stopwatch.StartNew();
                await using var scope = services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SearchEngine>().SearchAsync(new SearchQuery(question));
                if (round > 0) times.Add((watch.Elapsed.TotalMilliseconds, question)); // the first round warms up
            }
        }
        times.Sort();
        Row($"{questions.Count} gold questions, {Rounds} rounds, on 5,000 sections: p50", $"{times[times.Count / 2].Ms:0.0} ms");
        Row("p95", $"{times[times.Count * 95 / 100].Ms:0.0} ms");
        Row($"slowest (\"{times[^1].Question}\")", $"{times[^1].Ms:0.0} ms");
    }

    private static void Row(string what, FormattableString result) => Console.WriteLine($"| {what} | {result.ToString(CultureInfo.InvariantCulture)} |");

    private static ServiceProvider Services(string folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("PORTAL_DATA", folder)]).AddEnvironmentVariables().Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(log => log.SetMinimumLevel(LogLevel.Warning))
            .AddPlatform(configuration)
            .AddSearch()
            .BuildServiceProvider();
    }

    /// <summary>The paragraphs and titles of <c>content/</c>, dealt out at random.</summary>
    private sealed class RealText
    {
        private static readonly string[] Types = ["kennisproduct", "bron", "begrip", "hoofdstuk", "nieuws"];
        private readonly Random random;
        private readonly List<string> titles = [];
        private readonly List<string> paragraphs = [];

        public RealText(int seed)
        {
            random = new Random(seed);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "content"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                foreach (var line in File.ReadLines(file))
                {
                    if (line.StartsWith("title: ", StringComparison.Ordinal)) titles.Add(line["title: ".Length..].Trim('"'));
                    else if (line.StartsWith("## ", StringComparison.Ordinal)) titles.Add(line[3..]);
                    else if (line.Length > 80) paragraphs.Add(line);
                }
            }
        }

        public static IReadOnlyList<string> Questions() =>
            [.. File.ReadLines(Path.Combine(Checkout.Root, "tests/Portal.Tests/Search/gold-queries.tsv")).Skip(1).Select(line => line.Split('\t')[0])];

        public IReadOnlyList<SearchDocument> Page(int sections)
        {
            var id = Guid.NewGuid();
            var (title, type) = (One(titles), One(Types));
            return [.. Enumerable.Range(0, sections).Select(number => new SearchDocument
            {
                EntityId = id,
                Section = number,
                Url = $"/{type}/{id:N}",
                Anchor = number == 0 ? null : $"deel-{number}",
                Type = type,
                TypeLabel = type,
                Title = title,
                Heading = number == 0 ? null : One(titles),
                Body = string.Join('\n', Enumerable.Range(0, 4).Select(_ => One(paragraphs))),
                Themes = [$"thema-{random.Next(7)}"],
            })];
        }

        private T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
    }
}
