using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Portal.Content.Data;
using Portal.Content.Markdown;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Content.Media;

/// <summary>
/// Serves the media library: variants of images, and files to download, in parts where a reader asks for parts (Range). Never an
/// original image.
/// </summary>
internal static class MediaFiles
{
    /// <summary>How many files go to one address at once, and how many more may wait for that.</summary>
    public const int AtOnce = 12, MayWait = 100;

    private const string RateLimit = "media";
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string ForAnHour = "public, max-age=3600";

    /// <summary>Registers what serving needs.</summary>
    public static IServiceCollection AddMediaFiles(this IServiceCollection services) => services.AddSingleton<PlainCopies>()
        .AddRateLimit(RateLimit, http => RateLimitPartition.GetConcurrencyLimiter(
            ClientNetwork.Of(http.Connection.RemoteIpAddress),
            _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = MayWait }));

    /// <summary>
    /// Maps <c>/media/{hash}/{name}</c>; the hash is the first twelve characters of the content's, so an address never changes meaning.
    /// </summary>
    public static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/media/{hash:length(12)}/{name}", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .AllowAnonymous().RequireRateLimiting(RateLimit);

    private static async Task<IResult> ServeAsync(
        string hash, string name, HttpContext context, ContentDb db, DbSession session, PlainCopies copies,
        IServiceScopeFactory scopes, CancellationToken stop)
    {
        if (!hash.All(char.IsAsciiHexDigitLower)) return Results.NotFound();
        var format = Path.GetExtension(name).TrimStart('.');
        if (await db.MediaVariants.AsNoTracking().Where(row => row.Format == format && row.Hash.StartsWith(hash))
            .Select(row => new { row.Hash, row.Bytes.Length }).FirstOrDefaultAsync(stop) is { } variant)
        {
            context.Response.Headers.CacheControl = ForEver;
            return Send(new MediaStream(scopes, MediaTable.Variants, variant.Hash, variant.Length), variant.Hash, $"image/{format}");
        }
        var file = await db.Media.AsNoTracking().Where(item => item.Name == name && item.Hash.StartsWith(hash))
            .Select(item => new { item.Id, item.Name, item.Hash, item.ContentType, item.Refusal, item.Bytes.Length })
            .FirstOrDefaultAsync(stop);
        if (file is null) return await FormerAsync(hash, context, db, session, stop);
        if (file.Refusal is not null) return Results.NotFound();
        if (!file.ContentType.StartsWith("image/", StringComparison.Ordinal))
        {
            context.Response.Headers.CacheControl = ForEver;
            return Send(new MediaStream(scopes, MediaTable.Files, file.Hash, file.Length), file.Hash, file.ContentType, file.Name);
        }
        // Who has the page from before there were variants gets one of those.
        if (await VariantAsync(db, file.Id, file.Name, "jpeg", Picture.UsualWidth, stop) is { } now) return Results.Redirect(now);
        if (await copies.OfAsync(file.Hash, stop) is not { } copy) return Results.NotFound();
        context.Response.Headers.CacheControl = ForAnHour;
        return Send(new MemoryStream(copy, writable: false), "plain-" + file.Hash, file.ContentType);
    }

    // What was replaced is no longer served; whoever has its address gets what took its place, for now.
    private static async Task<IResult> FormerAsync(
        string hash, HttpContext context, ContentDb db, DbSession session, CancellationToken stop)
    {
        var former = await session.FirstAsync(
            """
            select m.id, m.name, m.hash, f.format, f.width from content.media_former f join content.media m on m.id = f.media_id
            where f.hash like $1 || '%' and m.refusal is null limit 1
            """,
            [hash],
            row => new
            {
                Id = row.Id(0),
                Name = row.Text(1),
                Hash = row.Text(2),
                Format = row.TextOrNull(3),
                Width = row.GetOrNull<int>(4),
            },
            stop);
        if (former is null) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Redirect(
            await VariantAsync(db, former.Id, former.Name, former.Format ?? "jpeg", former.Width ?? Picture.UsualWidth, stop)
                ?? MediaAddress.Of(former.Hash, former.Name));
    }

    private static IResult Send(Stream stream, string tag, string contentType, string? name = null) =>
        Results.Stream(stream, contentType, name, entityTag: new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true);

    // The one of about that width; null where there is none, or none yet.
    private static async Task<string?> VariantAsync(
        ContentDb db, Guid id, string name, string format, int width, CancellationToken stop)
    {
        var variant = await db.MediaVariants.AsNoTracking().Where(row => row.MediaId == id && row.Format == format)
            .OrderBy(row => Math.Abs(row.Width - width)).Select(row => new { row.Hash, row.Width, row.Format })
            .FirstOrDefaultAsync(stop);
        return variant is null ? null : MediaAddress.Of(variant.Hash, name, variant.Width, variant.Format);
    }
}
