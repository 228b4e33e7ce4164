using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Platform.Workers;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

public sealed class NodeWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Does what it is told, good and bad.
    private const string Script = """
        import { createInterface } from "node:readline";
        for await (const line of createInterface({ input: process.stdin })) {
          const { id, ask } = JSON.parse(line);
          if (ask.say === "die") process.exit(7);
          if (ask.say === "hang") for (;;);
          if (ask.say === "chatter") process.stdout.write("not json\n");
          if (ask.say === "stale") process.stdout.write(JSON.stringify({ id: id - 1, answer: { echo: "old" } }) + "\n");
          if (ask.say === "throw") { process.stdout.write(JSON.stringify({ id, error: "could not" }) + "\n"); continue; }
          if (ask.say === "eat") { const all = []; for (;;) all.push(Buffer.alloc(16 << 20, 1)); }
          const facts = { pid: process.pid, environment: Object.keys(process.env), folder: process.cwd(), echo: ask.text };
          process.stdout.write(JSON.stringify({ id, answer: facts }) + "\n");
        }
        """;

    private readonly string script = Path.Combine(Directory.CreateTempSubdirectory("portal-test-").FullName, "worker.mjs");
    private readonly NodeWorker worker;

    public NodeWorkerTests()
    {
        File.WriteAllText(script, Script);
        worker = new NodeWorker(Limits(), NullLogger.Instance);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await worker.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(script)!, recursive: true);
    }

    [Fact]
    public async Task It_answers_and_stays_for_the_next_question()
    {
        var first = await AskAsync("hello", "één regel\nen nog een");
        var second = await AskAsync("hello");

        Assert.Equal("één regel\nen nog een", first.Echo);
        Assert.Equal(first.Pid, second.Pid);
    }

    [Fact]
    public async Task Questions_asked_at_once_get_each_their_own_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AskAsync("hello", $"{i}")));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), answers.Select(answer => answer.Echo));
    }

    [Fact]
    public async Task It_knows_nothing_of_the_host_s_environment_and_has_a_folder_of_its_own()
    {
        Environment.SetEnvironmentVariable("PORTAL_TEST_SECRET", "geheim");

        var facts = await AskAsync("hello");

        Assert.Equal(["TMPDIR"], facts.Environment);
        Assert.StartsWith(Path.Combine(Path.GetTempPath(), "portal-worker-"), facts.Folder);
        await worker.DisposeAsync();
        Assert.False(Directory.Exists(facts.Folder));
    }

    [Fact]
    public async Task One_that_takes_too_long_is_killed_and_the_next_question_gets_a_new_one()
    {
        var old = await AskAsync("hello");

        await Assert.ThrowsAsync<TimeoutException>(() => AskAsync("hang", within: TimeSpan.FromSeconds(0.5)));

        Assert.False(Directory.Exists($"/proc/{old.Pid}"));
        Assert.NotEqual(old.Pid, (await AskAsync("hello")).Pid);
    }

    [Fact]
    public async Task One_that_does_not_even_listen_is_killed_too()
    {
        await File.WriteAllTextAsync(script, "setInterval(() => {}, 1000);");
        await Assert.ThrowsAsync<TimeoutException>(() => AskAsync("hello", new string('x', 5_000_000), TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task One_that_dies_says_so_and_the_next_question_gets_a_new_one()
    {
        var died = await Assert.ThrowsAsync<WorkerFailure>(() => AskAsync("die"));
        Assert.Contains("exit code 7", died.Message);
        await AskAsync("hello");
    }

    [Fact]
    public async Task One_that_keeps_dying_is_started_ever_later()
    {
        await using var hasty = new NodeWorker(Limits() with { FirstPause = TimeSpan.FromSeconds(0.4) }, NullLogger.Instance);
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            var asked = Stopwatch.StartNew();
            await Assert.ThrowsAsync<WorkerFailure>(() => hasty.AskAsync<Facts>(new { say = "die" }, Patience));
            pauses.Add(asked.Elapsed);
        }

        Assert.True(pauses[2] > TimeSpan.FromSeconds(0.4), $"third start after {pauses[2]}");
        Assert.True(pauses[3] > TimeSpan.FromSeconds(0.8), $"fourth start after {pauses[3]}");
    }

    [Fact]
    public async Task One_that_takes_too_much_memory_dies_and_the_host_does_not()
    {
        await Assert.ThrowsAsync<WorkerFailure>(() => AskAsync("eat"));
        await AskAsync("hello");
    }

    [Fact]
    public async Task An_error_it_tells_of_is_passed_on_and_it_stays()
    {
        var before = await AskAsync("hello");
        Assert.Equal("could not", (await Assert.ThrowsAsync<WorkerFailure>(() => AskAsync("throw"))).Message);
        Assert.Equal(before.Pid, (await AskAsync("hello")).Pid);
    }

    [Fact]
    public async Task An_answer_to_an_older_question_is_not_taken_for_this_one() =>
        Assert.Equal("now", (await AskAsync("stale", "now")).Echo);

    [Fact]
    public async Task Output_that_is_no_answer_ends_it()
    {
        await Assert.ThrowsAsync<WorkerFailure>(() => AskAsync("chatter"));
        await AskAsync("hello");
    }

    [Fact]
    public async Task A_question_taken_back_does_not_hold_up_the_next()
    {
        using var change = new CancellationTokenSource(TimeSpan.FromSeconds(0.4));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.AskAsync<Facts>(new { say = "hang" }, Patience, change.Token));
        await AskAsync("hello");
    }

    [Fact]
    public async Task One_that_nobody_asks_anything_leaves()
    {
        await using var bored = new NodeWorker(Limits() with { Idle = TimeSpan.FromSeconds(0.2) }, NullLogger.Instance);
        var facts = await bored.AskAsync<Facts>(new { say = "hello" }, Patience);

        await Task.Delay(1500);

        Assert.False(Directory.Exists($"/proc/{facts.Pid}"));
        await bored.AskAsync<Facts>(new { say = "hello" }, Patience);
    }

    private WorkerLimits Limits() => new(script, MemoryMegabytes: 256) { FirstPause = TimeSpan.FromMilliseconds(10) };

    private Task<Facts> AskAsync(string say, string text = "", TimeSpan? within = null) =>
        worker.AskAsync<Facts>(new { say, text }, within ?? Patience);

    private sealed record Facts(int Pid, string[] Environment, string Folder, string Echo);
}
