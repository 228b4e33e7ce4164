using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Publishing;
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

    public IReadOnlyDictionary<string, AnswerReport<Gain>> Gains { get; private set; } = new Dictionary<string, AnswerReport<Gain>>();

    public PublishedDocument<LearningModule>? Chosen { get; private set; }

    public AnswerReport<GroupSensitivity>? Sensitivity { get; private set; }

    /// <summary>The same by function.</summary>
    public IReadOnlyList<AnswerReport<GroupSensitivity>> ByFunction { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Gains = await gains.ListAsync(Scope, stop);
        if (Module is null) return Page();
        if ((Chosen = Modules.FirstOrDefault(module => module.Id == Module)) is null) return NotFound();
        Sensitivity = await gains.SensitivityAsync(Scope, Module, stop);
        ByFunction = await gains.SensitivityByFunctionAsync(Scope, Module, stop);
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        Gains = await gains.ListAsync(Scope, stop);
        return FileOf("leerwinst", ["Module", "Mensen", "Vooraf goed (%)", "Achteraf goed (%)", "Geleerd van wat nog te leren was (%)",
                "Effect (d_av)", "Effect, laagste (95%)", "Effect, hoogste (95%)"],
            Modules.Select(module => (IReadOnlyList<object?>)(Gains.GetValueOrDefault(module.Id)?.Figures is { } gain
                ?
                [
                    module.Title, Steps.PeopleInWords(gain.People), gain.Before, gain.After,
                    gain.Share is { } share ? Math.Round(100 * share) : null,
                    gain.Effect, gain.Low, gain.High,
                ]
                : [module.Title, Steps.PeopleInWords(null), null, null, null, null, null, null])));
    }

    /// <summary>The effect with its interval: "0,9 (0,4 tot 1,3)"; a dash where there is none.</summary>
    public static string WithInterval(Gain gain)
    {
        ArgumentNullException.ThrowIfNull(gain);
        if (gain.Effect is not { } effect) return "–";
        return gain is { Low: { } low, High: { } high } ? $"{Figure(effect)} ({Figure(low)} tot {Figure(high)})" : Figure(effect);
    }

    /// <summary>What the interval says of it; null where there is none.</summary>
    public static string? CertaintyOf(Gain gain) => gain switch
    {
        { Low: > 0 } or { High: < 0 } => "Dat is waarschijnlijk geen toeval.",
        { Low: not null } => "Het verschil kan toeval zijn.",
        _ => null,
    };

    /// <summary>A share of what was to be learned, in steps of 0,05, as read in Dutch.</summary>
    public static string ShareLearned(double value) => value.ToString("0.00", Portal.Platform.DutchTime.Culture);

    /// <summary>A figure in tenths, as read in Dutch.</summary>
    public static string Figure(double value) => value.ToString("0.0", Portal.Platform.DutchTime.Culture);
}
