using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Content.Reports;
using Portal.Content.Versions;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Rapporten;

/// <summary>The reports on content, each with its most telling number.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Reading)]
internal sealed class IndexModel(
    AllFigures figures, BrokenLinks links, WeekChanges week, Reads reads, VersionTidying tidying, TimeProvider clock) : PageModel
{
    /// <summary>The reports: title, what it tells, address, and how it stands.</summary>
    public IReadOnlyList<(string Title, string About, string Href, string State)> Reports { get; private set; } = [];

    /// <summary>Counts.</summary>
    public async Task OnGetAsync(CancellationToken stop)
    {
        var today = DutchTime.DateOf(clock.GetUtcNow());
        var (all, changes) = (figures.ByAge, await week.CountAsync(stop));
        var hard = all.Count(page => page.Reading.Score < LeesniveauModel.Hard);
        var unread = await reads.CountUnreadAsync(stop);
        Reports =
        [
            ("Ouderdom", "Welke pagina’s lang niemand nakeek, en wie ze bijhoudt.", "/beheer/rapporten/ouderdom",
                Words(all.Count(page => page.IsDue(today)), "pagina wacht op een blik", "pagina’s wachten op een blik")),
            ("Links", "Links die nergens heen gaan, en links met een omweg.", "/beheer/rapporten/links",
                Words(links.Current.Count, "pagina met een kapotte link", "pagina’s met een kapotte link")),
            ("Toegankelijkheid", "Koppen, beschrijvingen, links en tabellen, per pagina.", "/beheer/rapporten/toegankelijkheid",
                Words(figures.ByAccess.Count, "pagina met een aandachtspunt", "pagina’s met een aandachtspunt")),
            ("Leesniveau", "Hoe makkelijk elke pagina leest, voor zover een formule dat ziet.", "/beheer/rapporten/leesniveau",
                Words(hard, "pagina leest moeilijk", "pagina’s lezen moeilijk")),
            ("Deze week", "Wat er in de laatste zeven dagen veranderde, en wie dat deed.", "/beheer/rapporten/week",
                Words(changes, "wijziging", "wijzigingen")),
            ("Ongelezen", "Pagina’s die niemand las, en hoe vaak de andere gelezen worden.", "/beheer/inhoud/ongelezen",
                Words(unread, "pagina een jaar niet gelezen", "pagina’s een jaar niet gelezen")),
            ("Opruimen", "Welke oude versies vannacht weggaan.", "/beheer/inhoud/opruimen",
                Words((int)(await tidying.LookAsync(stop)).Count, "versie gaat weg", "versies gaan weg")),
        ];
    }

    private static string Words(int count, string one, string more) => $"{ReportPage.Number(count)} {(count == 1 ? one : more)}";
}
