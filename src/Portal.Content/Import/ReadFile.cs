using Portal.Content.Media;
using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>What a file of the folder holds, or why it cannot be read.</summary>
internal sealed class ReadFile
{
    private ReadFile() { }

    /// <summary>The document, when it holds one.</summary>
    public ContentFile? Document { get; private set; }

    /// <summary>The media file, when it is one.</summary>
    public MediaFile? Media { get; private set; }

    /// <summary>What is wrong with it.</summary>
    public List<ContentError> Errors { get; } = [];

    /// <summary>Reads a file.</summary>
    public static ReadFile Of(FileSystemInfo entry, string place, string relative, DocumentTypes types)
    {
        var file = new ReadFile();
        try
        {
            if (place is "media/" or "voorbeeld/media/")
                file.ReadMedia(entry, relative, sample: place[0] == 'v');
            else if (entry.Extension != ".md")
                file.Errors.Add(new(relative, 1, "Dit bestand hoort hier niet. Teksten eindigen op .md, andere bestanden staan in media/."));
            else
                file.Document = ContentFile.Read(entry.FullName, relative, types, file.Errors);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            file.Errors.Add(new(relative, 1, $"Het bestand is niet te lezen ({problem.Message})."));
        }
        return file;
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
        else
            Media = MediaFile.Read(entry.FullName, relative, sample, Errors);
    }
}
