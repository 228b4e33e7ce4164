using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Pictures;

namespace Portal.Content.Media;

/// <summary>Keeps media files. Nothing waits for a picture's variants: a job makes them (<see cref="MakeVariants"/>).</summary>
internal sealed class MediaLibrary(ContentDb db, DbSession session, JobQueue jobs, MediaRoom room, TimeProvider clock)
{
    /// <summary>How much of it is taken.</summary>
    internal MediaRoom Room { get; } = room;

    /// <summary>Media as pages link to them, without bytes: all, or the one with this id.</summary>
    public async Task<IReadOnlyList<MediaTarget>> TargetsAsync(string? id = null, CancellationToken stop = default)
    {
        var items = await db.Media.AsNoTracking().Where(item => id == null || item.Ref == id)
            .Select(item => new
            {
                item.Id,
                item.Ref,
                item.Name,
                item.Hash,
                item.Width,
                item.Height,
                item.Refusal,
                item.FrontMatter,
                Size = item.Bytes.Length,
            })
            .ToListAsync(stop);
        var variants = (await db.MediaVariants.AsNoTracking()
            .Where(variant => id == null || db.Media.Any(item => item.Id == variant.MediaId && item.Ref == id))
            .Select(variant => new { variant.MediaId, variant.Format, variant.Width, variant.Height, variant.Hash })
            .ToListAsync(stop)).ToLookup(variant => variant.MediaId);
        return items.ConvertAll(item =>
        {
            var properties = JsonSerializer.Deserialize<MediaProperties>(item.FrontMatter, ContentJson.Options)!;
            return new MediaTarget(
                item.Ref, properties.Title, properties.Alt, properties.Decorative, MediaAddress.Of(item.Hash, item.Name),
                Path.GetExtension(item.Name).TrimStart('.'), item.Size, item.Width, item.Height, properties.Credit,
                [.. variants[item.Id].OrderBy(row => row.Width).Select(row => new MediaVariant(
                    row.Format, row.Width, row.Height, MediaAddress.Of(row.Hash, item.Name, row.Width, row.Format)))])
            {
                IsRefused = item.Refusal is not null,
                Language = properties.Language,
                Folder = properties.Folder?.Trim() ?? "",
                Focus = properties is { FocusX: { } x, FocusY: { } y } ? $"{x}% {y}%" : null,
            };
        });
    }

    /// <summary>Why files were refused whose pixels turned out not to be sound when their variants were to be made, by hash.</summary>
    internal async Task<ILookup<string, string>> RefusalsAsync(CancellationToken stop) =>
        (await db.Media.AsNoTracking().Where(item => item.Refusal != null).Select(item => new { item.Hash, item.Refusal })
            .ToListAsync(stop)).ToLookup(item => item.Hash, item => item.Refusal!);

    /// <summary>What is known of every item, by id: the hash of its bytes, its description as written, its file's name.</summary>
    internal async Task<IReadOnlyDictionary<string, (string Hash, string Source, string Name)>> KnownAsync(CancellationToken stop) =>
        (await db.Media.AsNoTracking().Select(item => new { item.Ref, item.Hash, item.Source, item.Name }).ToListAsync(stop))
            .ToDictionary(item => item.Ref, item => (item.Hash, item.Source, item.Name));

    /// <summary>Describes an item that has these bytes already. Whoever calls tells the hosts.</summary>
    internal Task DescribeAsync(NewMedia item, CancellationToken stop) => session.ExecuteAsync(
        """
        update content.media set name = $2, sample = $3, content_type = $4, front_matter = $5::jsonb, source = $6, changed_at = $7
        where ref = $1
        """,
        [item.Id, item.Name, item.Sample, item.Kind.ContentType, item.FrontMatter.ToJsonString(), item.Source, clock.GetUtcNow()], stop);

    /// <summary>
    /// Stores an item, in place of the one that has its id; a picture gets its variants later, and until then none. Addresses of the bytes
    /// that were there lead to these. Whoever calls tells the hosts. False when the bytes are others than its hash says: then nothing
    /// of the transaction may stay.
    /// </summary>
    internal async Task<bool> PutAsync(NewMedia item, Stream bytes, CancellationToken stop, JobLane lane = JobLane.Bulk)
    {
        const string sql = """
            insert into content.media
                (id, ref, name, sample, content_type, front_matter, source, changed_at, hash, width, height, bytes)
            values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11, $12)
            on conflict (ref) do update set
                name = excluded.name, sample = excluded.sample, content_type = excluded.content_type,
                front_matter = excluded.front_matter, source = excluded.source, changed_at = excluded.changed_at,
                hash = excluded.hash, width = excluded.width, height = excluded.height, bytes = excluded.bytes, color = null, refusal = null
            returning encode(sha256(bytes), 'hex')
            """;
        var id = Key.Of(item.Id);
        await RememberAddressesAsync(id, item.Hash, stop);
        object?[] values =
        [
            id, item.Id, item.Name, item.Sample, item.Kind.ContentType, item.FrontMatter.ToJsonString(), item.Source, clock.GetUtcNow(),
            item.Hash, item.Picture?.Width, item.Picture?.Height, bytes,
        ];
        if (await session.ValueAsync<string>(sql, values, stop) != item.Hash) return false;
        await db.MediaVariants.Where(variant => variant.MediaId == id).ExecuteDeleteAsync(stop);
        await AskForMoreAsync(item, lane, stop);
        return true;
    }

    /// <summary>Stores a new item and tells all hosts; false, and nothing is done, when its id or its name is taken.</summary>
    internal async Task<bool> AddAsync(NewMedia item, byte[] bytes, CancellationToken stop)
    {
        const string sql = """
            insert into content.media
                (id, ref, name, sample, content_type, front_matter, source, changed_at, hash, width, height, bytes)
            select $1, $2, $3, false, $4, $5::jsonb, $6, $7, $8, $9, $10, $11
            on conflict do nothing
            returning ref
            """;
        // Asked first, so that not every try sends the file.
        if (await db.Media.AnyAsync(other => other.Ref == item.Id || (other.Name == item.Name && !other.Sample), stop)) return false;
        object?[] values =
        [
            Key.Of(item.Id), item.Id, item.Name, item.Kind.ContentType, item.FrontMatter.ToJsonString(), item.Source, clock.GetUtcNow(),
            item.Hash, item.Picture?.Width, item.Picture?.Height, bytes,
        ];
        if (await session.ValueAsync<string>(sql, values, stop) is null) return false;
        await AskForMoreAsync(item, JobLane.Soon, stop);
        await session.NotifyAsync(ContentChannel.Name, item.Id, stop);
        return true;
    }

    /// <summary>Describes an item anew and tells all hosts; false when somebody else did meanwhile, or took it away.</summary>
    /// <param name="id">The item.</param>
    /// <param name="before">The description as it was read.</param>
    /// <param name="source">As it is now (YAML).</param>
    /// <param name="frontMatter">The values of that.</param>
    /// <param name="stop">Cancels the call.</param>
    internal Task<bool> DescribeAsync(string id, string before, string source, JsonObject frontMatter, CancellationToken stop) =>
        session.InTransactionAsync(
            async () =>
            {
                object?[] values = [id, before, source, frontMatter.ToJsonString(), clock.GetUtcNow()];
                var changed = await session.ExecuteAsync(
                    "update content.media set source = $3, front_matter = $4::jsonb, changed_at = $5 where ref = $1 and source = $2",
                    values, stop);
                if (changed > 0) await session.NotifyAsync(ContentChannel.Name, id, stop);
                return changed > 0;
            },
            stop);

    /// <summary>Takes an item away and tells all hosts. Whether it is used is for the caller to know.</summary>
    internal async Task DeleteAsync(string id, CancellationToken stop)
    {
        await session.ExecuteAsync("delete from content.media where ref = $1", [id], stop);
        await session.NotifyAsync(ContentChannel.Name, "", stop);
    }

    // Of the bytes that go, before they go; what comes back is no former one.
    private async Task RememberAddressesAsync(Guid id, string hash, CancellationToken stop)
    {
        await session.ExecuteAsync(
            """
            insert into content.media_former (hash, media_id, format, width)
            select hash, id, null, null from content.media where id = $1 and hash <> $2
            union all
            select v.hash, v.media_id, v.format, v.width from content.media_variants v
            join content.media m on m.id = v.media_id where m.id = $1 and m.hash <> $2
            on conflict (hash) do update
                set media_id = excluded.media_id, format = excluded.format, width = excluded.width
            """,
            [id, hash], stop);
        await session.ExecuteAsync("delete from content.media_former where media_id = $1 and hash = $2", [id, hash], stop);
    }

    // A picture gets its variants, a document is read, so that what it says is found.
    private Task AskForMoreAsync(NewMedia item, JobLane lane, CancellationToken stop)
    {
        var options = new JobOptions { Lane = lane, Key = $"{item.Id} {item.Hash}" };
        return item.Picture is not null
            ? jobs.EnqueueAsync(new MakeVariants(Key.Of(item.Id), item.Hash), options, stop)
            : jobs.EnqueueAsync(new ReadText(item.Id, item.Hash), options, stop);
    }
}

/// <summary>An item that is to come into the library.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">File name with the ending of its kind.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Picture">What its header says, when it is a picture.</param>
/// <param name="Hash">SHA-256 of its bytes, lower-case hex.</param>
/// <param name="Source">Its description (YAML).</param>
/// <param name="FrontMatter">The values of that.</param>
internal sealed record NewMedia(
    string Id, string Name, FileKind Kind, PictureFile? Picture, string Hash, string Source, JsonObject FrontMatter)
{
    /// <summary>An invented one, for a first look.</summary>
    public bool Sample { get; init; }
}

/// <summary>Where media are served: an address names the bytes, so it never changes meaning.</summary>
internal static class MediaAddress
{
    /// <summary>A file as it was uploaded.</summary>
    public static string Of(string hash, string name) => $"/media/{hash[..12]}/{name}";

    /// <summary>A variant of a picture.</summary>
    public static string Of(string hash, string name, int width, string format) =>
        Of(hash, $"{Path.GetFileNameWithoutExtension(name)}-{width}.{format}");
}
