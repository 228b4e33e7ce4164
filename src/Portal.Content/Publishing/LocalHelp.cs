using Portal.Content.Types;
using Portal.Search;

namespace Portal.Content.Publishing;

/// <summary>Who helps in a municipality or a district, for a question that names one and asks for help, or for nothing else.</summary>
internal sealed class LocalHelp(LiveSite live) : IKnownAnswers
{
    private const int Most = 5;
    private const string HelpPage = "pagina-wie-helpt-waarmee";

    // What somebody types who wants to know where to turn to.
    private static readonly string[] AsksForHelp =
    [
        "wie", "waar", "hulp", "helpen", "terecht", "contact", "contactpersoon", "bellen", "melden", "meldpunt", "signaal",
        "doorverwijzen", "wijkagent", "politie", "gemeente", "district", "basisteam", "leerplicht", "jongerenwerk", "jeugdhulp", "wijkteam",
        "veiligheidshuis", "organisatie", "partner", "nummer", "adres",
    ];

    /// <inheritdoc/>
    public KnownAnswer? To(QuestionWords question)
    {
        var site = live.Current;
        if (site.Areas.NamedIn(question) is not { } place) return null;
        var name = place.AreaName;
        var asked = question.Without([name]);
        if (asked.Count > 0 && !question.NamesAny(AsksForHelp)) return null;

        var chain = site.Areas.Above(place.Id).TakeWhile(one => one.IsArea).ToList();
        var names = chain.Select(one => one.AreaName).Distinct().ToList();
        var others = site.All<Organisation>().Where(one => !one.Properties.IsArea
            && names.Exists(known => one.Title.EndsWith(" " + known, StringComparison.Ordinal)));
        // What was asked for comes first: the team, for who asks for the wijkagent.
        var helpers = chain.Select(one => site.Find<Organisation>(one.Id)!).Concat(others)
            .OrderByDescending(one => QuestionWords.Share(asked, $"{one.Title} {one.Properties.Role}"));
        return new KnownAnswer(
            $"Wie helpt in {name}",
            [
                .. helpers.Take(Most).Select(one => new KnownItem(
                    one.Title, one.Path, one.Properties.Role ?? one.Properties.Summary, [])),
            ])
        {
            More = site.Find(HelpPage) is { } page ? (page.Title, page.Path) : null,
        };
    }
}
