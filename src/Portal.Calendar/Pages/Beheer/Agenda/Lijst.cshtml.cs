using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Attendance;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>The list on paper, with room to sign, and as a file for a spreadsheet.</summary>
internal sealed class LijstModel(LiveSite live, CurrentMember current, AttendanceBook book) : DayPage(live, current)
{
    // Room for who walks in.
    private const int Blank = 8;

    private static readonly string[] Columns = ["naam", "organisatie", "functie", "aanwezig", "hoe", "wanneer"];

    /// <summary>Who is expected.</summary>
    public IReadOnlyList<Attendee> All { get; private set; } = [];

    /// <summary>Lines with nobody on them.</summary>
    public int BlankLines => Blank;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!Open("Aanwezigheidslijst")) return NotFound();
        All = await book.ListAsync(Id, stop);
        return Page();
    }

    /// <summary>The file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        if (!Open("Aanwezigheidslijst")) return NotFound();
        var rows = (await book.ListAsync(Id, stop)).Select(one => (IReadOnlyList<object?>)
        [
            one.Name, one.Organisation, one.Function, one.IsThere, one.How is { } how ? AttendanceWay.Label(how) : null, one.At,
        ]);
        return File(Csv.Write(Columns, rows), Csv.MediaType, "aanwezigheid.csv");
    }
}
