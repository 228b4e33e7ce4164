using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Newsletters.Subscribers;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>
/// Where somebody says after two years that they still want it. Looking says nothing, for mail scanners look; the button does. The key
/// stands in place of an antiforgery token.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class BlijvenModel(Subscriptions subscriptions, LinkMaker links) : PageModel
{
    /// <summary>What proof of consent calls this page.</summary>
    private const string Form = "/nieuwsbrieven/blijven";

    [BindProperty(SupportsGet = true, Name = "sleutel")]
    public string? Key { get; set; }

    public Subscriber? Subscriber { get; private set; }

    public Task OnGetAsync(CancellationToken stop) => FindAsync(stop);

    public async Task OnPostAsync(CancellationToken stop)
    {
        if (await links.SubscriberOfAsync(Key, stop) is { } id) await subscriptions.StayAsync(id, Form, stop);
        await FindAsync(stop);
    }

    private async Task FindAsync(CancellationToken stop) => Subscriber =
        await links.SubscriberOfAsync(Key, stop) is { } id ? await subscriptions.FindAsync(id, stop) : null;
}
