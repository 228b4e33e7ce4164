using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Search;
using Portal.Search.Indexing;

namespace Portal.Bench;

/// <summary>
/// Search: how long it takes to index, and to answer, at three sizes. The sections are made of the real content's own paragraphs, shuffled
/// (always in the same way); the questions are the graded ones, as they are typed.
/// </summary>
internal static class SearchBench
{
    private const int SectionsOfPage = 6, AtOnce = 20, Questions = 4_000;
    private const string Everywhere = "overalwoord";
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    public static async Task<int> RunAsync(params int[] sizes)
    {
        Table.Head();
        var met = true;
        var at = new Dictionary<int, double>();
        foreach (var size in sizes.Length > 0 ? sizes : Sizes) met &= await RunAsync(size, at);
        return met ? 0 : 1;
    }

    private static async Task<bool> RunAsync(int size, Dictionary<int, double> medians)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        try
        {
            await using var services = Services(folder);
            await services.GetRequiredService<Database>().StartAsync();
            var text = new RealText(seed: 1);
            var letters = await FillAsync(services, text, size);
            var live = services.GetRequiredService<LiveIndex>();
            var watch = Stopwatch.StartNew();
            await live.BeginAsync();
            var perSecond = size / watch.Elapsed.TotalSeconds;
            var name = size.ToString("N0", CultureInfo.InvariantCulture);
            var met = Table.Row($"{name} sections: indexed in a second", ">= 1,000", $"{perSecond:N0}", perSecond >= 1_000);
            var times = live.State.Bytes / (double)letters;
            met &= Table.Row($"{name}: index beside the text", "<= 3x", $"{times:0.0}x", times <= 3);

            await AskAsync(services, text.Questions, Questions); // warms up
            GC.Collect();
            var asked = await AskAsync(services, text.Questions, Questions);
            var (median, slow) = (asked[asked.Count / 2], asked[asked.Count * 99 / 100]);
            medians[size] = median;
            var bar = size == 100_000 ? 3 * medians.GetValueOrDefault(10_000, 8) : 8;
            met &= Table.Row(
                $"{name}: a question, {AtOnce} at once, p50", FormattableString.Invariant($"<= {bar:0.#} ms"),
                $"{median:0.0} ms", median <= bar);
            met &= Table.Row(
                $"{name}: p99", size == 100_000 ? "" : "<= 40 ms", $"{slow:0.0} ms", size == 100_000 || slow <= 40);
            var alone = await AskAsync(services, text.Questions, Questions / 4, atOnce: 1);
            Table.Row($"{name}: alone, p50 and p99", "", $"{alone[alone.Count / 2]:0.0}, {alone[alone.Count * 99 / 100]:0.0} ms", true);
            var worst = await AskAsync(services, [Everywhere], 500, atOnce: 1);
            met &= Table.Row(
                $"{name}: a word in 98 % of them, p99", "<= 60 ms", $"{worst[worst.Count * 99 / 100]:0.0} ms",
                worst[worst.Count * 99 / 100] <= 60);
            var begun = text.Questions.SelectMany(question => Enumerable.Range(3, Math.Max(0, question.Length - 3)).Select(end => question[..end]))
                .Where((_, at) => at % 7 == 0).ToList();
            var typed = await AskAsync(services, begun, 2_000, atOnce: 1, isBegun: true);
            met &= Table.Row(
                $"{name}: a suggestion, p99", "<= 15 ms", $"{typed[typed.Count * 99 / 100]:0.0} ms (p50 {typed[typed.Count / 2]:0.0})",
                typed[typed.Count * 99 / 100] <= 15);
            return met;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<long> FillAsync(ServiceProvider services, RealText text, int size)
    {
        var letters = 0L;
        for (var made = 0; made < size;)
        {
            var sections = new List<SearchDocument>();
            while (made < size && sections.Count < 3_000)
            {
                var page = text.Page(Math.Min(SectionsOfPage, size - made));
                made += page.Count;
                sections.AddRange(page.Select((section, at) => (made + at) % 50 == 0 ? section
                    : section with { Body = section.Body + " " + Everywhere }));
            }
            letters += sections.Sum(section => (long)System.Text.Encoding.UTF8.GetByteCount(section.Title + section.Heading + section.Body));
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SearchIndex>()
                .ReplaceAsync([.. sections.Select(section => section.EntityId).Distinct()], sections);
        }
        return letters;
    }

    private static async Task<List<double>> AskAsync(
        ServiceProvider services, IReadOnlyList<string> questions, int number, int atOnce = AtOnce, bool isBegun = false)
    {
        var (times, next) = (new double[number], -1);
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            for (var mine = Interlocked.Increment(ref next); mine < number; mine = Interlocked.Increment(ref next))
            {
                var began = Stopwatch.GetTimestamp();
                await using var scope = services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SearchEngine>()
                    .SearchAsync(new SearchQuery(questions[mine % questions.Count], Take: isBegun ? 6 : 10) { IsBegun = isBegun });
                times[mine] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        })));
        return [.. times.Order()];
    }

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

        public IReadOnlyList<string> Questions { get; } =
        [
            .. File.ReadLines(Path.Combine(Checkout.Root, "tests/Portal.Tests/Search/Gold/queries.txt"))
                .Where(line => line.StartsWith("query: ", StringComparison.Ordinal)).Select(line => line["query: ".Length..]),
        ];

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
                Filters = [SearchFilter.Theme.With($"thema-{random.Next(7)}")],
            })];
        }

        private T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
    }
}
