using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Health;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

public sealed class ListenerTests(TestDatabase db) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly Ear ear = new("garden_changed");
    private readonly Ear otherEar = new("weather_changed");
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        services = db.Services(all => all
            .AddSingleton<IListener>(new Deaf("garden_changed")).AddSingleton<IListener>(ear).AddSingleton<IListener>(otherEar));
        foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(default);
    }

    public async Task DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>()) await service.StopAsync(default);
        await services.DisposeAsync();
    }

    [Fact]
    public async Task It_hears_what_is_said_when_the_transaction_commits_and_not_before()
    {
        await InSessionAsync(session => session.InTransactionAsync(async () =>
        {
            await session.NotifyAsync("garden_changed", "oak");
            await InSessionAsync(other => other.NotifyAsync("garden_changed", "birch"));
            Assert.Equal("birch", await ear.NextAsync()); // said later, and heard first
        }));

        Assert.Equal("oak", await ear.NextAsync());
    }

    [Fact]
    public async Task It_hears_nothing_of_a_change_that_was_rolled_back()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => InSessionAsync(session => session.InTransactionAsync(async () =>
        {
            await session.NotifyAsync("garden_changed", "elm");
            throw new InvalidOperationException();
        })));
        await InSessionAsync(session => session.NotifyAsync("garden_changed", "birch"));

        Assert.Equal("birch", await ear.NextAsync());
    }

    [Fact]
    public async Task Each_hears_its_own_channel_only()
    {
        await InSessionAsync(session => session.NotifyAsync("weather_changed", "rain"));
        await InSessionAsync(session => session.NotifyAsync("garden_changed", "oak"));

        Assert.Equal("rain", await otherEar.NextAsync());
        Assert.Equal("oak", await ear.NextAsync());
    }

    [Fact]
    public async Task After_a_broken_connection_it_is_told_that_it_may_have_missed_something_and_hears_again()
    {
        await InSessionAsync(session => session.ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'", []));

        Assert.Null(await ear.NextAsync());
        Assert.Null(await otherEar.NextAsync());
        await InSessionAsync(session => session.NotifyAsync("garden_changed", "oak"));
        Assert.Equal("oak", await ear.NextAsync());
    }

    [Fact]
    public async Task Whoever_fails_is_told_to_look_at_all_of_it_until_that_succeeds_and_readiness_knows()
    {
        var clumsy = new Clumsy("harvest_changed", failures: 2);
        await using var host = db.Services(all => all.AddSingleton<IListener>(clumsy));
        var service = host.GetRequiredService<ListenerService>();
        await service.StartAsync(default);
        Assert.Null((await service.AskAsync(default)).BehindSince);

        await InSessionAsync(session => session.NotifyAsync("harvest_changed", "pears"));

        Assert.Equal("pears", await clumsy.NextAsync());
        Assert.Null(await clumsy.NextAsync()); // the second try, which fails too
        Assert.Equal(Readiness.Degraded, (await service.AskAsync(default)).Verdict);
        clumsy.GoOn.SetResult();
        Assert.Null(await clumsy.NextAsync());
        await Eventually.Async(async () => await service.AskAsync(default) == ReadinessState.Ready, "it is in line again");
        await InSessionAsync(session => session.NotifyAsync("harvest_changed", "plums"));
        Assert.Equal("plums", await clumsy.NextAsync());
        await service.StopAsync(default);
    }

    [Fact]
    public async Task A_host_that_stays_behind_while_the_database_answers_is_taken_out()
    {
        var clock = new TestClock();
        await using var host = db.Services(
            all => all.AddSingleton<TimeProvider>(clock).AddSingleton<IListener>(new Deaf("garden_changed")));
        var service = host.GetRequiredService<ListenerService>();
        await service.StartAsync(default);
        Assert.Equal(Readiness.Ready, (await service.AskAsync(default)).Verdict);

        await InSessionAsync(session => session.NotifyAsync("garden_changed", "oak"));
        await Eventually.Async(async () => (await service.AskAsync(default)).BehindSince is not null, "it knows that it is behind");
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(Readiness.NotReady, (await service.AskAsync(default)).Verdict);
        // The database was away until a moment ago: then all hosts are behind alike.
        host.GetRequiredService<DatabaseOutage>().Noticed(new InvalidOperationException("away"));
        Assert.Equal(Readiness.Degraded, (await service.AskAsync(default)).Verdict);
        await service.StopAsync(default);
    }

    private async Task InSessionAsync(Func<DbSession, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<DbSession>());
    }

    private sealed class Ear(string channel) : IListener
    {
        public Channel<string?> Heard { get; } = System.Threading.Channels.Channel.CreateUnbounded<string?>();

        public string Channel => channel;

        public Task OnNotifiedAsync(string? payload, CancellationToken stop) => Heard.Writer.WriteAsync(payload, stop).AsTask();

        public Task<string?> NextAsync() => Heard.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);
    }

    /// <summary>Fails at everything; the others must not notice.</summary>
    private sealed class Deaf(string channel) : IListener
    {
        public string Channel => channel;

        public Task OnNotifiedAsync(string? payload, CancellationToken stop) => throw new InvalidOperationException("Deaf.");
    }

    /// <summary>Fails some times, and after the first waits until it may go on.</summary>
    private sealed class Clumsy(string channel, int failures) : IListener
    {
        private readonly Channel<string?> heard = System.Threading.Channels.Channel.CreateUnbounded<string?>();
        private int left = failures;

        public TaskCompletionSource GoOn { get; } = new();

        public string Channel => channel;

        public async Task OnNotifiedAsync(string? payload, CancellationToken stop)
        {
            await heard.Writer.WriteAsync(payload, stop);
            if (payload is null) await GoOn.Task.WaitAsync(stop);
            if (left-- > 0) throw new InvalidOperationException("Clumsy.");
        }

        public Task<string?> NextAsync() => heard.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);
    }
}
