namespace Portal.Content.Import;

/// <summary>
/// Looks at a folder that was made of what another system had: who made it cannot mend a file by hand, so what the rules refuse is left
/// out, and told, and the rest comes.
/// </summary>
internal static class LeavingOut
{
    /// <summary>Takes files away until nothing is wrong with the rest; gives what would be done with that, and why others went.</summary>
    /// <param name="importer">Looks.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How to import.</param>
    /// <param name="stop">Cancels the call.</param>
    public static async Task<(ImportResult Result, IReadOnlyList<ContentError> LeftOut)> LookAsync(
        this Importer importer, string folder, ImportOptions options, CancellationToken stop)
    {
        var leftOut = new List<ContentError>();
        while (true)
        {
            var result = await importer.ImportAsync(folder, options with { DryRun = true, Journal = null }, stop);
            // Each round takes at least one file away; what is said of no file stands in the way of all.
            var away = result.Errors.Where(error => Delete(folder, error.File)).Select(error => error.File).ToHashSet();
            if (away.Count == 0) return (result, leftOut);
            leftOut.AddRange(result.Errors.Where(error => away.Contains(error.File)).Select(
                error => new ContentError(error.File, error.Line, "Komt niet mee: " + error.Message) { IsWarning = true }));
        }
    }

    private static bool Delete(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path)) return false;
        // A file and its description go together.
        var file = name.StartsWith("media/", StringComparison.Ordinal) && path.EndsWith(".yml", StringComparison.Ordinal)
            ? Path.ChangeExtension(path, null)
            : path;
        File.Delete(file);
        File.Delete(file + ".yml");
        return true;
    }
}
