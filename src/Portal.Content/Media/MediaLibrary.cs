using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Import;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Platform.Workers;

namespace Portal.Content.Media;

/// <summary>Keeps media files; images get variants made by the isolated worker before anything is stored.</summary>
public sealed class MediaLibrary(ContentDb db, IImageProcessor images, TimeProvider clock)
{
    /// <summary>All media as pages link to them; without bytes.</summary>
    public async Task<IReadOnlyList<MediaTarget>> TargetsAsync(CancellationToken stop = default)
    {
        var items = await db.Media.AsNoTracking()
            .Select(item => new { item.Id, item.Ref, item.Name, item.ContentType, item.Hash, item.Width, item.Height, item.FrontMatter, Size = item.Bytes.Length })
            .ToListAsync(stop);
        var variants = (await db.MediaVariants.AsNoTracking()
            .Select(variant => new { variant.MediaId, variant.Format, variant.Width, variant.Height, variant.Hash })
            .ToListAsync(stop)).ToLookup(variant => variant.MediaId);
        return items.ConvertAll(item =>
        {
            var properties = JsonSerializer.Deserialize<MediaProperties>(item.FrontMatter, ContentJson.Options)!;
            var stem = Path.GetFileNameWithoutExtension(item.Name);
            return new MediaTarget(item.Ref, properties.Title, properties.Alt, properties.Decorative,
                $"/media/{item.Hash[..12]}/{item.Name}", Path.GetExtension(item.Name).TrimStart('.'), item.Size, item.Width, item.Height, properties.Credit,
                [.. variants[item.Id].OrderBy(variant => variant.Width).Select(variant => new MediaVariant(
                    variant.Format, variant.Width, variant.Height, $"/media/{variant.Hash[..12]}/{stem}-{variant.Width}.{variant.Format}"))]);
        });
    }

    /// <summary>Makes the variants of images that are new or changed. What the worker refuses comes back as an error of the file.</summary>
    internal async Task<(IReadOnlyDictionary<string, ProcessedImage> Images, IReadOnlyList<ContentError> Errors)> PrepareAsync(
        IReadOnlyList<MediaFile> files, CancellationToken stop)
    {
        var known = await db.Media.AsNoTracking().ToDictionaryAsync(item => item.Ref, item => item.Hash, stop);
        var made = new Dictionary<string, ProcessedImage>();
        var errors = new List<ContentError>();
        foreach (var file in files.Where(file => file.Kind.IsImage && known.GetValueOrDefault(file.Id) != file.Hash))
        {
            var result = await images.ProcessAsync(file.Bytes, stop);
            if (result.Image is { } image) made[file.Id] = image;
            else errors.Add(new(file.RelativePath, 1, result.Refusal!));
        }
        return (made, errors);
    }

    /// <summary>Stores files with the variants made for them.</summary>
    internal async Task StoreAsync(
        IReadOnlyList<MediaFile> files, IReadOnlyDictionary<string, ProcessedImage> made, ImportResult result, CancellationToken stop)
    {
        var known = await db.Media.ToDictionaryAsync(item => item.Ref, stop);
        foreach (var file in files)
        {
            if (!known.TryGetValue(file.Id, out var item))
            {
                item = New(file);
                db.Media.Add(item);
                result.Added.Add(file.RelativePath);
            }
            else if (item.Hash == file.Hash && item.Source == file.Source && item.Name == file.Name)
            {
                result.Unchanged++;
                continue;
            }
            else
                result.Changed.Add(file.RelativePath);

            Fill(item, file);
            if (made.TryGetValue(file.Id, out var image)) await ReplaceVariantsAsync(item, image, stop);
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

    private async Task ReplaceVariantsAsync(MediaItem item, ProcessedImage image, CancellationToken stop)
    {
        (item.Width, item.Height, item.Color) = (image.Width, image.Height, image.Color);
        db.MediaVariants.RemoveRange(await db.MediaVariants.Where(variant => variant.MediaId == item.Id).ToListAsync(stop));
        foreach (var variant in image.Variants)
            db.MediaVariants.Add(new MediaVariantRow
            {
                MediaId = item.Id,
                Format = variant.Format,
                Width = variant.Width,
                Height = variant.Height,
                Hash = Convert.ToHexStringLower(SHA256.HashData(variant.Bytes)),
                Bytes = variant.Bytes,
            });
    }
}
