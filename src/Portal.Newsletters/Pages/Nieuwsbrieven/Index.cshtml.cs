using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Newsletters.Types;
using Portal.Platform.Pages;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>All editions, newest first.</summary>
public sealed class IndexModel(LiveSite live, PageTags tags) : SitePage(live, tags)
{
    /// <summary>The editions.</summary>
    public IReadOnlyList<PublishedDocument<Newsletter>> Editions { get; private set; } = [];

    /// <summary>Lists the editions.</summary>
    public void OnGet() => Editions = [.. ListOf<Newsletter>().OrderByDescending(edition => edition.Properties.Published)];
}
