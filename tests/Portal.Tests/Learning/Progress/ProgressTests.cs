using Npgsql;
using Portal.Learning.Exercises;
using Portal.Learning.Progress;
using Portal.Platform;
using Portal.Tests.Support;
using static Portal.Tests.Learning.SmallModule;

namespace Portal.Tests.Learning.Progress;

/// <summary>A learner in a small module of two chapters and an end test, on a real database.</summary>
public sealed class ProgressTests : IAsyncLifetime
{
    private const string Module = SmallModule.Id;
    private readonly SmallModule module;
    private Guid learner = Guid.CreateVersion7();
    private PortalHost host = null!;

    public ProgressTests() => module = new SmallModule(() => host);

    public async Task InitializeAsync()
    {
        host = await PortalHost.StartAsync();
        await module.WriteAsync("index", Given.Document(Module, "module", "number: 9\nminutes: 30\npass_mark: 50\n"));
        await module.WriteAsync("een", Chapter("een", 1, "Lees dit.\n\n" + Single("proef-1", "Wat zie je?")));
        await module.WriteAsync("twee", Chapter("twee", 2, "Lees dit.\n\n" + Single("proef-2", "Wat doe je?")));
        await module.WriteAsync(
            "toets", Chapter("toets", 3, "Lees dit.\n\n" + Single("proef-3", "Eerst?") + Single("proef-4", "Dan?"), "kind: end_test\n"));
        await module.ImportAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        module.Dispose();
    }

    [Fact]
    public async Task Starting_twice_is_starting_once()
    {
        var starts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StartAsync()));
        Assert.Single(starts.Select(start => start.Id).Distinct());
        Assert.Equal(1L, await host.SqlAsync("select count(*) from learning.enrolments"));
    }

    [Fact]
    public async Task A_repeated_answer_is_stored_once()
    {
        await StartAsync();
        var sent = await SentAsync("een", "proef-1", right: true);
        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AnswerAsync(sent)));
        Assert.All(results, result => Assert.Equal(AnswerOutcome.Stored, result.Outcome));
        Assert.All(results, result => Assert.Equal(Outcome.Right, result.Graded!.Outcome));
        Assert.Equal(1L, await host.SqlAsync("select count(*) from learning.item_responses"));
    }

    [Fact]
    public async Task Another_answer_under_the_same_id_is_refused()
    {
        await StartAsync();
        var sent = await SentAsync("een", "proef-1", right: true);
        await AnswerAsync(sent);
        var other = (await SentAsync("een", "proef-1", right: false)) with { Id = sent.Id };
        Assert.Equal(AnswerOutcome.Conflict, (await AnswerAsync(other)).Outcome);
        Assert.Equal(1f, await host.SqlAsync("select score from learning.item_responses"));
    }

    [Fact]
    public async Task An_id_of_somebody_else_reveals_and_changes_nothing()
    {
        await StartAsync();
        var sent = await SentAsync("een", "proef-1", right: true);
        await AnswerAsync(sent);
        var other = Guid.CreateVersion7();
        await host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(other, Module));
        var result = await host.WithAsync<Answers, AnswerResult>(answers => answers.StoreAsync(other, Module, sent));
        Assert.Equal(AnswerOutcome.Conflict, result.Outcome);
        Assert.Null(result.Graded);
    }

    [Fact]
    public async Task What_a_learner_did_by_another_host_counts_for_the_next_answer()
    {
        await StartAsync();
        await AnswerAsync(await SentAsync("een", "proef-1", right: false)); // this host knows where they stand
        await using var other = await PortalHost.StartAsync(host.ConnectionString);
        await OnAsync(other, DoChaptersAsync);
        var again = await AnswerAsync(await SentAsync("een", "proef-1", right: false));
        Assert.Equal((AnswerOutcome.Stored, (await FindAsync())!.Progress), (again.Outcome, again.Progress));
        Assert.InRange(again.Progress, 0.6f, 0.7f);
        Assert.Equal(3, await host.SqlAsync("select max(seq) from learning.item_responses where exercise = 'proef-1'"));

        await OnAsync(other, () => DoTestAsync(right: true));
        await OnAsync(other, RenewAsync);
        Assert.Equal(AnswerOutcome.Stored, (await AnswerAsync(await SentAsync("een", "proef-1", right: true))).Outcome);
        Assert.Equal(1L, await host.SqlAsync(
            "select count(*) from learning.item_responses join learning.enrolments e on e.id = enrolment_id where e.cycle = 2"));
    }

    [Fact]
    public async Task Answers_of_one_learner_at_the_same_moment_are_all_stored_and_counted()
    {
        await StartAsync();
        var sent = new List<SentAnswer>();
        foreach (var (chapter, exercise) in new[] { ("een", "proef-1"), ("twee", "proef-2") })
            for (var i = 0; i < 10; i++) sent.Add(await SentAsync(chapter, exercise, right: true));
        Assert.All(await Task.WhenAll(sent.Select(AnswerAsync)), result => Assert.Equal(AnswerOutcome.Stored, result.Outcome));
        Assert.Equal(
            "10, 10",
            await host.SqlAsync("select string_agg(top::text, ', ') from (select max(seq) top from learning.item_responses group by exercise) t"));
    }

    [Fact]
    public async Task Answers_of_a_class_at_the_same_moment_are_stored_once_each()
    {
        var sent = new List<(Guid Learner, SentAnswer Answer)>();
        for (var i = 0; i < 30; i++)
        {
            var one = Guid.CreateVersion7();
            await host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(one, Module));
            sent.Add((one, await SentAsync("een", "proef-1", right: i % 2 == 0)));
        }
        // Two of them come under one id, and each sends it twice.
        sent[1] = sent[1] with { Answer = sent[1].Answer with { Id = sent[0].Answer.Id } };
        var results = await Task.WhenAll(sent.Concat(sent).Select(one => AnswerAsync(one.Learner, one.Answer)));

        for (var i = 0; i < sent.Count; i++) Assert.Equal(results[i].Outcome, results[i + sent.Count].Outcome);
        Assert.Equal([AnswerOutcome.Stored, AnswerOutcome.Conflict], results.Take(2).Select(result => result.Outcome).Order());
        Assert.All(results[2..30], result => Assert.Equal(AnswerOutcome.Stored, result.Outcome));
        Assert.Equal(results[2].Progress, (await FindAsync(sent[2].Learner))!.Progress);
        Assert.Equal(
            "29, 29, 29",
            await host.SqlAsync("""
                select count(*) || ', ' || count(distinct r.enrolment_id) || ', ' || sum(seq)
                from learning.item_responses r join learning.enrolments e on e.id = r.enrolment_id
                where e.last_chapter = $1
                """, sent[0].Answer.Chapter));
    }

    [Fact]
    public async Task Nobody_waits_for_somebody_else_who_is_busy_in_another_tab()
    {
        var other = Guid.CreateVersion7();
        await StartAsync();
        await host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(other, Module));
        await using var busy = new NpgsqlConnection(host.ConnectionString);
        await busy.OpenAsync();
        await using var transaction = await busy.BeginTransactionAsync();
        await using (var locks = new NpgsqlCommand("select 1 from learning.enrolments where member_id = $1 for update", busy))
        {
            locks.Parameters.Add(new NpgsqlParameter { Value = learner });
            await locks.ExecuteNonQueryAsync();
        }
        var waits = AnswerAsync(await SentAsync("een", "proef-1", right: true));
        Assert.Equal(AnswerOutcome.Stored, (await AnswerAsync(other, await SentAsync("een", "proef-1", right: true))).Outcome);
        Assert.False(waits.IsCompleted);
        await transaction.CommitAsync();
        Assert.Equal(AnswerOutcome.Stored, (await waits).Outcome);
    }

    [Fact]
    public async Task Where_chapters_were_read_before_the_last_answer_completes_a_module_without_a_test()
    {
        await module.WriteAsync("toets", Chapter("toets", 3, "Oud.\n", "kind: end_test\nstatus: archived\n"));
        await module.ImportAsync();
        await StartAsync();
        foreach (var chapter in new[] { "een", "twee" })
            await host.WithAsync<Readings, float?>(readings => readings.FinishAsync(learner, Module, $"hoofdstuk-proef-{chapter}"));
        await AnswerAsync(await SentAsync("een", "proef-1", right: false));
        Assert.Null((await FindAsync())!.CompletedAt);
        Assert.Equal(1f, (await AnswerAsync(await SentAsync("twee", "proef-2", right: false))).Progress);
        Assert.NotNull((await FindAsync())!.PassedAt);
        Assert.Equal("completed,passed", await host.SqlAsync("select string_agg(kind, ',' order by kind) from learning.completion_events"));
    }

    [Fact]
    public async Task What_does_not_exist_or_is_no_answer_is_not_stored()
    {
        await StartAsync();
        var sent = await SentAsync("een", "proef-1", right: true);
        Assert.Equal(AnswerOutcome.Unknown, (await AnswerAsync(sent with { Exercise = "proef-99" })).Outcome);
        Assert.Equal(AnswerOutcome.Unknown, (await AnswerAsync(sent with { Chapter = "hoofdstuk-elders" })).Outcome);
        Assert.Equal(AnswerOutcome.Unknown, (await AnswerAsync(sent with { AttemptId = Guid.NewGuid() })).Outcome);
        Assert.Equal(AnswerOutcome.Invalid, (await AnswerAsync(sent with { Answer = Answer.Empty })).Outcome);
        Assert.Equal(
            AnswerOutcome.Unknown,
            (await host.WithAsync<Answers, AnswerResult>(answers => answers.StoreAsync(Guid.NewGuid(), Module, sent))).Outcome);
        Assert.Equal(0L, await host.SqlAsync("select count(*) from learning.item_responses"));
    }

    [Fact]
    public async Task A_module_is_complete_when_everything_is_done_and_passed_when_the_test_is_good_enough()
    {
        await StartAsync();
        await DoChaptersAsync();
        var half = (await FindAsync())!;
        Assert.InRange(half.Progress, 0.6f, 0.7f);
        Assert.Null(half.CompletedAt);

        var attempt = await BeginTestAsync();
        await AnswerAsync(await SentAsync("toets", "proef-3", right: true, attempt.Id));
        var handedIn = await HandInAsync(attempt.Id);
        Assert.Equal((50, true), (handedIn.Percent, handedIn.Passed));

        var done = (await FindAsync())!;
        Assert.Equal(1f, done.Progress);
        Assert.NotNull(done.PassedAt);
        Assert.Equal("completed,passed", await host.SqlAsync("select string_agg(kind, ',' order by kind) from learning.completion_events"));
    }

    [Fact]
    public async Task A_failed_test_completes_the_module_and_may_be_done_again()
    {
        await StartAsync();
        await DoChaptersAsync();
        var first = await BeginTestAsync();
        Assert.False((await HandInAsync(first.Id)).Passed);
        var failed = (await FindAsync())!;
        Assert.NotNull(failed.CompletedAt);
        Assert.Null(failed.PassedAt);

        var second = await BeginTestAsync();
        Assert.Equal(2, second.Number);
        foreach (var exercise in new[] { "proef-3", "proef-4" })
            await AnswerAsync(await SentAsync("toets", exercise, right: true, second.Id));
        Assert.True((await HandInAsync(second.Id)).Passed);
        Assert.NotNull((await FindAsync())!.PassedAt);
        Assert.Equal(0f, await host.SqlAsync("select score from learning.attempts where number = 1"));
    }

    [Fact]
    public async Task A_test_that_was_handed_in_takes_no_more_answers()
    {
        await StartAsync();
        await DoChaptersAsync();
        var attempt = await BeginTestAsync();
        var once = await HandInAsync(attempt.Id);
        Assert.Equal(AnswerOutcome.Closed, (await AnswerAsync(await SentAsync("toets", "proef-3", right: true, attempt.Id))).Outcome);
        Assert.Equal(once.Score, (await HandInAsync(attempt.Id)).Score);
    }

    [Fact]
    public async Task The_last_answer_to_a_question_of_a_test_counts()
    {
        await StartAsync();
        await DoChaptersAsync();
        var attempt = await BeginTestAsync();
        await AnswerAsync(await SentAsync("toets", "proef-3", right: false, attempt.Id));
        await AnswerAsync(await SentAsync("toets", "proef-4", right: true, attempt.Id));
        await AnswerAsync(await SentAsync("toets", "proef-3", right: true, attempt.Id));
        Assert.Equal(100, (await HandInAsync(attempt.Id)).Percent);
    }

    [Fact]
    public async Task The_end_test_waits_for_the_chapters_and_two_tabs_share_one_attempt()
    {
        await StartAsync();
        await Assert.ThrowsAsync<RuleBroken>(BeginTestAsync);
        await DoChaptersAsync();
        var attempts = await Task.WhenAll(BeginTestAsync(), BeginTestAsync(), BeginTestAsync());
        Assert.Single(attempts.Select(attempt => attempt.Id).Distinct());
    }

    [Fact]
    public async Task The_id_of_somebody_elses_attempt_begins_no_test()
    {
        await StartAsync();
        await DoChaptersAsync();
        var attempt = await BeginTestAsync();

        learner = Guid.CreateVersion7();
        await StartAsync();
        await DoChaptersAsync();
        await Assert.ThrowsAsync<RuleBroken>(() => BeginTestAsync(attempt.Id));
        Assert.Equal(1L, await host.SqlAsync("select count(*) from learning.attempts"));
        Assert.Equal(1, (await BeginTestAsync()).Number);
    }

    [Fact]
    public async Task An_end_test_in_another_chapter_than_before_counts_its_attempts_on()
    {
        await StartAsync();
        await DoChaptersAsync();
        await HandInAsync((await BeginTestAsync()).Id);
        await host.SqlAsync("update learning.attempts set chapter = 'hoofdstuk-proef-toets-van-vroeger'");
        Assert.Equal(2, (await BeginTestAsync()).Number);
    }

    [Fact]
    public async Task No_feedback_comes_before_a_test_is_handed_in()
    {
        await StartAsync();
        await DoChaptersAsync();
        var attempt = await BeginTestAsync();
        var result = await AnswerAsync(await SentAsync("toets", "proef-3", right: true, attempt.Id));
        Assert.Equal(AnswerOutcome.Stored, result.Outcome);
        Assert.Null(result.Graded);
    }

    [Fact]
    public async Task A_change_of_words_reaches_a_learner_at_once_and_a_change_of_substance_after_sixty_days()
    {
        var begun = await StartAsync();
        await DoChaptersAsync();
        await module.WriteAsync(
            "een",
            Chapter("een", 1, "Lees dit.\n\n" + Single("proef-1", "Wat zie je?"))
                .Replace("Lees dit.", "Lees dit rustig.", StringComparison.Ordinal));
        await module.ImportAsync();
        var reworded = await StartAsync();
        Assert.NotEqual(begun.ModuleVersionId, reworded.ModuleVersionId);

        await module.WriteAsync("een", Chapter("een", 1, "Lees dit.\n\n" + Single("proef-1", "Wat zie je nu?")));
        await module.ImportAsync();
        Assert.Equal(reworded.ModuleVersionId, (await StartAsync()).ModuleVersionId);
        Assert.Equal(AnswerOutcome.Stored, (await AnswerAsync(await SentAsync("een", "proef-1", right: true))).Outcome);

        var before = (await FindAsync())!.Progress;
        host.Clock.Advance(TimeSpan.FromDays(61));
        Assert.NotEqual(reworded.ModuleVersionId, (await StartAsync()).ModuleVersionId);
        Assert.Equal(before, (await FindAsync())!.Progress);
        await AnswerAsync(await SentAsync("twee", "proef-2", right: true)); // what is new is not done yet, and takes nothing away
        Assert.Equal(before, (await FindAsync())!.Progress);
    }

    [Fact]
    public async Task A_clock_that_jumps_orders_nothing_and_undoes_nothing()
    {
        await StartAsync();
        await AnswerAsync((await SentAsync("een", "proef-1", right: false)) with { ClientAt = host.Clock.GetUtcNow().AddYears(10) });
        host.Clock.Advance(-TimeSpan.FromDays(400)); // somebody set the server's clock right
        await AnswerAsync((await SentAsync("een", "proef-1", right: true)) with { ClientAt = host.Clock.GetUtcNow().AddYears(-10) });
        var enrolment = (await FindAsync())!;
        var last = await host.WithAsync<GivenAnswers, IReadOnlyDictionary<string, GivenAnswer>>(given => given.OfAsync(enrolment.Id, null));
        Assert.Equal((await SentAsync("een", "proef-1", right: true)).Answer, last["proef-1"].Answer);

        await DoChaptersAsync();
        var progress = (await FindAsync())!.Progress;
        host.Clock.Advance(TimeSpan.FromDays(4000));
        await StartAsync();
        Assert.Equal(progress, (await FindAsync())!.Progress);
    }

    [Fact]
    public async Task A_renewal_begins_anew_and_leaves_what_was_done()
    {
        await StartAsync();
        await DoChaptersAsync();
        await DoTestAsync(right: true);
        var renewed = await RenewAsync();
        Assert.Equal((2, 0f), (renewed.Cycle, renewed.Progress));
        Assert.Equal(1L, await host.SqlAsync("select count(*) from learning.enrolments where cycle = 1 and completed_at is not null"));
    }

    [Fact]
    public async Task Who_did_not_pass_goes_on_and_begins_no_new_round()
    {
        var begun = await StartAsync();
        Assert.Equal(begun.Id, (await RenewAsync()).Id);
        await DoChaptersAsync();
        await DoTestAsync(right: false);
        Assert.Equal(begun.Id, (await RenewAsync()).Id);
        await DoTestAsync(right: true);
        Assert.Equal(2, (await RenewAsync()).Cycle);
        Assert.Equal(0f, await host.SqlAsync("select score from learning.attempts order by number limit 1"));
    }

    [Fact]
    public async Task The_next_go_of_who_failed_takes_the_test_as_it_is_now()
    {
        var begun = await StartAsync();
        await DoChaptersAsync();
        await DoTestAsync(right: false);
        // The key is mended, and a chapter changed as well: what was done stays done.
        await module.WriteAsync("een", Chapter("een", 1, "Lees dit.\n\n" + Single("proef-1", "Wat zie je nu?")));
        var mended = Single("proef-3", "Eerst?").Replace("Goed zo", "Heel goed", StringComparison.Ordinal);
        await WriteTestAsync(mended + Single("proef-4", "Dan?"));
        var attempt = await BeginTestAsync();
        Assert.NotEqual(begun.ModuleVersionId, attempt.ModuleVersionId);
        Assert.Equal(attempt.ModuleVersionId, (await FindAsync())!.ModuleVersionId);
        await AnswerAsync(await SentAsync("toets", "proef-4", right: true, attempt.Id));
        Assert.True((await HandInAsync(attempt.Id)).Passed);
        Assert.NotNull((await FindAsync())!.PassedAt);
    }

    [Fact]
    public async Task An_open_attempt_is_graded_whole_by_the_version_it_began_with()
    {
        await StartAsync();
        await DoChaptersAsync();
        var attempt = await BeginTestAsync();
        await AnswerAsync(await SentAsync("toets", "proef-3", right: true, attempt.Id));
        var old = await SentAsync("toets", "proef-4", right: true, attempt.Id);
        // One question makes place for three others, and the learner is taken along to that after sixty days.
        await WriteTestAsync(
            Single("proef-4", "Dan?") + Single("proef-5", "En nu?") + Single("proef-6", "Of zo?") + Single("proef-7", "Tot slot?"));
        host.Clock.Advance(TimeSpan.FromDays(61));
        Assert.NotEqual(attempt.ModuleVersionId, (await StartAsync()).ModuleVersionId);

        Assert.Equal(
            AnswerOutcome.Unknown, (await AnswerAsync(await SentAsync("toets", "proef-5", right: true, attempt.Id))).Outcome);
        Assert.Equal(AnswerOutcome.Stored, (await AnswerAsync(old)).Outcome);
        // An answer that came by another version before this was so counts for nothing.
        await host.SqlAsync(
            """
            insert into learning.item_responses (id, enrolment_id, attempt_id, exercise, exercise_version, seq, request_hash, answer,
                recorded_at, score, max)
            select gen_random_uuid(), enrolment_id, id, 'proef-9', 'elders', 1, '', '{}', now(), 5, 5 from learning.attempts
            """);
        var handedIn = await HandInAsync(attempt.Id);
        Assert.Equal((2f, 2f, 100, true), (handedIn.Score, handedIn.Max, handedIn.Percent, handedIn.Passed));
    }

    [Fact]
    public async Task A_mended_key_scores_again_what_was_handed_in_and_only_upwards()
    {
        await StartAsync();
        await DoChaptersAsync();
        await module.WriteAsync("index", Given.Document(Module, "module", "number: 9\nminutes: 30\npass_mark: 100\n"));
        await module.ImportAsync();
        host.Clock.Advance(TimeSpan.FromDays(61));
        await StartAsync();
        var attempt = await BeginTestAsync();
        await AnswerAsync(await SentAsync("toets", "proef-3", right: false, attempt.Id));
        await AnswerAsync(await SentAsync("toets", "proef-4", right: true, attempt.Id));
        Assert.False((await HandInAsync(attempt.Id)).Passed);

        // A change that is no erratum changes nothing that was handed in; one that is, does.
        var (swapped, worse) = (Swapped("proef-3", "Eerst?"), Swapped("proef-4", "Dan?"));
        await WriteTestAsync(swapped + worse);
        await host.RunJobAsync(new RescoreErrata());
        Assert.Equal(0.5f, await ShareAsync(attempt.Id));
        await WriteTestAsync(
            swapped + worse,
            "errata:\n  - exercise: proef-3\n    reason: \"Ook 'Niet zo' was goed.\"\n  - exercise: proef-4\n    reason: \"Ook hier.\"\n");
        await host.RunJobAsync(new RescoreErrata());
        await host.RunJobAsync(new RescoreErrata());
        Assert.Equal(1f, await ShareAsync(attempt.Id)); // the one that became wrong stays right
        Assert.NotNull((await FindAsync())!.PassedAt);
        Assert.Equal(2L, await host.SqlAsync("select count(*) from learning.rescores"));
        Assert.Equal(1L, await host.SqlAsync("select count(*) from learning.completion_events where kind = 'passed'"));
    }

    [Fact]
    public async Task What_people_did_is_never_rewritten()
    {
        await StartAsync();
        await AnswerAsync(await SentAsync("een", "proef-1", right: true));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.SqlAsync("update learning.item_responses set score = 0"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.SqlAsync("delete from learning.module_versions"));
    }

    // The same question, the other way round.
    private static string Swapped(string id, string question) => Single(id, question)
        .Replace("    right: true\n    feedback: \"Dat klopt.\"", "    feedback: \"Dat klopt niet meer.\"", StringComparison.Ordinal)
        .Replace("    feedback: \"Dat klopt niet.\"", "    right: true\n    feedback: \"Dat klopt wel.\"", StringComparison.Ordinal);

    private async Task WriteTestAsync(string body, string more = "")
    {
        await module.WriteAsync("toets", Chapter("toets", 3, "Lees dit.\n\n" + body, "kind: end_test\n" + more));
        await module.ImportAsync();
    }

    private Task<object?> ShareAsync(Guid attempt) => host.SqlAsync("select score / max from learning.attempts where id = $1", attempt);

    private async Task DoTestAsync(bool right)
    {
        var attempt = await BeginTestAsync();
        foreach (var exercise in new[] { "proef-3", "proef-4" })
            await AnswerAsync(await SentAsync("toets", exercise, right, attempt.Id));
        Assert.Equal(right, (await HandInAsync(attempt.Id)).Passed);
    }

    private async Task OnAsync(PortalHost other, Func<Task> work)
    {
        var here = host;
        host = other;
        await work();
        host = here;
    }

    private Task<Enrolment> RenewAsync() => host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.RenewAsync(learner, Module));

    private Task<Enrolment> StartAsync() => host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(learner, Module));

    private Task<Enrolment?> FindAsync() => FindAsync(learner);

    private Task<Enrolment?> FindAsync(Guid who) => host.WithAsync<Enrolments, Enrolment?>(enrolments => enrolments.FindAsync(who, Module));

    private Task<AnswerResult> AnswerAsync(SentAnswer sent) => AnswerAsync(learner, sent);

    private Task<AnswerResult> AnswerAsync(Guid who, SentAnswer sent) =>
        host.WithAsync<Answers, AnswerResult>(answers => answers.StoreAsync(who, Module, sent));

    private Task<Attempt> BeginTestAsync() => BeginTestAsync(Guid.CreateVersion7());

    private Task<Attempt> BeginTestAsync(Guid attempt) => host.WithAsync<Portal.Learning.Progress.Tests, Attempt>(
        tests => tests.StartAsync(learner, Module, "hoofdstuk-proef-toets", attempt));

    private Task<Attempt> HandInAsync(Guid attempt) =>
        host.WithAsync<Portal.Learning.Progress.Tests, Attempt>(tests => tests.SubmitAsync(learner, Module, attempt));

    private async Task DoChaptersAsync()
    {
        foreach (var (chapter, exercise) in new[] { ("een", "proef-1"), ("twee", "proef-2") })
        {
            await AnswerAsync(await SentAsync(chapter, exercise, right: true));
            await host.WithAsync<Readings, float?>(readings => readings.FinishAsync(learner, Module, $"hoofdstuk-proef-{chapter}"));
        }
    }

    private Task<SentAnswer> SentAsync(string chapter, string exercise, bool right, Guid? attempt = null) =>
        module.SentAsync(chapter, exercise, right, attempt);
}
