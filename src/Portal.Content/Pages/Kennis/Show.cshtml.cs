using Microsoft.AspNetCore.Mvc;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Kennis;

/// <summary>How to refer to what a kennisproduct is about.</summary>
/// <param name="Text">One line, APA.</param>
/// <param name="Path">The address of the page; its files stand below it.</param>
public sealed record CitePart(string Text, string Path);

/// <summary>One kennisproduct.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags, IEnumerable<ILessonsAbout> rooms)
    : DocumentPage<ResearchSummary>(live, bodies, tags)
{
    /// <summary>What one can learn about it in a few minutes.</summary>
    public IReadOnlyList<LessonLink> Lessons { get; private set; } = [];

    /// <summary>Files to download.</summary>
    public IReadOnlyList<MediaTarget> Files => [.. Properties.Files.Select(Site.Media).OfType<MediaTarget>()];

    /// <summary>How long reading takes, in minutes, at 200 words a minute.</summary>
    public int ReadingMinutes => Math.Max(1, (int)Math.Round(Body.Words / 200.0));

    /// <summary>What stands beside its kind: by whom and when, and how long reading takes.</summary>
    public IReadOnlyList<string> Facts =>
        [string.Join(", ", new[] { Properties.Publisher, Properties.Year?.ToString(DutchTime.Culture) }.OfType<string>()), $"{Words.Count(ReadingMinutes, "minuut", "minuten")} lezen"];

    /// <summary>What stands on the page.</summary>
    public IReadOnlyList<Link> Parts => Contents(
    [
        new("Wat kun je hiermee?", "#gebruik"),
        .. Lessons.Count > 0 ? new Link[] { new(new LessonsPart(Lessons).Title, "#lessen") } : [],
        new("Hoe dit is gemaakt", "#gegevens"),
        new("Dit stuk noemen", "#noemen"),
    ]);

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        Lessons = [.. rooms.SelectMany(room => room.Of(Site, Document))];
        Tags.Use(rooms.SelectMany(room => room.MadeOf));
        return result;
    }
}
