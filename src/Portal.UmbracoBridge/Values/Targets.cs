using Portal.Content.Portable;
using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Values;

/// <summary>What values and texts can name: documents by id and address, and files.</summary>
internal sealed class Targets
{
    private readonly Dictionary<string, PortableDocument> byId;
    private readonly Dictionary<string, PortableDocument> byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PortableMedia> media;

    /// <summary>Looks around in a site.</summary>
    public Targets(PortableSite site)
    {
        byId = site.Documents.ToDictionary(document => document.Id);
        foreach (var document in site.Documents) byPath.TryAdd(document.Path, document);
        foreach (var (path, id) in site.FormerAddresses)
            if (byId.TryGetValue(id, out var now)) byPath.TryAdd(path, now);
        media = site.Media.ToDictionary(file => file.Id);
    }

    /// <summary>The document with that id, or null.</summary>
    public PortableDocument? Document(string id) => byId.GetValueOrDefault(id);

    /// <summary>The document at an address, also at one that it had before; or null.</summary>
    public PortableDocument? At(string path) => byPath.GetValueOrDefault(path);

    /// <summary>The file with that id, or null.</summary>
    public PortableMedia? Media(string id) => media.GetValueOrDefault(id);

    /// <summary>Where a file stands in a package, below <c>media/</c>.</summary>
    public static string PathOf(PortableMedia file) => $"/{file.Hash.AsSpan(0, 12)}/{file.Name}";

    /// <summary>Alias of the type of a file.</summary>
    public static string TypeOf(PortableMedia file) => UmbracoAlias.OfType(IsPicture(file) ? "Afbeelding" : "Bestand");

    /// <summary>Whether a file is a picture.</summary>
    public static bool IsPicture(PortableMedia file) => file.ContentType.StartsWith("image/", StringComparison.Ordinal);
}
