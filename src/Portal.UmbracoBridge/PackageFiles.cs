using System.Text;
using Portal.Search;
using Portal.UmbracoBridge.Companion;
using Portal.UmbracoBridge.Examine;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Package;

namespace Portal.UmbracoBridge;

/// <summary>A package on disk with the folder beside it; both are whole, or not there.</summary>
internal sealed class PackageFiles(string path)
{
    /// <summary>The folder that goes along.</summary>
    public string Folder { get; } = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-installatie");

    /// <summary>Writes them.</summary>
    /// <param name="export">What goes along.</param>
    /// <param name="sections">What search knows of it.</param>
    /// <param name="remarks">What comes along otherwise; complete when this is done.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <exception cref="ExportRefused">The package would not come through.</exception>
    /// <exception cref="IOException">Something stands there already, or cannot be written.</exception>
    public async Task WriteAsync(
        UmbracoExport export, IEnumerable<SearchDocument> sections, Remarks remarks, IProgress<PackageProgress>? progress,
        CancellationToken stop)
    {
        if (File.Exists(path)) throw new IOException($"{path} bestaat al. Geef een andere naam op, of haal het weg.");
        if (Directory.Exists(Folder)) throw new IOException($"De map {Folder} bestaat al. Geef een andere naam op, of haal haar weg.");
        var unfinished = path + ".deel";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (var stream = new FileStream(unfinished, FileMode.Create))
                await new PackageWriter(export, progress).WriteAsync(stream, stop);
            Directory.CreateDirectory(Path.Combine(Folder, "zoeken"));
            await using (var json = new FileStream(Path.Combine(Folder, "zoeken", "zoeken.json"), FileMode.Create))
                ValueSets.Write(json, sections);
            foreach (var (name, text) in new CompanionFiles(export).Files(Path.GetFileName(path), Path.GetFileName(Folder), remarks.All))
                await File.WriteAllTextAsync(Path.Combine(Folder, name), text, new UTF8Encoding(false), stop);
            File.Move(unfinished, path);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
