using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Newsletters.Subscribers;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>
/// A subscriber's choices, by the signed link in every mail and without an account. The key stands in place of an antiforgery token; it
/// opens the choices and the way out, and shows no address whole, for mails are forwarded.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class VoorkeurenModel(Subscriptions subscriptions, LinkMaker links, InterestChoices choices) : InterestPage(choices)
{
    [BindProperty(SupportsGet = true, Name = "sleutel")]
    public string? Key { get; set; }

    /// <summary>Whose they are; null where the link is none of ours.</summary>
    public Subscriber? Subscriber { get; private set; }

    public bool IsSaved { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        await FindAsync(stop);
        Show(Subscriber?.Interests ?? Interests.All);
    }

    public async Task OnPostAsync(CancellationToken stop)
    {
        await FindAsync(stop);
        if (Subscriber is not null) IsSaved = await subscriptions.ChangeAsync(Subscriber.Id, Chosen, stop);
    }

    private async Task FindAsync(CancellationToken stop) => Subscriber =
        await links.SubscriberOfAsync(Key, stop) is { } id ? await subscriptions.FindAsync(id, stop) : null;
}
