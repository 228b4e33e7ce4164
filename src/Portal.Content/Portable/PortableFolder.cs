using Portal.Content.Import;
using Portal.Content.Types;

namespace Portal.Content.Portable;

/// <summary>Reads a folder of content without a database.</summary>
public static class PortableFolder
{
    /// <summary>The folder as a site. What cannot be read is left out; the verb <c>check</c> says what that is.</summary>
    public static PortableSite Read(string folder, DocumentTypes types)
    {
        var read = ContentFolder.Read(folder, types);
        var files = read.Media.OrderBy(file => file.Name, StringComparer.Ordinal).ToDictionary(file => file.Id);
        return new PortableSite
        {
            Documents = [.. DocumentsOf(read).OrderBy(document => document.Path, StringComparer.Ordinal)],
            Media =
            [
                .. files.Values.Select(file => new PortableMedia(
                    file.Id, file.Name, file.Kind.ContentType, file.Length, file.Hash, file.Picture?.Width, file.Picture?.Height,
                    file.FrontMatter.Json.ToJsonString(ContentJson.Options))),
            ],
            OpenAsync = (media, _) => Task.FromResult<Stream?>(File.OpenRead(files[media.Id].Path)),
        };
    }

    private static IEnumerable<PortableDocument> DocumentsOf(ContentFolder folder)
    {
        var tops = new Dictionary<(string Type, string Slug), ContentFile>();
        foreach (var file in folder.Documents.Where(file => file.ParentSlug is null)) tops.TryAdd((file.Type.Name, file.Slug), file);
        foreach (var file in folder.Documents)
        {
            var above = file.ParentSlug is { } slug ? tops.GetValueOrDefault((file.Type.Info.Parent!, slug)) : null;
            var path = Candidate.Address(file.Type, file.Slug, above is null ? null : Candidate.Address(above.Type, above.Slug, null));
            var isOnline = (file.Json["status"]?.ToString() ?? DocumentState.Published.Name()) == DocumentState.Published.Name();
            yield return new(
                file.Id, file.Type, path, above?.Id, file.Sample, isOnline, file.Json.ToJsonString(ContentJson.Options), file.Body);
        }
    }
}
