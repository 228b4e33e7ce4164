using Npgsql;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Jobs;

public sealed class JobTests(TestDatabase db) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private JobHost host = null!;

    public async Task InitializeAsync()
    {
        host = await JobHost.OnAsync(db);
        await host.SqlAsync("delete from platform.jobs");
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_job_is_done_when_what_asked_for_it_commits_and_never_when_it_does_not()
    {
        await host.EnqueueAsync(new Note("asked"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.WithAsync<DbSession, bool>(session => session.InTransactionAsync<bool>(async () =>
        {
            await host.WithAsync<JobQueue, bool>(_ => Task.FromResult(true));
            await session.ExecuteAsync("insert into platform.jobs (kind, lane, args, run_at, enqueued_at) values ('test.note', 1, '{\"text\":\"taken back\"}', now(), now())", []);
            throw new InvalidOperationException();
        })));

        await host.WorkAsync();

        Assert.Equal(1, await host.NotesAsync("asked"));
        Assert.Equal(0, await host.NotesAsync("taken back"));
        Assert.Equal(0, await host.CountAsync("select count(*) from platform.jobs"));
    }

    [Fact]
    public async Task The_same_work_asked_for_twice_is_done_once()
    {
        await host.EnqueueAsync(new Note("twice"), new JobOptions { Key = "a" });
        await host.EnqueueAsync(new Note("twice"), new JobOptions { Key = "a" });
        await host.WorkAsync();
        Assert.Equal(1, await host.NotesAsync("twice"));

        await host.EnqueueAsync(new Note("twice"), new JobOptions { Key = "a" });
        await host.WorkAsync();
        Assert.Equal(2, await host.NotesAsync("twice"));
    }

    [Fact]
    public async Task A_job_waits_for_its_moment()
    {
        await host.EnqueueAsync(new Note("later"), new JobOptions { RunAt = host.Clock.GetUtcNow().AddHours(1) });
        await host.WorkAsync();
        Assert.Equal(0, await host.NotesAsync("later"));

        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.WorkAsync();
        Assert.Equal(1, await host.NotesAsync("later"));
    }

    [Fact]
    public async Task A_job_that_throws_leaves_nothing_behind_and_keeps_no_other_from_being_done()
    {
        host.Behaviour.Of["bad"] = (_, _, _) => throw new InvalidOperationException("broken");
        await host.EnqueueAsync(new Note("before"));
        await host.EnqueueAsync(new Note("bad"));
        await host.EnqueueAsync(new Note("after"));

        await host.WorkAsync();

        Assert.Equal((1, 0, 1), (await host.NotesAsync("before"), await host.NotesAsync("bad"), await host.NotesAsync("after")));
        Assert.Equal("InvalidOperationException: broken", await host.SqlAsync("select last_error from platform.jobs"));
    }

    [Fact]
    public async Task A_job_whose_statement_fails_keeps_no_other_from_being_done()
    {
        host.Behaviour.Of["bad"] = (_, session, stop) => session.ExecuteAsync("select 1 / 0", [], stop);
        await host.EnqueueAsync(new Note("bad"));
        await host.EnqueueAsync(new Note("after a bad statement"));

        await host.WorkAsync();

        Assert.Equal(1, await host.NotesAsync("after a bad statement"));
    }

    [Theory]
    [InlineData("note")]
    [InlineData("letter")]
    [InlineData("book")]
    public async Task A_job_that_keeps_failing_is_tried_after_each_pause_and_then_stands_as_failed_until_somebody_says_again(string kind)
    {
        var (text, fails) = ($"stubborn {kind}", true);
        host.Behaviour.Of[text] = (_, _, _) => fails ? throw new InvalidOperationException("no") : Task.CompletedTask;
        await EnqueueAsync(kind, text);

        var rules = new JobRules();
        foreach (var pause in rules.Pauses)
        {
            await host.WorkAsync();
            Assert.Equal(0L, await host.CountAsync("select count(*) from platform.jobs where failed_at is not null"));
            host.Clock.Advance(pause);
        }
        await host.WorkAsync();
        Assert.Equal(6L, await host.CountAsync("select attempts::bigint from platform.jobs where failed_at is not null"));
        host.Clock.Advance(TimeSpan.FromDays(30));
        await host.WorkAsync();

        fails = false;
        Assert.Equal(1, await host.WithAsync<JobBoard, int>(board => board.RetryAsync(null, default)));
        await host.WorkAsync();
        Assert.Equal(0L, await host.CountAsync("select count(*) from platform.jobs"));
        Assert.Equal(kind == "book" ? 7 : 1, await host.NotesAsync(text)); // detached work writes in transactions of its own
    }

    [Fact]
    public async Task What_a_job_wrote_stays_when_it_says_itself_that_it_must_be_tried_again()
    {
        host.Behaviour.Of["server busy"] = (run, _, _) => { if (run.Attempt == 1) run.TryAgain("450"); return Task.CompletedTask; };
        await host.EnqueueAsync(new Letter("server busy"));

        await host.WorkAsync();
        Assert.Equal(1, await host.NotesAsync("server busy"));
        Assert.Equal("450", await host.SqlAsync("select last_error from platform.jobs"));

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.WorkAsync();
        Assert.Equal(2, await host.NotesAsync("server busy"));
        Assert.Equal(0L, await host.CountAsync("select count(*) from platform.jobs"));
    }

    [Fact]
    public async Task What_is_no_use_is_not_tried_again()
    {
        host.Behaviour.Of["no such address"] = (run, _, _) => { run.GiveUp("550 5.1.1"); return Task.CompletedTask; };
        await host.EnqueueAsync(new Letter("no such address"));

        await host.WorkAsync();

        Assert.Equal("550 5.1.1", await host.SqlAsync("select last_error from platform.jobs where failed_at is not null"));
        Assert.Equal(1, await host.NotesAsync("no such address"));
    }

    [Fact]
    public async Task What_the_work_needs_being_away_counts_no_attempt()
    {
        host.Behaviour.Of["no server"] = (_, _, _) => throw new JobUnavailable(TimeSpan.FromSeconds(2), "away");
        await host.EnqueueAsync(new Letter("no server"));

        await Assert.ThrowsAsync<JobUnavailable>(() => host.WorkAsync<Letter>());

        Assert.Equal(0L, await host.CountAsync("select attempts::bigint from platform.jobs"));
        Assert.Equal(0, await host.NotesAsync("no server"));
    }

    [Fact]
    public async Task A_job_of_a_kind_that_no_longer_exists_waits_under_its_name_and_stops_nothing()
    {
        await host.SqlAsync("insert into platform.jobs (kind, lane, args, run_at, enqueued_at) values ('test.forgotten', 1, '{}', now(), now())");
        await host.EnqueueAsync(new Note("known"));

        await host.WorkAsync();

        Assert.Equal(1, await host.NotesAsync("known"));
        var counts = await host.WithAsync<JobBoard, IReadOnlyList<JobCount>>(board => board.CountsAsync(default));
        Assert.Contains(new JobCount("test.forgotten", "test.forgotten", 1, 0, 0, IsKnown: false), counts);
    }

    [Fact]
    public async Task A_job_whose_arguments_cannot_be_read_has_failed_at_once()
    {
        await host.SqlAsync("insert into platform.jobs (kind, lane, args, run_at, enqueued_at) values ('test.note', 1, '[1]', now(), now())");

        await host.WorkAsync();

        Assert.Equal("Its arguments cannot be read.", await host.SqlAsync("select last_error from platform.jobs where failed_at is not null"));
    }

    [Theory]
    [InlineData("note")]
    [InlineData("letter")]
    public async Task A_job_whose_host_is_killed_half_way_is_done_once_by_another(string kind)
    {
        var (text, kill) = ($"killed {kind}", true);
        host.Behaviour.Of[text] = async (_, session, stop) =>
        {
            if (!kill) return;
            kill = false;
            await host.SqlAsync($"select pg_terminate_backend({session.Connection.ProcessID}, 5000)"); // all the database sees of a kill
        };
        await EnqueueAsync(kind, text);
        await Assert.ThrowsAnyAsync<Exception>(host.WorkAsync);
        Assert.Equal(0, await host.NotesAsync(text));

        await using var other = await JobHost.OnAsync(db, host.Clock);
        await other.WorkAsync();

        Assert.Equal(1, await host.NotesAsync(text));
        Assert.Equal(0L, await host.CountAsync("select count(*) from platform.jobs"));
    }

    [Theory]
    [InlineData("note")]
    [InlineData("letter")]
    [InlineData("book")]
    public async Task That_the_database_goes_away_counts_as_no_attempt_however_that_is_said(string kind)
    {
        var text = $"away during {kind}";
        // As Entity Framework says it.
        host.Behaviour.Of[text] = (_, _, _) =>
            throw new InvalidOperationException("Likely a transient failure.", new NpgsqlException("gone", new IOException()));
        await EnqueueAsync(kind, text);

        await Assert.ThrowsAnyAsync<Exception>(host.WorkAsync);

        Assert.Equal(
            1L, await host.CountAsync("select count(*) from platform.jobs where attempts = 0 and failed_at is null and started_at is null"));
        host.Behaviour.Of.Remove(text, out _);
        await host.WorkAsync();
        Assert.Equal(0L, await host.CountAsync("select count(*) from platform.jobs"));
    }

    [Fact]
    public async Task Long_work_is_seen_while_it_runs_and_runs_nowhere_else_meanwhile()
    {
        var (running, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Behaviour.Of["long"] = async (run, _, stop) =>
        {
            await run.ReportAsync(3, 10, stop);
            running.SetResult();
            await goOn.Task;
        };
        await host.EnqueueAsync(new Book("long"));
        var work = host.WorkAsync();
        await running.Task;

        var line = Assert.Single(await host.WithAsync<JobBoard, IReadOnlyList<JobLine>>(board => board.RunningAsync(default)));
        Assert.Equal(("Boek", 3, 10), (line.Label, line.Done, line.Total));
        await using (var other = await JobHost.OnAsync(db, host.Clock)) Assert.False(await other.WorkAsync<Book>());

        goOn.SetResult();
        await work;
        Assert.Equal(1, await host.NotesAsync("long"));
        Assert.Empty(await host.WithAsync<JobBoard, IReadOnlyList<JobLine>>(board => board.RunningAsync(default)));
    }

    [Fact]
    public async Task Long_work_whose_host_died_is_done_by_another_and_counts_as_an_attempt()
    {
        await host.EnqueueAsync(new Book("half-way"));
        await host.SqlAsync("update platform.jobs set started_at = now(), attempts = 1"); // as a host that was killed leaves it
        Assert.Empty(await host.WithAsync<JobBoard, IReadOnlyList<JobLine>>(board => board.RunningAsync(default)));

        await host.WorkAsync();
        Assert.Equal(1, await host.NotesAsync("half-way"));
    }

    [Fact]
    public async Task Long_work_that_ends_every_host_that_tries_it_is_given_up()
    {
        await host.EnqueueAsync(new Book("poison"));
        await host.SqlAsync("update platform.jobs set started_at = now(), attempts = 6");

        await host.WorkAsync();

        Assert.Equal(0, await host.NotesAsync("poison"));
        Assert.Equal("It ended the host that ran it.", await host.SqlAsync("select last_error from platform.jobs where failed_at is not null"));
    }

    [Theory]
    [InlineData("note", true)]
    [InlineData("letter", true)]
    [InlineData("book", true)]
    [InlineData("note", false)]
    [InlineData("letter", false)]
    [InlineData("book", false)]
    public async Task A_job_that_hangs_is_cut_off_and_the_next_is_done(string kind, bool listens)
    {
        var (text, hanging) = ($"hangs {kind} {listens}", new TaskCompletionSource());
        host.Behaviour.Of[text] = async (_, _, stop) =>
        {
            hanging.SetResult();
            await Task.Delay(Timeout.Infinite, listens ? stop : default);
        };
        await EnqueueAsync(kind, text);
        var work = host.WorkAsync();
        await hanging.Task;
        host.Clock.Advance(TimeSpan.FromHours(1));
        await work;

        Assert.Equal(1L, await host.CountAsync("select attempts::bigint from platform.jobs where failed_at is null"));
        await EnqueueAsync(kind, $"after {text}");
        await host.WorkAsync();
        Assert.Equal(1, await host.NotesAsync($"after {text}"));
    }

    [Fact]
    public async Task Work_that_is_stopped_with_its_host_waits_as_if_it_had_not_begun()
    {
        using var stop = new CancellationTokenSource();
        host.Behaviour.Of["stopped"] = (_, _, token) => { stop.Cancel(); return Task.Delay(Timeout.Infinite, token); };
        await host.EnqueueAsync(new Book("stopped"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.WorkAsync<Book>(stop.Token));

        Assert.Equal(0L, await host.CountAsync("select attempts::bigint from platform.jobs where started_at is null and failed_at is null"));
    }

    [Fact]
    public async Task What_somebody_waits_for_goes_first()
    {
        var order = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            host.Behaviour.Of[$"bulk {i}"] = (_, _, _) => { order.Add("bulk"); return Task.CompletedTask; };
            await host.EnqueueAsync(new Letter($"bulk {i}"));
        }
        host.Behaviour.Of["soon"] = (_, _, _) => { order.Add("soon"); return Task.CompletedTask; };
        await host.EnqueueAsync(new Letter("soon"), new JobOptions { Lane = JobLane.Soon });

        await host.WorkAsync();

        Assert.Equal(["soon", "bulk", "bulk", "bulk"], order);
    }

    private Task EnqueueAsync(string kind, string text) => kind switch
    {
        "note" => host.EnqueueAsync(new Note(text)),
        "letter" => host.EnqueueAsync(new Letter(text)),
        _ => host.EnqueueAsync(new Book(text)),
    };
}
