using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Portal.Platform.Data;

/// <summary>
/// Brings the schemas of all modules up to date: the numbered SQL files each module embeds, in order, every file once and in a
/// transaction of its own. Several hosts may start at once: one works, the others wait and find nothing to do.
/// </summary>
/// <remarks>
/// A file that has run is history. One that was changed, vanished or was numbered before one that has run means that this
/// database and this code do not belong together; the portal then refuses to start.
/// </remarks>
internal sealed partial class Migrator(NpgsqlDataSource source, IEnumerable<ModuleSchema> schemas, ILogger<Migrator> log)
{
    /// <summary>Held by who makes or fills all tables; who starts waits for it.</summary>
    internal const long Lock = 0x506F7274616C; // "Portal"

    /// <summary>Runs what has not run yet and returns how many files that were.</summary>
    /// <exception cref="StartupFailure">Names the file that is wrong, and why.</exception>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await ExecuteAsync(connection, null, $"select pg_advisory_lock({Lock})", [], stop);
        try
        {
            await ExecuteAsync(connection, null, """
                create schema if not exists platform;
                create table if not exists platform.migrations (
                    schema text not null, file text not null, checksum text not null,
                    applied_at timestamptz not null default now(),
                    primary key (schema, file));
                """, [], stop);

            var count = 0;
            foreach (var schema in schemas) count += await RunAsync(connection, schema, stop);
            return count;
        }
        finally
        {
            if (connection.FullState == System.Data.ConnectionState.Open) // with the connection the lock is gone too
                await ExecuteAsync(connection, null, $"select pg_advisory_unlock({Lock})", [], CancellationToken.None);
        }
    }

    private async Task<int> RunAsync(NpgsqlConnection connection, ModuleSchema schema, CancellationToken stop)
    {
        var files = FilesOf(schema);
        var applied = await AppliedAsync(connection, schema.Name, stop);
        var waiting = Waiting(schema, files, applied);

        await ExecuteAsync(connection, null, $"create schema if not exists {Quote(schema.Name)}", [], stop);
        foreach (var file in waiting)
        {
            await ApplyAsync(connection, schema, file, stop);
            log.LogInformation("Migrated {Schema} with {File}", schema.Name, file.Name);
        }
        return waiting.Count;
    }

    private static List<MigrationFile> Waiting(ModuleSchema schema, List<MigrationFile> files, Dictionary<string, string> applied)
    {
        foreach (var (name, checksum) in applied)
        {
            var file = files.Find(candidate => candidate.Name == name)
                ?? throw Refusal(
                    schema, name, "has run on this database but is no longer in the code. Is this an older version of the portal?");
            if (file.Checksum != checksum)
                throw Refusal(
                    schema, name,
                    "was changed after it had run on this database. Put it back as it was, and write the change in a new file.");
        }

        var waiting = files.FindAll(file => !applied.ContainsKey(file.Name));
        var last = applied.Keys.Max(StringComparer.Ordinal);
        if (waiting.Find(file => string.CompareOrdinal(file.Name, last) < 0) is { } late)
            throw Refusal(schema, late.Name, $"is new but numbered before {last}, which has run already. Give it a higher number.");
        return waiting;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, ModuleSchema schema, MigrationFile file, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        try
        {
            await ExecuteAsync(connection, transaction, file.Sql, [], stop);
        }
        catch (PostgresException e)
        {
            throw new StartupFailure(
                $"Migration {file.Name} of schema {schema.Name} fails: {e.MessageText}{(e.Hint is null ? "" : $" ({e.Hint})")}", e);
        }
        await ExecuteAsync(
            connection, transaction, "insert into platform.migrations (schema, file, checksum) values ($1, $2, $3)",
            [schema.Name, file.Name, file.Checksum], stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The migrations of a module, in order; what the name of an embedded file must look like is checked here.</summary>
    internal static List<MigrationFile> FilesOf(ModuleSchema schema)
    {
        var prefix = schema.Assembly.GetName().Name + ".";
        var files = schema.Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => MigrationFile.Read(schema.Assembly.GetManifestResourceStream(name)!, name[prefix.Length..]))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToList();

        if (files.Find(file => !FileName().IsMatch(file.Name)) is { } odd)
            throw Refusal(schema, odd.Name, "must be named like 0001_documents.sql.");
        if (files.GroupBy(file => file.Name[..4]).FirstOrDefault(same => same.Count() > 1) is { } twins)
            throw Refusal(schema, string.Join(" and ", twins.Select(file => file.Name)), "have the same number.");
        return files;
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlConnection connection, string schema, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select file, checksum from platform.migrations where schema = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = schema });
        await using var rows = await command.ExecuteReaderAsync(stop);
        var applied = new Dictionary<string, string>();
        while (await rows.ReadAsync(stop)) applied[rows.GetString(0)] = rows.GetString(1);
        return applied;
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, string[] parameters, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
        foreach (var value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }

    private static StartupFailure Refusal(ModuleSchema schema, string file, string why) =>
        new($"Migration {file} of schema {schema.Name} ({schema.Assembly.GetName().Name}/Data/Migrations) {why}");

    private static string Quote(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    [GeneratedRegex(@"^\d{4}_[a-z0-9_]+\.sql$", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex FileName();
}

/// <summary>One numbered SQL file.</summary>
internal sealed record MigrationFile(string Name, string Sql, string Checksum)
{
    public static MigrationFile Read(Stream stream, string name)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Line ends are the checkout's, not the author's.
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new MigrationFile(name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}
