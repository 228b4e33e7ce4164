using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Newsletters.Subscribers;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>
/// Ends the newsletter: a page with a button for who opens the link, and one click (RFC 8058) for mail programs, which post to the same
/// address without a cookie and follow no redirect. Looking ends nothing, for mail scanners look. It can be taken back at once.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class AfmeldenModel(Subscriptions subscriptions, LinkMaker links, TimeProvider clock) : PageModel
{
    /// <summary>What proof of consent calls this page.</summary>
    private const string Form = "/nieuwsbrieven/afmelden";

    [BindProperty(SupportsGet = true, Name = "sleutel")]
    public string? Key { get; set; }

    /// <summary>The newsletter whose link it is; null: none's.</summary>
    [BindProperty(SupportsGet = true, Name = "nummer")]
    public Guid? Campaign { get; set; }

    public Subscriber? Subscriber { get; private set; }

    public bool IsBack { get; private set; }

    public bool IsForgotten { get; private set; }

    public bool MayReturn => Subscriber!.MayReturn(clock.GetUtcNow());

    public Task OnGetAsync(CancellationToken stop) => FindAsync(stop);

    /// <summary>Ends it; twice is once.</summary>
    public Task OnPostAsync(CancellationToken stop) => DoAsync(
        id => subscriptions.EndAsync(id, EndReasons.Unsubscribed, Campaign, stop), stop);

    /// <summary>Takes it back.</summary>
    public Task OnPostReturnAsync(CancellationToken stop) =>
        DoAsync(async id => IsBack = await subscriptions.ReturnAsync(id, Form, stop), stop);

    /// <summary>Forgets who has left.</summary>
    public Task OnPostForgetAsync(CancellationToken stop) => DoAsync(
        async id =>
        {
            if (IsForgotten = Subscriber is { IsActive: false }) await subscriptions.ForgetAsync(id, Subscriber!.EndReason!, stop);
        },
        stop);

    private async Task DoAsync(Func<Guid, Task> change, CancellationToken stop)
    {
        await FindAsync(stop);
        if (Subscriber is null) return;
        await change(Subscriber.Id);
        await FindAsync(stop);
    }

    private async Task FindAsync(CancellationToken stop) => Subscriber =
        await links.SubscriberOfAsync(Key, stop) is { } id ? await subscriptions.FindAsync(id, stop) : null;
}
