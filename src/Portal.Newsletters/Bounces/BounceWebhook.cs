using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Portal.Newsletters.Bounces;

/// <summary>
/// Mail that came back, handed over by a mail server: <c>POST /api/nieuwsbrieven/terug</c> with the mail as it came
/// (<c>message/rfc822</c>) and <c>Authorization: Bearer</c> with the key of the setting. Without that setting there is nothing here.
/// </summary>
internal static class BounceWebhook
{
    /// <summary>Name of its rate limit.</summary>
    public const string RateLimit = "newsletter-bounces";

    private const string Scheme = "Bearer ";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/nieuwsbrieven/terug", TakeAsync).RequireRateLimiting(RateLimit).AllowAnonymous();

    private static async Task<IResult> TakeAsync(
        HttpContext http, IOptions<NewslettersOptions> options, ReturnedMails returned, CancellationToken stop)
    {
        var key = options.Value.Bounces.WebhookKey;
        if (key.Length == 0) return Results.NotFound();
        if (!IsKey(http.Request.Headers.Authorization.ToString(), key)) return Results.Unauthorized();
        if (await BodyAsync(http.Request.Body, stop) is not { } raw) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (BounceReader.Parse(raw) is null) return Results.BadRequest();
        var taken = await returned.TakeAsync(raw, stop);
        return Results.Json(new { soort = taken.Kind.ToString().ToLowerInvariant(), vanOns = taken.IsKnown });
    }

    // Of hashes, so that neither length nor beginning can be told by how long it takes.
    private static bool IsKey(string said, string key) =>
        said.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(said[Scheme.Length..].Trim())), SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    // Null: too much.
    private static async Task<byte[]?> BodyAsync(Stream body, CancellationToken stop)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, stop) is > 0 and var read)
        {
            if (all.Length + read > BounceReader.Most) return null;
            all.Write(buffer, 0, read);
        }
        return all.ToArray();
    }
}
