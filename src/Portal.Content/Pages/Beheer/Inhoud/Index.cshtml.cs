using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Branches;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>All content, to find one's way in: as a list, or as the tree it stands in (<c>?weergave=boom</c>).</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Free)]
internal sealed class IndexModel(
    ContentList list, DocumentTypes types, Writers writers, CurrentMember current, LiveSite live, BranchStore branches,
    NewDocuments documents, TimeProvider clock) : PageModel
{
    private const string AsTree = "boom", All = "alles";

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

    /// <summary>"alles": also what lies outside the branches of who asks, who else begins there.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Waar { get; set; }

    /// <summary>The branches that who asks keeps to.</summary>
    internal BranchSet Branches { get; private set; } = BranchSet.Everywhere;

    /// <summary>True when only those are shown.</summary>
    public bool IsOwnAlone => Branches.IsBound && Waar != All;

    /// <summary>Where the list is posted and narrowed: what else its address says.</summary>
    public string? Everywhere => Branches.IsBound && Waar == All ? All : null;

    /// <summary>The ids of what is shown and may be changed.</summary>
    public IReadOnlySet<string> Own { get; private set; } = new HashSet<string>();

    /// <summary>True when there is something that who asks may begin.</summary>
    public bool MayBegin { get; private set; }

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
    public IEnumerable<DocumentType> CreatableUnder(ContentRow row) =>
        Own.Contains(row.Ref) ? Types.Where(type => type.Info.Parent == row.Type.Name) : [];

    /// <summary>A row of the tree, with where it stands among those of its type; without where they have no order or it is alone.</summary>
    /// <param name="row">The document.</param>
    /// <param name="siblings">What is shown beside it.</param>
    /// <param name="parent">Id of what it stands under, or null.</param>
    /// <param name="before">How many stand before the first of them.</param>
    /// <param name="count">How many there are in all; null: as many as are shown.</param>
    public TreeRow TreeRowOf(ContentRow row, IReadOnlyList<ContentRow> siblings, string? parent, int before = 0, int? count = null)
    {
        // An order is of all siblings together: who keeps to a branch that begins here has no say in it.
        if (Branches.IsBound && !Branches.HasType(row.Type.Name) && !(parent is not null && Own.Contains(parent))) return new(row, null);
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
        if (Waar is not (null or "" or All)) return NotFound();
        Branches = await branches.OwnAsync(stop);
        MayBegin = !Branches.IsBound || (await documents.PossibleAsync(Types.Where(type => type.Info.FixedPath is null), stop)).Count > 0;
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
            var query = new ContentQuery(Soort, Status, Zoek, Volgorde ?? ContentOrder.Title, IsOwnAlone ? current.Id : null);
            (Total, Rows) = await list.ReadAsync(query, page, stop);
            Readers = await writers.ReadersAsync(current.Id, stop);
        }
        Own = await branches.InsideAsync([.. Rows.Concat(Below.SelectMany(group => group)).Select(row => row.Ref).Distinct()], stop);
        if (Pages.Pager.Of(Request, Total, ContentList.PageSize, AddressKeys()) is not { } pager) return NotFound();
        Pager = pager;
        return Page();
    }

    private KeyValuePair<string, string?>[] AddressKeys() =>
    [
        new("waar", Everywhere), new("weergave", Weergave), new("soort", Soort), new("status", Status), new("zoek", Zoek),
        new("volgorde", Volgorde),
    ];

    private static string? Filled(string? text) =>
        text?.Trim() is { Length: > 0 } filled ? filled.AtMost(100) : null;
}

/// <summary>A row of the tree.</summary>
/// <param name="Row">The document.</param>
/// <param name="Place">Its place from 1 among how many, where it can be moved; or null.</param>
internal sealed record TreeRow(ContentRow Row, (int At, int Of)? Place);
