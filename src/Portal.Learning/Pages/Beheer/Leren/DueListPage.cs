using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Learning.Reminders;
using Portal.Learning.Reports;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>A list of people whom one could remind, with their addresses; from here they are.</summary>
internal abstract class DueListPage(ReportTools tools, DueTools due) : DuePage(tools, due)
{
    private const int RowsAtOnce = 500, MostSent = 5;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>What a coordinator chose as purpose.</summary>
    [BindProperty]
    public string? Keuze { get; set; }

    /// <summary>The people, a page of them.</summary>
    public DuePart People { get; private set; } = new([], 0, 0, 1, 1);

    /// <summary>Addresses of the people on this page; of who has no account that is open, none.</summary>
    public IReadOnlyDictionary<Guid, string> Addresses { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>When the list was made; null: not yet.</summary>
    public DateTimeOffset? MadeAt { get; private set; }

    /// <summary>What was sent before to these people.</summary>
    public IReadOnlyList<SentReminder> Sent { get; private set; } = [];

    /// <summary>The purpose that is chosen on the form: what this page is for, unless somebody says otherwise.</summary>
    public string ChosenPurpose => Keuze ?? Kind.Purpose;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await RefusalAsync(stop) is { } refusal) return refusal;
        await LoadAsync(stop);
        return Page();
    }

    /// <summary>The list as a file.</summary>
    public async Task<IActionResult> OnGetLijstAsync(CancellationToken stop)
    {
        if (await RefusalAsync(stop) is { } refusal) return refusal;
        if (AsksPurpose || AsksWhichOrganisation) return LocalRedirect(ListPath);
        var rows = new List<IReadOnlyList<object?>>();
        for (var page = 1; ; page++)
        {
            var people = await Due.List.PageAsync(Scope, Kind, Filter, page, RowsAtOnce, stop);
            var addresses = await AddressesAsync(people.Rows, stop);
            rows.AddRange(people.Rows.Select(row => (IReadOnlyList<object?>)
                [
                    row.Name, addresses.GetValueOrDefault(row.MemberId), OrganisationOf(row), MunicipalityOf(row), FunctionOf(row),
                    TitleOf(row.Module), row.Day, row.RemindedAt,
                ]));
            if (page >= people.Pages) break;
        }
        string[] columns =
        [
            "Naam", "E-mail", "Organisatie", "Gemeente", "Functie", "Module",
            Kind == DueKind.Expires ? "Geldig tot en met" : "Laatst bezig op", "Herinnerd op",
        ];
        return FileOf(Kind == DueKind.Expires ? "wie-verloopt" : "wie-bleef-steken", columns, rows);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!Current.May(Rights.Coordinator)) return Forbid();
        if (NameViews.Purposes.FirstOrDefault(known => known == Keuze) is { } purpose)
        {
            var view = await Due.Views.StartAsync(Current.Id, purpose, Scope, ListName, stop);
            return LocalRedirect(QueryHelpers.AddQueryString(ListPath, "doel", view.ToString()));
        }
        if (await RefusalAsync(stop) is { } refusal) return refusal;
        ModelState.AddModelError(nameof(Keuze), "Kies waarvoor je de namen nodig hebt.");
        AskAnew();
        await LoadAsync(stop);
        return Page();
    }

    /// <summary>Reads what the page shows.</summary>
    protected virtual async Task LoadAsync(CancellationToken stop)
    {
        MadeAt = await Due.MadeAtAsync(stop);
        if (AsksPurpose || AsksWhichOrganisation) return;
        People = await Due.List.PageAsync(Scope, Kind, Filter, P, stop: stop);
        Addresses = await AddressesAsync(People.Rows, stop);
        Sent = await Due.Reminders.LastAsync(Scope, MostSent, stop);
    }

    private async Task<Dictionary<Guid, string>> AddressesAsync(IReadOnlyList<DueRow> rows, CancellationToken stop) =>
        (await Due.Directory.FindOpenAsync([.. rows.Select(row => row.MemberId).Distinct()], stop))
            .ToDictionary(card => card.Id, card => card.Email);
}
