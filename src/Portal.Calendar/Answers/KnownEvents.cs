using Portal.Calendar.Trainings;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Search;

namespace Portal.Calendar.Answers;

/// <summary>What is coming, for a question that asks for a meeting.</summary>
internal sealed class KnownEvents(LiveSite live, TimeProvider clock) : IKnownAnswers
{
    private const int Most = 3;

    // Words of a kind stand with it; the others ask for anything that is coming.
    private static readonly Dictionary<string, EventKind[]> Kinds = new(StringComparer.Ordinal)
    {
        ["webinar"] = [EventKind.Webinar],
        ["themadag"] = [EventKind.ThemeDay],
        ["kenniskring"] = [EventKind.LearningCircle],
        ["oefening"] = [EventKind.Drill],
        ["netwerkbijeenkomst"] = [EventKind.NetworkMeeting],
        ["kennisbijeenkomst"] = [EventKind.KnowledgeMeeting],
        ["bijeenkomst"] = [EventKind.KnowledgeMeeting, EventKind.NetworkMeeting, EventKind.ThemeDay],
    };

    private static readonly string[] Months = [.. DutchTime.Culture.DateTimeFormat.MonthNames.Take(12)];

    private static readonly string[] AnyKind = ["agenda", "activiteit", "evenement", "datum", "aanmelden", "gepland"];

    /// <inheritdoc/>
    public KnownAnswer? To(QuestionWords question)
    {
        var named = Kinds.Keys.Where(question.Names).ToList();
        if (named.Count == 0 && !question.NamesAny(AnyKind)) return null;
        var site = live.Current;
        var month = Array.FindIndex(Months, question.Names);
        var wanted = Wanted.Of(question, site, [.. named, .. AnyKind, "komen", "volgend", .. month < 0 ? [] : new[] { Months[month] }]);
        var kinds = named.SelectMany(word => Kinds[word]).ToHashSet();
        var coming = site.All<CalendarEvent>()
            .Where(item => Catalogue.IsComing(item, clock.GetUtcNow()) && (kinds.Count == 0 || kinds.Contains(item.Properties.Kind)))
            .Where(item => month < 0 || item.Properties.FirstDay.Month == month + 1 || item.Properties.LastDay.Month == month + 1)
            .Where(item => wanted.IsFor(item.Properties.Audience) && wanted.IsThere(item.Properties) && wanted.IsAbout(item))
            .OrderBy(item => item.Properties.BeginsAt).ToList();
        if (coming.Count == 0) return null;
        return new KnownAnswer(
            wanted.District is { } district ? $"Binnenkort in {district}" : "Binnenkort in de agenda",
            [.. coming.Take(Most).Select(ItemOf)])
        {
            More = ("Naar de agenda", "/agenda" + AddressOf(("voor", wanted.Function?.Audience.Key), ("district", wanted.District))),
        };
    }

    /// <summary>An event as a line.</summary>
    public static KnownItem ItemOf(PublishedDocument<CalendarEvent> item) => new(
        item.Title, item.Path, item.Common.Summary,
        [item.Properties.FirstDay.Long(), item.Properties.Mode == EventMode.Online ? EventMode.Online.Label() : item.Properties.Location!])
    {
        Badge = item.Place.Badge,
    };

    /// <summary>The end of an address that narrows a list; nothing when nothing does.</summary>
    public static string AddressOf(params (string Key, string? Value)[] chosen) => Microsoft.AspNetCore.Http.QueryString.Create(
        chosen.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Key, one.Value))).ToString();
}
