using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Begrippen;

/// <summary>One begrip.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, PageTags tags) : DocumentPage<GlossaryTerm>(live, bodies, tags);
