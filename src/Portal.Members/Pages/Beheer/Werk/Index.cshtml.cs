using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Platform;
using Portal.Platform.Jobs;

namespace Portal.Members.Pages.Beheer.Werk;

/// <summary>What the portal does by itself: what runs, waits and failed, and when recurring work comes.</summary>
internal sealed class IndexModel(JobBoard board) : PageModel
{
    private const int MostFailed = 100;

    public IReadOnlyList<JobLine> Running { get; private set; } = [];

    public IReadOnlyList<JobLine> Failed { get; private set; } = [];

    public IReadOnlyList<JobCount> Counts { get; private set; } = [];

    public IReadOnlyList<ScheduleLine> Schedules { get; private set; } = [];

    public long AllFailed => Counts.Sum(count => count.Failed);

    public string Now => AllFailed switch
    {
        0 => "Alles loopt.",
        1 => "Er is 1 ding mislukt. Kijk hieronder of het opnieuw moet.",
        var count => $"Er zijn {count.ToString("N0", DutchTime.Culture)} dingen mislukt. Kijk hieronder of ze opnieuw moeten.",
    };

    public async Task OnGetAsync(CancellationToken stop)
    {
        Counts = await board.CountsAsync(stop);
        Running = await board.RunningAsync(stop);
        Failed = await board.FailedAsync(MostFailed, stop);
        Schedules = await board.SchedulesAsync(stop);
    }

    /// <summary>"28 november 2026 om 03.30 uur".</summary>
    public static string When(DateTimeOffset moment) => $"{DutchTime.DayAndClock(moment)} uur";
}
