using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Markdown;
using Portal.Content.Media;
using Portal.Content.Types;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Health;
using Portal.Platform.Pages;

namespace Portal.Content.Publishing;

/// <summary>
/// Holds the <see cref="PublishedSite"/> of this host and swaps it when any host published. Documents whose version and place
/// did not change are carried over, so that a swap reads only what is new.
/// </summary>
public sealed class LiveSite(DocumentTypes types, IServiceScopeFactory scopes, PageCache pages)
    : IListener, IReadinessCheck
{
    private readonly SemaphoreSlim reloading = new(1, 1);
    private volatile PublishedSite current = PublishedSite.Empty;
    private volatile bool loaded;
    private DatabaseSnapshot? seen; // what the picture was read of; changed by who reloads alone

    // A preview shows another picture, to its own request and to nobody else: every page, part and reader of texts asks for it here.
    private static readonly AsyncLocal<PublishedSite?> Laid = new();

    /// <summary>What readers see now; in a preview (<see cref="Show"/>) with a draft laid over it.</summary>
    public PublishedSite Current => Laid.Value ?? current;

    /// <summary>What readers see now, in a preview too.</summary>
    internal PublishedSite Public => current;

    /// <summary>Shows another picture to the rest of this request, and to nothing else.</summary>
    internal static void Show(PublishedSite? site) => Laid.Value = site;

    /// <inheritdoc/>
    public string Channel => ContentChannel.Name;

    /// <inheritdoc/>
    public string Name => "site";

    /// <inheritdoc/>
    public Task OnNotifiedAsync(string? payload, CancellationToken stop) =>
        ContentChannel.TransactionIn(payload) is { } number ? ReloadAsync(number, stop)
            : payload is { Length: > 0 } picture ? RenewPictureAsync(picture, stop)
            : ReloadAsync(stop);

    /// <summary>True once it has been read; until then it is empty.</summary>
    public bool IsLoaded => loaded;

    /// <inheritdoc/>
    public Task<ReadinessState> AskAsync(CancellationToken stop) =>
        Task.FromResult(loaded ? ReadinessState.Ready : ReadinessState.NotReady);

    /// <summary>How often it was read since this host started.</summary>
    internal int Reads { get; private set; }

    /// <summary>Reads what is online and swaps the picture; pages that used something that changed are made anew.</summary>
    public Task ReloadAsync(CancellationToken stop = default) => ReloadAsync(null, stop);

    /// <summary>
    /// The same for what one transaction published, unless it is in it already: who published hears of itself too. Media are carried over,
    /// for what changes them is told by itself; reading twenty thousand of them takes longer than all the rest.
    /// </summary>
    internal async Task ReloadAsync(ulong? published, CancellationToken stop)
    {
        await reloading.WaitAsync(stop);
        try
        {
            if (published is { } number && seen?.Shows(number) == true) return;
            var before = current;
            (var after, seen) = await LoadAsync(before, withMedia: published is null || !loaded, stop);
            current = after;
            types.Offer(after.Audiences);
            loaded = true;
            Reads++;
            pages.Evict(ChangedBetween(before, after));
        }
        finally
        {
            reloading.Release();
        }
    }

    // A picture got its variants: everything else stays. Before the site is loaded, loading it reads this too.
    private async Task RenewPictureAsync(string id, CancellationToken stop)
    {
        await reloading.WaitAsync(stop);
        try
        {
            if (!loaded) return;
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<MediaLibrary>().TargetsAsync(id, stop) is not [var picture]) return;
            current = current.With(picture);
            pages.Evict(new HashSet<string> { id });
        }
        finally
        {
            reloading.Release();
        }
    }

    // A page depends on documents (their ids, or paths written as links) and on lists (the type's name); a changed document touches all,
    // and the pages of what it names: they may show it. A picture that changed touches the pages that show it.
    private static HashSet<string> ChangedBetween(PublishedSite before, PublishedSite after)
    {
        var changed = before.Documents.Except(after.Documents).Concat(after.Documents.Except(before.Documents))
            .SelectMany(document => document.Type.ReferencesOf(document.Common).Concat([document.Id, document.Path, document.Type.Name]))
            .ToHashSet();
        // A text may name it by an address of before.
        changed.UnionWith(after.OldAddressesOf(changed).ToList());
        changed.UnionWith(after.OtherRedirectsThan(before));
        if (before.GlossaryStamp != after.GlossaryStamp) changed.Add(PageTags.Glossary);
        if (!before.Parts.SequenceEqual(after.Parts)) changed.Add(DocumentType.PartsOfPages);
        if (before.HasSameMedia(after)) return changed;
        var otherMedia = before.AllMedia.Except(after.AllMedia).Concat(after.AllMedia.Except(before.AllMedia));
        changed.UnionWith(otherMedia.Select(media => media.Item.Id));
        return changed;
    }

    private async Task<(PublishedSite Site, DatabaseSnapshot Snapshot)> LoadAsync(
        PublishedSite before, bool withMedia, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        return await session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync("set transaction isolation level repeatable read", [], stop); // one picture of all tables
                var snapshot = await DatabaseSnapshot.OfAsync(session, stop);
                var places = await PlacesAsync(session, before, stop);
                var fresh = await TextsAsync(
                    session, [.. places.Where(place => place.Known is null).Select(place => place.Place.VersionId)], stop);
                var documents = places.AsParallel().AsOrdered()
                    .Select(place => place.Known ?? Make(place.Place, fresh[place.Place.VersionId])).ToList();
                var redirects = await session.ListAsync(
                    """
                    select r.path, d.ref from content.redirects r join content.documents d on d.id = r.document_id
                    union
                    select d.path, t.ref from content.documents d join content.documents t on t.id = d.answer_id
                    where d.live_version_id is null and d.deleted_at is null
                    """,
                    [],
                    row => KeyValuePair.Create(row.Text(0), row.Text(1)), stop);
                var gone = await session.ListAsync(
                    """
                    select d.path from content.documents d where d.answer = 'gone'
                    union
                    select d.path from content.documents d join content.documents p on p.id = d.parent_id where p.answer = 'gone'
                    """,
                    [], row => row.Text(0), stop);
                var own = await session.ListAsync(
                    "select path, target from content.own_redirects", [], row => KeyValuePair.Create(row.Text(0), row.Text(1)), stop);
                if (!withMedia) return (before.With(documents, redirects, gone, own), snapshot);
                var media = await scope.ServiceProvider.GetRequiredService<MediaLibrary>().TargetsAsync(null, stop);
                return (new PublishedSite(documents, redirects, gone, media, own), snapshot);
            },
            stop);
    }

    private static PublishedDocument Make(PublishedPlace place, Text text) => PublishedDocument.Of(
        place with { ChangedAt = text.ChangedAt }, place.Type.Read(text.FrontMatter), text.Body, Encoding.UTF8.GetBytes(text.FrontMatter));

    // Versions never change: who stands where it stood with the version it had is known, and its row among all versions is not looked up.
    private async Task<List<(PublishedPlace Place, PublishedDocument? Known)>> PlacesAsync(
        DbSession session, PublishedSite before, CancellationToken stop)
    {
        var places = await session.ListAsync(
            """
            select d.ref, d.type, d.path, p.ref, d.sample, d.live_version_id
            from content.documents d left join content.documents p on p.id = d.parent_id
            where d.live_version_id is not null and (d.parent_id is null or p.live_version_id is not null)
            """,
            [],
            row => new PublishedPlace(
                row.Text(0), types[row.Text(1)], row.Text(2), row.TextOrNull(3), row.Get<bool>(4), row.Id(5), default),
            stop);
        places.Sort((one, other) => string.CompareOrdinal(one.Id, other.Id));
        return places.ConvertAll(
            place => (place, before.Find(place.Id) is { } known && known.Place with { ChangedAt = default } == place ? known : null));
    }

    private static async Task<Dictionary<Guid, Text>> TextsAsync(DbSession session, Guid[] versions, CancellationToken stop)
    {
        if (versions.Length == 0) return [];
        var texts = await session.ListAsync(
            "select id, changed_at, front_matter::text, body from content.versions where id = any($1)", [versions],
            row => KeyValuePair.Create(row.Id(0), new Text(row.Moment(1), row.Text(2), row.Text(3))), stop);
        return new(texts);
    }

    private sealed record Text(DateTimeOffset ChangedAt, string FrontMatter, string Body);
}
