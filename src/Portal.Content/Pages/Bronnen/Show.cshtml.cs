using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Bronnen;

/// <summary>One bron.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<Intervention>(live, bodies, tags);
