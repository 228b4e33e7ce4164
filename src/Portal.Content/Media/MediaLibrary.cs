using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Import;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Platform.Jobs;

namespace Portal.Content.Media;

/// <summary>Keeps media files. Nothing waits for a picture's variants: a job makes them (<see cref="MakeVariants"/>).</summary>
public sealed class MediaLibrary(ContentDb db, JobQueue jobs, TimeProvider clock)
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

    /// <summary>Stores files; pictures that are new or changed get their variants later, and until then none.</summary>
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
            var item = before is null ? db.Media.Add(New(file)).Entity : await db.Media.SingleAsync(row => row.Ref == file.Id, stop);
            (before is null ? result.Added : result.Changed).Add(file.RelativePath);
            Fill(item, file);
            if (before?.Hash != file.Hash) await RenewPictureAsync(item, file, stop);
        }
        await db.SaveChangesAsync(stop);
    }

    private MediaItem New(MediaFile file) => new()
    {
        Id = Key.Of(file.Id),
        Ref = file.Id,
        Name = file.Name,
        Sample = file.Sample,
        ContentType = file.Kind.ContentType,
        Hash = file.Hash,
        Bytes = file.Bytes,
        FrontMatter = "{}",
        Source = file.Source,
        ChangedAt = clock.GetUtcNow(),
    };

    private void Fill(MediaItem item, MediaFile file)
    {
        (item.Name, item.Sample, item.ContentType) = (file.Name, file.Sample, file.Kind.ContentType);
        (item.Hash, item.Bytes, item.Source) = (file.Hash, file.Bytes, file.Source);
        item.FrontMatter = file.FrontMatter.Json.ToJsonString();
        item.ChangedAt = clock.GetUtcNow();
    }

    private async Task RenewPictureAsync(MediaItem item, MediaFile file, CancellationToken stop)
    {
        (item.Width, item.Height, item.Color, item.Refusal) = (file.Picture?.Width, file.Picture?.Height, null, null);
        await db.MediaVariants.Where(variant => variant.MediaId == item.Id).ExecuteDeleteAsync(stop);
        if (file.Picture is null) return;
        var key = $"{item.Ref} {item.Hash}";
        await jobs.EnqueueAsync(new MakeVariants(item.Id, item.Hash), new JobOptions { Lane = JobLane.Bulk, Key = key }, stop);
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
