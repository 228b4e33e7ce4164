using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Announcements;
using Portal.Calendar.Registrations;
using Portal.Content.Pages;
using Portal.Members.Access;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>One event with everybody who comes, waits or does not come any more; and where it is held online.</summary>
[Authorize(Rights.Coordinator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ShowModel(Places places, RegistrationBook book, OnlineRooms rooms, CurrentMember current) : PageModel
{
    private const int PageSize = 100;

    /// <summary>The event's document.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The address of the online room.</summary>
    [BindProperty]
    public string? RoomAddress { get; set; }

    /// <summary>The event.</summary>
    public Announcement Event { get; private set; } = null!;

    /// <summary>How full it is.</summary>
    public Room Room { get; private set; } = null!;

    /// <summary>Those of this page, who comes first.</summary>
    public IReadOnlyList<Registration> People { get; private set; } = [];

    /// <summary>What those who come need.</summary>
    public IReadOnlyList<Registration> WithNeeds { get; private set; } = [];

    /// <summary>How many there are in each state.</summary>
    public ILookup<RegistrationState, Registration> ByState { get; private set; } = null!;

    /// <summary>The way to the others.</summary>
    public Pager Pager { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        RoomAddress = await rooms.FindAsync(Id, stop);
        return Page();
    }

    /// <summary>Keeps the address of the online room.</summary>
    public async Task<IActionResult> OnPostRoomAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        var address = RoomAddress?.Trim() is { Length: > 0 } typed ? typed : null;
        if (address is not null && !OnlineRooms.IsAddress(address))
        {
            ModelState.AddModelError(nameof(RoomAddress), "Dit is geen adres van een online ruimte. Begin met https://");
            return Page();
        }
        await rooms.SetAsync(Id, address, current.Id, stop);
        TempData["Melding"] = address is null ? "Er staat geen online ruimte meer bij." : "De online ruimte is bewaard.";
        return Redirect($"/beheer/agenda/{Id}");
    }

    private async Task<bool> FindAsync(CancellationToken stop)
    {
        if (await places.EventAsync(Id, stop) is not { } found) return false;
        (Event, Room) = (found, await places.RoomAsync(found, stop));
        ViewData["Title"] = found.Event.Title;
        ViewData["Robots"] = "noindex";
        var all = await book.OfEventAsync(Id, stop);
        ByState = all.ToLookup(one => one.State);
        WithNeeds = [.. all.Where(one => one.IsLive && one.Needs is not null)];
        if (Pager.Of(Request, all.Count, PageSize, []) is not { } pager) return false;
        Pager = pager;
        People =
        [
            .. all.OrderBy(one => OrderOf(one.State)).ThenBy(one => one.Place).Skip((pager.Number - 1) * PageSize).Take(PageSize),
        ];
        return true;
    }

    private static int OrderOf(RegistrationState state) => state switch
    {
        RegistrationState.Registered => 0,
        RegistrationState.Offered => 1,
        RegistrationState.Waiting => 2,
        _ => 3,
    };
}
