using Portal.Content.Publishing;
using Portal.Newsletters.Types;
using Portal.Platform;
using Portal.Search;

namespace Portal.Newsletters.Archive;

/// <summary>Where one gets the newsletter and reads the last one, for a question that asks for it and for nothing else.</summary>
internal sealed class KnownNewsletter(LiveSite live) : IKnownAnswers
{
    private static readonly string[] Beside =
    [
        "krijgen", "ontvangen", "aanmelden", "inschrijven", "abonneren", "abonnement", "laatste", "lezen", "afmelden",
        "uitschrijven", "opzeggen", "stoppen",
    ];

    /// <inheritdoc/>
    public KnownAnswer? To(QuestionWords question)
    {
        if (!question.AsksOnlyFor(["nieuwsbrief"], Beside)) return null;
        var last = live.Current.All<Newsletter>().MaxBy(edition => edition.Properties.Published);
        return new KnownAnswer(
            "Nieuwsbrief",
            [
                new(
                    "De nieuwsbrief krijgen", "/nieuwsbrieven/aanmelden",
                    "Kies zelf thema’s en regio. Opzeggen kan altijd, met één klik.", []),
                .. last is null ? [] : new[]
                {
                    new KnownItem(last.Title, last.Path, last.Common.Summary, last.Properties.Published is { } day ? [day.Long()] : [])
                    {
                        Badge = last.Place.Badge,
                    },
                },
            ])
        {
            More = ("Alle nieuwsbrieven", "/nieuwsbrieven"),
        };
    }
}
