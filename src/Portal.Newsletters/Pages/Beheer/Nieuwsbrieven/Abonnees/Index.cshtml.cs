using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Newsletters.Subscribers;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven.Abonnees;

/// <summary>
/// Numbers of subscribers, and one of them by the whole address: no list to look through. The address is posted, so that it stands in no
/// log of addresses.
/// </summary>
internal sealed class IndexModel(CurrentMember current, Figures figures, Subscriptions subscriptions, InterestChoices choices)
    : OfficePage(current)
{
    [BindProperty]
    public string? Email { get; set; }

    public Subscriber? Found { get; private set; }

    public IReadOnlyList<Consent> Consents { get; private set; } = [];

    /// <summary>What was found or done.</summary>
    public string? Message { get; private set; }

    public IReadOnlyList<Figure> States { get; private set; } = [];

    public IReadOnlyList<Figure> Themes { get; private set; } = [];

    public IReadOnlyList<Figure> Districts { get; private set; } = [];

    public IReadOnlyList<Figure> Functions { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => CountAsync(stop);

    public async Task OnPostFindAsync(CancellationToken stop)
    {
        if (Address.Of(Email) is not { } address) ModelState.AddModelError(nameof(Email), Address.Refusal);
        else if (await subscriptions.FindAsync(address, stop) is { } found) await ShowAsync(found.Id, stop);
        else
            Message = await subscriptions.SuppressedAsync(address, stop) is { } reason
                ? $"Dit adres krijgt geen nieuwsbrief: {EndReasons.Label(reason)}. Meer bewaren we er niet van."
                : "Dit adres staat niet op de lijst.";
        await CountAsync(stop);
    }

    /// <summary>Somebody asked the office to end it.</summary>
    public async Task OnPostEndAsync(Guid id, CancellationToken stop)
    {
        ModelState.Clear();
        if (await subscriptions.EndAsync(id, EndReasons.Office, stop))
            Message = "Dit adres is afgemeld. Alleen deze persoon zelf kan zich weer aanmelden.";
        await ShowAsync(id, stop);
        await CountAsync(stop);
    }

    /// <summary>The choices as names and values.</summary>
    public IEnumerable<(string Name, string Value)> InWords(Subscriber subscriber) => choices.InWords(subscriber.Interests)
        .Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts[1]));

    public string Day(DateTimeOffset at) => DutchTime.DateOf(at).Long();

    private async Task ShowAsync(Guid id, CancellationToken stop)
    {
        Found = await subscriptions.FindAsync(id, stop);
        if (Found is not null) Consents = await subscriptions.ConsentsAsync(id, stop);
    }

    private async Task CountAsync(CancellationToken stop)
    {
        States = await figures.ByStateAsync(stop);
        (Themes, Districts, Functions) = await figures.ByInterestAsync(stop);
    }
}
