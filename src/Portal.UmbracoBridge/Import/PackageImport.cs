using Portal.Content.Import;
using Portal.Content.Markdown;
using Portal.Content.Portable;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Import;

/// <summary>Takes a package of an Umbraco into the portal, or looks what would come of it.</summary>
internal sealed class PackageImport(
    DocumentTypes types, IEnumerable<IMarkdownContainer> containers, ExportBuilder builder, PortalPages pages, PortableReader reader,
    PortableImport importer)
{
    /// <summary>The mapping that is guessed for a package, for an editor to change before anything is done.</summary>
    /// <exception cref="ImportRefused">The package is not taken.</exception>
    public async Task<ImportMapping> GuessAsync(Stream zip, CancellationToken stop)
    {
        await using var package = await PackageReader.OpenAsync(zip, new Remarks(), stop);
        return Conversion.Guess(package, types, new Schema.SchemaBuilder(types, containers, []).Build());
    }

    /// <summary>Writes what it has as a folder of content.</summary>
    /// <param name="zip">The package.</param>
    /// <param name="mapping">What becomes of its types, as a file; null: what is guessed.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="progress">Hears a step in words, and how far it is.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <exception cref="ImportRefused">The package or the mapping is not taken.</exception>
    public async Task<Converted> ConvertAsync(
        Stream zip, string? mapping, string folder, Action<string, int, int>? progress, CancellationToken stop)
    {
        var remarks = new Remarks();
        await using var package = await PackageReader.OpenAsync(zip, remarks, stop);
        var chosen = mapping is null ? null : ImportMapping.Read(mapping, types);
        var now = new PortalNow(await reader.ReadAsync(stop), await importer.FilesAsync(stop), builder, pages);
        var conversion = new Conversion(types, containers, package, chosen, now, remarks);
        await conversion.WriteAsync(folder, progress, stop);
        return new(conversion.Documents, conversion.Files, conversion.Unchanged, remarks.All, conversion.Redirects)
        {
            Mapping = conversion.Mapping,
        };
    }

    /// <summary>Takes it in, or looks what would be done.</summary>
    /// <param name="zip">The package.</param>
    /// <param name="mapping">What becomes of its types, as a file; null: what is guessed.</param>
    /// <param name="isDryRun">Only look.</param>
    /// <param name="force">Also over what was edited in the portal.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="converted">Hears what the package was made into, before any of it is taken in; null: nobody asks.</param>
    /// <param name="progress">Hears a step in words, and how far it is.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <exception cref="ImportRefused">The package or the mapping is not taken.</exception>
    public async Task<ImportOutcome> RunAsync(
        Stream zip, string? mapping, bool isDryRun, bool force, string by, Func<Converted, Task>? converted,
        Action<string, int, int>? progress, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("portal-umbraco-");
        try
        {
            var made = await ConvertAsync(zip, mapping, folder.FullName, progress, stop);
            await Task.Yield(); // what follows would run inside the end of the conversion, which would hold the package all that time
            if (converted is not null) await converted(made);
            var (result, leftOut) = await importer.RunAsync(folder.FullName, isDryRun, force, by, progress, stop);
            if (result.Errors.Count > 0) throw new ImportRefused([.. result.Errors.Select(error => error.ToString())]);
            return new(made, result, leftOut);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>What a package was made into.</summary>
/// <param name="Documents">How many documents.</param>
/// <param name="Files">How many files.</param>
/// <param name="Unchanged">How many say what the portal says.</param>
/// <param name="Remarks">What does not come along, or otherwise, and why.</param>
/// <param name="Redirects">Old addresses with those they have here.</param>
internal sealed record Converted(
    int Documents, int Files, int Unchanged, IReadOnlyList<string> Remarks, IReadOnlyList<KeyValuePair<string, string>> Redirects)
{
    /// <summary>What became of its types.</summary>
    public required ImportMapping Mapping { get; init; }
}

/// <summary>What an import did, or would do.</summary>
/// <param name="Converted">What the package was made into.</param>
/// <param name="Result">What became of that.</param>
/// <param name="LeftOut">What the rules of the portal refuse.</param>
internal sealed record ImportOutcome(Converted Converted, ImportResult Result, IReadOnlyList<ContentError> LeftOut);
