using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Types;
using Portal.Platform.Pages;

namespace Portal.Learning.Pages.Modules;

/// <summary>One chapter, in full focus: the line of its module on top, before and next below.</summary>
public sealed class ChapterModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<Chapter>(live, bodies, tags)
{
    /// <summary>The module.</summary>
    public PublishedDocument<LearningModule> Module { get; private set; } = null!;

    /// <summary>All chapters of the module in their order.</summary>
    public IReadOnlyList<PublishedDocument<Chapter>> Chapters { get; private set; } = [];

    /// <summary>Place of this chapter, counted from 0.</summary>
    public int At { get; private set; }

    /// <summary>A name for the line and the links below: the title up to its colon.</summary>
    public static string ShortNameOf(PublishedDocument document) => document.Title.Split(':')[0];

    /// <summary>The chapter before this one, or null.</summary>
    public PublishedDocument<Chapter>? Previous => At > 0 ? Chapters[At - 1] : null;

    /// <summary>The chapter after this one, or null.</summary>
    public PublishedDocument<Chapter>? Next => At + 1 < Chapters.Count ? Chapters[At + 1] : null;

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        Module = Site.Find<LearningModule>(Document.Place.ParentId)!;
        Chapters = [.. Site.Below<Chapter>(Module.Id).OrderBy(chapter => chapter.Properties.Order)];
        At = Chapters.ToList().FindIndex(chapter => chapter.Id == Document.Id);
        Tags.Use(["hoofdstuk", Module.Id]);
        return result;
    }
}
