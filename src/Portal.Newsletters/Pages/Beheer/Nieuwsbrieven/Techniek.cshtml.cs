using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Members.Access;
using Portal.Newsletters.Health;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>Whether mail of the portal is believed: what must be in DNS, what is there, and the key it is signed with.</summary>
internal sealed class TechniekModel(MailHealth health, HealthCheck check, DkimKeys keys, CurrentMember current) : OfficePage(current)
{
    /// <summary>How long mail may be on its way that was signed with the key of before.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromDays(7);

    /// <summary>The pages above it.</summary>
    public static IReadOnlyList<Link> Above { get; } = [new("Beheer", "/beheer")];

    /// <summary>What was found; null: nobody asked yet.</summary>
    public KnownHealth? Known { get; private set; }

    /// <summary>The keys: what signs, what waits, what was before.</summary>
    public IReadOnlyList<DkimKey> Keys { get; private set; } = [];

    /// <summary>The sender's domain; "" where none is set.</summary>
    public string Domain => check.Domain;

    /// <summary>True for who may make keys.</summary>
    public bool MayChange => Current.May(Rights.Administrator);

    /// <summary>What signs now.</summary>
    public DkimKey? Signing => Keys is [{ IsWaiting: false } key, ..] ? key : null;

    /// <summary>What waits for DNS.</summary>
    public DkimKey? Waiting => Keys.FirstOrDefault(key => key.IsWaiting);

    /// <summary>What signed before, and from when it may go from DNS.</summary>
    public IEnumerable<(DkimKey Key, DateTimeOffset GoneFrom)> Former => Signing is { SignsSince: { } since }
        ? Keys.Where(key => key != Signing && !key.IsWaiting).Select(key => (key, since + OnTheWay))
        : [];

    /// <summary>What to put in DNS for the key that waits, as on the letter.</summary>
    public DnsChange? WaitingChange => Waiting is { } key ? new DnsChange(key.Name, "TXT", key.Record, []) : null;

    public async Task OnGetAsync(CancellationToken stop) =>
        (Known, Keys) = (await health.FindAsync(stop), Domain.Length == 0 ? [] : await keys.ListAsync(stop));

    /// <summary>Asks DNS and the mail server.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken stop)
    {
        await health.AskAsync(stop);
        return Told("We vragen het na. Dat duurt meestal een paar tellen.");
    }

    /// <summary>Makes a key.</summary>
    public async Task<IActionResult> OnPostMakeAsync(CancellationToken stop)
    {
        if (!MayChange || Domain.Length == 0) return Forbid();
        await keys.MakeAsync(stop);
        return Told("De sleutel is gemaakt. Hij ondertekent pas als hij in DNS staat.");
    }

    /// <summary>Throws away a key that signs nothing yet.</summary>
    public async Task<IActionResult> OnPostDropAsync(CancellationToken stop)
    {
        if (!MayChange) return Forbid();
        return Told(await keys.DropWaitingAsync(stop) ? "De nieuwe sleutel is weg." : "Er was geen sleutel die wachtte.");
    }

    private RedirectResult Told(string sentence)
    {
        TempData["Melding"] = sentence;
        return Redirect(MailHealth.Path);
    }
}
