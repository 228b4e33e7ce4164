using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Content.Markdown;
using Portal.Content.Media;
using Portal.Content.Types;
using Portal.Platform.Events;
using Portal.Platform.Health;
using Portal.Platform.Pages;

namespace Portal.Content.Publishing;

/// <summary>
/// Holds the <see cref="PublishedSite"/> of this host and swaps it when any host published. Documents whose version and place
/// did not change are carried over, so that a swap reads only what is new.
/// </summary>
public sealed class LiveSite(NpgsqlDataSource source, DocumentTypes types, IServiceScopeFactory scopes, PageCache pages)
    : IListener, IReadinessCheck
{
    private readonly SemaphoreSlim reloading = new(1, 1);
    private volatile PublishedSite current = PublishedSite.Empty;
    private volatile bool loaded;

    /// <summary>What readers see now.</summary>
    public PublishedSite Current => current;

    /// <inheritdoc/>
    public string Channel => Publisher.Channel;

    /// <inheritdoc/>
    public string Name => "site";

    /// <inheritdoc/>
    public Task OnNotifiedAsync(string? payload, CancellationToken stop) =>
        payload is { Length: > 0 } picture ? RenewPictureAsync(picture, stop) : ReloadAsync(stop);

    /// <inheritdoc/>
    public Task<bool> IsReadyAsync(CancellationToken stop) => Task.FromResult(loaded);

    /// <summary>Reads what is online and swaps the picture; pages that used something that changed are made anew.</summary>
    public async Task ReloadAsync(CancellationToken stop = default)
    {
        await reloading.WaitAsync(stop);
        try
        {
            var before = current;
            var after = await LoadAsync(before, stop);
            current = after;
            loaded = true;
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
            if (!loaded || await MediaAsync(id, stop) is not [var picture]) return;
            current = current.With(picture);
            pages.Evict(new HashSet<string> { id });
        }
        finally
        {
            reloading.Release();
        }
    }

    private async Task<IReadOnlyList<MediaTarget>> MediaAsync(string? id, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MediaLibrary>().TargetsAsync(id, stop);
    }

    // A page depends on documents (their ids) and on lists (the type's name); a changed document touches both, and the pages of
    // what it names: they may show it. A picture that changed touches the pages that show it.
    private static HashSet<string> ChangedBetween(PublishedSite before, PublishedSite after)
    {
        var changed = before.Documents.Except(after.Documents).Concat(after.Documents.Except(before.Documents))
            .SelectMany(document => (string[])[document.Id, document.Type.Name, .. document.Type.ReferencesOf(document.Common)]).ToHashSet();
        changed.UnionWith(before.AllMedia.Except(after.AllMedia).Concat(after.AllMedia.Except(before.AllMedia)).Select(media => media.Item.Id));
        if (before.GlossaryStamp != after.GlossaryStamp) changed.Add(PageTags.Glossary);
        return changed;
    }

    private async Task<PublishedSite> LoadAsync(PublishedSite before, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, stop);
        var places = await PlacesAsync(connection, stop);
        var kept = before.Documents.ToDictionary(document => document.Place);
        var fresh = await BodiesAsync(connection, [.. places.Where(place => !kept.ContainsKey(place)).Select(place => place.VersionId)], stop);
        var documents = places.ConvertAll(place => kept.TryGetValue(place, out var known) ? known : Make(place, fresh[place.VersionId]));
        var redirects = await PairsAsync(connection, "select r.path, d.ref from content.redirects r join content.documents d on d.id = r.document_id", stop);
        var gone = await PairsAsync(connection, """
            select d.path, d.ref from content.documents d left join content.documents p on p.id = d.parent_id
            where 'archived' in (d.state, p.state)
            """, stop);
        return new PublishedSite(documents, redirects, gone.Select(pair => pair.Key), await MediaAsync(null, stop));
    }

    private static PublishedDocument Make(PublishedPlace place, (string FrontMatter, string Body) text) =>
        PublishedDocument.Of(place, place.Type.Read(JsonNode.Parse(text.FrontMatter)!.AsObject()), text.Body);

    private async Task<List<PublishedPlace>> PlacesAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        const string sql = """
            select d.ref, d.type, d.path, p.ref, d.sample, v.id, v.changed_at
            from content.documents d
            join content.versions v on v.id = d.live_version_id
            left join content.documents p on p.id = d.parent_id
            where d.parent_id is null or p.live_version_id is not null
            order by d.ref
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var places = new List<PublishedPlace>();
        while (await reader.ReadAsync(stop))
            places.Add(new PublishedPlace(reader.GetString(0), types[reader.GetString(1)], reader.GetString(2),
                await reader.IsDBNullAsync(3, stop) ? null : reader.GetString(3), reader.GetBoolean(4), reader.GetGuid(5),
                await reader.GetFieldValueAsync<DateTimeOffset>(6, stop)));
        return places;
    }

    private static async Task<Dictionary<Guid, (string FrontMatter, string Body)>> BodiesAsync(
        NpgsqlConnection connection, Guid[] versions, CancellationToken stop)
    {
        var bodies = new Dictionary<Guid, (string, string)>();
        if (versions.Length == 0) return bodies;
        await using var command = new NpgsqlCommand("select id, front_matter::text, body from content.versions where id = any($1)", connection)
        {
            Parameters = { new NpgsqlParameter { Value = versions } },
        };
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) bodies[reader.GetGuid(0)] = (reader.GetString(1), reader.GetString(2));
        return bodies;
    }

    private static async Task<List<KeyValuePair<string, string>>> PairsAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var pairs = new List<KeyValuePair<string, string>>();
        while (await reader.ReadAsync(stop)) pairs.Add(new(reader.GetString(0), reader.GetString(1)));
        return pairs;
    }
}
