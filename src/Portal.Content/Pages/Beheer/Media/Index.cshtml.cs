using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Content.Branches;
using Portal.Content.Markdown;
using Portal.Content.Media;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Platform.Conditions;

namespace Portal.Content.Pages.Beheer.Media;

/// <summary>Everything in the library, by title or by folder, a form that adds to it, and one that moves files to a folder.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Files)]
internal sealed class IndexModel(
    MediaFolders folders, BranchStore branches, MediaRoom room, LiveSite live, CurrentMember current) : PageModel
{
    /// <summary>How many files the form takes in one go.</summary>
    public const int AtOnce = 3;

    /// <summary>As a value of <see cref="Map"/>: what lies in no folder.</summary>
    public const string NoFolder = "-";

    private const string Address = "/beheer/media";

    // Of more folders those with the most files: the page must not grow with them.
    private const int MostFolders = 60;

    private static readonly StringComparer Spelling = StringComparer.Create(Platform.DutchTime.Culture, ignoreCase: true);

    /// <summary>Words of the title or the id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The folder; null: all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Map { get; set; }

    /// <summary>What stands on this page.</summary>
    public IReadOnlyList<MediaTarget> Items { get; private set; } = [];

    /// <summary>The folders, to narrow the list by.</summary>
    public IReadOnlyList<FilterValue> Folders { get; private set; } = [];

    /// <summary>Where in the list this page is.</summary>
    public Pager Pager { get; private set; } = null!;

    /// <summary>How many were found.</summary>
    public int Count { get; private set; }

    /// <summary>The folder that files are added to: the one that is shown.</summary>
    public string Here => Map is null or NoFolder ? "" : Map;

    /// <summary>False for who keeps to a branch: folders are everybody’s, and a file has its own page to move it from.</summary>
    public bool MayMove { get; private set; }

    /// <summary>How much room is taken, and how much there is, Dutch.</summary>
    public string Room { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        MayMove = !(await branches.OwnAsync(stop)).IsBound;
        (Q, Map) = (Given(Q), Given(Map));
        var words = (Q ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var named = live.Current.AllMedia.Select(media => media.Item)
            .Where(item => Array.TrueForAll(words, word => Has(item.Title, word) || Has(item.Id, word))).ToList();
        Folders = FoldersOf(named);
        var found = named.Where(item => Map is null || Spelling.Equals(item.Folder, Here))
            .OrderBy(item => item.Title, PublishedSite.Alphabet).ThenBy(item => item.Id, StringComparer.Ordinal).ToList();
        if (Pager.Of(Request, found.Count, Pager.Usual, [new("q", Q), new("map", Map)]) is not { } pager) return NotFound();
        (Pager, Count) = (pager, found.Count);
        var page = found.Skip((pager.Number - 1) * Pager.Usual).Take(Pager.Usual);
        Items = [.. page.Select(item => live.Current.Media(item.Id)).OfType<MediaTarget>()];
        var used = await room.UsedAsync(stop);
        Room = room.Most == 0
            ? $"Alle bestanden samen nemen {Amounts.Size(used)}."
            : $"Alle bestanden samen nemen {Amounts.Size(used)} van {Amounts.Size(room.Most)}; "
                + $"er is {Amounts.Size(Math.Max(0, room.Most - used))} vrij.";
        ViewData["Title"] = "Media";
        ViewData["Robots"] = "noindex";
        return Page();
    }

    /// <summary>Puts files into a folder.</summary>
    /// <param name="id">The files.</param>
    /// <param name="naar">The folder; empty: out of every folder.</param>
    /// <param name="terug">The list they were chosen in.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostMoveAsync(string[] id, string? naar, string? terug, CancellationToken stop)
    {
        var to = OpenFolder(naar ?? "");
        var (moved, why) = id.Length == 0 ? (0, "Kies eerst een of meer bestanden.") : await folders.MoveAsync(id, to, current.Id, stop);
        foreach (var one in id.Distinct().Take(MediaFolders.Most)) await live.OnNotifiedAsync(one, stop); // the list shows it at once
        var where = to.Length == 0 ? "in geen map meer" : $"in de map ‘{to}’";
        TempData["Melding"] = moved switch
        {
            0 => why,
            1 => $"1 bestand staat nu {where}. {why}",
            _ => $"{moved} bestanden staan nu {where}. {why}",
        };
        if (why.Length > 0) TempData["Let op"] = true;
        return Redirect(terug?.StartsWith(Address + "?", StringComparison.Ordinal) == true ? terug : Address);
    }

    // Who types a folder that is there in other capitals means that one.
    private string OpenFolder(string typed)
    {
        var name = Platform.OneLine.Of(typed);
        return live.Current.AllMedia.Select(media => media.Item.Folder).FirstOrDefault(folder => Spelling.Equals(folder, name)) ?? name;
    }

    private IReadOnlyList<FilterValue> FoldersOf(List<MediaTarget> items)
    {
        var counts = items.GroupBy(item => item.Folder, Spelling).ToDictionary(group => group.Key, group => group.Count(), Spelling);
        if (Map is not null) counts.TryAdd(Here, 0);
        if (counts.Keys.All(folder => folder.Length == 0)) return [];
        var shown = counts.OrderByDescending(pair => pair.Value).Take(MostFolders).Select(pair => pair.Key).ToHashSet(Spelling);
        return
        [
            .. counts.Where(pair => shown.Contains(pair.Key) || Spelling.Equals(pair.Key, Here))
                .OrderBy(pair => pair.Key, PublishedSite.Alphabet)
                .Select(pair => ValueOf(pair.Key, pair.Value, Map is not null && Spelling.Equals(pair.Key, Here))),
        ];
    }

    private FilterValue ValueOf(string folder, int count, bool isChosen)
    {
        var value = folder.Length == 0 ? NoFolder : folder;
        List<KeyValuePair<string, string?>> query = [new("q", Q), new("map", isChosen ? null : value)];
        var url = QueryHelpers.AddQueryString(Address, query.Where(pair => pair.Value is not null));
        return new FilterValue(value, folder.Length == 0 ? "In geen map" : folder, count, url, isChosen);
    }

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static bool Has(string text, string word) => Platform.DutchTime.Culture.CompareInfo.IndexOf(
        text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
