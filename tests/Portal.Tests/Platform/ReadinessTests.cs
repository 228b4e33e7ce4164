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
    public async Task A_host_is_not_ready_while_its_database_does_not_answer()
    {
        var doomed = new TestDatabase();
        await doomed.InitializeAsync();
        await using var services = doomed.Services();
        await services.GetRequiredService<Database>().StartAsync();

        await doomed.DisposeAsync();

        Assert.Equal(["database"], await services.NotReadyAsync());
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

        public Task<bool> IsReadyAsync(CancellationToken stop) => Task.FromResult(false);
    }
}
