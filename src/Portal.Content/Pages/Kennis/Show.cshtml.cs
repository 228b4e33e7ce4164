using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Kennis;

/// <summary>One kennisproduct.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<ResearchSummary>(live, bodies, tags)
{
    /// <summary>Files to download.</summary>
    public IReadOnlyList<MediaTarget> Files => [.. Properties.Files.Select(Site.Media).OfType<MediaTarget>()];

    /// <summary>How long reading takes, in minutes, at 200 words a minute.</summary>
    public int ReadingMinutes => Math.Max(1, (int)Math.Round(Body.Words / 200.0));
}
