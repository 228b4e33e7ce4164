using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Learning.ShortLessons;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Web.Pages;

/// <summary>
/// The front page: ask, find yours, see what is new, what comes, and where to begin. Its words and picks are a document of their own.
/// </summary>
public sealed class IndexModel(LiveSite live, PageTags tags, TimeProvider clock) : SitePage(live, tags)
{
    private const int HowMany = 3, MostDossiers = 12;

    /// <summary>Its words and picks; null where nobody has written any.</summary>
    public FrontPage? Words { get; private set; }

    /// <summary>The newest that one can read.</summary>
    public IReadOnlyList<PublishedDocument> New { get; private set; } = [];

    /// <summary>The first events to come.</summary>
    public IReadOnlyList<PublishedDocument<CalendarEvent>> Coming { get; private set; } = [];

    /// <summary>The module to start with.</summary>
    public PublishedDocument<LearningModule>? Module { get; private set; }

    /// <summary>How many chapters that module has.</summary>
    public int Chapters { get; private set; }

    /// <summary>The short lesson of this day; null where there is none.</summary>
    public ShortLesson? Lesson { get; private set; }

    /// <summary>True when tomorrow's lesson is another one, so that the page may say so.</summary>
    public bool IsAnotherTomorrow { get; private set; }

    /// <summary>The dossiers in their order.</summary>
    public IReadOnlyList<PublishedDocument<Dossier>> Dossiers { get; private set; } = [];

    /// <summary>Where what a statement's explanation says comes from; null when that is not online.</summary>
    public PublishedDocument? ExplainedIn { get; private set; }

    /// <summary>The quiz with more of it; null when it is not online.</summary>
    public PublishedDocument? Quiz { get; private set; }

    public void OnGet()
    {
        var now = clock.GetUtcNow();
        Tags.UseClock();
        Words = ListOf<FrontPage>().FirstOrDefault()?.Properties;
        (ExplainedIn, Quiz) = (Shown(Words?.ExplainedIn), Shown(Words?.Quiz));
        New = [.. ListOf<ResearchSummary>().Cast<PublishedDocument>().Concat(ListOf<NewsItem>())
            .OrderByDescending(document => document.Common.Published).ThenBy(document => document.Title, PublishedSite.Alphabet)
            .Take(HowMany)];
        Coming =
        [
            .. ListOf<CalendarEvent>().Where(item => item.Properties.Cancelled is null && item.Properties.OverAt >= now)
                .OrderBy(item => item.Properties.BeginsAt).Take(HowMany),
        ];
        Module = ListOf<LearningModule>().OrderBy(module => module.Id == Words?.Module ? 0 : 1)
            .ThenBy(module => module.Properties.Number).FirstOrDefault();
        Tags.Use(ShortLesson.MadeOf);
        var today = DutchTime.DateOf(now);
        Lesson = ShortLesson.OfDay(Site, today);
        IsAnotherTomorrow = Lesson != ShortLesson.OfDay(Site, today.AddDays(1));
        Chapters = Module is null ? 0 : Site.Below<Chapter>(Module.Id).Count(chapter => chapter.Properties.Kind == ChapterKind.Chapter);
        Dossiers = [.. ListOf<Dossier>().OrderBy(dossier => dossier.Properties.Order).Take(MostDossiers)];
    }

    private PublishedDocument? Shown(string? id)
    {
        if (id is null) return null;
        Tags.Use(id);
        return Site.Find(id);
    }
}
