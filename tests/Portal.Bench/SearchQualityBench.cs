using System.Globalization;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Data;
using Portal.Content.Import;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Search;
using Portal.Search.Indexing;
using Portal.Search.Querying;
using Portal.Tests.Search.Gold;

namespace Portal.Bench;

/// <summary>
/// How well search answers the gold questions on the real content, as a visitor who is not signed in: today's engine, and Lucene as it
/// comes, over the same sections. One table; a cell is nDCG@10, mean reciprocal rank and success@3.
/// </summary>
internal static class SearchQualityBench
{
    private static readonly string Gold = Path.Combine(Checkout.Root, "tests/Portal.Tests/Search/Gold");

    /// <summary>Measures.</summary>
    /// <param name="showsTuning">
    /// Also tells of each question of the tuning half what the portal found. Of the test half nobody is told.
    /// </param>
    /// <param name="tunes">Instead of measuring, looks for better numbers of the ranking.</param>
    public static async Task<int> RunAsync(bool showsTuning = false, bool tunes = false)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        await using var app = BenchHost.Of(folder);
        try
        {
            await ImportAsync(app.Services);
            var sections = await BenchHost.InScopeAsync(app.Services, SectionsAsync);
            var queries = GoldFile.Read(
                await File.ReadAllLinesAsync(Path.Combine(Gold, "queries.txt")), sections.Select(section => section.Place).ToHashSet());
            using var standard = new LuceneBaseline(new StandardAnalyzer(LuceneVersion.LUCENE_48), sections);
            using var dutch = new LuceneBaseline(new DutchAnalyzer(LuceneVersion.LUCENE_48), sections);

            if (tunes)
            {
                await TuneAsync(app.Services, queries);
                return 0;
            }

            Console.WriteLine($"{queries.Count} gold questions on {sections.Count} sections; nDCG@10 / MRR / success@3");
            Console.WriteLine();
            var today = await AnswersAsync(queries, query => AskAsync(app.Services, query));
            Print(
                queries,
                ("today's engine", today),
                ("Lucene, StandardAnalyzer", await AnswersAsync(queries, query => Task.FromResult(standard.Ask(query)))),
                ("Lucene, DutchAnalyzer", await AnswersAsync(queries, query => Task.FromResult(dutch.Ask(query)))));
            await PrintInVainAsync(app.Services);
            if (showsTuning) PrintEach(today.FindAll(answer => !answer.Query.IsTest));
            return 0;
        }
        finally
        {
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    // Goes through the numbers of the ranking one by one, a little more and a little less, and keeps what the tuning half likes best.
    private static async Task TuneAsync(IServiceProvider services, IReadOnlyList<GoldQuery> queries)
    {
        using var index = (await services.GetRequiredService<LiveIndex>().AcquireAsync(default))!;
        double Score() => GoldScore.Of(
        [
            .. queries.Where(query => !query.IsTest).AsParallel().Select(query => (
                query,
                (IReadOnlyList<Place>)[.. SearchEngine.First(index, new SearchQuery(query.Text)).Select(one => new Place(one.Url, one.Anchor))])),
        ]).Ndcg;

        var best = Score();
        Console.WriteLine(FormattableString.Invariant($"begin {best:0.0000}"));
        for (var before = 0.0; best - before > 0.001;)
        {
            before = best;
            foreach (var number in typeof(Ranking).GetProperties().Where(one => one.SetMethod is { IsStatic: false }))
            {
                foreach (var factor in new[] { 0.6, 0.85, 1.15, 1.6 })
                {
                    var was = Ranking.Now;
                    var next = Convert.ToDouble(number.GetValue(was), CultureInfo.InvariantCulture) * factor;
                    Ranking.Now = was with { };
                    number.SetValue(Ranking.Now, Convert.ChangeType(next, number.PropertyType, CultureInfo.InvariantCulture));
                    var score = Score();
                    if (score <= best + 0.0005)
                    {
                        Ranking.Now = was;
                        continue;
                    }
                    best = score;
                    Console.WriteLine(FormattableString.Invariant($"{best:0.0000} {number.Name} {next:0.000}"));
                }
            }
        }
    }

    private static async Task ImportAsync(IServiceProvider services)
    {
        await services.GetRequiredService<Database>().StartAsync();
        await BenchHost.InScopeAsync(services, async scope =>
        {
            var result = await scope.GetRequiredService<Importer>()
                .ImportAsync(Path.Combine(Checkout.Root, "content"), new ImportOptions());
            if (result.Errors.Count > 0) throw new InvalidOperationException(string.Join('\n', result.Errors));
            return result;
        });
        await services.GetRequiredService<LiveSite>().ReloadAsync();
    }

    // What the index holds of each section. Keywords are folded into its vector, so they come from the documents themselves.
    private static async Task<IReadOnlyList<BaselineSection>> SectionsAsync(IServiceProvider scope)
    {
        var types = scope.GetRequiredService<DocumentTypes>();
        var db = scope.GetRequiredService<ContentDb>();
        var live = await (from document in db.Documents
                          join version in db.Versions on document.LiveVersionId equals version.Id
                          select new { document.Path, document.Type, version.FrontMatter }).ToListAsync();
        var keywords = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in live)
        {
            var properties = types[document.Type].Read(document.FrontMatter);
            keywords[document.Path] = string.Join(", ", [.. properties.Keywords, .. properties.OtherNames]);
        }
        return await scope.GetRequiredService<DbSession>().ListAsync(
            "select url, anchor, title, heading, body, section from search.documents order by entity_id, section",
            [],
            row => new BaselineSection(
                new Place(row.Text(0), row.TextOrNull(1)), row.Text(2), row.TextOrNull(3) ?? "",
                row.Number(5) == 0 ? keywords.GetValueOrDefault(row.Text(0), "") : "", row.Text(4)));
    }

    private static Task<IReadOnlyList<Place>> AskAsync(IServiceProvider services, string query) =>
        BenchHost.InScopeAsync<IReadOnlyList<Place>>(services, async scope =>
        {
            var found = await scope.GetRequiredService<SearchEngine>().SearchAsync(new SearchQuery(query));
            return
            [
                .. found.Promoted.Select(page => new Place(page.Url, null)),
                .. found.Hits.Select(hit => new Place(hit.Url, hit.Anchor)),
            ];
        });

    private static async Task<List<(GoldQuery Query, IReadOnlyList<Place> Hits)>> AnswersAsync(
        IReadOnlyList<GoldQuery> queries, Func<string, Task<IReadOnlyList<Place>>> ask)
    {
        var answers = new List<(GoldQuery, IReadOnlyList<Place>)>();
        foreach (var query in queries) answers.Add((query, await ask(query.Text)));
        return answers;
    }

    private static async Task PrintInVainAsync(IServiceProvider services)
    {
        var words = File.ReadLines(Path.Combine(Gold, "common-words.txt")).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var vain = new List<string>();
        foreach (var word in words)
            if ((await AskAsync(services, word)).Count == 0) vain.Add(word);
        Console.WriteLine();
        Console.WriteLine($"Of the {words.Count} commonest words of the field {vain.Count} find nothing today: {string.Join(", ", vain)}");
    }

    // The worst first: its nDCG@10, and its hits with what they are worth.
    private static void PrintEach(List<(GoldQuery Query, IReadOnlyList<Place> Hits)> answers)
    {
        foreach (var (query, hits) in answers.OrderBy(answer => GoldScore.Of([answer]).Ndcg))
        {
            var pages = hits.DistinctBy(hit => hit.Url).Zip(query.GainsOf(hits), (hit, gain) => $"{gain} {hit}");
            var ndcg = GoldScore.Of([(query, hits)]).Ndcg.ToString("0.00", CultureInfo.InvariantCulture);
            Console.WriteLine($"{ndcg} {query.Kind}: {query.Text}\n     {string.Join("\n     ", pages.Take(5))}");
        }
    }

    private static void Print(
        IReadOnlyList<GoldQuery> queries, params (string Name, List<(GoldQuery Query, IReadOnlyList<Place> Hits)> Answers)[] engines)
    {
        Console.WriteLine($"| questions | number | {string.Join(" | ", engines.Select(engine => engine.Name))} |");
        Console.WriteLine($"| --- | ---: |{string.Concat(engines.Select(_ => " ---: |"))}");
        var clean = queries.Where(query => query.Kind == "typo").Select(query => query.Like).ToHashSet();
        foreach (var isTest in new[] { false, true })
        {
            Row(isTest ? "**test half**" : "**tuning half**", query => query.IsTest == isTest);
            foreach (var kind in GoldFile.Kinds) Row(kind, query => query.IsTest == isTest && query.Kind == kind);
            Row("typo, typed right", query => query.IsTest == isTest && clean.Contains(query.Text));
        }

        void Row(string name, Predicate<GoldQuery> which)
        {
            var scores = engines.Select(engine => GoldScore.Of(engine.Answers.FindAll(answer => which(answer.Query)))).ToList();
            var cells = scores.Select(score => string.Create(
                CultureInfo.InvariantCulture, $"{score.Ndcg:0.00} / {score.ReciprocalRank:0.00} / {score.Success:0.00}"));
            Console.WriteLine($"| {name} | {scores[0].Questions} | {string.Join(" | ", cells)} |");
        }
    }
}
