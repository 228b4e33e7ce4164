using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Calendar.Trainings;

/// <summary>What the catalogue offers: a training with its dates and its e-learning, or an e-learning by itself.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Course">The same, as something one learns from.</param>
internal sealed record Offer(PublishedDocument<ThemedProperties> Document, ICourse Course)
{
    /// <summary>When it is given: what is not over and goes on, by begin.</summary>
    public IReadOnlyList<PublishedDocument<CalendarEvent>> Dates { get; init; } = [];

    /// <summary>The module of this portal that is its e-learning, or null.</summary>
    public PublishedDocument? Module { get; init; }

    /// <summary>Where its e-learning or its own page stands, outside this portal; or null.</summary>
    public string? Url { get; init; }

    /// <summary>True when one can learn it with others: by its form, or because somebody gives it.</summary>
    public bool IsLive => Course.Form != TrainingForm.ELearning || Dates.Count > 0;

    /// <summary>True when one can learn it by oneself.</summary>
    public bool IsELearning => Course.Form != TrainingForm.Live;

    /// <summary>True for a training of the catalogue; false for what is an e-learning of this portal and nothing else.</summary>
    public bool IsTraining => Course is Training;
}

/// <summary>Puts together what there is to learn, of this room and of those above it.</summary>
internal static class Catalogue
{
    /// <summary>
    /// Everything: what is given soon first, then by name. A module that belongs to a training stands with that, and not by itself.
    /// </summary>
    public static IReadOnlyList<Offer> Of(PublishedSite site, DateTimeOffset now)
    {
        var dates = site.All<CalendarEvent>().Where(item => item.Properties.Training is not null && IsComing(item, now))
            .OrderBy(item => item.Properties.BeginsAt).ToLookup(item => item.Properties.Training!);
        var told = site.All<Training>().Select(training => training.Properties.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return
        [
            .. site.Documents.Where(document => document.Common is ICourse && !told.Contains(document.Id))
                .Select(document => OfferOf(document, site) with { Dates = [.. dates[document.Id]] })
                .OrderBy(offer => offer.Dates is [var first, ..] ? first.Properties.BeginsAt : DateTimeOffset.MaxValue)
                .ThenBy(offer => offer.Document.Title, PublishedSite.Alphabet),
        ];
    }

    /// <summary>The dates of one training: what is not over and goes on, by begin.</summary>
    public static IReadOnlyList<PublishedDocument<CalendarEvent>> DatesOf(
        string training, IEnumerable<PublishedDocument<CalendarEvent>> all, DateTimeOffset now) =>
        [
            .. all.Where(item => item.Properties.Training == training && IsComing(item, now)).OrderBy(item => item.Properties.BeginsAt),
        ];

    /// <summary>The names of the types of what one learns from: a list of them is made anew when any of these changes.</summary>
    public static IEnumerable<string> TypesIn(DocumentTypes types) =>
        types.All.Where(type => typeof(ICourse).IsAssignableFrom(type.Record)).Select(type => type.Name);

    /// <summary>True for what is not over and goes on.</summary>
    public static bool IsComing(PublishedDocument<CalendarEvent> item, DateTimeOffset now) =>
        item.Properties.OverAt >= now && item.Properties.Cancelled is null;

    private static Offer OfferOf(PublishedDocument document, PublishedSite site)
    {
        var training = document.Common as Training;
        return new(
            new PublishedDocument<ThemedProperties>(document.Place, (ThemedProperties)document.Common, document.Body),
            (ICourse)document.Common)
        {
            Module = training?.Module is { } module ? site.Find(module) : null,
            Url = training?.Url,
        };
    }
}
