using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Portal.Calendar.Announcements;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Calendar.Agenda;

/// <summary>
/// The agenda for a calendar of one's own: all of it or by the filters of the list at <c>/agenda.ics</c>, and one event at
/// <c>/agenda/{slug}.ics</c>. Made of what is in memory, and kept until an event changes.
/// </summary>
internal static class AgendaFeed
{
    /// <summary>Its media type (RFC 5545, 8.1).</summary>
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>Where the feed of the whole agenda stands.</summary>
    public const string Path = "/agenda.ics";

    /// <summary>Maps the feeds.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Feed).AllowAnonymous();
        routes.MapGet("/agenda/{slug}.ics", File).AllowAnonymous();
    }

    /// <summary>The address of a feed.</summary>
    /// <param name="chosen">What it is narrowed by, in the order of the filters; without value: not.</param>
    public static string AddressOf(IEnumerable<KeyValuePair<string, string?>> chosen) =>
        QueryHelpers.AddQueryString(Path, chosen.Where(pair => pair.Value is not null));

    // A theme that is no more, or a district that was renamed: who subscribed gets an empty calendar and no fault each hour.
    private static IResult Feed(
        HttpRequest request, EventBoard board, EventText text, LiveSite live, PageTags tags, IOptions<PlatformOptions> platform)
    {
        var all = board.All;
        var filters = EventFilters.Of([.. all.Select(one => one.Announcement.Document)], live.Current, request.Query);
        if (filters.Any(filter => request.Query[filter.Key].Count > 1)) return Results.BadRequest();
        tags.Use(EventBoard.Tag);
        tags.Use([DocumentType.Of<Dossier>().Name, DocumentType.Of<Organisation>().Name]);
        // An address that nobody gave is answered and not kept: there is no end to them.
        tags.KnowsQuery = Filter.AreClear(filters, request.Query)
            && request.Query.Keys.All(key => filters.Any(filter => filter.Key == key));
        var chosen = filters.Where(filter => filter.Chosen is not null).Select(filter => filter.ChosenLabel ?? filter.Chosen!).ToList();
        var address = platform.Value.PublicUrl + AddressOf(Filter.ChosenIn(filters));
        return Answer(text.Calendar(
            $"Agenda Weerbare Jeugd{(chosen.Count > 0 ? $": {string.Join(", ", chosen)}" : "")}", address,
            [.. all.Where(one => filters.All(filter => filter.Fits(one.Announcement.Document)))]));
    }

    private static IResult File(string slug, EventBoard board, EventText text, LiveSite live, PageTags tags)
    {
        var path = $"/agenda/{slug}";
        if (board.At(path) is not { } found)
        {
            var site = live.Current;
            return site.RedirectOf(path) is { } now ? Results.Redirect(now + ".ics", permanent: true)
                : Results.StatusCode(site.IsGone(path) ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
        }
        tags.Use(EventBoard.Tag + found.Announcement.Id);
        return Answer(text.Calendar(found.Announcement.Event.Title, null, [found]));
    }

    private static IResult Answer(ReadOnlyMemory<byte> calendar) => Results.Bytes(calendar, ContentType);
}
