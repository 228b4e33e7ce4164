using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Search;

namespace Portal.Calendar.Answers;

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
        var place = site.Areas.NamedIn(question);
        var district = place is null ? null : site.Areas.DistrictOf(place.Id);
        return new(
            function, site.Find<Organisation>(district)?.Properties.AreaName,
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
