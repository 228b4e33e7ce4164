using Portal.Content;
using Portal.Content.Portable;
using Portal.Content.Types;

namespace Portal.UmbracoBridge.Import;

/// <summary>Where what a package has lands in the portal: what a text or a picker of a package can name.</summary>
internal sealed class Landing
{
    private readonly Dictionary<Guid, string> documents = [];
    private readonly Dictionary<Guid, LandedFile> files = [];
    private readonly Dictionary<string, Guid> byPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> fileByPath = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Begins with what the portal has already.</summary>
    public Landing(PortableSite? portal)
    {
        foreach (var document in portal?.Documents ?? []) documents[Key.Of(document.Id)] = document.Id;
        foreach (var file in portal?.Media ?? [])
            files[Key.Of(file.Id)] = new(file.Id, file.ContentType.StartsWith("image/", StringComparison.Ordinal), TitleOf(file));
    }

    /// <summary>A document of the package comes along.</summary>
    public void Add(ForeignNode node, string id)
    {
        documents[node.Key] = id;
        byPath.TryAdd(node.Path, node.Key);
    }

    /// <summary>A file of the package comes along.</summary>
    public void Add(ForeignNode node, LandedFile file)
    {
        files[node.Key] = file;
        if (node.Entry is { } entry) fileByPath.TryAdd("/" + entry, node.Key);
    }

    /// <summary>The id of a document, or null.</summary>
    public string? Document(Guid key) => documents.GetValueOrDefault(key);

    /// <summary>A file, or null.</summary>
    public LandedFile? File(Guid key) => files.GetValueOrDefault(key);

    /// <summary>The id of the document that stood at an address of the other site, or null.</summary>
    public string? DocumentAt(string path) =>
        byPath.TryGetValue(path.Length > 1 ? path.TrimEnd('/') : path, out var key) ? Document(key) : null;

    /// <summary>The file that stood at an address of the other site, or null.</summary>
    public LandedFile? FileAt(string path) => fileByPath.TryGetValue(path, out var key) ? File(key) : null;

    private static string TitleOf(PortableMedia file) =>
        System.Text.Json.Nodes.JsonNode.Parse(file.FrontMatter)?["title"]?.ToString() ?? file.Name;
}

/// <summary>A file as it lands.</summary>
/// <param name="Id">Its id in the portal.</param>
/// <param name="IsPicture">It is a picture.</param>
/// <param name="Title">What it is called.</param>
internal sealed record LandedFile(string Id, bool IsPicture, string Title);
