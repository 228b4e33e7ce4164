using Microsoft.AspNetCore.Http;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Calendar.Agenda;

/// <summary>
/// The ways to narrow the agenda: those of the list, of the month and of a feed, by the same words in the address.
/// </summary>
internal static class EventFilters
{
    private static readonly string[] Live = [EventMode.OnLocation.Name()], Remote = [EventMode.Online.Name()], Both = [.. Live, .. Remote];

    /// <summary>The filters as an address chooses them, in the order in which an address names them.</summary>
    /// <param name="all">The events they narrow.</param>
    /// <param name="site">Knows the themes and the districts.</param>
    /// <param name="query">The query of the address.</param>
    public static Filter<CalendarEvent>[] Of(
        IReadOnlyList<PublishedDocument<CalendarEvent>> all, PublishedSite site, IQueryCollection query)
    {
        var functions = site.Audiences.Where(term => term.Audience != Audience.Everyone).ToList();
        string[] allFunctions = [.. functions.Select(term => term.Audience.Key)];
        return
        [
            Filter.Of<CalendarEvent, EventKind>("soort", "Soort", Chosen("soort"), item => [item.Properties.Kind]),
            Filter.OfThemes<CalendarEvent>(site.All<Dossier>(), Chosen("thema")),
            new("voor", "Voor", Chosen("voor"), item => FunctionsOf(item.Properties, allFunctions),
                [.. functions.Select(term => (term.Audience.Key, term.Label))]),
            Districts(all, site, Chosen("district")),
            new("vorm", "Waar", Chosen("vorm"), item => WaysOf(item.Properties.Mode),
                [(Live[0], EventMode.OnLocation.Label()), (Remote[0], EventMode.Online.Label())]),
        ];

        string? Chosen(string key) => query[key].FirstOrDefault();
    }

    // What is for everyone is for every function.
    private static IEnumerable<string> FunctionsOf(CalendarEvent item, string[] all) =>
        item.Audience.Count == 0 || item.Audience.Contains(Audience.Everyone) ? all : item.Audience.Select(one => one.Name());

    private static string[] WaysOf(EventMode mode) => mode switch
    {
        EventMode.Online => Remote,
        EventMode.Hybrid => Both,
        _ => Live,
    };

    // What is for the whole region is for every district. A district without events stays a choice: somebody may have subscribed to it.
    private static Filter<CalendarEvent> Districts(
        IReadOnlyList<PublishedDocument<CalendarEvent>> all, PublishedSite site, string? chosen)
    {
        var known = site.All<Organisation>().Where(one => one.Properties.Kind == OrganisationKind.District)
            .Select(one => one.Properties.AreaName);
        var names = all.Select(item => item.Properties.District).OfType<string>().Concat(known).Distinct()
            .Order(PublishedSite.Alphabet).ToArray();
        return new("district", "District", chosen, item => item.Properties.District is { } name ? [name] : names,
            [.. names.Select(name => (name, name))]);
    }
}
