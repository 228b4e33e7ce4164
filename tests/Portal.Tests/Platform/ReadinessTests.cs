using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Data;
using Portal.Platform.Health;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

public sealed class ReadinessTests(TestDatabase db) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_host_is_not_ready_before_it_has_migrated()
    {
        await using var services = db.Services();
        Assert.Equal(["database"], await services.NotReadyAsync());

        await services.GetRequiredService<Database>().StartAsync();

        Assert.Empty(await services.NotReadyAsync());
    }

    [Fact]
    public async Task A_host_whose_database_is_away_stays_among_those_that_serve()
    {
        var doomed = new TestDatabase();
        await doomed.InitializeAsync();
        await using var services = doomed.Services();
        await services.GetRequiredService<Database>().StartAsync();

        await doomed.DisposeAsync();

        // It is away for all hosts: taking them all out would leave visitors with nothing.
        Assert.Empty(await services.NotReadyAsync());
        var database = services.GetServices<IReadinessCheck>().Single(check => check.Name == "database");
        Assert.Equal(Readiness.Degraded, (await database.AskAsync(default)).Verdict);
    }

    [Fact]
    public async Task Every_room_can_say_that_it_is_not_ready()
    {
        await using var services = db.Services(all => all.AddSingleton<IReadinessCheck>(new Site()));
        await services.GetRequiredService<Database>().StartAsync();
        Assert.Equal(["site"], await services.NotReadyAsync());
    }

    private sealed class Site : IReadinessCheck
    {
        public string Name => "site";

        public Task<ReadinessState> AskAsync(CancellationToken stop) => Task.FromResult(ReadinessState.NotReady);
    }
}
