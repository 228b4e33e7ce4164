using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Jobs;

/// <summary>Jobs that are done several at a time.</summary>
public sealed class TogetherTests(TestDatabase db) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private JobHost host = null!;

    public async Task InitializeAsync()
    {
        var rules = new JobRules { Mode = JobMode.Alone, Together = 3 };
        host = await JobHost.OnAsync(db, more: all => all.AddJobs<Parcel, Cart>("test.parcel", "Pakje", _ => rules));
        await host.SqlAsync("truncate platform.jobs");
        await host.SqlAsync("truncate notes");
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Some_go_at_once_in_the_order_they_would_have_gone()
    {
        for (var i = 1; i <= 5; i++) await host.EnqueueAsync(new Parcel($"{i}"));
        await host.EnqueueAsync(new Parcel("haast"), new JobOptions { Lane = JobLane.Soon });
        await host.WorkAsync();
        Assert.Equal(["haast 1 2", "3 4 5"], await RoundsAsync());
        Assert.Equal(0, await host.CountAsync("select count(*) from platform.jobs"));
    }

    [Fact]
    public async Task Each_comes_to_its_own_end()
    {
        foreach (var text in new[] { "goed", "opnieuw", "nooit" }) await host.EnqueueAsync(new Parcel(text));
        await host.WorkAsync();
        Assert.Equal(["goed opnieuw nooit"], await RoundsAsync()); // what was written stays
        Assert.Equal(
            "nooit 1 true, opnieuw 1 false",
            await host.SqlAsync("""
                select string_agg(concat_ws(' ', last_error, attempts, (failed_at is not null)::text), ', ' order by last_error)
                from platform.jobs
                """));
    }

    [Fact]
    public async Task What_is_left_waits_as_it_did()
    {
        foreach (var text in new[] { "een", "laat", "twee" }) await host.EnqueueAsync(new Parcel(text));
        Assert.True(await host.WorkAsync<Parcel>());
        Assert.Equal(1, await host.CountAsync("select count(*) from platform.jobs where attempts = 0 and failed_at is null"));
        Assert.Equal(1, await host.CountAsync("select count(*) from platform.jobs where args ->> 'text' = 'laat'"));
    }

    [Fact]
    public async Task What_throws_takes_all_of_them_back_and_counts_for_each()
    {
        foreach (var text in new[] { "een", "knal", "twee" }) await host.EnqueueAsync(new Parcel(text));
        await host.WorkAsync();
        Assert.Empty(await RoundsAsync());
        const string failed = "select count(*) from platform.jobs where attempts = 1 and last_error like 'InvalidOperationException%'";
        Assert.Equal(3, await host.CountAsync(failed));
    }

    private async Task<string[]> RoundsAsync() =>
        (string[])(await host.SqlAsync("select coalesce(array_agg(text order by ctid), '{}') from notes"))!;

    private sealed record Parcel(string Text);

    private sealed class Cart(DbSession session) : IJobs<Parcel>
    {
        public async Task RunAsync(IReadOnlyList<JobOf<Parcel>> jobs, CancellationToken stop)
        {
            await session.ExecuteAsync("insert into notes (text) values ($1)", [string.Join(' ', jobs.Select(job => job.Args.Text))], stop);
            foreach (var (parcel, run) in jobs)
            {
                if (parcel.Text == "opnieuw") run.TryAgain("opnieuw");
                if (parcel.Text == "nooit") run.GiveUp("nooit");
                if (parcel.Text == "laat") run.Leave();
                if (parcel.Text == "knal") throw new InvalidOperationException();
            }
        }
    }
}
