using System.IO.Compression;
using Npgsql;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Platform.Backup;

/// <summary>
/// Writes everything that is in the database, as it is at one moment, while the portal goes on: COPY of every table in one transaction
/// that sees one snapshot (REPEATABLE READ). What is in memory is a part of a row at a time.
/// </summary>
internal sealed class BackupTaker(DbSession session, StoredTables stored, AuditChain audit, TimeProvider clock)
{
    /// <summary>Writes it as a ZIP; the stream need not seek.</summary>
    /// <param name="file">Where to; stays open.</param>
    /// <param name="progress">Hears how far it is, from the first moment on in between others' work.</param>
    /// <param name="stop">Ends it half-way.</param>
    /// <exception cref="RuleBroken">The portal is just being migrated.</exception>
    public async Task<Manifest> WriteAsync(Stream file, IProgress<CopyStep> progress, CancellationToken stop)
    {
        session.WaitsForAsLongAsItTakes = true;
        var tables = await stored.TablesAsync(stop);
        return await session.InTransactionAsync(() => WriteInSnapshotAsync(tables, file, progress, stop), stop);
    }

    private async Task<Manifest> WriteInSnapshotAsync(
        List<StoredTable> tables, Stream file, IProgress<CopyStep> progress, CancellationToken stop)
    {
        // The locks come before the first look, which is what the snapshot is of: from here on no table changes its shape.
        await session.ExecuteAsync("set transaction isolation level repeatable read, read only", [], stop);
        await SetFormatsAsync(session, stop);
        await session.ExecuteAsync(
            "lock table " + string.Join(", ", tables.Select(table => table.Sql)) + " in access share mode", [], stop);
        if (!(await stored.TablesAsync(stop)).SequenceEqual(tables))
            throw new RuleBroken("Het portaal wordt op dit moment bijgewerkt. Probeer het daarna nog eens.");

        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, stop);
        var takenAt = clock.GetUtcNow();
        var contents = new List<TableContents>();
        foreach (var table in tables)
        {
            var step = new CopyStep("Kopiëren", contents.Count + 1, tables.Count, $"{table.Schema}.{table.Name}", 0);
            progress.Report(step);
            contents.Add(await WriteTableAsync(zip, table, bytes => progress.Report(step with { Bytes = bytes }), stop));
        }
        var manifest = new Manifest(
            Manifest.CurrentFormat, Manifest.ThisProgram, session.Connection.PostgreSqlVersion.ToString(), takenAt,
            await stored.MigrationsAsync(stop), contents, await stored.SequencesAsync(stop))
        {
            Audit = await audit.HeadAsync(stop) is { Sequence: > 0 } head ? head.Mark : null,
        };
        var json = manifest.Write();
        await WriteEntryAsync(zip, Manifest.Entry, json, stop);
        await WriteEntryAsync(zip, Manifest.ChecksumEntry, Manifest.ChecksumOf(json), stop);
        return manifest;
    }

    /// <summary>How values are written as text, whatever the habits of the server or the role; as pg_dump does.</summary>
    internal static Task SetFormatsAsync(DbSession session, CancellationToken stop) => session.ExecuteAsync(
        """
        set local search_path = pg_catalog; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';
        set local intervalstyle = 'postgres'; set local extra_float_digits = 3; set local bytea_output = 'hex';
        set local statement_timeout = 0; set local lock_timeout = 0;
        set local idle_in_transaction_session_timeout = 0; set local row_security = off
        """,
        [], stop);

    private async Task<TableContents> WriteTableAsync(ZipArchive zip, StoredTable table, Action<long> progress, CancellationToken stop)
    {
        var name = $"tables/{table.Schema}.{table.Name}.copy";
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(stop);
        var rows = (NpgsqlCopyTextReader)await session.Connection.BeginTextExportAsync($"copy {table.SqlWithColumns} to stdout", stop);
        try
        {
            var copied = await CopiedBytes.CopyAsync(rows.BaseStream, entry, progress, stop);
            return new TableContents(table.Schema, table.Name, table.Columns, name, copied.Rows, copied.Bytes, copied.Sha256);
        }
        catch (Exception e) when (e is not NpgsqlException)
        {
            await rows.CancelAsync(); // else the rest of the table would still come
            throw;
        }
        finally
        {
            rows.Dispose();
        }
    }

    private static async Task WriteEntryAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken stop)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(stop);
        await entry.WriteAsync(bytes, stop);
    }
}
