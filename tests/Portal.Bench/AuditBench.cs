using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Platform.Data;
using Portal.Platform.Data.Embedded;

namespace Portal.Bench;

/// <summary>
/// The log of who did what with a million lines: how long a search takes, a look at the whole chain, and what writing a line costs whoever
/// changes something, alone and with others.
/// </summary>
internal static class AuditBench
{
    private const int Lines = 1_000_000, Times = 20, Writers = 4, Each = 250;

    private static readonly TimeSpan SearchBar = TimeSpan.FromMilliseconds(200), CheckBar = TimeSpan.FromSeconds(10);

    /// <summary>Measures, and prints one table.</summary>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        try
        {
            await using var server = await EmbeddedPostgres.EnterAsync(folder, NullLogger.Instance);
            await using var services = Services(server.ConnectionString);
            await services.GetRequiredService<Database>().StartAsync();
            await using var source = NpgsqlDataSource.Create(server.ConnectionString);
            await FillAsync(source);
            var watch = Stopwatch.StartNew();
            var bound = await WithAsync(services, scope => scope.GetRequiredService<AuditChain>().SealAsync(default));
            var seconds = watch.Elapsed.TotalSeconds;
            // As autovacuum does by itself within a minute.
            foreach (var table in new[] { "audit_lines", "audit_seals", "audit_waiting" })
                await ExecuteAsync(source, $"vacuum analyze platform.{table}");
            Console.WriteLine(
                FormattableString.Invariant($"{bound:N0} lines, {Environment.ProcessorCount} cores; bound in {seconds:0.0} s"));
            Table.Head();
            var met = true;
            foreach (var (what, query) in Searches(await ActorAsync(source))) met &= await SearchAsync(services, what, query);
            met &= await CheckAsync(services);
            await WriteAsync(services, writers: 1);
            await WriteAsync(services, Writers);
            return met ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Seven years of a busy office: 300 people, 5,000 pages, most lines about pages, some rare.
    private static async Task FillAsync(NpgsqlDataSource source)
    {
        await ExecuteAsync(source, "insert into platform.audit_people (member_id) select gen_random_uuid() from generate_series(1, 300)");
        await ExecuteAsync(
            source,
            $$"""
            with people as (select array_agg(number::text) as all from platform.audit_people), made as (
                insert into platform.audit_lines (at, actor, action, kind, object, title, origin, facts)
                select timestamptz '2019-12-01' + n * interval '220 seconds',
                    people.all[1 + floor(300 * power(random(), 2))::int],
                    case when n % 1000 = 0 then 'role.granted' when n % 20 = 0 then 'media.added' when n % 3 = 0 then 'document.written'
                        else 'document.published' end,
                    case when n % 1000 = 0 then 'member' when n % 20 = 0 then 'media' else 'document' end,
                    case when n % 1000 = 0 then people.all[1 + n % 300] else 'kennis-pagina-' || (n::bigint * 7919) % 5000 end,
                    'Wat weten we van ' || (array['drugs', 'ouders', 'scholen', 'wijken', 'geld', 'vrienden'])[1 + n % 6] || ' in gebied '
                        || (n::bigint * 7919) % 5000,
                    '10.1.' || n % 200 || '.0/24', '[["version","' || n % 40 || '","' || n % 40 + 1 || '"]]'
                from generate_series(1, {{Lines}}) n, people order by n returning id)
            insert into platform.audit_waiting (line_id) select id from made
            """);
        await ExecuteAsync(source, "analyze platform.audit_lines");
    }

    private static async Task<string> ActorAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "select actor from platform.audit_lines group by actor order by count(*) offset 150 limit 1");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static IEnumerable<(string What, AuditQuery Query)> Searches(string actor)
    {
        var from = new DateTimeOffset(2022, 3, 20, 23, 0, 0, TimeSpan.Zero);
        var until = new DateTimeOffset(2022, 6, 20, 22, 0, 0, TimeSpan.Zero);
        AuditQuery everything = new();
        yield return ("without a question", everything);
        yield return ("by person", everything with { Actors = [actor] });
        yield return ("by five people", everything with { Actors = [actor, "planning", "import", "console", "portal"] });
        yield return ("by page", everything with { Object = "kennis-pagina-1234" });
        yield return ("by page and period", everything with { Object = "kennis-pagina-1234", From = from, Until = until });
        yield return ("by action, often", everything with { Action = "document.published", Until = until });
        yield return ("by action, seldom", everything with { Action = "role.granted" });
        yield return ("by kind, as an editor", everything with { Kinds = ["document", "media", "address", "import", "export"] });
        yield return ("by words, often", everything with { Words = "ouders" });
        yield return ("by words, seldom", everything with { Words = "geld in gebied 4321" });
        yield return ("by words that stand nowhere", everything with { Words = "komt niet voor" });
        yield return ("by words, person and period", everything with { Words = "scholen", Actors = [actor], From = from, Until = until });
        yield return ("by period", everything with { From = from, Until = until });
        var early = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        yield return ("twenty thousand pages further", everything with { After = (early, 1) });
    }

    private static async Task<bool> SearchAsync(IServiceProvider services, string what, AuditQuery query)
    {
        var took = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var watch = Stopwatch.StartNew();
            await WithAsync(services, scope => scope.GetRequiredService<AuditSearch>().FindAsync(query, 51, default));
            took.Add(watch.Elapsed.TotalMilliseconds);
        }
        took.Sort();
        return Table.Row(
            $"search {what}", "<= 200 ms", $"{Table.At(took, 0.5):0.0} ms (slowest {took[^1]:0.0})",
            took[^1] <= SearchBar.TotalMilliseconds);
    }

    private static async Task<bool> CheckAsync(IServiceProvider services)
    {
        var took = new List<double>();
        for (var time = 0; time < 3; time++)
        {
            var watch = Stopwatch.StartNew();
            var verdict = await WithAsync(services, scope => scope.GetRequiredService<AuditChain>().CheckAsync(null, default));
            took.Add(watch.Elapsed.TotalSeconds);
            if (verdict is not { Break: AuditBreak.None, Count: Lines }) throw new InvalidOperationException($"{verdict}");
        }
        return Table.Row(
            "the chain of all of them looked at", "<= 10 s", $"{took.Min():0.0} to {took.Max():0.0} s",
            took.Max() <= CheckBar.TotalSeconds);
    }

    // A transaction that only writes a line, beside one that writes nothing but asks.
    private static async Task WriteAsync(IServiceProvider services, int writers)
    {
        var took = new List<double>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(async _ =>
        {
            for (var time = 0; time < Each; time++)
            {
                var one = Stopwatch.StartNew();
                await WithAsync(services, async scope =>
                {
                    var (session, audit) = (scope.GetRequiredService<DbSession>(), scope.GetRequiredService<AuditLog>());
                    await session.InTransactionAsync(() => audit.AppendAsync(
                        new AuditLine("document.published", "document", "kennis-pagina-1", "planning") { Title = "Nog een" }, default));
                    return true;
                });
                lock (took) took.Add(one.Elapsed.TotalMilliseconds);
            }
        }));
        took.Sort();
        Table.Row(
            writers == 1 ? "a transaction that writes a line" : $"the same by {writers} at once", "",
            $"{Table.At(took, 0.5):0.0} ms (p95 {Table.At(took, 0.95):0.0}; {writers * Each / watch.Elapsed.TotalSeconds:0}/s)", true);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> WithAsync<T>(IServiceProvider services, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private static ServiceProvider Services(string connectionString)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Portal", connectionString)]).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration)
            .AddLogging(log => log.SetMinimumLevel(LogLevel.Warning)).AddPlatform(configuration)
            .AddAuditKind(new AuditKind("document", "Pagina")
            {
                Actions = new Dictionary<string, string> { ["document.published"] = "online gezet" },
            })
            .BuildServiceProvider();
    }
}
