using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Data;
using Portal.Platform.Pages;

namespace Portal.Content.Previews;

/// <summary>
/// A draft through the very page that readers get: <c>/beheer/voorbeeld/{pass}/kennis/x</c> is <c>/kennis/x</c> with the draft laid over
/// the published site. Nothing of it is kept, nobody is signed in there, and nothing can be sent.
/// </summary>
public sealed class PreviewPages(
    LiveSite live, DocumentTypes types, IServiceScopeFactory scopes, IDataProtectionProvider keys, TimeProvider clock) : IDisposable
{
    /// <summary>The first part of every preview's address.</summary>
    internal const string Root = "/beheer/voorbeeld/";

    private static readonly object Mark = new();
    private static readonly TimeSpan OwnPassLasts = TimeSpan.FromHours(4);

    // A picture of the site with a draft is made once: readers of texts keep what they read by the picture they read it from.
    private readonly MemoryCache sites = new(new MemoryCacheOptions { SizeLimit = 8 });

    private readonly IDataProtector passes = keys.CreateProtector("content preview");

    /// <summary>True for a request that shows a draft.</summary>
    public static bool IsPreview(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.ContainsKey(Mark);
    }

    /// <summary>The address of a document's draft, for who is at work on it; for some hours.</summary>
    internal string Address(Guid document, string path) => Root + Pass('o', document, clock.GetUtcNow() + OwnPassLasts) + path;

    /// <summary>The address of a document's draft for people without account, as long as the link lasts.</summary>
    internal string Address(Guid link, DateTimeOffset until, string path) => Root + Pass('l', link, until) + path;

    /// <inheritdoc/>
    public void Dispose() => sites.Dispose();

    internal async Task ShowAsync(HttpContext context, string asked, RequestDelegate next)
    {
        var slash = asked.IndexOf('/', StringComparison.Ordinal);
        var (pass, path) = slash < 0 ? (asked, "/") : (asked[..slash], asked[slash..]);
        context.RequestServices.GetRequiredService<PageTags>().IsPrivate = true;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        if (await SiteAsync(pass, context.RequestAborted) is not { } site)
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return;
        }
        var whole = context.Request.Path;
        context.Items[Mark] = pass;
        // Who looks at it is nobody: no session is asked, and nothing is noted of them.
        context.Request.Headers.Cookie = default;
        context.Request.Path = path;
        LiveSite.Show(site);
        try
        {
            await next(context);
        }
        finally
        {
            LiveSite.Show(null);
            context.Request.Path = whole;
        }
    }

    private string Pass(char kind, Guid id, DateTimeOffset until)
    {
        var bytes = new byte[25];
        bytes[0] = (byte)kind;
        id.TryWriteBytes(bytes.AsSpan(1));
        BitConverter.TryWriteBytes(bytes.AsSpan(17), until.ToUnixTimeSeconds());
        return Convert.ToHexStringLower(passes.Protect(bytes));
    }

    private async Task<PublishedSite?> SiteAsync(string pass, CancellationToken stop)
    {
        byte[] bytes;
        try
        {
            bytes = passes.Unprotect(Convert.FromHexString(pass));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
        if (bytes.Length != 25 || DateTimeOffset.FromUnixTimeSeconds(BitConverter.ToInt64(bytes, 17)) < clock.GetUtcNow()) return null;
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        var id = new Guid(bytes.AsSpan(1, 16));
        if (bytes[0] == 'l')
        {
            var document = await session.FirstAsync(
                "select document_id from content.preview_links where id = $1 and ends_at > $2", [id, clock.GetUtcNow()],
                row => (Guid?)row.Id(0), stop);
            if (document is null) return null;
            id = document.Value;
        }
        return await SiteOfAsync(session, id, stop);
    }

    private async Task<PublishedSite?> SiteOfAsync(DbSession session, Guid id, CancellationToken stop)
    {
        var (site, found) = (live.Public, await session.FirstAsync(
            """
            select d.ref, d.type, d.path, p.ref, d.sample, d.revision, coalesce(r.front_matter, v.front_matter)::text,
                   coalesce(r.body, v.body), coalesce(r.changed_at, v.changed_at)
            from content.documents d left join content.documents p on p.id = d.parent_id
            left join content.drafts r on r.document_id = d.id left join content.versions v on v.id = d.latest_version_id
            where d.id = $1 and d.deleted_at is null
            """,
            [id],
            row => new Found(
                row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Get<bool>(4), row.Number(5), row.Text(6), row.Text(7),
                row.Moment(8)),
            stop));
        if (found is null) return null;
        var key = (id, found.Revision, found.Path, site);
        if (sites.TryGetValue(key, out PublishedSite? known)) return known;
        var type = types[found.Type];
        if (DraftReader.Read(type, System.Text.Json.Nodes.JsonNode.Parse(found.Front)!.AsObject()) is not { } properties) return null;
        // Its own place, so that what is made of the draft is never taken for what is online.
        var place = new PublishedPlace(
            found.Id, type, found.Path, found.Parent, found.Sample, Key.Of($"{found.Id} {found.Revision}"), found.At);
        var laid = site.With(PublishedDocument.Of(place, properties, found.Body));
        return sites.Set(key, laid, new MemoryCacheEntryOptions { Size = 1 });
    }

    private sealed record Found(
        string Id, string Type, string Path, string? Parent, bool Sample, int Revision, string Front, string Body, DateTimeOffset At);
}

/// <summary>Registration of previews.</summary>
public static class PreviewRegistration
{
    /// <summary>Answers previews; after what keeps pages and before routing.</summary>
    public static IApplicationBuilder UsePreviews(this IApplicationBuilder app)
    {
        var pages = app.ApplicationServices.GetRequiredService<PreviewPages>();
        return app.Use((context, next) =>
            context.Request.Path.Value is { } path && path.StartsWith(PreviewPages.Root, StringComparison.Ordinal)
                ? pages.ShowAsync(context, path[PreviewPages.Root.Length..], next) : next(context));
    }
}
