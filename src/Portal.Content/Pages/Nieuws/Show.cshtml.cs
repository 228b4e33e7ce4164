using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Nieuws;

/// <summary>One nieuwsbericht.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<NewsItem>(live, bodies, tags);
