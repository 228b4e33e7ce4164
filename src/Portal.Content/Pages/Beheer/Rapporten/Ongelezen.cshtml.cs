using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Reports;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Rapporten;

/// <summary>Pages that nobody read for a year, and how often the others are read.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Reading)]
internal sealed class OngelezenModel(Reads reads, Owners owners) : ReportPage
{
    /// <summary>The value of <see cref="Wat"/> for every page, those that are read too.</summary>
    public const string Everything = "alles";

    private static readonly string[] Columns =
        ["Pagina", "Soort", "Eigenaar", "Laatst gelezen", "Keer gelezen in een jaar", "Online sinds", "Oordeel", "Geteld sinds", "Adres"];

    /// <summary>Which pages: those that nobody reads, or all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Wat { get; set; }

    /// <summary>What is shown.</summary>
    public IReadOnlyList<PageReading> Rows { get; private set; } = [];

    /// <summary>Who keeps what is shown, by the id of the page.</summary>
    public IReadOnlyDictionary<string, MemberCard> Keepers { get; private set; } = new Dictionary<string, MemberCard>();

    /// <summary>Since when is counted; null: not yet.</summary>
    public DateOnly? Since { get; private set; }

    /// <summary>How many pages nobody read for a year.</summary>
    public int Unread { get; private set; }

    /// <summary>Of how many it is too early to say.</summary>
    public int TooEarly { get; private set; }

    /// <summary>Reads a page of the list.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (Wat is not (null or "" or Everything)) return NotFound();
        var all = await reads.AllAsync(stop);
        (Since, Unread, TooEarly) = (
            await reads.SinceAsync(stop), all.Count(page => page.Reading == Reading.Unread),
            all.Count(page => page.Reading == Reading.TooEarly));
        var chosen = new KeyValuePair<string, string?>("wat", Wat is Everything ? Wat : null);
        if (!TryCut(Shown(all), out var rows, chosen)) return NotFound();
        Rows = rows;
        Keepers = await owners.OfAsync([.. Rows.Select(row => row.Document.Id)], stop);
        return Page();
    }

    /// <summary>All of it as a file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        var (all, since) = (Shown(await reads.AllAsync(stop)), await reads.SinceAsync(stop));
        var keepers = await owners.OfAsync([.. all.Select(row => row.Document.Id)], stop);
        return FileOf("ongelezen", Columns, all.Select(IReadOnlyList<object?> (row) =>
        [
            row.Document.Title, row.Document.Kind, keepers.GetValueOrDefault(row.Document.Id)?.Name, row.LastDay, row.Times,
            row.OnlineSince, Words(row.Reading), since, row.Document.Path,
        ]));
    }

    /// <summary>The verdict in words.</summary>
    public static string Words(Reading reading) => reading switch
    {
        Reading.Unread => "Een jaar niet gelezen",
        Reading.TooEarly => "Te vroeg om te zeggen",
        _ => "Gelezen",
    };

    /// <summary>When a page was read last, in words.</summary>
    public string LastOf(PageReading row) => row.LastDay?.Long()
        ?? (Since is { } since ? $"niet sinds {(row.OnlineSince > since ? row.OnlineSince : since).Long()}" : "nog niet geteld");

    private IReadOnlyList<PageReading> Shown(IReadOnlyList<PageReading> all) =>
        Wat is Everything ? all : [.. all.Where(page => page.Reading != Reading.Read)];
}
