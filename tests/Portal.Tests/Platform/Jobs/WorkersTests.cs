using Portal.Platform.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Jobs;

/// <summary>The loops of a real host.</summary>
public sealed class WorkersTests(TestDatabase db) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_job_is_done_as_soon_as_it_is_asked_for_on_any_host()
    {
        await using var asks = await JobHost.OnAsync(db);
        await using var works = await JobHost.OnAsync(db);
        await works.StartAsync();

        await asks.EnqueueAsync(new Note("wake up"));

        await Eventually.Async(async () => await asks.NotesAsync("wake up") == 1, "it is done");
    }

    [Fact]
    public async Task Two_hosts_do_each_job_once()
    {
        await using var one = await JobHost.OnAsync(db);
        await using var two = await JobHost.OnAsync(db);
        await one.StartAsync();
        await two.StartAsync();

        for (var i = 0; i < 300; i++) await one.EnqueueAsync(new Note($"shared {i}"));

        await Eventually.Async(async () => await one.CountAsync("select count(*) from platform.jobs where kind = 'test.note'") == 0, "all are done");
        Assert.Equal(300, await one.CountAsync("select count(*) from notes where text like 'shared%'"));
        Assert.Equal(300, await one.CountAsync("select count(distinct text) from notes where text like 'shared%'"));
    }

    [Fact]
    public async Task Whoever_waits_is_not_behind_work_that_hangs()
    {
        await using var host = await JobHost.OnAsync(db, letters: new JobRules { Mode = JobMode.Alone, KeepOneFree = true });
        var (hanging, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Behaviour.Of["slow bulk"] = (_, _, _) => { hanging.SetResult(); return goOn.Task; };
        await host.EnqueueAsync(new Letter("slow bulk"));
        await host.StartAsync();
        await hanging.Task;

        await host.EnqueueAsync(new Letter("sign-in link"), new JobOptions { Lane = JobLane.Soon });

        await Eventually.Async(async () => await host.NotesAsync("sign-in link") == 1, "the link is not held up");
        goOn.SetResult();
    }

    [Fact]
    public async Task Work_goes_on_after_the_database_was_unable_to_answer()
    {
        await using var host = await JobHost.OnAsync(db);
        await host.SqlAsync("alter table platform.jobs rename to jobs_away");
        await host.StartAsync();
        await Eventually.Async(() => Task.FromResult(host.Log.Lines.Any(line => line.Message.Contains("is tried again until it works", StringComparison.Ordinal))), "it says so");
        await host.SqlAsync("alter table platform.jobs_away rename to jobs");

        await host.EnqueueAsync(new Note("at last"));

        await Eventually.Async(async () => await host.NotesAsync("at last") == 1, "it is done in the end");
    }

    [Fact]
    public async Task A_job_that_failed_is_tried_again_when_its_pause_is_over()
    {
        await using var host = await JobHost.OnAsync(db);
        host.Behaviour.Of["second time"] = (run, _, _) => run.Attempt == 1 ? throw new InvalidOperationException("no") : Task.CompletedTask;
        await host.StartAsync();
        await host.EnqueueAsync(new Note("second time"));
        await Eventually.Async(async () => await host.CountAsync("select count(*) from platform.jobs where attempts = 1") == 1, "it failed once");

        host.Clock.Advance(TimeSpan.FromMinutes(1));

        await Eventually.Async(async () => await host.NotesAsync("second time") == 1, "it was done the second time");
    }

    [Fact]
    public async Task What_must_be_done_at_the_start_is_done_at_each_start()
    {
        for (var start = 1; start <= 2; start++)
        {
            await using var host = await JobHost.OnAsync(db, atStart: true);
            await host.StartAsync();
            await Eventually.Async(async () => await host.NotesAsync("bell") == start, "the bell rang");
        }
    }
}
