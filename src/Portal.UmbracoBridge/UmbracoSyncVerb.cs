using Portal.Content.Portable;
using Portal.Platform.Commands;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Package;
using Portal.UmbracoBridge.Sync;

namespace Portal.UmbracoBridge;

/// <summary><c>umbraco-sync &lt;map&gt;</c></summary>
internal sealed class UmbracoSyncVerb(PortableReader reader, ExportBuilder builder) : ICommandVerb, IProgress<PackageProgress>
{
    public async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        if (args is not [var folder] || folder.StartsWith('-'))
        {
            Console.Error.WriteLine("Gebruik: umbraco-sync <map>");
            return 2;
        }
        try
        {
            var remarks = new Remarks();
            var export = builder.Build(await reader.ReadAsync(stop), remarks);
            await new USyncWriter(export, this).WriteAsync(Path.GetFullPath(folder), stop);
            Console.WriteLine($"{folder}: {export.AllContent.Count()} documenten en onderdelen, {export.AllMedia.Count()} media.");
            Console.WriteLine($"Zet de map in die van de site van Umbraco; voor uSync van Umbraco 17, formaat {USyncWriter.Format}.");
            foreach (var remark in remarks.All) Console.WriteLine(remark);
            return 0;
        }
        catch (ExportRefused refused)
        {
            foreach (var problem in refused.Problems) Console.Error.WriteLine(problem);
            Console.Error.WriteLine("Er is niets geschreven.");
            return 1;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }

    void IProgress<PackageProgress>.Report(PackageProgress value) => ProgressLine.Say("geschreven", value.Done, value.All);
}
