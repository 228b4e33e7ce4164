using Microsoft.AspNetCore.Mvc;
using Portal.Content.Editing;
using Portal.Members.Access;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Sending;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>Asks before sending is stopped for good: that cannot be undone.</summary>
internal sealed class StoppenModel(DocumentDesk desk, EditionWriter editions, Campaigns campaigns, CurrentMember current)
    : DeskPage(desk, editions, campaigns, current)
{
    /// <summary>How many would get nothing.</summary>
    public int Left { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop) || Campaign is not { IsOver: false }) return NotFound();
        Left = (await Campaigns.CountsAsync(Campaign.Id, stop)).GetValueOrDefault(DeliveryState.Waiting);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop) || Campaign is null) return NotFound();
        var said = await Campaigns.ByAsync(
            Current.Id, "stopped", Id, Document.Title,
            async () => await Campaigns.StopAsync(Campaign.Id, stop) ? "Het versturen is gestopt. Wie nog niets had, krijgt niets." : null,
            stop);
        return Told(said ?? "Er was niets meer te stoppen.");
    }
}
