using Portal.Calendar.Trainings;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Search;

namespace Portal.Calendar.Agenda;

/// <summary>What somebody asks for beside a subject: for which function, and where.</summary>
/// <param name="Function">The function that is named; null: none.</param>
/// <param name="District">The name of the district that is named, or that the named place is in; null: none.</param>
/// <param name="Subject">The other words, as lemmas, without those that ask for the kind of thing itself.</param>
internal sealed record Wanted(AudienceTerm? Function, string? District, IReadOnlyList<string> Subject)
{
    /// <summary>Reads it.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="site">Knows the functions and the places.</param>
    /// <param name="kinds">Words that ask for the kind of thing.</param>
    public static Wanted Of(QuestionWords question, PublishedSite site, IReadOnlyCollection<string> kinds)
    {
        var function = site.Audiences.FirstOrDefault(term => term.Audience != Audience.Everyone && question.NamesAny(WordsOf(term)));
        var organisations = site.All<Organisation>();
        var place = organisations.Where(one => one.Properties.IsArea && question.Names(one.Properties.AreaName))
            .MaxBy(one => one.Properties.AreaName.Length)?.Properties;
        var district = place is null ? null : new AreaMap(organisations.Select(one => one.Properties)).DistrictOf(place.Id);
        return new(
            function, district is null ? null : organisations.First(one => one.Id == district).Properties.AreaName,
            question.Without([.. kinds, .. function is null ? [] : WordsOf(function), .. place is null ? [] : new[] { place.AreaName }]));
    }

    /// <summary>Whether it is for that function, or for everyone.</summary>
    public bool IsFor(IReadOnlyList<Audience> audience) =>
        Function is null || audience.Count == 0 || audience.Contains(Audience.Everyone) || audience.Contains(Function.Audience);

    /// <summary>Whether it is there, or for all of the region.</summary>
    public bool IsThere(CalendarEvent item) => District is null || item.District is not { } its || its == District;

    /// <summary>Whether it speaks of the subject; of anything when there is none.</summary>
    public bool IsAbout(PublishedDocument document) => Subject.Count == 0
        || QuestionWords.Share(Subject, $"{document.Title} {document.Common.Summary} {string.Join(' ', document.Common.Keywords)}") > 0;

    // "Docent of mentor": each of the two.
    private static IEnumerable<string> WordsOf(AudienceTerm term) => term.Label.Split(" of ").Append(term.Audience.Key);
}

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

    private static readonly string[] AnyKind = ["agenda", "activiteit", "evenement", "datum", "aanmelden", "gepland"];

    /// <inheritdoc/>
    public KnownAnswer? To(QuestionWords question)
    {
        var named = Kinds.Keys.Where(question.Names).ToList();
        if (named.Count == 0 && !question.NamesAny(AnyKind)) return null;
        var site = live.Current;
        var wanted = Wanted.Of(question, site, [.. named, .. AnyKind, "komen", "volgend"]);
        var kinds = named.SelectMany(word => Kinds[word]).ToHashSet();
        var coming = site.All<CalendarEvent>()
            .Where(item => Catalogue.IsComing(item, clock.GetUtcNow()) && (kinds.Count == 0 || kinds.Contains(item.Properties.Kind)))
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
        [item.Properties.FirstDay.Long(), item.Properties.Mode == EventMode.Online ? EventMode.Online.Label() : item.Properties.Location!]);

    /// <summary>The end of an address that narrows a list; nothing when nothing does.</summary>
    public static string AddressOf(params (string Key, string? Value)[] chosen) => Microsoft.AspNetCore.Http.QueryString.Create(
        chosen.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Key, one.Value))).ToString();
}
