using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Portal.Platform.Pages;

/// <summary>
/// Keeps finished pages that everyone sees alike, compressed, until something they were made of changes. Answers with an ETag and,
/// when the reader has the page already, with 304.
/// </summary>
/// <remarks>
/// The framework's output cache was weighed and left: it copies every hit out of a serialised entry and knows no ETag of its own;
/// this path is the portal's hottest.
/// </remarks>
public sealed class PageCache(TimeProvider clock)
{
    private static readonly TimeSpan AgingPageStays = TimeSpan.FromMinutes(1);
    private const int MaxPages = 4_000;
    private static readonly StringValues Revalidate = "no-cache";
    private static readonly StringValues VaryByEncoding = "Accept-Encoding";

    private readonly ConcurrentDictionary<string, CachedPage> pages = new(StringComparer.Ordinal);
    private int generation;

    /// <summary>Forgets the pages that were made of any of these.</summary>
    public void Evict(IReadOnlySet<string> tags)
    {
        // A page that is being made right now may be made of what was there before: the count tells it not to stay.
        Interlocked.Increment(ref generation);
        foreach (var (key, page) in pages)
            if (page.Tags.Overlaps(tags)) pages.TryRemove(key, out _);
    }

    internal async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsForEveryone(context.Request))
        {
            await next(context);
            return;
        }
        var key = context.Request.QueryString.HasValue
            ? context.Request.Path + context.Request.QueryString.Value
            : context.Request.Path.Value!;
        if (pages.TryGetValue(key, out var page) && page.IsFresh(clock.GetUtcNow())) await AnswerAsync(context, page);
        else await MakeAsync(context, key, next);
    }

    private static bool IsForEveryone(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers.Cookie.Count == 0 && request.Headers.Authorization.Count == 0 && request.Path.HasValue;

    private async Task MakeAsync(HttpContext context, string key, RequestDelegate next)
    {
        var before = Volatile.Read(ref generation);
        var (status, contentType, bytes) = await BufferAsync(context, next);
        if (bytes.Length == 0 || context.Response.Headers.ContentEncoding.Count > 0)
        {
            if (bytes.Length > 0) await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            return;
        }

        var tags = context.RequestServices.GetRequiredService<PageTags>();
        var page = new CachedPage(bytes, contentType, tags.Used) { Until = tags.Ages ? clock.GetUtcNow() + AgingPageStays : null };
        if (status != StatusCodes.Status200OK || tags.Used.Count == 0)
        {
            await SendAsync(context, page, Encoding(context.Request.Headers.AcceptEncoding));
            return;
        }
        if ((tags.KnowsQuery || !context.Request.QueryString.HasValue) && HttpMethods.IsGet(context.Request.Method)
            && before == Volatile.Read(ref generation))
        {
            if (pages.Count >= MaxPages) pages.Clear();
            pages[key] = page;
            // Something may have changed between the look and the keeping.
            if (before != Volatile.Read(ref generation)) pages.TryRemove(key, out _);
        }
        await AnswerAsync(context, page);
    }

    // What comes after must not compress: the cache does, once.
    private static async Task<(int Status, string ContentType, byte[] Bytes)> BufferAsync(HttpContext context, RequestDelegate next)
    {
        var (body, accepted) = (context.Response.Body, context.Request.Headers.AcceptEncoding);
        using var made = new MemoryStream();
        context.Response.Body = made;
        context.Request.Headers.Remove(HeaderNames.AcceptEncoding);
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
            context.Request.Headers.AcceptEncoding = accepted;
        }
        return (context.Response.StatusCode, context.Response.ContentType ?? "", made.ToArray());
    }

    private static Task AnswerAsync(HttpContext context, CachedPage page)
    {
        var encoding = Encoding(context.Request.Headers.AcceptEncoding);
        var headers = context.Response.Headers;
        var etag = page.ETag(encoding);
        headers.ETag = etag;
        headers.CacheControl = Revalidate;
        if (context.Request.Headers.IfNoneMatch is { Count: > 0 } known && Matches(known, etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        return SendAsync(context, page, encoding);
    }

    private static Task SendAsync(HttpContext context, CachedPage page, string? encoding)
    {
        var headers = context.Response.Headers;
        if (!page.IsText) encoding = null;
        if (encoding is not null) headers.ContentEncoding = encoding;
        headers.Vary = VaryByEncoding;
        headers.ContentType = page.ContentType;
        var bytes = page.Bytes(encoding);
        headers.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(bytes, 0, bytes.Length, context.RequestAborted);
    }

    private static bool Matches(StringValues known, string etag)
    {
        foreach (var line in known)
            if (line is "*" || (line?.Contains(etag, StringComparison.Ordinal) ?? false)) return true;
        return false;
    }

    private static string? Encoding(StringValues accepted)
    {
        if (accepted.Count == 0) return null;
        if (!EntityTagFriendly(accepted, out var list)) return null;
        return list.Contains("br", StringComparison.OrdinalIgnoreCase) ? "br"
            : list.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? "gzip"
            : null;
    }

    // "br;q=0" refuses an encoding; so rare that such a reader simply gets the page uncompressed.
    private static bool EntityTagFriendly(StringValues accepted, out string list)
    {
        list = accepted.ToString();
        return !list.Contains("q=0,", StringComparison.Ordinal) && !list.EndsWith("q=0", StringComparison.Ordinal);
    }

    private sealed class CachedPage(byte[] plain, string contentType, IReadOnlySet<string> tags)
    {
        private readonly string hash = Convert.ToHexStringLower(SHA256.HashData(plain))[..20];
        private readonly Lazy<byte[]> brotli = new(
            () => Compress(plain, output => new BrotliStream(output, new BrotliCompressionOptions { Quality = 6 })));
        private readonly Lazy<byte[]> gzip = new(() => Compress(plain, output => new GZipStream(output, CompressionLevel.Optimal)));

        public string ContentType { get; } = contentType;

        public DateTimeOffset? Until { get; init; }

        // What was made while the clock was ahead would stay, once that is put right, until that day comes.
        public bool IsFresh(DateTimeOffset now) => Until is not { } until || (now < until && until - now <= AgingPageStays);

        public bool IsText { get; } = contentType.StartsWith("text/", StringComparison.Ordinal)
            || contentType.Contains("json", StringComparison.Ordinal)
            || contentType.Contains("xml", StringComparison.Ordinal);

        public IReadOnlySet<string> Tags { get; } = tags;

        public byte[] Bytes(string? encoding) => encoding switch { "br" => brotli.Value, "gzip" => gzip.Value, _ => plain };

        public string ETag(string? encoding) =>
            encoding switch { "br" => $"\"{hash}-br\"", "gzip" => $"\"{hash}-gz\"", _ => $"\"{hash}\"" };

        private static byte[] Compress(byte[] bytes, Func<Stream, Stream> encoder)
        {
            using var output = new MemoryStream();
            using (var stream = encoder(output)) stream.Write(bytes);
            return output.ToArray();
        }
    }
}
