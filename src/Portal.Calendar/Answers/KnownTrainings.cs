using Portal.Calendar.Trainings;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Search;

namespace Portal.Calendar.Answers;

/// <summary>What one can learn, for a question that asks for a training: by function, and what is given near there first.</summary>
internal sealed class KnownTrainings(LiveSite live, TimeProvider clock) : IKnownAnswers
{
    private const int Most = 3;

    private static readonly string[] AsksToLearn =
        ["training", "cursus", "scholing", "bijscholing", "opleiding", "workshop", "e-learning", "elearning", "nascholing", "trainen"];

    /// <inheritdoc/>
    public KnownAnswer? To(QuestionWords question)
    {
        if (!question.NamesAny(AsksToLearn)) return null;
        var site = live.Current;
        var wanted = Wanted.Of(question, site, [.. AsksToLearn, "volgen", "leren", "online"]);
        var fitting = Catalogue.Of(site, clock.GetUtcNow())
            .Where(offer => wanted.IsFor(offer.Course.Audience) && wanted.IsAbout(offer.Document))
            .Select(offer => (Offer: offer, Date: offer.Dates.FirstOrDefault(date => wanted.IsThere(date.Properties))))
            // A training outside the portal and what is given soon comes before an e-learning, which is there every day.
            .OrderBy(one => one.Date?.Properties.BeginsAt ?? DateTimeOffset.MaxValue).ThenByDescending(one => one.Offer.IsTraining)
            .ToList();
        if (fitting.Count == 0) return null;
        return new KnownAnswer(
            wanted.Function is { } function ? $"Trainingen voor {function.Plural}" : "Trainingen",
            [.. fitting.Take(Most).Select(one => ItemOf(one.Offer, one.Date))])
        {
            More = ("Alle trainingen die passen", "/trainingen" + KnownEvents.AddressOf(("voor", wanted.Function?.Audience.Key))),
        };
    }

    private static KnownItem ItemOf(Offer offer, PublishedDocument<CalendarEvent>? date) => new(
        offer.Document.Title, offer.Document.Path, offer.Document.Common.Summary,
        [
            .. date is null ? [offer.Course.Form.Label()] : KnownEvents.ItemOf(date).Facts,
            .. Training.LengthOf(offer.Course.Minutes) is { } length ? [length] : Array.Empty<string>(),
        ])
    {
        Badge = offer.Document.Place.Badge ?? date?.Place.Badge,
    };
}
