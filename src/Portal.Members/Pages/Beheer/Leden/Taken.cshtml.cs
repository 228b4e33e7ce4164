using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Members.Organisations;
using Portal.Members.People;

namespace Portal.Members.Pages.Beheer.Leden;

/// <summary>Who has which role, since when, by whom; and what the log says of roles that were given and taken back.</summary>
internal sealed class TakenModel(RegionCover cover, LogBook book, IProfileChoices choices) : PageModel
{
    private const int MostLines = 20;

    /// <summary>One of <see cref="Rights.Roles"/>; nothing: all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Taak { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public Cut Cut { get; private set; } = null!;

    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    public IReadOnlyList<Grant> Rows { get; private set; } = [];

    /// <summary>Roles given and taken back, newest first.</summary>
    public IReadOnlyList<LogLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Taak = Rights.Roles.FirstOrDefault(role => role == Taak);
        Counts = await cover.RolesAsync(stop);
        Cut = new Cut("/beheer/leden/taken", null, Taak is null ? Counts.Values.Sum() : Counts.GetValueOrDefault(Taak), P)
        {
            More = [("taak", Taak)],
        };
        Rows = await cover.GrantsAsync(Taak, Cut.Before, Cut.Most, stop);
        var lines = new List<LogLine>();
        foreach (var action in new[] { "role.granted", "role.withdrawn" })
            lines.AddRange(await book.FindAsync(await book.QueryAsync(new LogQuestion { Wat = action }, stop), MostLines, stop));
        Lines = [.. lines.OrderByDescending(line => line.Entry.Id).Take(MostLines)];
    }

    /// <summary>The name of a district.</summary>
    public string? NameOf(string? area) => area is null ? null
        : choices.Municipalities.Select(municipality => municipality.District).FirstOrDefault(district => district?.Id == area)?.Label
            ?? area;
}
