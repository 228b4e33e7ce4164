using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;

namespace Portal.Content.Media;

/// <summary>Serves the media library: variants of images, and files to download. Never an original image.</summary>
internal static class MediaFiles
{
    private const string ForEver = "public, max-age=31536000, immutable";

    /// <summary>Maps <c>/media/{hash}/{name}</c>; the hash is the first twelve characters of the content's, so an address never changes meaning.</summary>
    public static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/media/{hash:length(12)}/{name}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowAnonymous();

    private static async Task<IResult> ServeAsync(string hash, string name, HttpContext context, ContentDb db, CancellationToken stop)
    {
        var format = Path.GetExtension(name).TrimStart('.');
        if (hash.All(char.IsAsciiHexDigitLower) && await VariantAsync(db, hash, format, stop) is { } variant)
        {
            context.Response.Headers.CacheControl = ForEver;
            return Results.Bytes(variant, $"image/{format}");
        }
        var file = await db.Media.AsNoTracking().FirstOrDefaultAsync(item => item.Name == name && item.Hash.StartsWith(hash) && item.Width == null, stop);
        if (file is null) return Results.NotFound();
        context.Response.Headers.CacheControl = ForEver;
        return Results.Bytes(file.Bytes, file.ContentType, file.Name);
    }

    private static Task<byte[]?> VariantAsync(ContentDb db, string hash, string format, CancellationToken stop) =>
        db.MediaVariants.AsNoTracking().Where(row => row.Format == format && row.Hash.StartsWith(hash)).Select(row => row.Bytes).FirstOrDefaultAsync(stop);
}
