using Portal.Content.Import;
using Portal.Content.Media;

namespace Portal.Content.Portable;

/// <summary>Takes in a folder that was made of what another system had, by the importer of the portal.</summary>
public sealed class PortableImport
{
    private readonly Importer importer;
    private readonly MediaLibrary library;
    private readonly bool takesSamples;

    internal PortableImport(Importer importer, MediaLibrary library, bool takesSamples) =>
        (this.importer, this.library, this.takesSamples) = (importer, library, takesSamples);

    /// <summary>
    /// Takes it in, or looks what would be done. What the rules refuse is left out and told; with an error of the whole nothing is done.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isDryRun">Only look.</param>
    /// <param name="force">Also over what was edited in the portal.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="progress">Hears a step in words, and how far it is.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<(ImportResult Result, IReadOnlyList<ContentError> LeftOut)> RunAsync(
        string folder, bool isDryRun, bool force, string by, Action<string, int, int>? progress, CancellationToken stop)
    {
        var leftOut = new List<ContentError>();
        var options = new ImportOptions(force, takesSamples, by)
        {
            DryRun = isDryRun,
            LeftOut = leftOut,
            Progress = progress is null ? null : new Progress(progress),
        };
        return (await importer.ImportAsync(Path.GetFullPath(folder), options, stop), leftOut);
    }

    /// <summary>The files that the library has, each with the hash of its bytes, by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FilesAsync(CancellationToken stop) =>
        (await library.KnownAsync(stop)).ToDictionary(pair => pair.Key, pair => pair.Value.Hash);

    private sealed class Progress(Action<string, int, int> say) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => say(value.Step, value.Done, value.All);
    }
}
