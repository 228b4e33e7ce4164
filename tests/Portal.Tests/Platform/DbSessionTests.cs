using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Platform.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

public sealed class DbSessionTests(TestDatabase db) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private ServiceProvider services = null!;
    private AsyncServiceScope scope;

    private DbSession Session => scope.ServiceProvider.GetRequiredService<DbSession>();

    public Task InitializeAsync()
    {
        services = db.Services();
        scope = services.CreateAsyncScope();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await scope.DisposeAsync();
        await services.DisposeAsync();
    }

    [Fact]
    public async Task Rows_are_read_in_order_and_nulls_stay_nulls()
    {
        var id = Guid.NewGuid();
        var moment = new DateTimeOffset(2026, 12, 5, 20, 30, 0, TimeSpan.Zero);
        var rows = await Session.ListAsync(
            """
            select 1, 'een', null::text, $1::uuid, null::uuid, $2::timestamptz, null::timestamptz, date '2026-12-05', true, array['a', 'b']
            union all select 2, 'twee', 'tekst', $1, $1, $2, $2, null, false, '{}' order by 1
            """,
            [id, moment],
            row => (
                row.Number(0), row.Text(1), row.TextOrNull(2), row.Id(3), row.GetOrNull<Guid>(4), row.Moment(5), row.GetOrNull<DateTimeOffset>(6),
                row.GetOrNull<DateOnly>(7), row.Get<bool>(8), string.Concat(row.Get<string[]>(9))));
        Assert.Equal(
        [
            (1, "een", null, id, null, moment, null, new DateOnly(2026, 12, 5), true, "ab"),
            (2, "twee", "tekst", id, id, moment, moment, null, false, ""),
        ], rows);
    }

    [Fact]
    public async Task A_null_where_none_can_be_is_an_error_that_names_the_column() =>
        Assert.Contains(
            "naam",
            (
                await Assert.ThrowsAsync<InvalidCastException>(
                    () => Session.ListAsync("select null::text as naam", [], row => row.Text(0)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Whole_rows_come_with_moments_in_UTC()
    {
        var row = await Session.FirstAsync("select 1, null::text, timestamptz '2026-12-05 21:30+01'", [], row => row.All());
        Assert.Equal([1, null, new DateTimeOffset(2026, 12, 5, 20, 30, 0, TimeSpan.Zero)], row);
    }

    [Fact]
    public async Task The_first_row_or_value_is_given_and_nothing_where_there_is_none()
    {
        Assert.Equal(
            "1 een",
            await Session.FirstAsync("select 1, 'een' union all select 2, 'twee' order by 1", [], row => $"{row.Number(0)} {row.Text(1)}"));
        Assert.Null(await Session.FirstAsync("select 'een' where false", [], row => row.Text(0)));
        Assert.Equal(7L, await Session.ValueAsync<long>("select $1::int8", [7L]));
        Assert.Equal(7, await Session.ValueAsync<int?>("select 7", []));
        Assert.Null(await Session.ValueAsync<int?>("select null::int", []));
        Assert.Null(await Session.ValueAsync<int?>("select 7 where false", []));
        Assert.Null(await Session.ValueAsync<string>("select $1::text", [null]));
        Assert.Equal(
            new DateTimeOffset(2026, 12, 5, 20, 30, 0, TimeSpan.Zero),
            await Session.ValueAsync<DateTimeOffset?>("select timestamptz '2026-12-05 21:30+01'", []));
    }

    [Fact]
    public async Task A_connection_is_given_back_after_each_statement_and_each_transaction()
    {
        await Session.ValueAsync<int>("select 1", []);
        Assert.Equal(ConnectionState.Closed, Session.Connection.State);
        await Session.InTransactionAsync(async () =>
        {
            await Session.ExecuteAsync("select 1", []);
            await Session.InTransactionAsync(() => Session.ListAsync("select 1", [], row => row.Number(0)));
            Assert.Equal(ConnectionState.Open, Session.Connection.State);
        });
        Assert.Equal(ConnectionState.Closed, Session.Connection.State);
        await Assert.ThrowsAsync<PostgresException>(() => Session.InTransactionAsync(() => Session.ExecuteAsync("select 1/0", [])));
        Assert.Equal(ConnectionState.Closed, Session.Connection.State);
        await Assert.ThrowsAsync<PostgresException>(() => Session.ExecuteAsync("select 1/0", []));
        Assert.Equal(ConnectionState.Closed, Session.Connection.State);
    }

    [Fact]
    public async Task Who_has_a_turn_holds_no_connection_of_the_pool_and_may_ask_for_the_turn_again()
    {
        await Session.AloneAsync("proef", async () =>
        {
            Assert.Equal(ConnectionState.Closed, Session.Connection.State);
            Assert.Equal(1L, await LocksAsync());
            await Session.AloneAsync("proef", () => Task.CompletedTask);
            await Session.InTransactionAsync(() => Session.AloneAsync("proef", () => Task.CompletedTask));
            Assert.Equal(1L, await LocksAsync());
        });
        await Eventually.Async(async () => await LocksAsync() == 0, "the turn is over");
    }

    private Task<long> LocksAsync() => Session.ValueAsync<long>(
        """
        select count(*) from pg_locks where locktype = 'advisory'
            and database = (select oid from pg_database where datname = current_database())
        """,
        []);

    [Fact]
    public async Task A_reader_that_throws_leaves_a_session_one_can_go_on_with()
    {
        await Assert.ThrowsAsync<FormatException>(
            () => Session.ListAsync<int>("select generate_series(1, 1000)", [], _ => throw new FormatException()));
        Assert.Equal(3, await Session.ValueAsync<int>("select 3", []));
    }
}
