using Portal.Content.Media;
using Portal.Platform;
using Portal.Platform.Audit;

namespace Portal.Content.Import;

/// <summary>Takes the media files of a folder into the library.</summary>
internal static class FolderMedia
{
    /// <summary>Files whose pixels turned out not to be sound when their variants were to be made, as errors.</summary>
    public static async Task<IReadOnlyList<ContentError>> RefusedAsync(
        this MediaLibrary library, IReadOnlyList<MediaFile> files, CancellationToken stop)
    {
        var refusals = await library.RefusalsAsync(stop);
        return [.. files.SelectMany(file => refusals[file.Hash].Take(1).Select(reason => new ContentError(file.RelativePath, 1, reason)))];
    }

    /// <summary>Stores files, one after the other from disk; gives those that are new or others than they were.</summary>
    /// <exception cref="RuleBroken">A file is another one now than when it was checked, or the library has no room for it.</exception>
    public static async Task<IReadOnlyList<StoredFile>> StoreAsync(
        this MediaLibrary library, IReadOnlyList<MediaFile> files, ImportResult result, CancellationToken stop,
        ImportJournal? journal = null)
    {
        var changed = await library.ChangedAsync(files, result, stop);
        foreach (var (file, _, hasBytes) in changed)
        {
            if (journal is not null) await journal.KeepAsync(file.Item, stop);
            if (hasBytes) await library.DescribeAsync(file.Item, stop);
            else await PutAsync(library, file, stop);
        }
        return [.. changed.Select(one => new StoredFile(one.File, one.IsKnown, one.HasBytes))];
    }

    /// <summary>
    /// Which files are new or others than they were, and whether the library has their bytes already; the result hears it of each.
    /// </summary>
    public static async Task<IReadOnlyList<(MediaFile File, bool IsKnown, bool HasBytes)>> ChangedAsync(
        this MediaLibrary library, IReadOnlyList<MediaFile> files, ImportResult result, CancellationToken stop)
    {
        var (known, changed) = (await library.KnownAsync(stop), new List<(MediaFile, bool, bool)>());
        foreach (var file in files)
        {
            var isKnown = known.TryGetValue(file.Id, out var before);
            if (isKnown && before == (file.Hash, file.Source, file.Name))
            {
                result.Unchanged++;
                continue;
            }
            (isKnown ? result.Changed : result.Added).Add(file.RelativePath);
            changed.Add((file, isKnown, isKnown && before.Hash == file.Hash));
        }
        return changed;
    }

    private static async Task PutAsync(MediaLibrary library, MediaFile file, CancellationToken stop)
    {
        await using var bytes = File.OpenRead(file.Path);
        if (await library.Room.RefusalAsync(bytes.Length, stop) is { } full) throw new RuleBroken($"{file.RelativePath}: {full}");
        if (!await library.PutAsync(file.Item, bytes, stop))
            throw new RuleBroken($"{file.RelativePath} veranderde tijdens het inlezen. Lees de map nog een keer in.");
    }
}

/// <summary>A file of a folder that was taken in.</summary>
/// <param name="File">It.</param>
/// <param name="WasKnown">Whether the library had one of its id.</param>
/// <param name="HadBytes">Whether that had the same bytes.</param>
internal sealed record StoredFile(MediaFile File, bool WasKnown, bool HadBytes)
{
    /// <summary>Its line in the log of who did what.</summary>
    public AuditLine LineOf(string by) => new(
        !WasKnown ? "media.added" : HadBytes ? "media.described" : "media.replaced", ContentLines.Media, File.Id, by)
    {
        Title = File.Item.FrontMatter["title"]?.ToString() ?? File.Id,
        Facts = HadBytes ? [] : [new(ContentLines.File, null, File.Item.Name)],
    };
}
