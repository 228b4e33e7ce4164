using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>One event.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags, TimeProvider clock)
    : DocumentPage<CalendarEvent>(live, bodies, tags)
{
    /// <summary>True when it is over.</summary>
    public bool IsPast { get; private set; }

    /// <summary>The report of it, or null.</summary>
    public PublishedDocument<EventReport>? Report { get; private set; }

    /// <summary>Who runs it, or null.</summary>
    public PublishedDocument<Organisation>? Organiser { get; private set; }

    /// <summary>What belongs with it, without the report that stands at the top already.</summary>
    public IReadOnlyList<PublishedDocument> Beside => [.. Related.Where(document => document.Id != Report?.Id)];

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        Tags.UseClock();
        IsPast = DutchTime.MomentOf(Properties.Ends) < clock.GetUtcNow();
        Report = ListOf<EventReport>().FirstOrDefault(report => report.Properties.Event == Document.Id);
        Organiser = Site.Find<Organisation>(Properties.Organiser);
        if (Organiser is not null) Tags.Use(Organiser.Id);
        return result;
    }
}
