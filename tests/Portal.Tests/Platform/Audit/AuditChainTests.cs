using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Platform.Audit;
using Portal.Platform.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Audit;

/// <summary>The log of who did what: a line with each change, a chain that does not fork, and what somebody does to it by hand.</summary>
public sealed class AuditChainTests(TestDatabase db) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly string[] Tables = ["audit_lines", "audit_seals", "audit_anchors"];

    private readonly TestClock clock = new();
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        services = db.Services(all => all.AddSingleton<TimeProvider>(clock).AddAuditKind(new AuditKind("thing", "Ding")
        {
            Actions = new Dictionary<string, string> { ["thing.done"] = "gedaan" },
        }).AddAuditKind(new AuditKind("person", "Mens")
        {
            Actions = new Dictionary<string, string> { ["person.met"] = "ontmoet" },
            IsPerson = true,
        }));
        await ByHandAsync("truncate platform.audit_lines, platform.audit_seals, platform.audit_anchors, platform.audit_waiting");
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task A_line_is_written_with_its_change_or_not_at_all()
    {
        await WithAsync(async scope =>
        {
            var (session, audit) = (scope.GetRequiredService<DbSession>(), scope.GetRequiredService<AuditLog>());
            await Assert.ThrowsAsync<TimeoutException>(() => session.InTransactionAsync(async () =>
            {
                await audit.AppendAsync(Line("weg"), default);
                throw new TimeoutException();
            }));
            await Assert.ThrowsAsync<InvalidOperationException>(() => audit.AppendAsync(Line("los"), default));
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => session.InTransactionAsync(() => audit.AppendAsync(Line("x") with { Action = "thing.unknown" }, default)));
        });
        Assert.Equal(0L, await CountAsync("select count(*) from platform.audit_lines"));
        await AppendAsync("blijft");
        Assert.Equal(1L, await CountAsync("select count(*) from platform.audit_lines l join platform.audit_waiting w on w.line_id = l.id"));
    }

    [Fact]
    public async Task Many_who_write_and_bind_at_once_make_one_chain()
    {
        var writers = Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var at = 0; at < 25; at++) await AppendAsync($"{writer} {at}");
        });
        var binders = Enumerable.Range(0, 3).Select(async _ =>
        {
            for (var at = 0; at < 20; at++) await SealAsync();
        });
        await Task.WhenAll(writers.Concat(binders));
        await SealAsync();
        Assert.Equal((AuditBreak.None, 200L, 200L), await LookAsync());
        Assert.Equal(0L, await CountAsync("select count(*) from platform.audit_waiting"));
    }

    [Fact]
    public async Task Who_takes_long_holds_nobody_up_and_is_bound_afterwards()
    {
        await WithAsync(scope => scope.GetRequiredService<DbSession>().InTransactionAsync(async () =>
        {
            await scope.GetRequiredService<AuditLog>().AppendAsync(Line("lang"), default);
            await AppendAsync("kort");
            Assert.Equal(1, await SealAsync());
        }));
        Assert.Equal(1, await SealAsync());
        Assert.Equal((AuditBreak.None, 2L, 2L), await LookAsync());
        Assert.Equal(["kort", "lang"], await ListAsync(
            "select l.title from platform.audit_seals s join platform.audit_lines l on l.id = s.line_id order by s.sequence"));
    }

    [Theory]
    [InlineData("at = at + interval '1 microsecond'")]
    [InlineData("actor = 'iemand anders'")]
    [InlineData("action = 'thing.hidden'")]
    [InlineData("kind = 'person'")]
    [InlineData("object = 'een ander'")]
    [InlineData("title = title || ' '")]
    [InlineData("origin = '192.0.2.0/24'")]
    [InlineData("facts = '[[\"number\",\"12\",\"14\"]]'")]
    public async Task A_line_that_was_changed_by_hand_is_found(string change)
    {
        await GivenAsync(5);
        await ByHandAsync(
            $"update platform.audit_lines set {change} where id = (select line_id from platform.audit_seals where sequence = 3)");
        Assert.Equal((AuditBreak.Changed, 3L, 2L), await LookAsync());
    }

    [Fact]
    public async Task A_seal_that_was_changed_by_hand_is_found()
    {
        await GivenAsync(5);
        await ByHandAsync("update platform.audit_seals set sealed_at = sealed_at - interval '1 day' where sequence = 2");
        Assert.Equal((AuditBreak.Changed, 2L, 1L), await LookAsync());
    }

    [Theory]
    [InlineData("delete from platform.audit_lines where id = (select line_id from platform.audit_seals where sequence = 4)")]
    [InlineData("delete from platform.audit_seals where sequence = 4")]
    public async Task A_line_that_was_taken_out_is_found(string deletion)
    {
        await GivenAsync(6);
        await ByHandAsync(deletion);
        Assert.Equal((AuditBreak.Missing, 4L, 3L), await LookAsync());
    }

    [Fact]
    public async Task A_line_that_was_taken_out_while_the_rest_moved_up_is_found()
    {
        await GivenAsync(6);
        await ByHandAsync(
            """
            delete from platform.audit_lines where id = (select line_id from platform.audit_seals where sequence = 4);
            delete from platform.audit_seals where sequence = 4;
            update platform.audit_seals set sequence = -sequence where sequence > 4;
            update platform.audit_seals set sequence = -sequence - 1 where sequence < 0
            """);
        Assert.Equal((AuditBreak.Changed, 4L, 3L), await LookAsync());
    }

    [Fact]
    public async Task A_line_that_was_put_in_is_found()
    {
        await GivenAsync(3);
        var id = await CountAsync(
            """
            insert into platform.audit_lines (at, actor, action, kind, object, title, origin, facts)
            select at, actor, action, kind, object, title, origin, facts from platform.audit_lines limit 1 returning id
            """);
        Assert.Equal((AuditBreak.PutIn, id, 3L), await LookAsync());
        await ByHandAsync(
            $"insert into platform.audit_seals (sequence, line_id, sealed_at, hash) select 4, {id}, now(), sha256('geraden')");
        Assert.Equal((AuditBreak.Changed, 4L, 3L), await LookAsync());
    }

    [Fact]
    public async Task An_end_that_was_cut_off_is_found()
    {
        await GivenAsync(6); // the first of an hour is where the chain is anchored, here: all six
        await ByHandAsync(
            """
            delete from platform.audit_lines where id in (select line_id from platform.audit_seals where sequence > 4);
            delete from platform.audit_seals where sequence > 4
            """);
        Assert.Equal((AuditBreak.CutOff, 5L, 4L), await LookAsync());
    }

    [Fact]
    public async Task A_chain_that_was_made_anew_does_not_fit_an_end_that_somebody_kept()
    {
        await GivenAsync(6);
        var kept = await WithAsync(scope => scope.GetRequiredService<AuditChain>().HeadAsync(default));
        await ByHandAsync(
            """
            update platform.audit_lines set title = 'mooier' where id = (select line_id from platform.audit_seals where sequence = 2);
            insert into platform.audit_waiting select line_id from platform.audit_seals;
            truncate platform.audit_seals, platform.audit_anchors
            """);
        await SealAsync();
        Assert.Equal((AuditBreak.None, 0L, 6L), await CheckAsync(null));
        Assert.Equal((AuditBreak.Rewritten, 6L, 5L), await CheckAsync(AuditHead.Of(kept.Mark)));
        await ByHandAsync("delete from platform.audit_seals where sequence = 6; delete from platform.audit_anchors");
        Assert.Equal((AuditBreak.CutOff, 6L, 5L), await CheckAsync(AuditHead.Of(kept.Mark)));
    }

    [Theory]
    [InlineData("update platform.{0} set {1} = {1}")]
    [InlineData("delete from platform.{0}")]
    [InlineData("truncate platform.{0}")]
    public async Task Lines_seals_and_anchors_are_only_added_to(string statement)
    {
        await GivenAsync(2);
        foreach (var table in Tables)
        {
            var column = table == "audit_lines" ? "title" : "hash";
            var sql = statement.Replace("{0}", table, StringComparison.Ordinal).Replace("{1}", column, StringComparison.Ordinal);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => CountAsync(sql));
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        }
        Assert.Equal((AuditBreak.None, 2L, 2L), await LookAsync());
    }

    [Fact]
    public async Task Lines_of_more_than_seven_years_go_and_the_chain_goes_on()
    {
        var now = clock.GetUtcNow();
        clock.Set(now.AddYears(-8));
        await GivenAsync(4);
        clock.Set(now.AddYears(-6));
        await GivenAsync(3);
        clock.Set(now);
        Assert.Equal(4, await WithAsync(scope => scope.GetRequiredService<AuditChain>().ForgetAsync(default)));
        Assert.Equal((AuditBreak.None, 7L, 3L), await LookAsync());
        Assert.Equal(0, await WithAsync(scope => scope.GetRequiredService<AuditChain>().ForgetAsync(default)));
        await GivenAsync(1);
        Assert.Equal((AuditBreak.None, 8L, 4L), await LookAsync());
        await ByHandAsync(
            """
            delete from platform.audit_lines where id = (select line_id from platform.audit_seals where sequence = 5);
            delete from platform.audit_seals where sequence = 5
            """);
        Assert.Equal((AuditBreak.Missing, 5L, 0L), await LookAsync());
    }

    [Fact]
    public async Task A_person_goes_by_a_number_that_is_of_nobody_once_they_are_gone()
    {
        var (member, other) = (Guid.NewGuid(), Guid.NewGuid());
        await AppendAsync("met naam", new AuditLine("person.met", "person", other.ToString(), member.ToString()));
        await AppendAsync("nog eens", Line("een ding") with { Actor = member.ToString() });
        Assert.Equal(0L, await CountAsync(
            $"select count(*) from platform.audit_lines l where l::text like '%{member}%' or l::text like '%{other}%'"));
        var lines = await WithAsync(scope => scope.GetRequiredService<AuditSearch>().FindAsync(new AuditQuery(), 10, default));
        Assert.Equal(lines[0].Actor, lines[1].Actor);
        await WithAsync(async scope =>
        {
            var people = scope.GetRequiredService<AuditPeople>();
            Assert.Equal(member, (await people.MembersAsync([lines[0].Actor], default))[lines[0].Actor]);
            Assert.Equal(2, (await scope.GetRequiredService<AuditSearch>().OfAsync(member, default)).Count);
            Assert.Single(await scope.GetRequiredService<AuditSearch>().OfAsync(other, default));
            await people.ForgetAsync(member, default);
            Assert.Empty(await people.MembersAsync([lines[0].Actor], default));
        });
        await SealAsync();
        Assert.Equal((AuditBreak.None, 2L, 2L), await LookAsync());
    }

    [Fact]
    public async Task Pages_follow_each_other_also_while_lines_come()
    {
        for (var at = 0; at < 10; at++) await AppendAsync($"regel {at}");
        var seen = new List<string>();
        (DateTimeOffset, long)? after = null;
        while (true)
        {
            var page = await WithAsync(
                scope => scope.GetRequiredService<AuditSearch>().FindAsync(new AuditQuery { After = after }, 3, default));
            if (page.Count == 0) break;
            seen.AddRange(page.Select(line => line.Title));
            after = (page[^1].At, page[^1].Id);
            await AppendAsync("intussen");
        }
        Assert.Equal(Enumerable.Range(0, 10).Reverse().Select(at => $"regel {at}"), seen);
    }

    [Fact]
    public async Task A_mark_reads_back_and_what_is_none_is_not_read()
    {
        await GivenAsync(2);
        var head = await WithAsync(scope => scope.GetRequiredService<AuditChain>().HeadAsync(default));
        Assert.Equal(head.Mark, AuditHead.Of($" {head.Mark}\n")!.Mark);
        foreach (var wrong in new[] { null, "", "2", "2-abc", $"x-{head.Mark}", $"0{head.Mark[1..]}", head.Mark[..^1] + "g" })
            Assert.Null(AuditHead.Of(wrong));
    }

    private static AuditLine Line(string title) => new("thing.done", "thing", "ding-1", "planning")
    {
        Title = title,
        Facts = [new("number", "12", "13"), new("note", null, "é ‘\"’")],
    };

    private async Task GivenAsync(int count)
    {
        for (var at = 0; at < count; at++) await AppendAsync($"regel {at}");
        await SealAsync();
    }

    private Task AppendAsync(string title, AuditLine? line = null) => WithAsync(scope => scope.GetRequiredService<DbSession>()
        .InTransactionAsync(() => scope.GetRequiredService<AuditLog>().AppendAsync(line ?? Line(title), default)));

    private Task<int> SealAsync() => WithAsync(scope => scope.GetRequiredService<AuditChain>().SealAsync(default));

    // How it is broken, and: where, after how many that are right; whole: up to where, how many.
    private async Task<(AuditBreak, long, long)> LookAsync()
    {
        var verdict = await WithAsync(scope => scope.GetRequiredService<AuditChain>().CheckAsync(null, default));
        return (verdict.Break, verdict.Break == AuditBreak.None ? verdict.Head.Sequence : verdict.Line, verdict.Count);
    }

    private async Task<(AuditBreak, long, long)> CheckAsync(AuditHead? kept)
    {
        var verdict = await WithAsync(scope => scope.GetRequiredService<AuditChain>().CheckAsync(kept, default));
        return (verdict.Break, verdict.Line, verdict.Count);
    }

    // As somebody does who may do anything in the database.
    private async Task ByHandAsync(string sql)
    {
        var off = string.Concat(Tables.Select(table => $"alter table platform.{table} disable trigger user;"));
        var on = string.Concat(Tables.Select(table => $"alter table platform.{table} enable trigger user;"));
        await using var source = db.Source();
        await using var command = source.CreateCommand($"{off} {sql}; {on}");
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var source = db.Source();
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }

    private Task<List<string>> ListAsync(string sql) =>
        WithAsync(scope => scope.GetRequiredService<DbSession>().ListAsync(sql, [], row => row.Text(0)));

    private async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private Task WithAsync(Func<IServiceProvider, Task> work) => WithAsync(async scope => { await work(scope); return true; });
}
