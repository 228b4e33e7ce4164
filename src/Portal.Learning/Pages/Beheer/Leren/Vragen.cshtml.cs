using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>How the questions of a module work; for who writes them and who orders them.</summary>
[Authorize(Rights.Office)]
internal sealed class VragenModel(ReportTools tools, ItemQuality quality) : ReportPage(tools)
{
    /// <summary>Id of the module.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Module { get; set; }

    public PublishedDocument<LearningModule>? Chosen { get; private set; }

    public IReadOnlyList<Item> Items { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await RefusalAsync(stop) ?? Page();

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop) => await RefusalAsync(stop) ?? FileOf(
        "vragen", ["Vraag", "Hoofdstuk", "Tekst", "Mensen", "Goed (p)", "Samenhang (r)", "Let op"],
        Items.Select(item => (IReadOnlyList<object?>)
            [
                item.Id, item.Chapter, item.Question, item.People is { } people ? people : "minder dan 10", Rounded(item.Right),
                item.IsTest ? Rounded(item.Discrimination) : null, string.Join(' ', item.Flags),
            ]));

    /// <summary>A figure with two decimals, as read in Dutch; a dash where there is none.</summary>
    public static string Figure(double? value) => value is { } known ? known.ToString("0.00", Portal.Platform.DutchTime.Culture) : "–";

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 2) : null;

    private async Task<IActionResult?> RefusalAsync(CancellationToken stop)
    {
        if (!Current.May(Rights.Coordinator) && !Current.May(Rights.Editor)) return Forbid();
        Chosen = Module is null ? Modules.FirstOrDefault() : Modules.FirstOrDefault(module => module.Id == Module);
        if (Chosen is null) return Module is null ? null : NotFound();
        Items = await quality.OfAsync(Chosen.Id, stop);
        return null;
    }
}
