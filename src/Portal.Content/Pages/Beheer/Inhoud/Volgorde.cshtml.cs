using Microsoft.AspNetCore.Mvc;
using Portal.Content.Editing;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Another place among the siblings; back to the tree, where the address gives the focus to what was moved.</summary>
internal sealed class VolgordeModel(DeskTools tools, Siblings siblings) : DeskPage(tools)
{
    /// <summary>The key under which the tree hears what was moved.</summary>
    public const string Moved = "Verplaatst";

    private static readonly (string Name, string Label, string Sign, Way Way)[] Ways =
    [
        ("eerste", "Zet bovenaan", "⤒", Way.First), ("omhoog", "Zet een plek omhoog", "↑", Way.Up),
        ("omlaag", "Zet een plek omlaag", "↓", Way.Down), ("laatste", "Zet onderaan", "⤓", Way.Last),
    ];

    /// <summary>The ways that lead somewhere from a place; both ends apart only where they are far.</summary>
    /// <param name="place">From 1.</param>
    /// <param name="count">How many there are.</param>
    public static IEnumerable<(string Name, string Label, string Sign)> WaysFrom(int place, int count) =>
        from way in Ways
        where way.Way switch
        {
            Way.Up => place > 1,
            Way.Down => place < count,
            Way.First => place > 2,
            _ => place < count - 1,
        }
        select (way.Name, way.Label, way.Sign);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await OpenAsync(stop) ? Redirect(Desk) : NotFound();

    /// <summary>Moves it.</summary>
    /// <param name="naar">Name of a way.</param>
    /// <param name="terug">The address of the tree.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostAsync(string? naar, string? terug, CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        if (Array.Find(Ways, way => way.Name == naar) is not { Name: not null } chosen) return BadRequest();
        var (problem, place, count) = await siblings.MoveAsync(Open, chosen.Way, MayPublish, By("andere volgorde"), stop);
        TempData["Melding"] = problem is null ? $"‘{Open.Document.Title}’ staat nu op plaats {place} van {count}."
            : $"‘{Open.Document.Title}’ staat nog waar het stond. {problem}";
        if (problem is not null) TempData["Let op"] = true;
        TempData[Moved] = Id;
        return Redirect($"{ListAddress.Of(terug)}#rij-{Id}");
    }
}
