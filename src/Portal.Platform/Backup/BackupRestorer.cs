using System.IO.Compression;
using Npgsql;
using Portal.Platform.Data;

namespace Portal.Platform.Backup;

/// <summary>
/// Puts a backup into an empty database, in one transaction: all of it or nothing. The file is read twice: its checksums are compared
/// before the first row is written, and again on the way in.
/// </summary>
internal sealed class BackupRestorer(DbSession session, StoredTables stored)
{
    private const long LongestManifest = 64 * 1024 * 1024;

    /// <summary>Restores the ZIP that <see cref="BackupTaker"/> wrote.</summary>
    /// <param name="file">It; must seek, and stays open.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="stop">Ends it half-way, with nothing written.</param>
    /// <exception cref="RuleBroken">Why it does not, in one sentence.</exception>
    public async Task<Manifest> RestoreAsync(Stream file, IProgress<CopyStep> progress, CancellationToken stop)
    {
        session.WaitsForAsLongAsItTakes = true;
        await using var zip = await Damaged.UnlessAsync(
            () => ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, stop));
        var manifest = await Damaged.UnlessAsync(() => ReadManifestAsync(zip, stop));
        await session.InTransactionAsync(
            async () =>
            {
                await BackupTaker.SetFormatsAsync(session, stop);
                // A host that starts now waits until all is there.
                await session.ExecuteAsync($"select pg_advisory_xact_lock({Migrator.Lock})", [], stop);
                await MustBeSameVersionAsync(manifest, stop);
                await MustBeEmptyAsync(manifest, stop);
                await Damaged.UnlessAsync(() => CheckAsync(zip, manifest, progress, stop));
                await FillAsync(zip, manifest, progress, stop);
            },
            stop);
        // Without it the first questions would be answered by plans for empty tables.
        await session.ExecuteAsync("analyze " + string.Join(", ", manifest.Tables.Select(table => table.Table.Sql)), [], stop);
        return manifest;
    }

    private static async Task<Manifest> ReadManifestAsync(ZipArchive zip, CancellationToken stop)
    {
        var json = await ReadEntryAsync(zip, Manifest.Entry, stop);
        if (!(await ReadEntryAsync(zip, Manifest.ChecksumEntry, stop)).SequenceEqual(Manifest.ChecksumOf(json)))
            throw new InvalidDataException("manifest.json");
        var manifest = Manifest.Read(json);
        return manifest.Format == Manifest.CurrentFormat
            ? manifest
            : throw new RuleBroken(
                $"De kopie heeft vorm {manifest.Format} en dit portaal leest vorm {Manifest.CurrentFormat}: "
                + $"gebruik versie {manifest.Program}.");
    }

    private static async Task<byte[]> ReadEntryAsync(ZipArchive zip, string name, CancellationToken stop)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException(name);
        if (entry.Length > LongestManifest) throw new InvalidDataException(name);
        await using var stream = await entry.OpenAsync(stop);
        var bytes = new byte[entry.Length];
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    private async Task MustBeSameVersionAsync(Manifest manifest, CancellationToken stop)
    {
        var here = await stored.MigrationsAsync(stop);
        if (manifest.Migrations.Except(here).FirstOrDefault() is { } unknown)
        {
            throw new RuleBroken(
                $"De kopie komt van een nieuwer portaal ({manifest.Program}; {unknown.Schema}/{unknown.File}) dan dit "
                + $"({Manifest.ThisProgram}): zet haar terug met dat portaal.");
        }
        if (here.Except(manifest.Migrations).FirstOrDefault() is { } later)
        {
            throw new RuleBroken(
                $"De kopie komt van een ouder portaal ({manifest.Program}, nog zonder {later.Schema}/{later.File}) dan dit: "
                + "zet haar terug met dat portaal en werk daarna bij.");
        }
        if (!(await stored.TablesAsync(stop)).SequenceEqual(manifest.Tables.Select(table => table.Table)))
            throw new RuleBroken("De tabellen in de kopie zijn niet die van deze database, al zijn ze van dezelfde versie.");
    }

    // What a migration wrote is there in every new database, and known by its transaction: it also noted that the migration ran. Each has
    // one of its own; where they share one, all of it was put there at once: it was restored.
    private async Task MustBeEmptyAsync(Manifest manifest, CancellationToken stop)
    {
        var tables = manifest.Tables.Select(table => table.Table.Sql).ToList();
        await session.ExecuteAsync("lock table " + string.Join(", ", tables) + " in access exclusive mode", [], stop);
        if (await session.ValueAsync<bool>("select count(*) > count(distinct xmin::text) from platform.migrations", [], stop))
            throw new RuleBroken("De database is niet leeg: er is al een kopie in teruggezet. Dat kan alleen in een lege.");
        foreach (var table in tables)
        {
            var holds = await session.ValueAsync<bool>(
                "select exists (select from " + table
                + " r where r.xmin::text not in (select made.xmin::text from platform.migrations made))",
                [], stop);
            if (holds)
                throw new RuleBroken($"De database is niet leeg (tabel {table.Replace("\"", "", StringComparison.Ordinal)}): "
                    + "een kopie wordt alleen in een lege teruggezet.");
        }
    }

    private static async Task<bool> CheckAsync(ZipArchive zip, Manifest manifest, IProgress<CopyStep> progress, CancellationToken stop)
    {
        var known = manifest.Tables.Select(table => table.Entry).Append(Manifest.Entry).Append(Manifest.ChecksumEntry);
        if (!zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal).SequenceEqual(known.Order(StringComparer.Ordinal)))
            throw new InvalidDataException("other entries than the manifest names");
        foreach (var (at, table) in manifest.Tables.Index())
        {
            var step = new CopyStep("Controleren", at + 1, manifest.Tables.Count, $"{table.Schema}.{table.Name}", 0);
            await using var entry = await zip.GetEntry(table.Entry)!.OpenAsync(stop);
            var copied = await CopiedBytes.CopyAsync(entry, Stream.Null, bytes => progress.Report(step with { Bytes = bytes }), stop);
            if (!copied.Are(table)) throw new InvalidDataException(table.Entry);
        }
        return true;
    }

    private async Task FillAsync(ZipArchive zip, Manifest manifest, IProgress<CopyStep> progress, CancellationToken stop)
    {
        var (lift, putBack) = await stored.RulesAsync(stop);
        foreach (var statement in lift) await session.ExecuteAsync(statement, [], stop);
        await session.ExecuteAsync("truncate " + string.Join(", ", manifest.Tables.Select(table => table.Table.Sql)), [], stop);
        foreach (var (at, table) in manifest.Tables.Index())
        {
            var step = new CopyStep("Terugzetten", at + 1, manifest.Tables.Count, $"{table.Schema}.{table.Name}", 0);
            progress.Report(step);
            await FillTableAsync(zip, table, bytes => progress.Report(step with { Bytes = bytes }), stop);
        }
        await session.ExecuteAsync("set constraints all immediate", [], stop);
        foreach (var statement in putBack) await session.ExecuteAsync(statement, [], stop);
        foreach (var sequence in manifest.Sequences)
        {
            await session.ExecuteAsync(
                "select setval($1::text::regclass, $2, $3)", [sequence.Sql, sequence.LastValue, sequence.IsCalled], stop);
        }
    }

    private async Task FillTableAsync(ZipArchive zip, TableContents table, Action<long> progress, CancellationToken stop)
    {
        await using var entry = await zip.GetEntry(table.Entry)!.OpenAsync(stop);
        var rows = (NpgsqlCopyTextWriter)await session.Connection.BeginTextImportAsync(
            $"copy {table.Table.SqlWithColumns} from stdin", stop);
        try
        {
            rows.Timeout = 0; // the last word may wait for all indexes
            var copied = await CopiedBytes.CopyAsync(entry, rows.BaseStream, progress, stop);
            if (!copied.Are(table)) throw new RuleBroken(Damaged.Message);
        }
        catch (Exception e) when (e is not NpgsqlException)
        {
            await rows.CancelAsync();
            throw;
        }
        await rows.DisposeAsync();
        var count = await session.ValueAsync<long>("select count(*) from " + table.Table.Sql, [], stop);
        if (count != table.Rows) throw new InvalidOperationException($"{table.Entry}: {table.Rows} rows became {count}.");
    }
}

/// <summary>A backup that does not say what was written.</summary>
internal static class Damaged
{
    /// <summary>The sentence.</summary>
    public const string Message = "De kopie is beschadigd of niet compleet. Er is niets teruggezet.";

    /// <summary>Reads; whatever the reading stumbles over is damage, but for what says itself what it is.</summary>
    public static async Task<T> UnlessAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is not (RuleBroken or OperationCanceledException or UnauthorizedAccessException))
        {
            throw new RuleBroken(Message);
        }
    }
}
