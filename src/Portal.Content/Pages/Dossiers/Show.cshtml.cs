using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform.Pages;

namespace Portal.Content.Pages.Dossiers;

/// <summary>One dossier with all that the portal holds on it.</summary>
public sealed class ShowModel(LiveSite live, Bodies bodies, DocumentTypes types, PageTags tags) : DocumentPage<Dossier>(live, bodies, tags)
{
    private const string KindKey = "soort";

    /// <summary>What names this dossier, grouped by type, in the order in which the rooms registered them.</summary>
    public IReadOnlyList<IGrouping<DocumentType, PublishedDocument>> Holds { get; private set; } = [];

    /// <summary>How many of a group are shown beside the others; all of them stand on pages of their own (<c>?soort=</c>).</summary>
    public const int Shown = 12;

    /// <summary>The group that is shown alone; null: all of them.</summary>
    public IGrouping<DocumentType, PublishedDocument>? Chosen { get; private set; }

    /// <summary>What stands on this page of that group.</summary>
    public IReadOnlyList<PublishedDocument> ChosenPage { get; private set; } = [];

    /// <summary>What belongs with this dossier without being in it.</summary>
    public IReadOnlyList<PublishedDocument> Beside => [.. Related.Where(document => !document.Common.Themes.Contains(Document.Id))];

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        var themed = Site.Mentioning(Document.Id).Where(document => document.Common.Themes.Contains(Document.Id)).ToList();
        var order = types.All.ToList();
        if (Request.Query.TryGetValue(KindKey, out var kind) && !themed.Exists(document => document.Type.Name == kind)) return NotFound();
        Holds = [.. themed.OrderBy(document => document.Title, PublishedSite.Alphabet).GroupBy(document => document.Type).OrderBy(group => order.IndexOf(group.Key))];
        // A document that joins the dossier later changes this page too, so it hangs on the types, not on today's members.
        Tags.Use(Site.Documents.Where(document => document.Common is ThemedProperties).Select(document => document.Type.Name).Distinct());
        Chosen = Holds.FirstOrDefault(group => group.Key.Name == kind);
        if (!TryCut(Chosen?.ToList() ?? [], [KeyValuePair.Create(KindKey, Chosen?.Key.Name)], out var page)) return NotFound();
        ChosenPage = page;
        return result;
    }
}
