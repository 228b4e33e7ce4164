using Portal.Content.Portable;
using Portal.Platform;
using Portal.Platform.Commands;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Package;

namespace Portal.UmbracoBridge;

/// <summary><c>umbraco-export &lt;bestand&gt;</c></summary>
internal sealed class UmbracoExportVerb(PortableReader reader, ExportBuilder builder) : ICommandVerb
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
            var export = builder.Build(await reader.ReadAsync(stop), remarks);
            await files.WriteAsync(export, remarks, new ProgressLines(), stop);
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

    /// <summary>Says how far it is: on one line that changes, or on lines of their own where these are kept.</summary>
    private sealed class ProgressLines : IProgress<PackageProgress>
    {
        public void Report(PackageProgress value)
        {
            var text = string.Create(DutchTime.Culture, $"{value.Done:N0} van {value.All:N0} geschreven");
            if (Console.IsOutputRedirected) Console.WriteLine(text);
            else Console.Write($"\r{text,-60}");
        }
    }
}
