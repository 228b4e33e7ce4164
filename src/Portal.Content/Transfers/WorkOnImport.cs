using Microsoft.Extensions.Hosting;
using Portal.Content.Import;
using Portal.Platform.Audit;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Content.Transfers;

/// <summary>An import is to be looked at, done or undone.</summary>
/// <param name="Id">The import.</param>
/// <param name="State">Which of these.</param>
internal sealed record WorkOnImport(Guid Id, ImportState State);

/// <summary>
/// Unpacks what was sent into a folder of its own and lets the importer look at it or take it in; the folder goes when that is done. What
/// an import does and that it was done is one transaction, so that a second try finds it done.
/// </summary>
internal sealed class WorkOnImportJob(
    Imports imports, ImportUndo undo, Importer importer, DbSession session, AuditLog audit, IHostEnvironment environment,
    TimeProvider clock, IEnumerable<IForeignContent> systems)
    : IJob<WorkOnImport>
{
    public async Task RunAsync(WorkOnImport args, JobRun run, CancellationToken stop)
    {
        if (await imports.FindAsync(args.Id, stop) is not { } import || import.State != args.State) return;
        if (import.State == ImportState.Undoing)
        {
            await undo.RunAsync(import, stop);
            return;
        }
        var folder = Directory.CreateTempSubdirectory("portal-import-");
        var progress = new JobProgress(run, stop);
        try
        {
            await UnpackAsync(import.Id, folder.FullName, stop);
            var sent = systems.FirstOrDefault(system => Directory.Exists(Path.Combine(folder.FullName, system.Place))) is { } system
                ? await UnfoldAsync(system, import, folder.FullName, progress, stop)
                : new Sent(folder.FullName, null, await RefusedAsync(import.Id, stop));
            if (import.State == ImportState.Looking || sent.IsRefused) await LookAsync(import, sent, progress, stop);
            else await TakeInAsync(import, sent, progress, stop);
        }
        finally
        {
            await progress.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    // Of another system: what the rules refuse is left out, so that the rest can come.
    private async Task<Sent> UnfoldAsync(
        IForeignContent system, ImportLine import, string folder, JobProgress progress, CancellationToken stop)
    {
        var into = Directory.CreateDirectory(Path.Combine(folder, "inhoud")).FullName;
        await using var joined = ForeignTransfers.Joined(Path.Combine(folder, system.Place));
        var told = await system.UnfoldAsync(
            joined, folder, into, (_, done, all) => progress.Report(new("gelezen", done, all)), stop);
        return new Sent(into, [], told);
    }

    private async Task LookAsync(ImportLine import, Sent sent, JobProgress progress, CancellationToken stop)
    {
        var result = await importer.ImportAsync(sent.Folder, Options(import, sent, progress) with { DryRun = true }, stop);
        await LookedAsync(import.Id, ImportReport.Of(result, sent.Told), stop);
    }

    private async Task TakeInAsync(ImportLine import, Sent sent, JobProgress progress, CancellationToken stop)
    {
        var journal = new ImportJournal(session, import.Id, result => DoneAsync(import, ImportReport.Of(result, sent.Told), stop));
        var done = await importer.ImportAsync(sent.Folder, Options(import, sent, progress) with { Journal = journal }, stop);
        // What the portal has became another since it was looked at: then it is as if it was looked at now.
        if (done.Errors.Count > 0) await LookedAsync(import.Id, ImportReport.Of(done, sent.Told), stop);
    }

    // What was sent as a folder of content, what is left out of it if anything may be, and what was said of it before the importer looks.
    private sealed record Sent(string Folder, List<ContentError>? LeftOut, IReadOnlyList<ContentError> Before)
    {
        public bool IsRefused => Before.Any(one => !one.IsWarning);

        public IReadOnlyList<ContentError> Told => [.. LeftOut ?? [], .. Before];
    }

    private ImportOptions Options(ImportLine import, Sent sent, JobProgress progress) =>
        new(import.Force, environment.IsDevelopment(), import.DecidedBy ?? import.MadeBy) { LeftOut = sent.LeftOut, Progress = progress };

    private async Task<IReadOnlyList<ContentError>> RefusedAsync(Guid id, CancellationToken stop) => Imports.Read<List<ContentError>>(
        await session.ValueAsync<string>("select refused::text from content.imports where id = $1", [id], stop)) ?? [];

    private Task LookedAsync(Guid id, ImportReport report, CancellationToken stop) => session.ExecuteAsync(
        "update content.imports set state = 'looked', looked = $2::jsonb where id = $1", [id, Imports.Write(report)], stop);

    private async Task DoneAsync(ImportLine import, ImportReport report, CancellationToken stop)
    {
        var id = import.Id;
        await session.ExecuteAsync(
            "update content.imports set state = 'done', result = $2::jsonb, done_at = $3 where id = $1",
            [id, Imports.Write(report), clock.GetUtcNow()], stop);
        await session.ExecuteAsync("delete from content.import_files where import_id = $1", [id], stop);
        await audit.AppendAsync(import.LineOf("import.done", report.Added.Count + report.Changed.Count), stop);
    }

    // The paths were looked at when they came; that none leaves the folder is asked once more where it counts.
    private async Task UnpackAsync(Guid id, string folder, CancellationToken stop)
    {
        var paths = await session.ListAsync(
            "select path from content.import_files where import_id = $1 order by path", [id], row => row.Text(0), stop);
        foreach (var path in paths)
        {
            var target = Path.GetFullPath(Path.Combine(folder, path));
            if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new InvalidDataException("A file of an import would stand outside its folder.");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var bytes = await session.ValueAsync<byte[]>(
                "select bytes from content.import_files where import_id = $1 and path = $2", [id, path], stop);
            await File.WriteAllBytesAsync(target, bytes!, stop);
        }
    }
}

/// <summary>
/// Tells how far an import is, as a part of the whole: reading, checking and indexing are a third each. What comes while the last news is
/// on its way waits for the next.
/// </summary>
internal sealed class JobProgress(JobRun run, CancellationToken stop) : IProgress<ImportProgress>, IAsyncDisposable
{
    /// <summary>Into how many parts the whole is cut.</summary>
    public const int Whole = 300;

    private readonly Lock turn = new();
    private Task telling = Task.CompletedTask;

    /// <inheritdoc/>
    public void Report(ImportProgress value)
    {
        var third = value.Step switch { "gelezen" => 0, "gecontroleerd" => 1, _ => 2 };
        var done = third * (Whole / 3) + (int)((long)value.Done * (Whole / 3) / Math.Max(1, value.All));
        lock (turn)
            if (telling.IsCompleted) telling = TellAsync(done);
    }

    /// <summary>When the last of it was told.</summary>
    public async ValueTask DisposeAsync() => await telling;

    // That it cannot be told is no reason to stop.
    private async Task TellAsync(int done)
    {
        try
        {
            await run.ReportAsync(done, Whole, stop);
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException or OperationCanceledException)
        {
        }
    }
}

/// <summary>Imports that nobody decided about, and what can no longer be undone, are to go.</summary>
internal sealed record TidyImports;

/// <summary>Lets them go.</summary>
internal sealed class TidyImportsJob(Imports imports) : IJob<TidyImports>
{
    public Task RunAsync(TidyImports args, JobRun run, CancellationToken stop) => imports.TidyAsync(stop);
}
