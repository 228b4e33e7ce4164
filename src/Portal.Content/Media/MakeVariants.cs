using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Content.Data;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Pictures;

namespace Portal.Content.Media;

/// <summary>A picture is to get its variants.</summary>
/// <param name="MediaId">The picture.</param>
/// <param name="Hash">Its file: another one, that came meanwhile, has a job of its own.</param>
internal sealed record MakeVariants(Guid MediaId, string Hash);

/// <summary>Makes the variants of a picture, stores them, and tells every host: pages that show it are made anew.</summary>
internal sealed class MakeVariantsJob(ContentDb db, DbSession session, IImageProcessor images, ILogger<MakeVariantsJob> log)
    : IJob<MakeVariants>
{
    public async Task RunAsync(MakeVariants args, JobRun run, CancellationToken stop)
    {
        var waiting = db.Media.AsNoTracking().Where(item => item.Id == args.MediaId && item.Hash == args.Hash && item.Refusal == null
            && !db.MediaVariants.Any(variant => variant.MediaId == item.Id));
        if (await waiting.Select(item => new { item.Ref, item.Bytes }).FirstOrDefaultAsync(stop) is not { } picture) return;

        var result = await images.ProcessAsync(picture.Bytes, stop);
        if (result.Later is { } reason)
        {
            run.TryAgain($"{picture.Ref}: {reason}");
            return;
        }
        await StoreAsync(args, picture.Ref, result, stop);
        if (result.Refusal is null) return;
        log.LogWarning("{Picture} is kept from readers: {Refusal}", picture.Ref, result.Refusal);
        run.GiveUp($"{picture.Ref}: {result.Refusal}");
    }

    private Task StoreAsync(MakeVariants args, string id, ImageResult result, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var image = result.Image;
            var stored = await db.Media.Where(item => item.Id == args.MediaId && item.Hash == args.Hash).ExecuteUpdateAsync(
                row => row
                    .SetProperty(item => item.Refusal, result.Refusal)
                    .SetProperty(item => item.Color, image == null ? null : image.Color)
                    .SetProperty(item => item.Width, item => image == null ? item.Width : image.Width)
                    .SetProperty(item => item.Height, item => image == null ? item.Height : image.Height),
                stop);
            if (stored == 0) return;
            await db.MediaVariants.Where(variant => variant.MediaId == args.MediaId).ExecuteDeleteAsync(stop);
            db.MediaVariants.AddRange((image?.Variants ?? []).Select(variant => RowOf(args.MediaId, variant)));
            await db.SaveChangesAsync(stop);
            await session.NotifyAsync(ContentChannel.Name, id, stop);
        },
        stop);

    private static MediaVariantRow RowOf(Guid media, ImageVariant variant) => new()
    {
        MediaId = media,
        Format = variant.Format,
        Width = variant.Width,
        Height = variant.Height,
        Hash = Convert.ToHexStringLower(SHA256.HashData(variant.Bytes)),
        Bytes = variant.Bytes,
    };
}
