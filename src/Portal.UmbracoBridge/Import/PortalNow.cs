using Portal.Content;
using Portal.Content.Portable;
using Portal.Content.Publishing;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Import;

/// <summary>What the portal has when a package comes: what says the same as an export would say now is left as it is.</summary>
internal sealed class PortalNow
{
    private readonly Dictionary<Guid, UmbracoNode> exported;
    private readonly Dictionary<string, PortableDocument> byId;
    private readonly Dictionary<string, string> byPath;
    private readonly PortalPages? pages;

    /// <summary>Looks at it.</summary>
    /// <param name="site">All content.</param>
    /// <param name="files">The hashes of files by id.</param>
    /// <param name="builder">Makes exports.</param>
    /// <param name="pages">The portal's own pages.</param>
    public PortalNow(PortableSite site, IReadOnlyDictionary<string, string> files, ExportBuilder builder, PortalPages? pages)
    {
        (Site, Files, this.pages) = (site, files, pages);
        exported = builder.Build(site, new Remarks()).AllContent.ToDictionary(node => node.Key);
        byId = site.Documents.ToDictionary(document => document.Id);
        byPath = site.Documents.ToDictionary(document => document.Path, document => document.Id);
    }

    /// <summary>All content.</summary>
    public PortableSite Site { get; }

    /// <summary>The hashes of files by id.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The text of a document; empty where it is not there.</summary>
    public string BodyOf(string id) => byId.TryGetValue(id, out var document) ? document.Body : "";

    /// <summary>Whether the portal says the same already.</summary>
    public bool Says(ForeignNode node) => exported.TryGetValue(node.Key, out var ours)
        && ours.Values() is var values && values.Count == node.Values.Count && values.All(value => node.Value(value.Key) == value.Value);

    /// <summary>Whether an address is another document's or the portal's own.</summary>
    public bool IsTaken(string path, string id) =>
        (byPath.TryGetValue(path, out var other) && other != id) || (pages?.IsReserved(path) ?? false);
}
