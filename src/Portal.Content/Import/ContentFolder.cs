using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>A folder of content as it stands on disk: every document and media file, and what could not be read.</summary>
internal sealed class ContentFolder
{
    private const int Step = 500;

    private readonly List<(FileSystemInfo Entry, string Place, string Relative)> files = [];

    private ContentFolder() { }

    /// <summary>The documents.</summary>
    public List<ContentFile> Documents { get; } = [];

    /// <summary>The media files.</summary>
    public List<MediaFile> Media { get; } = [];

    /// <summary>What is wrong with single files.</summary>
    public List<ContentError> Errors { get; } = [];

    /// <summary>Reads a folder; never leaves it, also not by a link.</summary>
    public static ContentFolder Read(string folder, DocumentTypes types, IProgress<ImportProgress>? progress = null)
    {
        var result = new ContentFolder();
        if (Directory.Exists(folder))
        {
            result.FindBelow(new DirectoryInfo(folder), "");
            result.ReadFiles(types, progress);
        }
        else
            result.Errors.Add(new(folder, null, "Deze map bestaat niet. Geef de map met de inhoud op."));
        return result;
    }

    /// <summary>
    /// Leaves out files by the names that errors call them, a file and its description together; gives the names that are such files.
    /// </summary>
    public HashSet<string> LeaveOut(HashSet<string> names)
    {
        var away = files.Select(file => file.Relative).Concat(Media.Select(file => file.RelativePath + ".yml")).Where(names.Contains)
            .ToHashSet();
        Documents.RemoveAll(document => away.Contains(document.RelativePath));
        Media.RemoveAll(file => away.Contains(file.RelativePath) || away.Contains(file.RelativePath + ".yml"));
        Errors.RemoveAll(error => away.Contains(error.File));
        files.RemoveAll(file => away.Contains(file.Relative));
        return away;
    }

    private void FindBelow(DirectoryInfo folder, string place)
    {
        foreach (var entry in EntriesOf(folder, place))
        {
            var relative = place + entry.Name;
            if (entry.LinkTarget is not null)
                Errors.Add(new(relative, null, "Dit is een verwijzing naar een andere plek. Zet het bestand zelf in de map."));
            else if (entry is DirectoryInfo below)
                FindBelow(below, relative + "/");
            else if (!PlainFile.Is(entry.FullName))
                Errors.Add(new(relative, null, "Dit is geen gewoon bestand, maar een pijp, apparaat of iets dergelijks. Haal het weg."));
            else
                files.Add((entry, place, relative));
        }
    }

    private List<FileSystemInfo> EntriesOf(DirectoryInfo folder, string place)
    {
        try
        {
            return
            [
                .. folder.EnumerateFileSystemInfos().Where(entry => entry.Name[0] != '.')
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Errors.Add(new(place.Length > 0 ? place : folder.FullName, null, $"De map is niet te lezen ({problem.Message})."));
            return [];
        }
    }

    // Files are read beside each other; what was read stands in the order of the folder.
    private void ReadFiles(DocumentTypes types, IProgress<ImportProgress>? progress)
    {
        var (done, all) = (0, files.Count(file => file.Entry.Extension == ".md"));
        foreach (var read in files.AsParallel().AsOrdered().Select(Read))
        {
            if (read.Document is not null) Documents.Add(read.Document);
            if (read.Media is not null) Media.Add(read.Media);
            Errors.AddRange(read.Errors);
        }

        ReadFile Read((FileSystemInfo Entry, string Place, string Relative) file)
        {
            var read = ReadFile.Of(file.Entry, file.Place, file.Relative, types);
            if (read.Document is not null && Interlocked.Increment(ref done) is var count && count % Step == 0)
                progress?.Report(new("gelezen", count, all));
            return read;
        }
    }
}
