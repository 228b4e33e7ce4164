using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>What people know more after a module than before.</summary>
[Authorize(Rights.Coordinator)]
internal sealed class LeerwinstModel(ReportTools tools, LearningGain gains) : ReportPage(tools)
{
    /// <summary>Id of the module of which all figures are shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Module { get; set; }

    public IReadOnlyDictionary<string, ModuleGain> Gains { get; private set; } = new Dictionary<string, ModuleGain>();

    public PublishedDocument<LearningModule>? Chosen { get; private set; }

    public Gain? Gain { get; private set; }

    public GroupSensitivity? Sensitivity { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Gains = await gains.ListAsync(Scope, stop);
        if (Module is null) return Page();
        if ((Chosen = Modules.FirstOrDefault(module => module.Id == Module)) is null) return NotFound();
        Gain = await gains.OfAsync(Scope, Module, stop);
        Sensitivity = await gains.SensitivityAsync(Scope, Module, stop);
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        Gains = await gains.ListAsync(Scope, stop);
        return FileOf("leerwinst", ["Module", "Mensen", "Vooraf goed (%)", "Achteraf goed (%)", "Geleerd van wat nog te leren was (%)"],
            Modules.Select(module => (IReadOnlyList<object?>)(Gains.GetValueOrDefault(module.Id) is { } gain
                ?
                [
                    module.Title, gain.People, Percent.Near(gain.Before), Percent.Near(gain.After),
                    Gain.ShareOf(gain.Before, gain.After) is { } share ? Percent.Near(100 * share) : null,
                ]
                : [module.Title, "minder dan 10", null, null, null])));
    }

    /// <summary>A figure with two decimals, as read in Dutch.</summary>
    public static string Figure(double value) => value.ToString("0.00", Portal.Platform.DutchTime.Culture);
}
