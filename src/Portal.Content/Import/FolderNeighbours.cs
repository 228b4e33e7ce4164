using System.Collections.Concurrent;
using Portal.Content.Checks;
using Portal.Content.Markdown;
using Portal.Content.Publishing;

namespace Portal.Content.Import;

/// <summary>
/// What stands around a file of an import: the rest of its folder, and what the portal has besides. Of two that want the same (an id, an
/// address, a word) the portal comes first, then the folder in its order: whoever comes second is told.
/// </summary>
internal sealed class FolderNeighbours : INeighbours
{
    private readonly MarkdownRenderer renderer;
    private readonly PortalPages pages;
    private readonly IReadOnlyDictionary<string, Candidate> byId;
    private readonly IReadOnlyDictionary<string, MediaTarget> media;
    private readonly Dictionary<string, string> inPortal;
    private readonly Dictionary<string, Candidate> byPath = [];
    private readonly Dictionary<string, string> oldAddresses;
    private readonly ILookup<string?, Candidate> below;
    private readonly Dictionary<string, Candidate> byWord = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<Dictionary<string, (CheckedDocument, int)>> byPortalId;
    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> anchors = new();

    /// <summary>Looks around; every document has its place already.</summary>
    /// <param name="renderer">Reads bodies.</param>
    /// <param name="pages">The portal's own pages.</param>
    /// <param name="documents">Those of the folder, in their order.</param>
    /// <param name="inPortal">Those of the portal.</param>
    /// <param name="byId">All of them as they will be, of every id the one that counts.</param>
    /// <param name="media">All media as they will be.</param>
    /// <param name="redirects">Addresses that documents of the portal had, with their ids.</param>
    public FolderNeighbours(
        MarkdownRenderer renderer, PortalPages pages, IReadOnlyList<Candidate> documents, IReadOnlyList<Candidate> inPortal,
        IReadOnlyDictionary<string, Candidate> byId, IReadOnlyDictionary<string, MediaTarget> media,
        IReadOnlyDictionary<string, string> redirects)
    {
        (this.renderer, this.pages, this.byId, this.media) = (renderer, pages, byId, media);
        this.inPortal = inPortal.ToDictionary(known => known.Id, known => known.Type.Name);
        List<Candidate> all = [.. inPortal.Where(known => byId[known.Id] == known), .. documents];
        foreach (var document in all.Where(document => document.Path.Length > 0)) byPath.TryAdd(document.Path, document);
        foreach (var term in all.Where(document => document.Type.Info.IsGlossary))
            foreach (var word in DocumentRules.WordsOf(term)) byWord.TryAdd(word, term);
        below = byId.Values.ToLookup(document => document.ParentId);
        // Where a document stood before, or will have stood after this import.
        oldAddresses = redirects.ToDictionary();
        foreach (var known in inPortal) oldAddresses[known.Path] = known.Id;
        byPortalId = new(() => PortalIdsOf(all));
    }

    /// <inheritdoc/>
    public Glossary Glossary => Glossary.Empty;

    /// <inheritdoc/>
    public CheckedDocument? Find(string id) => byId.GetValueOrDefault(id);

    /// <inheritdoc/>
    public string? TypeInPortal(string id) => inPortal.GetValueOrDefault(id);

    /// <inheritdoc/>
    public CheckedDocument? At(string path) => byPath.GetValueOrDefault(path);

    /// <inheritdoc/>
    public bool IsReserved(string path) => pages.IsReserved(path);

    /// <inheritdoc/>
    public IEnumerable<CheckedDocument> Below(string id) => below[id];

    /// <inheritdoc/>
    public CheckedDocument? WithWord(string word) => byWord.GetValueOrDefault(word);

    /// <inheritdoc/>
    public (CheckedDocument Document, int Line)? WithPortalId(string id) =>
        byPortalId.Value.TryGetValue(id, out var found) ? found : null;

    /// <inheritdoc/>
    public MediaTarget? Media(string id) => media.GetValueOrDefault(id);

    /// <inheritdoc/>
    public PageTarget? Page(string path)
    {
        var moved = oldAddresses.TryGetValue(path, out var id) ? byId.GetValueOrDefault(id) : null;
        if ((byPath.GetValueOrDefault(path) ?? moved) is { } target) return new(target.Path, target.Id, AnchorsOf(target));
        return pages.Has(path, byPath.ContainsKey) ? PublishedSite.PageOf(path) : null;
    }

    /// <inheritdoc/>
    public string? PathOf(string url) => pages.PathOf(url);

    /// <inheritdoc/>
    public IReadOnlySet<string> AnchorsOf(CheckedDocument document) =>
        anchors.GetOrAdd(document.Id, _ => renderer.AnchorsIn(document.Body));

    /// <inheritdoc/>
    public bool IsOnline(CheckedDocument document) => true;

    private Dictionary<string, (CheckedDocument, int)> PortalIdsOf(List<Candidate> all)
    {
        all.AsParallel().ForAll(document => document.PortalIds(renderer));
        var found = new Dictionary<string, (CheckedDocument, int)>();
        foreach (var document in all)
            foreach (var (id, line) in document.PortalIds(renderer)) found.TryAdd(id, (document, line));
        return found;
    }
}
