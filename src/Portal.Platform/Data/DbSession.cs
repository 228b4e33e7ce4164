using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portal.Platform.Data;

/// <summary>
/// The one connection, and where asked the one transaction, of everything a request, job or command does.
/// Every module's context of the same scope joins it, so that a publish and its index rows commit together.
/// </summary>
/// <remarks>
/// Scoped; not for use by two threads at once. A connection of the pool is held while a statement or a transaction runs, and given back
/// after it: whoever holds one and waits for a second would, with enough others who do the same, wait for ever.
/// </remarks>
/// <param name="source">The pool.</param>
/// <param name="database">Gives connections apart from the pool.</param>
public sealed class DbSession(NpgsqlDataSource source, Database database) : IAsyncDisposable
{
    private readonly List<DbContext> contexts = [];
    private readonly HashSet<string> turns = [];
    private readonly List<Func<Task>> committed = [];
    private NpgsqlConnection? own;
    private DbSession? outer;
    private NpgsqlTransaction? transaction;
    private bool waits;

    /// <summary>
    /// The scope's connection; open while somebody uses it.
    /// </summary>
    public NpgsqlConnection Connection => outer?.Connection ?? (own ??= source.CreateConnection());

    /// <summary>True inside <see cref="InTransactionAsync{T}"/>.</summary>
    public bool HasTransaction => transaction is not null;

    /// <summary>True: no statement is given up after half a minute, for work that is long by nature and that somebody can stop.</summary>
    public bool WaitsForAsLongAsItTakes
    {
        get => waits;
        internal set
        {
            waits = value;
            foreach (var context in contexts) context.Database.SetCommandTimeout(value ? 0 : null);
        }
    }

    /// <summary>The connection, open until this session ends: for a command that this class does not know, in a transaction.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken stop = default)
    {
        await OpenHereAsync(stop);
        return Connection;
    }

    /// <summary>
    /// Runs the work in a transaction that commits when it returns and rolls back when it throws.
    /// Work already inside one joins it.
    /// </summary>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken stop = default)
    {
        if (HasTransaction) return await work();

        var opened = await OpenHereAsync(stop);
        committed.Clear();
        T result;
        try
        {
            result = await InNewTransactionAsync(work, stop);
        }
        finally
        {
            if (opened) await Connection.CloseAsync();
        }
        foreach (var then in committed.ToList()) await then();
        return result;
    }

    /// <summary>
    /// Inside a transaction: does this, once, when it has committed, before whoever began it goes on, and not at all when it rolls back.
    /// Work of this host that follows the database; it sees to its own failures, for what was written stays written.
    /// </summary>
    public void WhenCommitted(Func<Task> work)
    {
        if (outer is not null) outer.WhenCommitted(work);
        else if (!committed.Contains(work)) committed.Add(work);
    }

    private async Task<T> InNewTransactionAsync<T>(Func<Task<T>> work, CancellationToken stop)
    {
        transaction = await Connection.BeginTransactionAsync(stop);
        try
        {
            foreach (var context in contexts) await context.Database.UseTransactionAsync(transaction, stop);
            var result = await work();
            await transaction.CommitAsync(stop);
            return result;
        }
        finally
        {
            await transaction.DisposeAsync();
            transaction = null;
            foreach (var context in contexts) await context.Database.UseTransactionAsync(null, CancellationToken.None);
        }
    }

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public Task InTransactionAsync(Func<Task> work, CancellationToken stop = default) =>
        InTransactionAsync(async () => { await work(); return true; }, stop);

    /// <summary>
    /// Runs work that happens once per database while no other host runs work of this name: whoever comes second waits, for however long,
    /// and then looks for itself what is left to do. A host that dies lets go.
    /// </summary>
    /// <param name="what">Names the work; the same on every host. Work may ask for its own name again.</param>
    /// <param name="work">The work, on this session.</param>
    /// <param name="stop">Gives up waiting.</param>
    public async Task<T> AloneAsync<T>(string what, Func<Task<T>> work, CancellationToken stop = default)
    {
        var waited = waits;
        // A statement of a first import that takes three seconds takes half a minute on a tenth of a core.
        WaitsForAsLongAsItTakes = true;
        try
        {
            return await InTurnAsync(what, work, stop);
        }
        finally
        {
            WaitsForAsLongAsItTakes = waited;
        }
    }

    /// <inheritdoc cref="AloneAsync{T}"/>
    public Task AloneAsync(string what, Func<Task> work, CancellationToken stop = default) =>
        AloneAsync(what, async () => { await work(); return true; }, stop);

    private async Task<T> InTurnAsync<T>(string what, Func<Task<T>> work, CancellationToken stop)
    {
        if (turns.Contains(what)) return await work();
        // Inside a transaction the lock lasts as long as that does: before it commits others see nothing of the work.
        if (HasTransaction)
        {
            await ExecuteAsync("select pg_advisory_xact_lock(hashtextextended($1, 20261128))", [what], stop);
            return await work();
        }
        // Apart from the pool: who waits here for minutes takes nothing from others, and with the connection the lock goes, whatever
        // happens.
        await using var turn = await database.Apart.OpenConnectionAsync(stop);
        await using var locks = CommandOf(turn, "select pg_advisory_lock(hashtextextended($1, 20261128))", [what]);
        await locks.ExecuteNonQueryAsync(stop);
        turns.Add(what);
        try
        {
            return await work();
        }
        finally
        {
            turns.Remove(what);
        }
    }

    /// <summary>
    /// A command on the scope's connection, which stays open until this session ends. Parameters are positional (<c>$1</c>, <c>$2</c> ...);
    /// null becomes SQL null.
    /// </summary>
    internal async Task<NpgsqlCommand> CommandAsync(string sql, object?[] parameters, CancellationToken stop = default) =>
        CommandOf(await OpenAsync(stop), sql, parameters);

    /// <summary>Runs a statement and returns the number of rows it touched.</summary>
    public Task<int> ExecuteAsync(string sql, object?[] parameters, CancellationToken stop = default) =>
        AskAsync(sql, parameters, command => command.ExecuteNonQueryAsync(stop), stop);

    /// <summary>What a query gives, row by row; one place for nulls, see <see cref="Row"/>.</summary>
    /// <param name="sql">The query; parameters are positional (<c>$1</c>, <c>$2</c> ...).</param>
    /// <param name="values">Their values; null becomes SQL null.</param>
    /// <param name="row">Reads the row it is given; may not keep it, nor ask the database.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<List<T>> ListAsync<T>(string sql, object?[] values, Func<Row, T> row, CancellationToken stop = default) => ReadAsync(
        sql, values,
        async reader =>
        {
            var list = new List<T>();
            while (await reader.ReadAsync(stop)) list.Add(row(new Row(reader)));
            return list;
        },
        stop);

    /// <summary>The first row of a query; default (null for a class) when there is none.</summary>
    /// <inheritdoc cref="ListAsync{T}" path="/param"/>
    public Task<T?> FirstAsync<T>(string sql, object?[] values, Func<Row, T> row, CancellationToken stop = default) => ReadAsync(
        sql, values, async reader => await reader.ReadAsync(stop) ? row(new Row(reader)) : default, stop);

    /// <summary>
    /// The first column of the first row; default when there is no row, or when it is null: ask for <c>int?</c> where that may be.
    /// </summary>
    /// <inheritdoc cref="ListAsync{T}" path="/param"/>
    public Task<T?> ValueAsync<T>(string sql, object?[] values, CancellationToken stop = default) => ReadAsync(
        sql, values,
        async reader => await reader.ReadAsync(stop) && !await reader.IsDBNullAsync(0, stop) ? reader.GetFieldValue<T>(0) : default, stop);

    /// <summary>
    /// Tells every host, this one too, that something happened; sent when the transaction commits (PostgreSQL NOTIFY).
    /// </summary>
    /// <param name="channel">A lower-case identifier, e.g. <c>content_published</c>.</param>
    /// <param name="payload">At most 8,000 bytes; names what changed, never carries the change itself.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task NotifyAsync(string channel, string payload, CancellationToken stop = default) =>
        ExecuteAsync("select pg_notify($1, $2)", [channel, payload], stop);

    /// <summary>Makes this session, which nobody has used yet, a part of another one that is inside a transaction.</summary>
    internal void JoinIn(DbSession other) => (outer, transaction) = (other, other.transaction);

    /// <summary>
    /// Inside a transaction: what the work writes is taken back when it throws, and what was written before it stays (SQL savepoint).
    /// </summary>
    internal async Task<T> InSavepointAsync<T>(Func<Task<T>> work, CancellationToken stop)
    {
        await transaction!.SaveAsync("part", stop);
        try
        {
            var result = await work();
            await transaction.ReleaseAsync("part", CancellationToken.None);
            return result;
        }
        catch
        {
            // Without a connection there is nothing to take back, and why the work failed is better to know.
            if (Connection.FullState == System.Data.ConnectionState.Open) await transaction.RollbackAsync("part", CancellationToken.None);
            throw;
        }
    }

    internal void Join(DbContext context)
    {
        contexts.Add(context);
        if (transaction is not null) context.Database.UseTransaction(transaction);
        if (waits) context.Database.SetCommandTimeout(0);
    }

    // True: it was closed, so who asked closes it.
    private async Task<bool> OpenHereAsync(CancellationToken stop)
    {
        if (Connection.State == System.Data.ConnectionState.Open) return false;
        await Connection.OpenAsync(stop);
        return true;
    }

    private Task<T> ReadAsync<T>(string sql, object?[] values, Func<NpgsqlDataReader, Task<T>> read, CancellationToken stop) => AskAsync(
        sql, values,
        async command =>
        {
            await using var reader = await command.ExecuteReaderAsync(stop);
            return await read(reader);
        },
        stop);

    private async Task<T> AskAsync<T>(string sql, object?[] values, Func<NpgsqlCommand, Task<T>> ask, CancellationToken stop)
    {
        var opened = await OpenHereAsync(stop);
        try
        {
            await using var command = CommandOf(Connection, sql, values);
            return await ask(command);
        }
        finally
        {
            if (opened) await Connection.CloseAsync();
        }
    }

    private NpgsqlCommand CommandOf(NpgsqlConnection connection, string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        if (WaitsForAsLongAsItTakes) command.CommandTimeout = 0;
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>Returns the connection to the pool.</summary>
    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
