using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Nieuws;

/// <summary>All news, newest first.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The news.</summary>
    public IReadOnlyList<PublishedDocument<NewsItem>> Items { get; private set; } = [];

    /// <summary>Lists the news.</summary>
    public void OnGet() => Items = [.. ListOf<NewsItem>().OrderByDescending(item => item.Properties.Published)];
}
