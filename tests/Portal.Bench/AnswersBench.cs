using System.Collections.Concurrent;
using System.Diagnostics;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Content.Import;
using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Bench;

/// <summary>
/// Answers of learners: each graded, stored with progress and committed (fsync on) before it counts. First with a thousand stored
/// answers, then with a million.
/// </summary>
internal static class AnswersBench
{
    private const string Module = "module-breder-dan-je-denkt";
    private const int Learners = 400, Workers = 8, Few = 1_000, Many = 1_000_000;
    private const int Rounds = 7;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(15), Short = TimeSpan.FromSeconds(3);

    public static async Task<bool> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        await using var app = BenchHost.Of(folder);
        try
        {
            await app.Services.GetRequiredService<Database>().StartAsync();
            await using (var scope = app.Services.CreateAsyncScope())
            {
                var result = await scope.ServiceProvider.GetRequiredService<Importer>().ImportAsync(Path.Combine(Checkout.Root, "content"), new ImportOptions());
                if (result.Errors.Count > 0) throw new InvalidOperationException(string.Join('\n', result.Errors));
            }
            await app.Services.GetRequiredService<LiveSite>().ReloadAsync();

            var learners = Enumerable.Range(0, Learners).Select(_ => Guid.NewGuid()).ToArray();
            foreach (var learner in learners) await BenchHost.InScopeAsync(app.Services, scope => scope.GetRequiredService<Enrolments>().StartAsync(learner, Module));
            var answers = Questions(app.Services);
            await FillAsync(app.Services, Few);
            await StoreAsync(app.Services, learners, answers, TimeSpan.FromSeconds(3)); // warms up
            var few = await StoreAsync(app.Services, learners, answers, Each);
            await FillAsync(app.Services, Many);
            var many = await StoreAsync(app.Services, learners, answers, Each);

            var met = Table.Row($"durable answers, {Few:N0} stored before, {Workers} at once", "400/s", $"{few.PerSecond:0}/s, p50 {few.P50:0.0} ms, p95 {few.P95:0.0} ms", few.PerSecond >= 400);
            met &= Table.Row($"durable answers, {Many:N0} stored before", "400/s", $"{many.PerSecond:0}/s, p50 {many.P50:0.0} ms, p95 {many.P95:0.0} ms", many.PerSecond >= 400);
            var pairs = await PairsAsync(app.Services, learners, answers);
            var middle = pairs.Select(pair => pair.Answers / pair.Bare).Order().ElementAt(pairs.Count / 2);
            met &= Table.Row(
                $"answers a second to single-row commits a second, same server and connections, {pairs.Count} times by turns, median", ">= 0.5",
                $"{middle:0.00} ({string.Join(", ", pairs.Select(pair => $"{pair.Answers:0} : {pair.Bare:0}"))})", middle >= 0.5);
            return met & Table.Row("latency (p50) with a million stored to that with a thousand", "1.3", $"{many.P50 / few.P50:0.00}", many.P50 / few.P50 <= 1.3);
        }
        finally
        {
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double PerSecond, double P50, double P95)> StoreAsync(
        IServiceProvider services, Guid[] learners, IReadOnlyList<(string Chapter, string Exercise, Answer Answer)> answers, TimeSpan time)
    {
        var times = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; clock.Elapsed < time; i++)
            {
                // Each worker has learners of its own, as people do; every answer is a new one.
                var learner = learners[(worker * (Learners / Workers)) + (i % (Learners / Workers))];
                var (chapter, exercise, answer) = answers[i / (Learners / Workers) % answers.Count];
                var watch = Stopwatch.GetTimestamp();
                var result = await BenchHost.InScopeAsync(services, scope => scope.GetRequiredService<Answers>().StoreAsync(learner, Module, new SentAnswer(Guid.CreateVersion7(), chapter, exercise, answer)));
                if (result.Outcome != AnswerOutcome.Stored) throw new InvalidOperationException($"{exercise}: {result.Outcome}");
                times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            }
        })));
        List<double> sorted = [.. times.Order()];
        return (sorted.Count / clock.Elapsed.TotalSeconds, Table.At(sorted, .5), Table.At(sorted, .95));
    }

    // By turns, so that what else the machine does weighs on both.
    private static async Task<IReadOnlyList<(double Answers, double Bare)>> PairsAsync(
        IServiceProvider services, Guid[] learners, IReadOnlyList<(string Chapter, string Exercise, Answer Answer)> answers)
    {
        var pairs = new List<(double Answers, double Bare)>();
        for (var round = 0; round < Rounds; round++)
            pairs.Add(((await StoreAsync(services, learners, answers, Short)).PerSecond, await BareAsync(services, Short)));
        return pairs;
    }

    // What the server and its disk allow: a row and a commit, nothing else.
    private static async Task<double> BareAsync(IServiceProvider services, TimeSpan time)
    {
        var source = services.GetRequiredService<NpgsqlDataSource>();
        await using (var make = source.CreateCommand("create table if not exists bare_commits (id uuid primary key, said jsonb not null)")) await make.ExecuteNonQueryAsync();
        var (count, clock) = (0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var insert = new NpgsqlCommand("insert into bare_commits values ($1, '{\"keuze\": [\"waar\"]}')", connection);
            insert.Parameters.Add(new NpgsqlParameter());
            for (; clock.Elapsed < time; Interlocked.Increment(ref count))
            {
                insert.Parameters[0].Value = Guid.CreateVersion7();
                await insert.ExecuteNonQueryAsync();
            }
        })));
        return count / clock.Elapsed.TotalSeconds;
    }

    // The true-or-false and one-choice exercises of the module, each with its first choice.
    private static List<(string, string, Answer)> Questions(IServiceProvider services)
    {
        var (reader, site) = (services.GetRequiredService<ExerciseReader>(), services.GetRequiredService<LiveSite>().Current);
        var structure = services.GetRequiredService<ModuleVersions>().Current(Module)!;
        return [.. from chapter in structure.Required
                   from exercise in reader.Of(site.Find(chapter.Id)!.Body)
                   where exercise.Type is "single" or "true_false" && !exercise.Certainty
                   let radio = new HtmlParser().ParseDocument(exercise.Form(new ExerciseForm("/"))).QuerySelector("input[type=radio]")!
                   select (chapter.Id, exercise.Id, Answer.Of((radio.GetAttribute("name")![Answer.FieldPrefix.Length..], [radio.GetAttribute("value")!])))];
    }

    // Answers of other people: fifty each.
    private static Task FillAsync(IServiceProvider services, int count) => BenchHost.InScopeAsync(services, async scope =>
    {
        await using var command = scope.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
            with people as (
                insert into learning.enrolments (id, member_id, module, cycle, module_version_id, pinned_at, started_at, last_seen_at)
                select gen_random_uuid(), gen_random_uuid(), 'module-breder-dan-je-denkt', 1, (select id from learning.module_versions limit 1), now(), now(), now()
                from generate_series(1, greatest(0, $1 - (select count(*) from learning.item_responses)) / 50) returning id)
            insert into learning.item_responses (id, enrolment_id, exercise, exercise_version, seq, request_hash, answer, recorded_at, score, max)
            select gen_random_uuid(), people.id, 'm1-' || n, md5(n::text), 1, md5(n::text), '{"keuze": ["waar"]}', now(), 1, 1
            from people, generate_series(1, 50) n
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = (long)count });
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
        await using var analyze = scope.GetRequiredService<NpgsqlDataSource>().CreateCommand("vacuum analyze learning.item_responses");
        analyze.CommandTimeout = 600;
        return await analyze.ExecuteNonQueryAsync();
    });
}
