using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Data.Embedded;
using Portal.Platform.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Portal.Bench;

/// <summary>What the table of jobs does: empty jobs a second on one host and on two, and what fifty kills leave of work that must be done once.</summary>
internal static class JobsBench
{
    private const int Empty = 20_000;
    private const int Rounds = 3;
    private const int Kills = 50;
    private const int Counted = 100_000;

    private sealed record Nothing;

    private sealed record Count(int Number);

    /// <summary>Measures, and prints rows of a table.</summary>
    public static async Task<bool> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        try
        {
            await using var server = await EmbeddedPostgres.EnterAsync(folder, NullLogger.Instance);
            await using (var first = Services(server.ConnectionString)) await first.GetRequiredService<Database>().StartAsync();
            await using var source = NpgsqlDataSource.Create(server.ConnectionString);
            return await ThroughputAsync(server.ConnectionString, source) & await KillsAsync(server.ConnectionString, source);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A host that does nothing but jobs, until it is killed; started by <see cref="KillsAsync"/>.</summary>
    public static async Task<int> WorkAsync(string connectionString)
    {
        await using var services = Services(connectionString);
        foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(default);
        await Console.Out.WriteLineAsync("works");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private static async Task<bool> ThroughputAsync(string connectionString, NpgsqlDataSource source)
    {
        var (one, two) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++) // in turn, so that a machine that becomes slower does so for both
        {
            one.Add(await DrainAsync(connectionString, source, hosts: 1));
            two.Add(await DrainAsync(connectionString, source, hosts: 2));
        }
        var ratios = one.Zip(two, (alone, both) => both / alone).ToList();
        return Table.Row($"empty jobs, one host, {Empty:N0} waiting", ">= 2,000/s", $"{one.Min():0} to {one.Max():0}/s", one.Max() >= 2000)
            & Table.Row("the same on two hosts", ">= 1.5x", $"{ratios.Min():0.00} to {ratios.Max():0.00}x ({two.Max():0}/s)", ratios.Max() >= 1.5);
    }

    private static async Task<double> DrainAsync(string connectionString, NpgsqlDataSource source, int hosts)
    {
        await source.CreateCommand(
            $"""
            insert into platform.jobs (kind, lane, args, run_at, enqueued_at) select 'bench.nothing', 1, jsonb_build_object(), now(), now() from generate_series(1, {Empty});
            """).ExecuteNonQueryAsync();
        await source.CreateCommand("vacuum analyze platform.jobs").ExecuteNonQueryAsync();
        var made = Enumerable.Range(0, hosts).Select(_ => Services(connectionString)).ToList();
        var watch = Stopwatch.StartNew();
        foreach (var service in made.SelectMany(services => services.GetServices<IHostedService>())) await service.StartAsync(default);
        while ((long)(await source.CreateCommand("select count(*) from platform.jobs where kind = 'bench.nothing'").ExecuteScalarAsync())! > 0) await Task.Delay(25);
        var seconds = watch.Elapsed.TotalSeconds;
        foreach (var services in made)
        {
            foreach (var service in services.GetServices<IHostedService>().Reverse()) await service.StopAsync(default);
            await services.DisposeAsync();
        }
        return Empty / seconds;
    }

    private static async Task<bool> KillsAsync(string connectionString, NpgsqlDataSource source)
    {
        await source.CreateCommand(
            $$"""
            create table counted (number int not null);
            insert into platform.jobs (kind, lane, args, run_at, enqueued_at)
            select 'bench.count', 1, jsonb_build_object('number', n), now(), now() from generate_series(1, {{Counted}}) n
            """).ExecuteNonQueryAsync();
        var random = new Random(7);
        var left = (long)Counted;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var host = Process.Start(new ProcessStartInfo("dotnet", [typeof(JobsBench).Assembly.Location, "jobs", connectionString])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
            while (await LeftAsync(source) == left) await Task.Delay(5); // it works
            await Task.Delay(random.Next(0, 40));
            host.Kill();
            await host.WaitForExitAsync();
            left = await LeftAsync(source);
        }
        await using (var services = Services(connectionString))
        {
            foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(default);
            while (await LeftAsync(source) > 0) await Task.Delay(25);
            foreach (var service in services.GetServices<IHostedService>().Reverse()) await service.StopAsync(default);
        }
        var once = (long)(await source.CreateCommand("select count(distinct number) from counted").ExecuteScalarAsync())!;
        var all = (long)(await source.CreateCommand("select count(*) from counted").ExecuteScalarAsync())!;
        return Table.Row(
            $"{Counted:N0} jobs over {Kills} kills ({left:N0} were left after the last)", "0 twice, 0 lost", $"{all - once} twice, {Counted - once} lost", all == Counted && once == Counted);
    }

    private static async Task<long> LeftAsync(NpgsqlDataSource source) =>
        (long)(await source.CreateCommand("select count(*) from platform.jobs where kind = 'bench.count'").ExecuteScalarAsync())!;

    private static ServiceProvider Services(string connectionString)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Portal", connectionString), new("Mail:Deliver", "false")]).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddPlatform(configuration)
            .AddJob<Nothing, Worker>("bench.nothing", "Niets")
            .AddJob<Count, Worker>("bench.count", "Tellen")
            .BuildServiceProvider();
    }

    private sealed class Worker(DbSession session) : IJob<Nothing>, IJob<Count>
    {
        public Task RunAsync(Nothing args, JobRun run, CancellationToken stop) => Task.CompletedTask;

        public Task RunAsync(Count args, JobRun run, CancellationToken stop) =>
            session.ExecuteAsync("insert into counted (number) values ($1)", [args.Number], stop);
    }
}
