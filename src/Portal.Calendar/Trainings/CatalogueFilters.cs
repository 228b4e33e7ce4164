using Microsoft.AspNetCore.Http;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Calendar.Trainings;

/// <summary>The ways to narrow the catalogue, in the words of the agenda's.</summary>
internal static class CatalogueFilters
{
    private static readonly string[] Live = [TrainingForm.Live.Name()], Alone = [TrainingForm.ELearning.Name()], Both = [.. Live, .. Alone];

    /// <summary>The filters as an address chooses them, in the order in which an address names them.</summary>
    /// <param name="all">What they narrow.</param>
    /// <param name="site">Knows the themes.</param>
    /// <param name="query">The query of the address.</param>
    public static Filter<ThemedProperties>[] Of(IReadOnlyList<Offer> all, PublishedSite site, IQueryCollection query)
    {
        var ways = all.ToDictionary(offer => offer.Document.Id, offer => offer.IsLive ? offer.IsELearning ? Both : Live : Alone);
        var functions = site.Audiences.Where(term => term.Audience != Audience.Everyone).ToList();
        string[] allFunctions = [.. functions.Select(term => term.Audience.Key)];
        return
        [
            new("voor", "Voor", query["voor"].FirstOrDefault(), item => FunctionsOf((ICourse)item.Properties, allFunctions),
                [.. functions.Select(term => (term.Audience.Key, term.Label))]),
            Filter.OfThemes<ThemedProperties>(site.All<Dossier>(), query["thema"].FirstOrDefault()),
            new("vorm", "Hoe", query["vorm"].FirstOrDefault(), item => ways[item.Id],
                [(Live[0], TrainingForm.Live.Label()), (Alone[0], TrainingForm.ELearning.Label())]),
        ];
    }

    // What is for everyone is for every function.
    private static IEnumerable<string> FunctionsOf(ICourse course, string[] all) =>
        course.Audience.Count == 0 || course.Audience.Contains(Audience.Everyone)
            ? all
            : course.Audience.Select(one => one.Name());
}
