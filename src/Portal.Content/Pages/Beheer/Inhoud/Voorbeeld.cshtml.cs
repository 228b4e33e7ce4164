using Microsoft.AspNetCore.Mvc;
using Portal.Content.Editing;
using Portal.Content.Previews;
using Portal.Platform.Data;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>
/// The draft as readers will get it, in the width of a phone or a desktop, light or dark; and links to show it to others. The colours are
/// those of the frame alone (its <c>color-scheme</c>, which the page in it is told of as its reader's wish): nobody's own setting changes.
/// </summary>
internal sealed class VoorbeeldModel(DeskTools tools, PreviewPages previews, DbSession session, Writers writers) : DeskPage(tools)
{
    private static readonly int[] Days = [3, 14, 60];

    private static readonly OrderedDictionary<string, string> Widths = new() { ["scherm"] = "Groot scherm", ["telefoon"] = "Telefoon" };

    private static readonly OrderedDictionary<string, string> Colours = new()
    {
        ["apparaat"] = "Zoals je apparaat",
        ["licht"] = "Licht",
        ["donker"] = "Donker",
    };

    /// <inheritdoc/>
    public override bool IsReading => true;

    /// <summary>"telefoon" or "scherm".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Breedte { get; set; }

    /// <summary>"licht" or "donker"; "apparaat": as the device of who looks wants it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kleur { get; set; }

    /// <summary>What can be chosen, each with its choices and the one that holds.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<Link> Options, string Current)> Choices =>
    [
        ("Breedte", [.. Widths.Select(width => new Link(width.Value, At(width.Key, Kleur)))], Widths[Breedte!]),
        ("Kleuren", [.. Colours.Select(colour => new Link(colour.Value, At(Breedte, colour.Key)))], Colours[Kleur!]),
    ];

    /// <summary>Where the frame looks.</summary>
    public string Frame { get; private set; } = "";

    /// <summary>Links that still work: their id, who made them, until when, and their address.</summary>
    public IReadOnlyList<(Guid Id, string By, DateTimeOffset Until, string Address)> Links { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await ShowAsync(stop) ? Page() : NotFound();

    /// <summary>Makes a link for people without account.</summary>
    public async Task<IActionResult> OnPostLinkAsync(int days, CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        if (!Days.Contains(days)) days = Days[1];
        await session.ExecuteAsync(
            "insert into content.preview_links (id, document_id, made_by, made_at, ends_at) values ($1, $2, $3, $4, $5)",
            [Guid.CreateVersion7(Now), Open.Document.Id, Current.Id.ToString(), Now, Now.AddDays(days)], stop);
        TempData["Melding"] = "De link is gemaakt. Wie hem heeft, ziet het concept zoals het dan is.";
        return Redirect($"{Desk}/voorbeeld");
    }

    /// <summary>Ends a link.</summary>
    public async Task<IActionResult> OnPostEndAsync(Guid link, CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        await session.ExecuteAsync(
            "update content.preview_links set ends_at = greatest(made_at, $3) where id = $1 and document_id = $2 and ends_at > $3",
            [link, Open.Document.Id, Now], stop);
        TempData["Melding"] = "De link werkt niet meer.";
        return Redirect($"{Desk}/voorbeeld");
    }

    private static string At(string? width, string? colours) => $"?breedte={width}&kleur={colours}";

    private async Task<bool> ShowAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return false;
        if (!Widths.ContainsKey(Breedte ?? "")) Breedte = "scherm";
        if (!Colours.ContainsKey(Kleur ?? "")) Kleur = "apparaat";
        Frame = previews.Address(Open.Document.Id, Open.SeenAt);
        var rows = await session.ListAsync(
            "select id, made_by, ends_at from content.preview_links where document_id = $1 and ends_at > $2 order by ends_at",
            [Open.Document.Id, Now], row => (Id: row.Id(0), By: row.Text(1), Until: row.Moment(2)), stop);
        var names = await writers.NamesAsync(rows.Select(row => row.By), stop);
        Links = rows.ConvertAll(row => (row.Id, names[row.By], row.Until, previews.Address(row.Id, row.Until, Open.SeenAt)));
        return true;
    }
}
