using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Content.Publishing;

/// <summary>
/// Everything readers can see, at one moment: an immutable picture in memory. A publish makes another one; a page asks this
/// one and never the database.
/// </summary>
public sealed class PublishedSite
{
    private AreaMap? areas;
    private const CompareOptions Ignoring = CompareOptions.IgnoreCase | CompareOptions.IgnoreSymbols;

    private static readonly Comparer<SortKey> ByOrder = Comparer<SortKey>.Create(SortKey.Compare);
    private static readonly FrozenSet<string> OnEveryPage = new[] { "hoofdinhoud" }.ToFrozenSet();

    // Plain dictionaries: frozen ones find a little faster, and take ten times as long to make, which every publish waits for.
    private readonly Dictionary<string, PublishedDocument> byId;
    private readonly Dictionary<string, PublishedDocument> byPath;
    private readonly Dictionary<Type, IReadOnlyList<PublishedDocument>> byRecord;
    private readonly Dictionary<string, PublishedDocument[]> children;
    private readonly Dictionary<string, PublishedDocument[]> mentions;
    private readonly Dictionary<string, string> redirects;
    private readonly HashSet<string> gone;
    private readonly Dictionary<string, string> ownRedirects;
    private ImmutableDictionary<string, MediaTarget> media;

    /// <summary>Makes the picture.</summary>
    /// <param name="documents">All that is online.</param>
    /// <param name="redirects">Old addresses with the id of the document that had them.</param>
    /// <param name="gone">Addresses of archived documents.</param>
    /// <param name="media">All media.</param>
    /// <param name="own">Addresses that somebody sent on, with where they lead; null: none.</param>
    public PublishedSite(
        IReadOnlyList<PublishedDocument> documents, IEnumerable<KeyValuePair<string, string>> redirects, IEnumerable<string> gone,
        IEnumerable<MediaTarget> media, IEnumerable<KeyValuePair<string, string>>? own = null)
        : this(documents, redirects, gone, media.ToImmutableDictionary(item => item.Id), own ?? [])
    {
    }

    private PublishedSite(
        IReadOnlyList<PublishedDocument> documents, IEnumerable<KeyValuePair<string, string>> redirects, IEnumerable<string> gone,
        ImmutableDictionary<string, MediaTarget> media, IEnumerable<KeyValuePair<string, string>> own)
    {
        Documents = documents;
        byId = documents.ToDictionary(document => document.Id);
        byPath = documents.ToDictionary(document => document.Path);
        byRecord = documents.GroupBy(document => document.Type.Record).ToDictionary(
            group => group.Key, group => (IReadOnlyList<PublishedDocument>)[.. group.OrderBy(document => document.Order, ByOrder)]);
        children = documents.Where(document => document.Place.ParentId is not null)
            .GroupBy(document => document.Place.ParentId!).ToDictionary(group => group.Key, group => group.ToArray());
        mentions = documents.Where(document => !document.Type.IsPart)
            .SelectMany(document => document.Common.Themes.Concat(document.Common.Related).Distinct().Select(id => (id, document)))
            .GroupBy(pair => pair.id, pair => pair.document).ToDictionary(group => group.Key, group => group.ToArray());
        this.gone = gone.ToHashSet();
        this.redirects = [];
        foreach (var (path, id) in redirects.Where(pair => !byPath.ContainsKey(pair.Key))) this.redirects[path] = id;
        this.media = media;
        ownRedirects = own.ToDictionary();
        Audiences = AudiencesOf(All<AudienceWords>());
        Parts = [.. documents.Where(document => document.Type.IsPart)];
        Glossary = Glossary.Of(All<GlossaryTerm>().Where(term => term.Properties.Explain).Select(term =>
            new GlossaryEntry(term.Id, term.Title, term.Properties.Variants, term.Properties.Definition, term.Path)));
        FirstDossiers = [.. All<Dossier>().OrderBy(dossier => dossier.Properties.Order).Take(12)];
        GlossaryStamp = All<GlossaryTerm>().Aggregate(17, (stamp, term) => HashCode.Combine(stamp, term.Place.VersionId, term.Path));
    }

    /// <summary>A site with nothing on it.</summary>
    public static PublishedSite Empty { get; } = new([], [], [], Array.Empty<MediaTarget>());

    /// <summary>How titles are put in order: as in a Dutch dictionary, capitals and marks aside.</summary>
    public static StringComparer Alphabet { get; } = StringComparer.Create(Platform.DutchTime.Culture, Ignoring);

    /// <summary>The same of a title that is compared often.</summary>
    internal static SortKey OrderOf(string title) => Platform.DutchTime.Culture.CompareInfo.GetSortKey(title, Ignoring);

    /// <summary>Everything that is online.</summary>
    public IReadOnlyList<PublishedDocument> Documents { get; }

    /// <summary>Those that have no page of their own and are parts of others: menus, texts, words of search.</summary>
    internal IReadOnlyList<PublishedDocument> Parts { get; }

    /// <summary>Addresses that somebody sent on, with where they lead; also those where a page stands by now.</summary>
    internal IReadOnlyDictionary<string, string> OwnRedirects => ownRedirects;

    /// <summary>The paths that are sent on otherwise than in another picture of the site.</summary>
    internal IEnumerable<string> OtherRedirectsThan(PublishedSite other) =>
        ownRedirects.Except(other.ownRedirects).Concat(other.ownRedirects.Except(ownRedirects)).Select(pair => pair.Key);

    /// <summary>Where its organisations are.</summary>
    public AreaMap Areas => areas ??= new(All<Organisation>().Select(one => one.Properties));

    /// <summary>The audiences there are, with what they are called: the standing ones first, then what editors added, by name.</summary>
    public IReadOnlyList<AudienceTerm> Audiences { get; }

    /// <summary>What an audience is called; one that is no more by its name.</summary>
    public AudienceTerm TermOf(Audience audience) =>
        Audiences.FirstOrDefault(term => term.Audience == audience) ?? new(audience, audience.Key, audience.Key);

    /// <summary>The first dossiers in their order, a dozen at most: they stand at the foot of every page.</summary>
    public IReadOnlyList<PublishedDocument<Dossier>> FirstDossiers { get; }

    /// <summary>Addresses that lead to any of these documents, or did when they were online.</summary>
    internal IEnumerable<string> OldAddressesOf(IReadOnlySet<string> ids) =>
        redirects.Where(pair => ids.Contains(pair.Value)).Select(pair => pair.Key);

    /// <summary>The terms that texts explain in place.</summary>
    public Glossary Glossary { get; }

    /// <summary>Changes when any term does.</summary>
    internal int GlossaryStamp { get; }

    /// <summary>The document with that id, or null.</summary>
    public PublishedDocument? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The document of that type with that id, or null.</summary>
    public PublishedDocument<T>? Find<T>(string? id) where T : DocumentProperties =>
        id is null ? null : byId.GetValueOrDefault(id) as PublishedDocument<T>;

    /// <summary>The document at an address, or null.</summary>
    public PublishedDocument? At(string path) => byPath.GetValueOrDefault(path);

    private static IReadOnlyList<AudienceTerm> AudiencesOf(IReadOnlyList<PublishedDocument<AudienceWords>> own)
    {
        var terms = own.Select(one => new AudienceTerm(
            new Audience(one.Id[AudienceWords.Prefix.Length..]), one.Title, one.Properties.Plural)).ToList();
        return
        [
            .. AudienceTerm.Standing.Select(term => terms.Find(one => one.Audience == term.Audience) ?? term),
            .. terms.Where(one => AudienceTerm.Standing.All(term => term.Audience != one.Audience)),
        ];
    }

    /// <summary>What stands at a path, also where a document stood that has moved; null when nothing does.</summary>
    public PageTarget? PageAt(string path, PortalPages pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        if ((At(path) ?? (RedirectOf(path) is { } now ? At(now) : null)) is { Type.IsPart: false } document)
            return new(document.Path, document.Id, null);
        return pages.Has(path, place => At(place) is not null) || ownRedirects.ContainsKey(path) ? PageOf(path) : null;
    }

    /// <summary>A page that is no document: what has an anchor on it differs from day to day, but for where its text begins.</summary>
    internal static PageTarget PageOf(string path) => new(path, null, OnEveryPage);

    /// <summary>All documents of a type, by title.</summary>
    public IReadOnlyList<PublishedDocument<T>> All<T>() where T : DocumentProperties =>
        byRecord.TryGetValue(typeof(T), out var list) ? [.. list.Cast<PublishedDocument<T>>()] : [];

    /// <summary>The documents of a type that stand under a document.</summary>
    public IEnumerable<PublishedDocument<T>> Below<T>(string id) where T : DocumentProperties =>
        children.GetValueOrDefault(id, []).OfType<PublishedDocument<T>>();

    /// <summary>The documents of whatever type that stand under a document.</summary>
    internal IEnumerable<PublishedDocument> Under(string id) => children.GetValueOrDefault(id, []);

    /// <summary>The documents that name this one as their theme or as related.</summary>
    public IEnumerable<PublishedDocument> Mentioning(string id) => mentions.GetValueOrDefault(id, []);

    /// <summary>What belongs with a document: what it names and what names it, without itself.</summary>
    public IEnumerable<PublishedDocument> RelatedTo(PublishedDocument document) =>
        document.Common.Related.Select(Find).OfType<PublishedDocument>()
            .Concat(Mentioning(document.Id).Where(other => other.Common.Related.Contains(document.Id)))
            .Where(other => other != document).DistinctBy(other => other.Id);

    /// <summary>The media item with that id, or null.</summary>
    public MediaTarget? Media(string id) => media.GetValueOrDefault(id);

    /// <summary>All media, so that two pictures of the site can be compared: another file or variant has another address.</summary>
    internal IEnumerable<(MediaTarget Item, string Variants)> AllMedia =>
        media.Values.Select(item => (item with { Variants = [] }, string.Join(' ', item.Variants.Select(variant => variant.Url))));

    /// <summary>The same with another media item: what a new picture costs must not grow with the site.</summary>
    internal PublishedSite With(MediaTarget item)
    {
        var site = (PublishedSite)MemberwiseClone();
        site.media = media.SetItem(item.Id, item);
        return site;
    }

    /// <summary>The same with one document more, or another text of one; for a preview.</summary>
    internal PublishedSite With(PublishedDocument document) =>
        With(
            [.. Documents.Where(other => other.Id != document.Id && other.Path != document.Path), document], redirects, gone, ownRedirects);

    /// <summary>Other documents and addresses with the same media.</summary>
    internal PublishedSite With(
        IReadOnlyList<PublishedDocument> documents, IEnumerable<KeyValuePair<string, string>> redirects, IEnumerable<string> gone,
        IEnumerable<KeyValuePair<string, string>>? own = null) =>
        new(documents, redirects, gone, media, own ?? ownRedirects);

    /// <summary>True when no item of the library differs.</summary>
    internal bool HasSameMedia(PublishedSite other) => media == other.media;

    /// <summary>Where a document that once stood at this address stands now, or null.</summary>
    public string? RedirectOf(string path) => redirects.TryGetValue(path, out var id) ? Find(id)?.Path : null;

    /// <summary>
    /// Where somebody sent an address on, a path or a whole address; null when nobody did, or a page stands there. With a query it is
    /// looked up first, then without: pages of a site before this one were told apart by it.
    /// </summary>
    /// <param name="path">As asked, without a slash at its end.</param>
    /// <param name="query">With its question mark; may be empty.</param>
    public string? SentOn(string path, string? query)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (ownRedirects.Count == 0 || At(path) is { Type.IsPart: false }) return null;
        var asked = path.ToLowerInvariant();
        return (query is { Length: > 1 } ? ownRedirects.GetValueOrDefault(asked + query) : null) ?? ownRedirects.GetValueOrDefault(asked);
    }

    /// <summary>True when what stood at this address was taken away on purpose.</summary>
    public bool IsGone(string path) => gone.Contains(path) || (redirects.ContainsKey(path) && RedirectOf(path) is null);
}
