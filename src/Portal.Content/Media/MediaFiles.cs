using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Markdown;
using Portal.Platform.Pictures;

namespace Portal.Content.Media;

/// <summary>Serves the media library: variants of images, and files to download. Never an original image.</summary>
internal static class MediaFiles
{
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string ForAnHour = "public, max-age=3600";

    /// <summary>
    /// Maps <c>/media/{hash}/{name}</c>; the hash is the first twelve characters of the content's, so an address never changes meaning.
    /// </summary>
    public static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/media/{hash:length(12)}/{name}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowAnonymous();

    private static async Task<IResult> ServeAsync(string hash, string name, HttpContext context, ContentDb db, CancellationToken stop)
    {
        if (!hash.All(char.IsAsciiHexDigitLower)) return Results.NotFound();
        var format = Path.GetExtension(name).TrimStart('.');
        var variant = db.MediaVariants.AsNoTracking().Where(row => row.Format == format && row.Hash.StartsWith(hash));
        if (await variant.Select(row => row.Bytes).FirstOrDefaultAsync(stop) is { } bytes)
        {
            context.Response.Headers.CacheControl = ForEver;
            return Results.Bytes(bytes, $"image/{format}");
        }
        var file = await db.Media.AsNoTracking().Where(item => item.Name == name && item.Hash.StartsWith(hash))
            .Select(item => new { item.Id, item.Name, item.ContentType, item.Refusal }).FirstOrDefaultAsync(stop);
        if (file is null || file.Refusal is not null) return Results.NotFound();
        var isPicture = file.ContentType.StartsWith("image/", StringComparison.Ordinal);
        // Who has the page from before there were variants gets one of those.
        if (isPicture && await UsualVariantAsync(db, file.Id, file.Name, stop) is { } now) return Results.Redirect(now);

        context.Response.Headers.CacheControl = isPicture ? ForAnHour : ForEver;
        var original = await db.Media.AsNoTracking().Where(item => item.Id == file.Id).Select(item => item.Bytes).FirstAsync(stop);
        return isPicture ? Results.Bytes(PlainCopy.Of(original), file.ContentType) : Results.Bytes(original, file.ContentType, file.Name);
    }

    private static async Task<string?> UsualVariantAsync(ContentDb db, Guid id, string name, CancellationToken stop)
    {
        var variant = await db.MediaVariants.AsNoTracking().Where(row => row.MediaId == id && row.Format == "jpeg")
            .OrderBy(row => Math.Abs(row.Width - Picture.UsualWidth)).Select(row => new { row.Hash, row.Width, row.Format })
            .FirstOrDefaultAsync(stop);
        return variant is null ? null : MediaAddress.Of(variant.Hash, name, variant.Width, variant.Format);
    }
}
