using System.IO.Compression;
using Portal.Content.Portable;
using Portal.Platform.Jobs;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Package;
using Portal.UmbracoBridge.Sync;

namespace Portal.UmbracoBridge;

/// <summary>An export is to be made.</summary>
/// <param name="Id">Which one.</param>
internal sealed record MakeExport(Guid Id);

/// <summary>
/// Makes an export in a folder of its own and keeps it as one zip: a package with what goes along, or the folder that uSync takes in.
/// </summary>
internal sealed class MakeExportJob(
    PortableExports exports, PortableReader reader, PortableSections search, ExportBuilder builder) : IJob<MakeExport>
{
    /// <summary>The formats.</summary>
    public const string Package = "umbraco", Sync = "usync";

    public async Task RunAsync(MakeExport args, JobRun run, CancellationToken stop)
    {
        if (await exports.FindAsync(args.Id, stop) is not { State: ExportState.Making } line) return;
        var folder = Directory.CreateTempSubdirectory("portal-umbraco-");
        try
        {
            var remarks = new Remarks();
            var site = await reader.ReadAsync(stop);
            var export = builder.Build(site, remarks);
            var content = Path.Combine(folder.FullName, "inhoud");
            var progress = new Telling(run, stop);
            if (line.Kind == Sync) await new USyncWriter(export, progress).WriteAsync(content, stop);
            else await new PackageFiles(Path.Combine(content, "portaal.zip")).WriteAsync(export, search.Of(site), remarks, progress, stop);
            await progress.DoneAsync();
            var zip = Path.Combine(folder.FullName, "alles.zip");
            await ZipFile.CreateFromDirectoryAsync(content, zip, CompressionLevel.Fastest, includeBaseDirectory: false, stop);
            await using var file = File.OpenRead(zip);
            await exports.KeepAsync(args.Id, file, remarks.All, stop);
        }
        catch (ExportRefused refused)
        {
            await exports.RefuseAsync(args.Id, refused.Problems, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Tells how far it is; what comes while the last news is on its way waits for the next.</summary>
    private sealed class Telling(JobRun run, CancellationToken stop) : IProgress<PackageProgress>
    {
        private readonly Lock turn = new();
        private Task telling = Task.CompletedTask;

        public void Report(PackageProgress value)
        {
            lock (turn)
                if (telling.IsCompleted) telling = TellAsync(value);
        }

        public Task DoneAsync() => telling;

        // That it cannot be told is no reason to stop.
        private async Task TellAsync(PackageProgress value)
        {
            try
            {
                await run.ReportAsync(value.Done, value.All, stop);
            }
            catch (Exception problem) when (problem is System.Data.Common.DbException or OperationCanceledException)
            {
            }
        }
    }
}

/// <summary>Exports that were kept long enough are to go.</summary>
internal sealed record TidyExports;

/// <summary>Lets them go.</summary>
internal sealed class TidyExportsJob(PortableExports exports) : IJob<TidyExports>
{
    public Task RunAsync(TidyExports args, JobRun run, CancellationToken stop) => exports.TidyAsync(stop);
}
