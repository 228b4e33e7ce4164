using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Newsletters.Types;
using Portal.Platform.Pages;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>One edition.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<Newsletter>(live, bodies, tags);
