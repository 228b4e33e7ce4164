using Microsoft.Extensions.Options;
using Portal.Newsletters.Bounces;
using Portal.Platform;
using Portal.Platform.Conditions;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Health;

/// <summary>Others believe that our mail is ours (SPF, DKIM, DMARC), and what comes back is read.</summary>
internal sealed class MailTrustCondition(MailHealth health, DkimKeys keys, BounceFigures bounces, IOptions<MailOptions> mail) : ICondition
{
    public async Task<Condition> LookAsync(CancellationToken stop) => Of(
        mail.Value.Host.Length > 0, await health.FindAsync(stop), (await keys.SigningAsync(stop))?.Name, await bounces.MailboxAsync(stop));

    /// <summary>What this means.</summary>
    internal static Condition Of(bool sends, KnownHealth? known, string? key, MailboxState? mailbox)
    {
        var wrong = known?.Report?.Findings.Where(finding => finding.NeedsWork).Select(finding => finding.Subject).ToList() ?? [];
        var found = (sends, known?.Report, mailbox?.Problem) switch
        {
            (false, _, _) => Condition.Good("Er gaat hier geen mail naar buiten, dus er valt niets te controleren."),
            (_, null, _) => Condition.Unknown("Of andere mailservers onze mail geloven, is nog nooit gevraagd.") with
            {
                Todo = "Open de pagina over mailtechniek en kies ‘Kijk opnieuw’.",
            },
            _ when wrong.Count > 0 => new(ConditionState.Attention, $"Dit is niet op orde: {string.Join(", ", wrong)}.")
            {
                Todo = "Open de pagina over mailtechniek: daar staat wat er in DNS moet, om door te sturen.",
            },
            _ when key is null => new(ConditionState.Attention, "Mail wordt niet ondertekend (DKIM).")
            {
                Todo = "Maak op de pagina over mailtechniek een sleutel.",
            },
            (_, _, not null) => new(ConditionState.Attention, "De mailbox met teruggekomen nieuwsbrieven kan niet gelezen worden.")
            {
                Todo = "Vraag de technisch beheerder om de instellingen Newsletters__Bounces na te kijken.",
            },
            _ => Condition.Good("Andere mailservers kunnen zien dat onze mail van ons is."),
        };
        return found with
        {
            Door = ("Mailtechniek", MailHealth.Path),
            Facts =
            [
                key is null ? "Geen sleutel die ondertekent" : $"Ondertekend met {key}",
                .. known?.CheckedAt is { } at ? [$"Gevraagd op {DutchTime.DayAndClock(at)}"] : Array.Empty<string>(),
                .. mailbox?.ReadAt is { } read ? [$"Teruggekomen mail gelezen op {DutchTime.DayAndClock(read)}"] : Array.Empty<string>(),
            ],
        };
    }
}
