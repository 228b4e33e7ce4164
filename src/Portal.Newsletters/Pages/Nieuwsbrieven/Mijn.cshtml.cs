using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Newsletters.Subscribers;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Pages.Nieuwsbrieven;

/// <summary>
/// A member's own newsletter. That the address is theirs was shown already, so one step is enough; the yes is kept as any other.
/// </summary>
[Authorize(Rights.Member)]
internal sealed class MijnModel(
    MemberSubscriptions own, Subscriptions subscriptions, MemberDirectory members, CurrentMember current, InterestChoices choices,
    TimeProvider clock) : InterestPage(choices)
{
    /// <summary>What proof of consent calls this page.</summary>
    private const string Form = "/nieuwsbrieven/mijn";

    [BindProperty]
    public bool Agree { get; set; }

    public string Email { get; private set; } = "";

    public Subscriber? Subscriber { get; private set; }

    /// <summary>What was just done.</summary>
    public string? Message { get; private set; }

    /// <summary>The pages above.</summary>
    public static IReadOnlyList<Link> Trail { get; } = [new("Mijn account", "/account")];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        if (Subscriber is not null) Show(Subscriber.Interests);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        if (Subscriber is { IsActive: true })
        {
            await subscriptions.ChangeAsync(Subscriber.Id, Chosen, stop);
            Message = "Je keuzes zijn bewaard.";
            return Page();
        }
        if (!Agree) ModelState.AddModelError(nameof(Agree), "Zet een vinkje als je de nieuwsbrief wilt krijgen");
        if (Address.Of(Email) is not { } address)
            ModelState.AddModelError("", "Naar het adres van je account kunnen we geen nieuwsbrief sturen.");
        else if (Agree) await StartAsync(address, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        if (Subscriber is not null && await subscriptions.EndAsync(Subscriber.Id, EndReasons.Unsubscribed, stop))
            Message = "Je bent afgemeld. Je krijgt geen nieuwsbrief meer.";
        await FindAsync(stop);
        if (Subscriber is not null) Show(Subscriber.Interests);
        return Page();
    }

    private async Task StartAsync(Address address, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var consent = new Consent(Consent.ByAccount, Form, ConsentText.Current, now, now, Chosen);
        await subscriptions.StartAsync(address, consent, stop);
        await FindAsync(stop);
        Message = "Je bent aangemeld. Je krijgt een mail ter bevestiging.";
    }

    private async Task<bool> FindAsync(CancellationToken stop)
    {
        if (await members.FindAsync(current.Id, stop) is not { } member) return false;
        Email = member.Email;
        Subscriber = await own.FindAsync(member.Id, stop);
        return true;
    }
}
