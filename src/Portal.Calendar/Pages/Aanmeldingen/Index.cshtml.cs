using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Announcements;
using Portal.Calendar.Registrations;
using Portal.Members.Access;

namespace Portal.Calendar.Pages.Aanmeldingen;

/// <summary>What a member is registered for, and was; with the address of their own calendar.</summary>
[Authorize(Rights.Member)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(RegistrationBook book, RegistrationLinks links, CurrentMember current, TimeProvider clock) : PageModel
{
    /// <summary>What is to come, by its begin.</summary>
    public IReadOnlyList<(Registration Registration, Announcement Event)> Coming { get; private set; } = [];

    /// <summary>What was, the last first.</summary>
    public IReadOnlyList<(Registration Registration, Announcement Event)> Past { get; private set; } = [];

    /// <summary>The member's own calendar.</summary>
    public string Feed => links.Feed(current.Id);

    /// <summary>Where one registration is.</summary>
    public string PathOf(Registration one) => links.OwnPathOf(one.Id);

    public async Task OnGetAsync(CancellationToken stop)
    {
        var all = await book.OfMemberAsync(current.Id, stop);
        var now = clock.GetUtcNow();
        Coming = [.. all.Where(pair => pair.Event.Event.OverAt >= now && pair.Registration.State != RegistrationState.Cancelled)];
        Past = [.. all.Except(Coming).OrderByDescending(pair => pair.Event.Event.BeginsAt)];
    }
}
