using Portal.Content.Media;
using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>A folder of content as it stands on disk: every document and media file, and what could not be read.</summary>
internal sealed class ContentFolder
{
    private const int Step = 500;

    private readonly IProgress<ImportProgress>? progress;
    private int all, done;

    private ContentFolder(IProgress<ImportProgress>? progress) => this.progress = progress;

    /// <summary>The documents.</summary>
    public List<ContentFile> Documents { get; } = [];

    /// <summary>The media files.</summary>
    public List<MediaFile> Media { get; } = [];

    /// <summary>What is wrong with single files.</summary>
    public List<ContentError> Errors { get; } = [];

    /// <summary>Reads a folder; never leaves it, also not by a link.</summary>
    public static ContentFolder Read(string folder, DocumentTypes types, IProgress<ImportProgress>? progress = null)
    {
        var result = new ContentFolder(progress);
        if (Directory.Exists(folder))
        {
            if (progress is not null) result.all = Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).Count();
            result.ReadBelow(new DirectoryInfo(folder), "", types);
        }
        else
            result.Errors.Add(new(folder, null, "Deze map bestaat niet. Geef de map met de inhoud op."));
        return result;
    }

    private void ReadBelow(DirectoryInfo folder, string place, DocumentTypes types)
    {
        foreach (var entry in EntriesOf(folder, place))
        {
            var relative = place + entry.Name;
            if (entry.LinkTarget is not null)
                Errors.Add(new(relative, null, "Dit is een verwijzing naar een andere plek. Zet het bestand zelf in de map."));
            else if (entry is DirectoryInfo below)
                ReadBelow(below, relative + "/", types);
            else if (!PlainFile.Is(entry.FullName))
                Errors.Add(new(relative, null, "Dit is geen gewoon bestand, maar een pijp, apparaat of iets dergelijks. Haal het weg."));
            else
                ReadFile(entry, place, relative, types);
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

    private void ReadFile(FileSystemInfo entry, string place, string relative, DocumentTypes types)
    {
        try
        {
            if (place is "media/" or "voorbeeld/media/")
                ReadMedia(entry, relative, sample: place[0] == 'v');
            else if (entry.Extension != ".md")
                Errors.Add(new(relative, 1, "Dit bestand hoort hier niet. Teksten eindigen op .md, andere bestanden staan in media/."));
            else if (ContentFile.Read(entry.FullName, relative, types, Errors) is { } document)
            {
                Documents.Add(document);
                if (++done % Step == 0) progress?.Report(new("gelezen", done, Math.Max(done, all)));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Errors.Add(new(relative, 1, $"Het bestand is niet te lezen ({problem.Message})."));
        }
    }

    private void ReadMedia(FileSystemInfo entry, string relative, bool sample)
    {
        if (entry.Extension == ".yml")
        {
            if (!File.Exists(entry.FullName[..^4]))
                Errors.Add(new(relative, 1, "Het bestand bij deze beschrijving ontbreekt. Zet het ernaast of haal de beschrijving weg."));
        }
        else if (FileKind.Named(entry.Extension.TrimStart('.')) is null || !Slug.IsSlug(Path.GetFileNameWithoutExtension(entry.Name)))
            Errors.Add(new(relative, 1, $"Een mediabestand heet met kleine letters, cijfers en streepjes en eindigt op {string.Join(", ", FileKind.All.Select(kind => kind.Extension))}."));
        else if (MediaFile.Read(entry.FullName, relative, sample, Errors) is { } media)
            Media.Add(media);
    }
}
