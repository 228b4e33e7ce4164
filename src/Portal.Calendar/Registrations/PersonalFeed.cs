using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Portal.Calendar.Agenda;
using Portal.Calendar.Announcements;

namespace Portal.Calendar.Registrations;

/// <summary>
/// A member's own calendar at <c>/agenda/van-mij/{key}.ics</c>: what they have a place at, with what was called off of it. The signed
/// address is all a calendar program can show; it opens nothing else.
/// </summary>
internal static class PersonalFeed
{
    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agenda/van-mij/{key}.ics", FeedAsync).AllowAnonymous();

    private static async Task<IResult> FeedAsync(
        string key, HttpResponse response, RegistrationLinks links, RegistrationBook book, EventBoard board, EventText text,
        CancellationToken stop)
    {
        if (links.FeedOf(key) is not { } member) return Results.NotFound();
        var own = (await book.OfMemberAsync(member, stop)).Where(pair => pair.Registration.State == RegistrationState.Registered)
            .Select(pair => pair.Event.Id).ToHashSet(StringComparer.Ordinal);
        var calendar = text.Calendar(
            "Mijn aanmeldingen, Weerbare Jeugd", links.FeedAt(key), [.. board.All.Where(one => own.Contains(one.Announcement.Id))]);
        response.Headers.CacheControl = "private, no-cache";
        response.Headers["X-Robots-Tag"] = "noindex";
        var tag = Convert.ToHexStringLower(SHA256.HashData(calendar.Span))[..20];
        return Results.Bytes(calendar, AgendaFeed.ContentType, entityTag: new EntityTagHeaderValue($"\"{tag}\""));
    }
}
