using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>One event.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags, TimeProvider clock)
    : DocumentPage<CalendarEvent>(live, bodies, tags)
{
    private const int MostOthers = 12;

    /// <summary>True when it is over.</summary>
    public bool IsPast { get; private set; }

    /// <summary>The report of it, or null.</summary>
    public PublishedDocument<EventReport>? Report { get; private set; }

    /// <summary>Who runs it, or null.</summary>
    public PublishedDocument<Organisation>? Organiser { get; private set; }

    /// <summary>The training of the catalogue that is given, or null.</summary>
    public PublishedDocument<Training>? Training { get; private set; }

    /// <summary>The same thing on other days, those that are not over, by begin.</summary>
    public IReadOnlyList<PublishedDocument<CalendarEvent>> OtherTimes { get; private set; } = [];

    /// <summary>True when somebody can still say that they come.</summary>
    public bool IsOpen => !IsPast && Properties.Cancelled is null;

    /// <summary>Where a calendar of one's own finds it.</summary>
    public string FileUrl => Document.Path + ".ics";

    /// <summary>The form to ask whether one may come, with what it is about.</summary>
    public string AskUrl => $"/contact?onderwerp={Uri.EscapeDataString($"Meedoen: {Document.Title}")}#vraag";

    /// <summary>A mail to who takes registrations, with what it is about.</summary>
    public string MailTo => $"mailto:{Properties.Contact}?subject={Uri.EscapeDataString($"Aanmelden: {Document.Title}")}";

    /// <summary>What belongs with it, without the report that stands at the top already.</summary>
    public IReadOnlyList<PublishedDocument> Beside =>
        [.. Related.Where(document => document.Id != Report?.Id && !OtherTimes.Contains(document) && document.Id != Training?.Id)];

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        Tags.UseClock();
        IsPast = Properties.OverAt < clock.GetUtcNow();
        Report = ListOf<EventReport>().FirstOrDefault(report => report.Properties.Event == Document.Id);
        if (Properties.Series is { } series)
            OtherTimes =
            [
                .. ListOf<CalendarEvent>().Where(other => other.Id != Document.Id && other.Properties.Series == series
                    && other.Properties.OverAt >= clock.GetUtcNow()).OrderBy(other => other.Properties.BeginsAt).Take(MostOthers),
            ];
        Organiser = Site.Find<Organisation>(Properties.Organiser);
        Training = Site.Find<Training>(Properties.Training);
        if (Organiser is not null) Tags.Use(Organiser.Id);
        return result;
    }
}
