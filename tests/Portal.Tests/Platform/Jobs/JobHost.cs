using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Jobs;

/// <summary>A note to write down.</summary>
internal sealed record Note(string Text);

/// <summary>The same, as work with an effect outside.</summary>
internal sealed record Letter(string Text);

/// <summary>The same, as long work.</summary>
internal sealed record Book(string Text);

/// <summary>Work that returns.</summary>
internal sealed record Bell;

/// <summary>Writes texts down; what else it does with a text is up to the test.</summary>
internal sealed class Writer(DbSession session, Behaviour behaviour) : IJob<Note>, IJob<Letter>, IJob<Book>, IJob<Bell>
{
    public Task RunAsync(Note args, JobRun run, CancellationToken stop) => WriteAsync(args.Text, run, stop);

    public Task RunAsync(Letter args, JobRun run, CancellationToken stop) => WriteAsync(args.Text, run, stop);

    public Task RunAsync(Book args, JobRun run, CancellationToken stop) => WriteAsync(args.Text, run, stop);

    public Task RunAsync(Bell args, JobRun run, CancellationToken stop) => WriteAsync("bell", run, stop);

    private async Task WriteAsync(string text, JobRun run, CancellationToken stop)
    {
        await session.ExecuteAsync("insert into notes (text) values ($1)", [text], stop);
        if (behaviour.Of.TryGetValue(text, out var work)) await work(run, session, stop);
    }
}

/// <summary>What happens with a text once it was written down.</summary>
internal sealed class Behaviour
{
    public ConcurrentDictionary<string, Func<JobRun, DbSession, CancellationToken, Task>> Of { get; } = new();
}

/// <summary>A host that knows these jobs and nothing else; its loops run only when a test starts them.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private JobHost(ServiceProvider services) => this.services = services;

    public TestClock Clock => (TestClock)services.GetRequiredService<TimeProvider>();

    public Behaviour Behaviour => services.GetRequiredService<Behaviour>();

    public LogCollector Log { get; private init; } = new();

    public static async Task<JobHost> OnAsync(
        TestDatabase db, TestClock? clock = null, string bell = "0 12 * * *", bool atStart = false, JobRules? letters = null, Action<IServiceCollection>? more = null)
    {
        var log = new LogCollector();
        var made = db.Services(all =>
        {
            all.AddSingleton<TimeProvider>(clock ?? new TestClock()).AddSingleton<Behaviour>();
            all.AddLogging(logging => logging.AddProvider(log));
            var grace = TimeSpan.FromMilliseconds(200); // those who hang here do so for ever
            all.AddJob<Note, Writer>("test.note", "Briefje", new JobRules { Grace = grace });
            all.AddJob<Letter, Writer>("test.letter", "Brief", letters ?? new JobRules { Mode = JobMode.Alone, Grace = grace });
            all.AddJob<Book, Writer>("test.book", "Boek", new JobRules { Mode = JobMode.Detached, Grace = grace });
            all.AddJob<Bell, Writer>("test.bell", "Bel").AddSchedule<Bell>(bell, atStart);
            more?.Invoke(all);
        });
        var host = new JobHost(made) { Log = log };
        await host.SqlAsync("create table if not exists notes (text text not null)");
        return host;
    }

    public Task EnqueueAsync<TArgs>(TArgs args, JobOptions? options = null) =>
        WithAsync<JobQueue, bool>(async jobs => { await jobs.EnqueueAsync(args, options ?? new JobOptions(), default); return true; });

    /// <summary>Does all that is due.</summary>
    public Task WorkAsync() => Support.Jobs.WorkAsync(services);

    /// <summary>Does some of one kind, and says whether there was any.</summary>
    public Task<bool> WorkAsync<TArgs>(CancellationToken stop = default) =>
        services.GetRequiredService<JobRunner>().RunSomeAsync(services.GetRequiredService<JobKinds>().Of<TArgs>(), JobLane.Bulk, stop);

    /// <summary>Lets the loops run, as in a real host.</summary>
    public async Task StartAsync()
    {
        foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(default);
    }

    public Task<long> NotesAsync(string text) => CountAsync("select count(*) from notes where text = $1", text);

    public async Task<long> CountAsync(string sql, params object[] values) => (long)(await SqlAsync(sql, values))!;

    public Task<object?> SqlAsync(string sql, params object[] values) => WithAsync<DbSession, object?>(async session =>
    {
        await using var command = await session.CommandAsync(sql, values);
        return await command.ExecuteScalarAsync();
    });

    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse()) await service.StopAsync(default);
        await services.DisposeAsync();
    }
}
