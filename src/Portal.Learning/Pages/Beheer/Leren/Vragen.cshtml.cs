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
    private const int MostToMend = 10;

    /// <summary>Id of the module.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Module { get; set; }

    /// <summary>"toets": in the order of the module; else what to mend first stands first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Volgorde { get; set; }

    public PublishedDocument<LearningModule>? Chosen { get; private set; }

    /// <summary>What most needs mending, of all modules.</summary>
    public IReadOnlyList<ItemToMend> ToMend { get; private set; } = [];

    /// <summary>The questions stand in the order of the module.</summary>
    public bool IsInOrder => Volgorde == InOrder;

    /// <summary>The value of the order of the module.</summary>
    public const string InOrder = "toets";

    /// <summary>Who asks may open the editor.</summary>
    public bool MayMend => Current.May(Rights.Writer);

    /// <summary>The title of a module that is online.</summary>
    public string TitleOf(string module) => Modules.First(one => one.Id == module).Title;

    public IReadOnlyList<Item> Items { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await RefusalAsync(stop) is { } refusal) return refusal;
        ToMend = await quality.ToMendAsync([.. Modules.Select(module => module.Id)], MostToMend, stop);
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop) => await RefusalAsync(stop) ?? FileOf(
        "vragen", ["Vraag", "Hoofdstuk", "Tekst", "Mensen", "Goed (p)", "Samenhang (r)", "Let op"],
        Items.Select(item => (IReadOnlyList<object?>)
            [
                item.Id, item.Chapter, item.Question, Steps.PeopleInWords(item.People), item.Figures?.Right,
                item.IsTest ? item.Figures?.Discrimination : null, string.Join(' ', WarningsOf(item)),
            ]));

    /// <summary>A figure with two decimals, as read in Dutch; a dash where there is none.</summary>
    public static string Figure(double? value) => value is { } known ? known.ToString("0.00", Portal.Platform.DutchTime.Culture) : "–";

    /// <summary>A share of the points: "0,45", and at the ends "0,05 of minder".</summary>
    public static string RightIn(ItemFigures? figures) => figures?.Right switch
    {
        null => "–",
        <= Steps.LeastShare / 100.0 => $"{Figure(Steps.LeastShare / 100.0)} of minder",
        >= Steps.MostShare / 100.0 => $"{Figure(Steps.MostShare / 100.0)} of meer",
        { } right => Figure(right),
    };

    /// <summary>What may be wrong with a question, in words.</summary>
    public static IEnumerable<string> WarningsOf(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return (item.Figures?.Flags ?? []).Select(flag => flag switch
        {
            ItemFlag.Hard => "Bijna niemand heeft dit goed. Klopt de vraag, en het antwoord?",
            ItemFlag.Easy => "Bijna iedereen heeft dit goed. Leert iemand hier nog iets van?",
            _ when item.Figures!.Discrimination < 0 => "Wie de rest goed doet, doet deze vraag juist slechter. Klopt de sleutel?",
            _ => "Wie de rest goed doet, doet deze vraag niet beter. Is de vraag duidelijk?",
        });
    }

    private async Task<IActionResult?> RefusalAsync(CancellationToken stop)
    {
        if (!Current.May(Rights.Coordinator) && !Current.May(Rights.Editor)) return Forbid();
        Chosen = Module is null ? Modules.FirstOrDefault() : Modules.FirstOrDefault(module => module.Id == Module);
        if (Chosen is null) return Module is null ? null : NotFound();
        var items = await quality.OfAsync(Chosen.Id, stop);
        Items = IsInOrder ? items : [.. items.Order(ItemQuality.ByNeed)];
        return null;
    }
}
