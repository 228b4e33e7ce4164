using Portal.Platform;
using Portal.Platform.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Jobs;

public sealed class ScheduleTests(TestDatabase db) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly TestClock clock = new();

    public async Task InitializeAsync()
    {
        await using var host = await JobHost.OnAsync(db);
        await host.SqlAsync("truncate platform.jobs, platform.schedules, notes");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_comes_at_its_time_on_the_dutch_wall_clock_in_winter_and_in_summer()
    {
        await using var host = await StartAsync("30 3 * * *", Moment(2027, 1, 10, 12, 0));
        Assert.Equal(Moment(2027, 1, 11, 3, 30), await NextAsync(host));

        await LookAsync(host, Moment(2027, 7, 1, 12, 0));
        Assert.Equal(Moment(2027, 7, 2, 3, 30), await NextAsync(host));
        Assert.Equal(TimeSpan.FromHours(2), Moment(2027, 7, 2, 3, 30).Offset);
    }

    [Fact]
    public async Task What_the_spring_change_skips_comes_at_the_change()
    {
        await using var host = await StartAsync("30 2 * * *", Moment(2027, 3, 27, 12, 0));
        await LookAsync(host, Moment(2027, 3, 27, 12, 1));
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 3, 0, 0, TimeSpan.FromHours(2)), await NextAsync(host));

        await LookAsync(host, Moment(2027, 3, 28, 3, 0));
        Assert.Equal(1, await host.NotesAsync("bell"));
        Assert.Equal(Moment(2027, 3, 29, 2, 30), await NextAsync(host));
    }

    [Fact]
    public async Task What_the_autumn_change_repeats_comes_once()
    {
        await using var host = await StartAsync("30 2 * * *", Moment(2027, 10, 30, 12, 0));
        var first = new DateTimeOffset(2027, 10, 31, 2, 30, 0, TimeSpan.FromHours(2));
        Assert.Equal(first, await NextAsync(host));

        await LookAsync(host, first);
        await LookAsync(host, first.AddHours(1));
        await LookAsync(host, first.AddHours(2));

        Assert.Equal(1, await host.NotesAsync("bell"));
        Assert.Equal(Moment(2027, 11, 1, 2, 30), await NextAsync(host));
    }

    [Fact]
    public async Task Every_minute_stays_every_minute_over_both_changes()
    {
        await using var host = await StartAsync("* * * * *", new DateTimeOffset(2027, 10, 31, 0, 58, 30, TimeSpan.Zero)); // 02.58.30, first time
        Assert.Equal(new DateTimeOffset(2027, 10, 31, 0, 59, 0, TimeSpan.Zero), await NextAsync(host));
        await LookAsync(host, new DateTimeOffset(2027, 10, 31, 0, 59, 0, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2027, 10, 31, 1, 0, 0, TimeSpan.Zero), await NextAsync(host)); // 02.00, second time
    }

    [Fact]
    public async Task Several_hosts_do_it_once()
    {
        await using var one = await StartAsync("0 12 * * *", Moment(2027, 5, 1, 11, 0));
        await using var two = await JobHost.OnAsync(db, clock);
        clock.Set(Moment(2027, 5, 1, 12, 0));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => EnqueueDueAsync(n % 2 == 0 ? one : two)));
        await Task.WhenAll(one.WorkAsync(), two.WorkAsync());

        Assert.Equal(1, await one.NotesAsync("bell"));
    }

    [Fact]
    public async Task What_was_missed_while_nothing_ran_is_done_once()
    {
        await using var host = await StartAsync("0 12 * * *", Moment(2027, 5, 1, 11, 0));
        await LookAsync(host, Moment(2027, 5, 9, 18, 0));
        await LookAsync(host, Moment(2027, 5, 9, 18, 5));

        Assert.Equal(1, await host.NotesAsync("bell"));
        Assert.Equal(Moment(2027, 5, 10, 12, 0), await NextAsync(host));
    }

    [Fact]
    public async Task A_clock_that_was_a_year_ahead_for_a_while_stops_nothing()
    {
        await using var host = await StartAsync("0 12 * * *", Moment(2027, 5, 1, 11, 0));
        await LookAsync(host, Moment(2028, 5, 1, 13, 0));
        Assert.Equal(1, await host.NotesAsync("bell"));

        await LookAsync(host, Moment(2027, 5, 1, 11, 30));
        Assert.Equal(1, await host.NotesAsync("bell"));
        Assert.Equal(Moment(2027, 5, 1, 12, 0), await NextAsync(host));
        await LookAsync(host, Moment(2027, 5, 1, 12, 0));
        Assert.Equal(2, await host.NotesAsync("bell"));
    }

    [Fact]
    public async Task A_clock_that_is_put_back_a_second_does_not_do_it_twice()
    {
        await using var host = await StartAsync("0 12 * * *", Moment(2027, 5, 1, 11, 0));
        await LookAsync(host, Moment(2027, 5, 1, 12, 0));
        await LookAsync(host, Moment(2027, 5, 1, 12, 0).AddSeconds(-1));
        await LookAsync(host, Moment(2027, 5, 1, 12, 0).AddSeconds(1));

        Assert.Equal(1, await host.NotesAsync("bell"));
    }

    [Fact]
    public async Task Another_time_in_the_code_holds_from_the_next_start()
    {
        await using (await StartAsync("0 12 * * *", Moment(2027, 5, 1, 11, 0)))
        {
        }
        await using var host = await StartAsync("0 18 * * *", Moment(2027, 5, 1, 11, 5));
        Assert.Equal(Moment(2027, 5, 1, 18, 0), await NextAsync(host));
    }

    private static DateTimeOffset Moment(int year, int month, int day, int hour, int minute) =>
        DutchTime.MomentOf(new DateTime(year, month, day, hour, minute, 0));

    private async Task<JobHost> StartAsync(string cron, DateTimeOffset at)
    {
        clock.Set(at);
        var host = await JobHost.OnAsync(db, clock, cron);
        await host.WithAsync<Scheduler, bool>(async scheduler => { await scheduler.KnowAsync(default); return true; });
        return host;
    }

    private async Task LookAsync(JobHost host, DateTimeOffset at)
    {
        clock.Set(at);
        await EnqueueDueAsync(host);
        await host.WorkAsync();
    }

    private static Task<DateTimeOffset?> EnqueueDueAsync(JobHost host) =>
        host.WithAsync<Scheduler, DateTimeOffset?>(scheduler => scheduler.EnqueueDueAsync(default));

    private static async Task<DateTimeOffset> NextAsync(JobHost host) =>
        new((DateTime)(await host.SqlAsync("select next_at from platform.schedules where name = 'test.bell'"))!);
}
