using Portal.Content.Portable;
using Portal.Platform.Commands;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Package;

namespace Portal.UmbracoBridge;

/// <summary><c>umbraco-export &lt;bestand&gt;</c></summary>
internal sealed class UmbracoExportVerb(PortableReader reader, PortableSections search, ExportBuilder builder) : ICommandVerb
{
    public async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        if (args is not [var file] || !file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            Console.Error.WriteLine("Gebruik: umbraco-export <bestand.zip>");
            return 2;
        }
        try
        {
            var files = new PackageFiles(Path.GetFullPath(file));
            var remarks = new Remarks();
            var site = await reader.ReadAsync(stop);
            var export = builder.Build(site, remarks);
            await files.WriteAsync(export, search.Of(site), remarks, new ProgressLines(), stop);
            Console.WriteLine(
                $"{file}: {export.AllContent.Count()} documenten en onderdelen, {export.AllMedia.Count()} media, "
                + $"{export.Types.Count} soorten.");
            Console.WriteLine($"{files.Folder}: lees LEESMIJ.md; {remarks.All.Count} opmerkingen staan in opmerkingen.txt.");
            return 0;
        }
        catch (ExportRefused refused)
        {
            foreach (var problem in refused.Problems) Console.Error.WriteLine(problem);
            var count = refused.Problems.Count;
            Console.Error.WriteLine($"{count} {(count == 1 ? "fout" : "fouten")}. Er is niets geschreven.");
            return 1;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }

    private sealed class ProgressLines : IProgress<PackageProgress>
    {
        public void Report(PackageProgress value) => ProgressLine.Say("geschreven", value.Done, value.All);
    }
}
