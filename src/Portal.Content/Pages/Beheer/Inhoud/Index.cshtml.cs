using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>All content, to find one's way in: as a list, or as the tree it stands in (<c>?weergave=boom</c>).</summary>
[Authorize(Rights.Writer)]
internal sealed class IndexModel(
    ContentList list, DocumentTypes types, Writers writers, CurrentMember current, LiveSite live, TimeProvider clock) : PageModel
{
    private const string AsTree = "boom";

    /// <summary>Name of a type.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Soort { get; set; }

    /// <summary>Name of a state.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    /// <summary>What stands in the title.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    /// <summary>Name of an order.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Volgorde { get; set; }

    /// <summary>List or tree.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Weergave { get; set; }

    /// <summary>True for the tree.</summary>
    public bool IsTree => Weergave == AsTree;

    /// <summary>The types, by what one calls more of them.</summary>
    public IReadOnlyList<DocumentType> Types { get; } = [.. types.All.OrderBy(type => type.Info.Plural, StringComparer.Ordinal)];

    /// <summary>How many documents of each type there are; for the tree.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    /// <summary>What is shown.</summary>
    public IReadOnlyList<ContentRow> Rows { get; private set; } = [];

    /// <summary>What stands under what is shown.</summary>
    public ILookup<string, ContentRow> Below { get; private set; } = Array.Empty<ContentRow>().ToLookup(row => row.Ref);

    /// <summary>Who can be asked to read what was chosen.</summary>
    public IReadOnlyList<MemberCard> Readers { get; private set; } = [];

    /// <summary>The themes that what was chosen can be added to.</summary>
    public IReadOnlyList<PublishedDocument<Dossier>> Themes => live.Current.All<Dossier>();

    /// <summary>True when this member decides what readers see of anything that is listed.</summary>
    public bool MayPublish => (Chosen is { } type ? [type] : Types).Any(type => JointChanges.MayPublish(current, type));

    /// <summary>How many there are in all.</summary>
    public int Total { get; private set; }

    /// <summary>Where in the list this is.</summary>
    public Pager Pager { get; private set; } = null!;

    /// <summary>The type that is chosen, or null.</summary>
    public DocumentType? Chosen => Soort is null ? null : types.Find(Soort);

    /// <summary>The types of which one may stand under a document.</summary>
    public IEnumerable<DocumentType> CreatableUnder(ContentRow row) => Types.Where(type => type.Info.Parent == row.Type.Name);

    /// <summary>A row of the tree, with where it stands among those of its type; without where they have no order or it is alone.</summary>
    public TreeRow TreeRowOf(ContentRow row, IReadOnlyList<ContentRow> siblings, int before = 0, int? count = null)
    {
        var same = siblings.Where(other => other.Type == row.Type).ToList();
        var all = count ?? same.Count;
        return new TreeRow(row, row.Type.IsOrdered && all > 1 ? (before + same.IndexOf(row) + 1, all) : null);
    }

    /// <summary>True when a date of checking has passed.</summary>
    public bool IsDue(DateOnly date) => date < DutchTime.DateOf(clock.GetUtcNow());

    /// <summary>Reads a page of the list or of the tree.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        (Soort, Status, Zoek, Volgorde, Weergave) = (Filled(Soort), Filled(Status), Filled(Zoek), Filled(Volgorde), Filled(Weergave));
        if (Soort is not null && Chosen is null) return NotFound();
        if (Status is not null && ContentState.All.All(state => state.Name != Status)) return NotFound();
        if (Volgorde is not null && ContentOrder.All.All(order => order.Name != Volgorde)) return NotFound();
        var page = Pager.Asked(Request);
        if (IsTree)
        {
            ViewData["FocusElsewhere"] = TempData[VolgordeModel.Moved];
            Counts = await list.CountsAsync(stop);
            if (Chosen is { } type) (Total, Rows) = await list.TopAsync(type, page, stop);
            Below = await list.BelowAsync(Rows.Select(row => row.Ref), stop);
        }
        else
        {
            (Total, Rows) = await list.ReadAsync(new ContentQuery(Soort, Status, Zoek, Volgorde ?? ContentOrder.Title), page, stop);
            Readers = await writers.ReadersAsync(current.Id, stop);
        }
        if (Pages.Pager.Of(Request, Total, ContentList.PageSize, AddressKeys()) is not { } pager) return NotFound();
        Pager = pager;
        return Page();
    }

    private KeyValuePair<string, string?>[] AddressKeys() =>
    [
        new("weergave", Weergave), new("soort", Soort), new("status", Status), new("zoek", Zoek), new("volgorde", Volgorde),
    ];

    private static string? Filled(string? text) =>
        text?.Trim() is { Length: > 0 and var length } filled ? filled[..Math.Min(length, 100)] : null;
}

/// <summary>A row of the tree.</summary>
/// <param name="Row">The document.</param>
/// <param name="Place">Its place from 1 among how many, where it can be moved; or null.</param>
internal sealed record TreeRow(ContentRow Row, (int At, int Of)? Place);
