using System.Globalization;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Import;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Search;
using Portal.Tests.Search.Gold;

namespace Portal.Bench;

/// <summary>
/// How well search answers on texts of any kind: a folder as <c>import</c> takes it, and questions with graded passages as in the gold
/// file. As <c>/api/zoeken</c> answers, each hit is a section; pages on which nothing was graded are passed over. A cell is nDCG@10, mean
/// reciprocal rank and success@3 by sections, and in brackets nDCG@10 by pages, as the gold file counts.
/// </summary>
internal static class SearchFolderBench
{
    private const int Hits = 10, Asked = 50;

    /// <summary>What is told beside the table.</summary>
    internal enum Shows
    {
        /// <summary>Nothing.</summary>
        Nothing,

        /// <summary>Of each question of the tuning half what was found, and what was not.</summary>
        Tuning,

        /// <summary>Of each question what any engine found and nobody graded, in an order that tells nothing of the engine.</summary>
        Ungraded,
    }

    /// <summary>Measures; without questions it tells what passages there are.</summary>
    /// <param name="folder">The texts.</param>
    /// <param name="questions">The questions, or null.</param>
    /// <param name="shows">What it also tells.</param>
    public static async Task<int> RunAsync(string folder, string? questions, Shows shows)
    {
        var data = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        await using var app = BenchHost.Of(data);
        try
        {
            await app.Services.GetRequiredService<Database>().StartAsync();
            await BenchHost.InScopeAsync(app.Services, async scope =>
            {
                var result = await scope.GetRequiredService<Importer>().ImportAsync(folder, new ImportOptions());
                if (result.Errors.Count > 0) throw new InvalidOperationException(string.Join('\n', result.Errors));
                return result;
            });
            await app.Services.GetRequiredService<LiveSite>().ReloadAsync();
            var sections = await BenchHost.InScopeAsync(app.Services, scope => scope.GetRequiredService<DbSession>().ListAsync(
                "select url, anchor, title, heading, body, section from search.documents order by url, section", [],
                row => (Number: row.Number(5), Text: new BaselineSection(
                    new Place(row.Text(0), row.TextOrNull(1)), row.Text(2), row.TextOrNull(3) ?? "", "", row.Text(4)))));
            if (questions is null)
            {
                foreach (var (number, text) in sections) Console.WriteLine($"{text.Place.Url}:{number}\t{text.Place}");
                return 0;
            }
            await MeasureAsync(app.Services, [.. sections.Select(section => section.Text)], questions, shows);
            return 0;
        }
        finally
        {
            await app.DisposeAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task MeasureAsync(IServiceProvider services, IReadOnlyList<BaselineSection> sections, string file, Shows shows)
    {
        var queries = GoldFile.Read(await File.ReadAllLinesAsync(file), sections.Select(section => section.Place).ToHashSet());
        using var standard = new LuceneBaseline(new StandardAnalyzer(LuceneVersion.LUCENE_48), sections);
        using var dutch = new LuceneBaseline(new DutchAnalyzer(LuceneVersion.LUCENE_48), sections);
        var graded = queries.SelectMany(query => query.Grades.Keys).Select(place => place.Url).ToHashSet();
        IReadOnlyList<Place> Among(IEnumerable<Place> hits) => [.. hits.Where(hit => graded.Contains(hit.Url)).Take(Hits)];
        var own = new List<(GoldQuery Query, IReadOnlyList<Place> Hits)>();
        foreach (var query in queries) own.Add((query, Among(await AskAsync(services, query.Text))));
        Console.WriteLine($"{queries.Count} questions of {Path.GetFileName(file)} on {sections.Count} sections");
        Console.WriteLine("| half | questions | this search | Lucene, StandardAnalyzer | Lucene, DutchAnalyzer |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var half in own.GroupBy(one => one.Query.IsTest).OrderBy(half => half.Key))
        {
            string Of(LuceneBaseline lucene) => Cell([.. half.Select(one => (one.Query, Among(lucene.Places(one.Query.Text))))]);
            Console.WriteLine(
                $"| {(half.Key ? "test" : "tuning")} | {half.Count()} | {Cell([.. half])} | {Of(standard)} | {Of(dutch)} |");
        }
        if (shows == Shows.Ungraded)
        {
            foreach (var (query, hits) in own)
            {
                var pool = hits.Concat(Among(standard.Places(query.Text))).Concat(Among(dutch.Places(query.Text))).Distinct()
                    .Where(hit => !query.Grades.ContainsKey(hit)).OrderBy(hit => hit.ToString(), StringComparer.Ordinal);
                Console.WriteLine($"{query.Text}\t{string.Join(' ', pool)}");
            }
        }
        if (shows != Shows.Tuning) return;
        foreach (var (query, hits) in own.Where(one => !one.Query.IsTest).OrderBy(one => Ndcg(one.Query, one.Hits)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Ndcg(query, hits):0.00} {query.Text}"));
            foreach (var hit in hits) Console.WriteLine($"     {query.Grades.GetValueOrDefault(hit)} {hit}");
            foreach (var missed in query.Grades.Where(grade => grade.Value >= 2 && !hits.Contains(grade.Key)))
                Console.WriteLine($"     missed {missed.Value} {missed.Key}");
        }
    }

    private static async Task<IReadOnlyList<Place>> AskAsync(IServiceProvider services, string query) =>
        await BenchHost.InScopeAsync<IReadOnlyList<Place>>(services, async scope =>
            [.. (await scope.GetRequiredService<SearchEngine>().SearchAsync(
                new SearchQuery(query, Take: Asked) { TakesReportsApart = true })).Hits.Select(hit => new Place(hit.Url, hit.Anchor))]);

    private static string Cell(IReadOnlyList<(GoldQuery Query, IReadOnlyList<Place> Hits)> answers)
    {
        var gains = answers.Select(one => GainsOf(one.Query, one.Hits)).ToList();
        var (rank, success) = (gains.Average(RankedMeasures.ReciprocalRank), gains.Average(one => RankedMeasures.Succeeds(one) ? 1.0 : 0));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{answers.Average(one => Ndcg(one.Query, one.Hits)):0.00} / {rank:0.00} / {success:0.00} ({GoldScore.Of(answers).Ndcg:0.00})");
    }

    private static double Ndcg(GoldQuery query, IReadOnlyList<Place> hits) =>
        RankedMeasures.Ndcg(GainsOf(query, hits), [.. query.Grades.Values.OrderDescending()]);

    private static IReadOnlyList<int> GainsOf(GoldQuery query, IReadOnlyList<Place> hits) =>
        [.. hits.Take(Hits).Select(hit => query.Grades.GetValueOrDefault(hit))];
}
