using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Content.Checks;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Platform.Data;

namespace Portal.Content.Publishing;

/// <summary>
/// What stands around a draft: what readers see now, and the places of what they do not see. Nothing is copied: what is looked up in all
/// documents (words, ids of blocks) is gathered once for each picture of the site, when somebody first asks.
/// </summary>
internal sealed class PublishedNeighbours : INeighbours
{
    private static readonly ConditionalWeakTable<PublishedSite, Gathered> GatheredOf = [];
    private static readonly ConditionalWeakTable<PublishedDocument, IReadOnlySet<string>> KnownAnchors = [];

    private readonly PublishedSite site;
    private readonly PortalPages pages;
    private readonly MarkdownRenderer renderer;
    private readonly Dictionary<string, CheckedDocument> offline;
    private readonly Dictionary<string, CheckedDocument> offlineByPath;
    private readonly Gathered gathered;

    /// <summary>Looks around.</summary>
    /// <param name="site">What readers see.</param>
    /// <param name="pages">The portal's own pages.</param>
    /// <param name="renderer">Reads bodies.</param>
    /// <param name="offline">Documents that readers do not see, drafts of new ones among them.</param>
    public PublishedNeighbours(PublishedSite site, PortalPages pages, MarkdownRenderer renderer, IEnumerable<CheckedDocument> offline)
    {
        (this.site, this.pages, this.renderer) = (site, pages, renderer);
        this.offline = offline.Where(document => site.Find(document.Id) is null).ToDictionary(document => document.Id);
        offlineByPath = this.offline.Values.DistinctBy(document => document.Path).ToDictionary(document => document.Path);
        gathered = GatheredOf.GetValue(site, one => new Gathered(one));
    }

    /// <inheritdoc/>
    public Glossary Glossary => site.Glossary;

    /// <inheritdoc/>
    public CheckedDocument? Find(string id) => Seen(site.Find(id)) ?? offline.GetValueOrDefault(id);

    /// <inheritdoc/>
    public string? TypeInPortal(string id) => (site.Find(id)?.Type ?? offline.GetValueOrDefault(id)?.Type)?.Name;

    /// <inheritdoc/>
    public CheckedDocument? At(string path) => Seen(site.At(path)) ?? offlineByPath.GetValueOrDefault(path);

    /// <inheritdoc/>
    public bool IsReserved(string path) => pages.IsReserved(path);

    /// <inheritdoc/>
    public IEnumerable<CheckedDocument> Below(string id) => site.Under(id).Select(document => new Online(document));

    /// <inheritdoc/>
    public CheckedDocument? WithWord(string word) => gathered.Words.Value.TryGetValue(word, out var term) ? new Online(term) : null;

    /// <inheritdoc/>
    public (CheckedDocument Document, int Line)? WithPortalId(string id)
    {
        foreach (var document in gathered.WithBlockId.Value[id])
        {
            var found = renderer.PortalIdsIn(document.Body).FirstOrDefault(block => block.Id == id);
            if (found.Id is not null) return (new Online(document), found.Line);
        }
        return null;
    }

    /// <inheritdoc/>
    public MediaTarget? Media(string id) => site.Media(id);

    /// <inheritdoc/>
    public PageTarget? Page(string path)
    {
        var page = site.PageAt(path, pages);
        if (page is null) return offlineByPath.TryGetValue(path, out var hidden) ? new(path, hidden.Id, null) : null;
        return page.DocumentId is { } id && site.Find(id) is { } document ? page with { Anchors = AnchorsOf(document) } : page;
    }

    /// <inheritdoc/>
    public string? PathOf(string url) => pages.PathOf(url);

    /// <inheritdoc/>
    public IReadOnlySet<string>? AnchorsOf(CheckedDocument document) => document is Online online ? AnchorsOf(online.Document) : null;

    /// <inheritdoc/>
    public bool IsOnline(CheckedDocument document) => document is Online;

    private IReadOnlySet<string> AnchorsOf(PublishedDocument document) =>
        KnownAnchors.GetValue(document, one => renderer.AnchorsIn(one.Body));

    private static Online? Seen(PublishedDocument? document) => document is null ? null : new Online(document);

    private sealed class Online : CheckedDocument
    {
        private JsonObject? json;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Online(PublishedDocument document)
        {
            Document = document;
            (Id, Type, Slug, Body) = (document.Id, document.Type, document.Path[(document.Path.LastIndexOf('/') + 1)..], document.Body);
            (ParentId, Path, Sample) = (document.Place.ParentId, document.Path, document.Place.Sample);
        }

        public PublishedDocument Document { get; }

        public override JsonObject Json => json ??=
            JsonSerializer.SerializeToNode(Document.Common, Document.Common.GetType(), ContentJson.Options)!.AsObject();

        public override DocumentProperties Properties => Document.Common;
    }

    /// <summary>What has to be gathered from all documents of a site.</summary>
    private sealed class Gathered(PublishedSite site)
    {
        public Lazy<Dictionary<string, PublishedDocument>> Words { get; } = new(() =>
        {
            var words = new Dictionary<string, PublishedDocument>(StringComparer.OrdinalIgnoreCase);
            foreach (var term in site.All<GlossaryTerm>())
                foreach (var word in term.Properties.Variants.Prepend(term.Title)) words.TryAdd(word, term);
            return words;
        });

        /// <summary>Documents in which a first line of a block has an id, by that id: what the line is, is read when it matters.</summary>
        public Lazy<ILookup<string, PublishedDocument>> WithBlockId { get; } = new(() =>
            site.Documents.AsParallel().AsOrdered().SelectMany(document => BlockIdsIn(document.Body).Select(id => (id, document)))
                .ToLookup(pair => pair.id, pair => pair.document));

        private static IEnumerable<string> BlockIdsIn(string body)
        {
            for (var at = body.IndexOf(":::", StringComparison.Ordinal); at >= 0; at = body.IndexOf(":::", at, StringComparison.Ordinal))
            {
                var end = body.IndexOf('\n', at) is var stop and >= 0 ? stop : body.Length;
                if (body.IndexOf(" id=", at, end - at, StringComparison.Ordinal) is var key and >= 0)
                    yield return body[(key + 4)..end].TrimStart('"').Split(' ', '"')[0];
                at = end;
            }
        }
    }
}

/// <summary>Reads what stands around drafts at this moment.</summary>
internal sealed class NeighbourReader(
    LiveSite live, PortalPages pages, MarkdownRenderer renderer, DocumentTypes types, DbSession session)
{
    /// <summary>What readers see, and the places of all that they do not see.</summary>
    public async Task<INeighbours> ReadAsync(CancellationToken stop = default)
    {
        var offline = await session.ListAsync(
            """
            select d.ref, d.type, d.slug, p.ref, d.path, d.sample
            from content.documents d
            left join content.documents p on p.id = d.parent_id
            where d.deleted_at is null and (d.live_version_id is null or (p.id is not null and p.live_version_id is null))
            """,
            [],
            row => new CheckedDocument
            {
                Id = row.Text(0),
                Type = types[row.Text(1)],
                Slug = row.Text(2),
                ParentId = row.TextOrNull(3),
                Path = row.Text(4),
                Sample = row.Get<bool>(5),
                Body = "",
            },
            stop);
        return new PublishedNeighbours(live.Current, pages, renderer, offline);
    }
}
