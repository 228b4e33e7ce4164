using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Types;
using Portal.Content.Markdown;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Platform.Pages;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>One beeldverslag: what happened at an event.</summary>
public sealed class ReportModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<EventReport>(live, bodies, tags)
{
    /// <summary>The event.</summary>
    public PublishedDocument<CalendarEvent>? Event { get; private set; }

    /// <summary>Its pictures.</summary>
    public IReadOnlyList<MediaTarget> Images { get; private set; } = [];

    /// <summary>Files that were shown.</summary>
    public IReadOnlyList<MediaTarget> Slides { get; private set; } = [];

    /// <summary>What belongs with it, without the event that stands at the top already.</summary>
    public IReadOnlyList<PublishedDocument> Beside => [.. Related.Where(document => document.Id != Event?.Id)];

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        Event = Site.Find<CalendarEvent>(Properties.Event);
        if (Event is not null) Tags.Use(Event.Id);
        Images = [.. Properties.Photos.Select(photo => Site.Media(photo.Image)).OfType<MediaTarget>()];
        Slides = [.. Properties.Slides.Select(Site.Media).OfType<MediaTarget>()];
        return result;
    }
}
