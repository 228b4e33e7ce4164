using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Portal.Platform.Ui;

namespace Portal.Platform.Pages;

/// <summary>
/// Keeps finished pages that everyone sees alike, compressed, until something they were made of changes. Answers with an ETag and,
/// when the reader has the page already, with 304. A page says so itself, before its body is made (<see cref="PageTags"/>); everything
/// else goes by unseen, piece by piece. Those of a reader who chose colours and has no other cookie are kept by that choice.
/// </summary>
/// <remarks>
/// The framework's output cache was weighed and left: it copies every hit out of a serialised entry and knows no ETag of its own;
/// this path is the portal's hottest.
/// </remarks>
public sealed class PageCache(TimeProvider clock, PageReads reads)
{
    private static readonly TimeSpan AgingPageStays = TimeSpan.FromMinutes(1);
    private static readonly StringValues Revalidate = "no-cache";

    private readonly ConcurrentDictionary<string, KeptPage> pages = new(StringComparer.Ordinal);
    private readonly Lock room = new();
    private long size;
    private int generation;

    /// <summary>What all kept pages together may take, in bytes, about.</summary>
    internal long MostBytes { get; init; } = 96_000_000;

    /// <summary>Forgets the pages that were made of any of these.</summary>
    public void Evict(IReadOnlySet<string> tags)
    {
        // A page that is being made right now may be made of what was there before: the count tells it not to stay.
        Interlocked.Increment(ref generation);
        foreach (var (key, page) in pages)
            if (page.Tags.Overlaps(tags)) Forget(key, page);
    }

    /// <summary>Answers, when the page that is asked for is kept.</summary>
    internal bool TryAnswer(HttpContext context, out Task answer)
    {
        answer = Task.CompletedTask;
        if (!IsForEveryone(context.Request) || !pages.TryGetValue(KeyOf(context.Request), out var page)) return false;
        if (!IsFresh(page, clock.GetUtcNow())) return false;
        page.AskedAt = clock.GetTimestamp();
        answer = AnswerAsync(context, page);
        return true;
    }

    /// <summary>Has the page made, and keeps it where it says that it may be.</summary>
    internal async Task MakeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsForEveryone(context.Request))
        {
            await next(context);
            CountOwn(context);
            return;
        }
        var before = Volatile.Read(ref generation);
        var outer = context.Response.Body;
        await using var body = new PageBody(context, outer);
        context.Response.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = outer;
        }
        if (body.Page is { } made) await KeepAsync(context, made.ToArray(), before);
        else await body.EndAsync();
    }

    private async Task KeepAsync(HttpContext context, byte[] bytes, int before)
    {
        var tags = context.RequestServices.GetRequiredService<PageTags>();
        var page = new KeptPage(bytes, context.Response.ContentType ?? "", tags.Used)
        {
            Until = tags.Ages ? clock.GetUtcNow() + AgingPageStays : null,
            LastModified = context.Response.GetTypedHeaders().LastModified,
            AskedAt = clock.GetTimestamp(),
            Reads = tags.CountsAs is { } what ? reads.Of(what) : null,
        };
        if ((tags.KnowsQuery || !context.Request.QueryString.HasValue) && HttpMethods.IsGet(context.Request.Method)
            && before == Volatile.Read(ref generation))
        {
            var key = KeyOf(context.Request);
            Keep(key, page);
            // Something may have changed between the look and the keeping.
            if (before != Volatile.Read(ref generation)) Forget(key, page);
        }
        await AnswerAsync(context, page);
    }

    private void Keep(string key, KeptPage page)
    {
        if (pages.TryGetValue(key, out var old)) Forget(key, old);
        if (!pages.TryAdd(key, page)) return;
        if (Interlocked.Add(ref size, page.Size) <= MostBytes) return;
        lock (room)
        {
            // What was asked for longest ago goes, a quarter at a time.
            foreach (var (known, kept) in pages.OrderBy(pair => pair.Value.AskedAt))
            {
                if (Volatile.Read(ref size) <= MostBytes * 3 / 4) return;
                Forget(known, kept);
            }
        }
    }

    private void Forget(string key, KeptPage page)
    {
        if (pages.TryRemove(KeyValuePair.Create(key, page))) Interlocked.Add(ref size, -page.Size);
    }

    // What was made while the clock was ahead would stay, once that is put right, until that day comes.
    private static bool IsFresh(KeptPage page, DateTimeOffset now) =>
        page.Until is not { } until || (now < until && until - now <= AgingPageStays);

    private static bool IsForEveryone(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && ColourChoice.OnlyWord(request.Headers.Cookie) is not null && request.Headers.Authorization.Count == 0 && request.Path.HasValue;

    // Whoever chose colours has the page in these, and shares it with all who chose the same. No path begins with a letter.
    private static string KeyOf(HttpRequest request) =>
        request.Headers.Cookie.Count > 0
            ? ColourChoice.OnlyWord(request.Headers.Cookie) + request.Path.Value + request.QueryString.Value
            : request.QueryString.HasValue ? request.Path.Value + request.QueryString.Value : request.Path.Value!;

    // A page that was made for one reader is read as well.
    private void CountOwn(HttpContext context)
    {
        if (context.Response.StatusCode == StatusCodes.Status200OK && PageReads.IsReader(context.Request)
            && context.RequestServices.GetRequiredService<PageTags>() is { IsPrivate: false, CountsAs: { } what }) reads.Of(what).Add();
    }

    private static Task AnswerAsync(HttpContext context, KeptPage page)
    {
        // Who has the page already, and asks whether it is still so (304), reads it again.
        if (page.Reads is { } count && PageReads.IsReader(context.Request)) count.Add();
        var form = page.In(Encodings.Of(context.Request.Headers.AcceptEncoding));
        var headers = context.Response.Headers;
        headers.ETag = form.ETag;
        headers.CacheControl = Revalidate;
        if (page.LastModified is { } made) headers.LastModified = made.ToString("r");
        if (IsKnown(context.Request, page, form))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        if (form.Encoding is not null) headers.ContentEncoding = form.Encoding;
        headers.Vary = Encodings.Vary;
        headers.ContentType = page.ContentType;
        headers.ContentLength = form.Bytes.Length;
        if (HttpMethods.IsHead(context.Request.Method)) return Task.CompletedTask;
        // No token: making one costs more than the whole answer, and a reader who left is noticed all the same.
        var written = context.Response.BodyWriter.WriteAsync(form.Bytes);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }

    // The name of a page says more than its age: where a reader gives both, the name counts (RFC 9110, 13.2.2).
    private static bool IsKnown(HttpRequest request, KeptPage page, KeptForm form) =>
        request.Headers.IfNoneMatch is { Count: > 0 } known
            ? Matches(known, form.ETag)
            : page.LastModified is { } made && request.GetTypedHeaders().IfModifiedSince is { } since && since >= made;

    private static bool Matches(StringValues known, StringValues etag)
    {
        var wanted = etag.ToString();
        foreach (var line in known)
            if (line is "*" || (line?.Contains(wanted, StringComparison.Ordinal) ?? false)) return true;
        return false;
    }
}
