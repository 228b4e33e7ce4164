using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Import;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Content.Media;

/// <summary>Keeps media files. Nothing waits for a picture's variants: a job makes them (<see cref="MakeVariants"/>).</summary>
public sealed class MediaLibrary(ContentDb db, DbSession session, JobQueue jobs, TimeProvider clock)
{
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
            };
        });
    }

    /// <summary>Files whose pixels turned out not to be sound when their variants were to be made, as errors.</summary>
    internal async Task<IReadOnlyList<ContentError>> RefusedAsync(IReadOnlyList<MediaFile> files, CancellationToken stop)
    {
        var refusals = (await db.Media.AsNoTracking().Where(item => item.Refusal != null).Select(item => new { item.Hash, item.Refusal })
            .ToListAsync(stop)).ToLookup(item => item.Hash, item => item.Refusal!);
        return [.. files.SelectMany(file => refusals[file.Hash].Take(1).Select(reason => new ContentError(file.RelativePath, 1, reason)))];
    }

    /// <summary>
    /// Stores files, one after the other from disk; pictures that are new or changed get their variants later, and until then none.
    /// </summary>
    /// <exception cref="RuleBroken">A file is another one now than when it was checked.</exception>
    internal async Task StoreAsync(IReadOnlyList<MediaFile> files, ImportResult result, CancellationToken stop)
    {
        var known = await db.Media.AsNoTracking().Select(item => new { item.Ref, item.Hash, item.Source, item.Name })
            .ToDictionaryAsync(item => item.Ref, stop);
        foreach (var file in files)
        {
            var before = known.GetValueOrDefault(file.Id);
            if (before is not null && (before.Hash, before.Source, before.Name) == (file.Hash, file.Source, file.Name))
            {
                result.Unchanged++;
                continue;
            }
            (before is null ? result.Added : result.Changed).Add(file.RelativePath);
            if (before?.Hash == file.Hash) await DescribeAsync(file, stop);
            else await StoreAsync(file, stop);
        }
    }

    private Task DescribeAsync(MediaFile file, CancellationToken stop) => session.ExecuteAsync(
        """
        update content.media set name = $2, sample = $3, content_type = $4, front_matter = $5::jsonb, source = $6, changed_at = $7
        where ref = $1
        """,
        [
            file.Id, file.Name, file.Sample, file.Kind.ContentType, file.FrontMatter.Json.ToJsonString(), file.Source, clock.GetUtcNow(),
        ],
        stop);

    private async Task StoreAsync(MediaFile file, CancellationToken stop)
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
        var id = Key.Of(file.Id);
        await using var bytes = File.OpenRead(file.Path);
        object?[] values =
        [
            id, file.Id, file.Name, file.Sample, file.Kind.ContentType, file.FrontMatter.Json.ToJsonString(), file.Source,
            clock.GetUtcNow(), file.Hash, file.Picture?.Width, file.Picture?.Height, bytes,
        ];
        if (await session.ValueAsync<string>(sql, values, stop) != file.Hash)
            throw new RuleBroken($"{file.RelativePath} veranderde tijdens het inlezen. Lees de map nog een keer in.");
        await db.MediaVariants.Where(variant => variant.MediaId == id).ExecuteDeleteAsync(stop);
        if (file.Picture is null) return;
        await jobs.EnqueueAsync(
            new MakeVariants(id, file.Hash), new JobOptions { Lane = JobLane.Bulk, Key = $"{file.Id} {file.Hash}" }, stop);
    }
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
