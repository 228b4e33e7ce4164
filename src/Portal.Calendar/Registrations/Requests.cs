using System.Text.Json;
using Portal.Calendar.Announcements;
using Portal.Platform.Data;

namespace Portal.Calendar.Registrations;

/// <summary>
/// Registering without an account: a form writes what was asked and sends a link, and the button behind it gives the place. Nobody is
/// looked up before that, so no answer, mail or moment tells whether an address is known.
/// </summary>
internal sealed class Requests(DbSession session, RegistrationMails mails, TimeProvider clock)
{
    /// <summary>How long a link can be confirmed; after it the row goes.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>Mails to one address within <see cref="Window"/>, whoever asks.</summary>
    public const int MostMails = 3;

    /// <inheritdoc cref="MostMails"/>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>
    /// Asks; sends the link unless the address had enough of them for now, which whoever asks does not notice. The same form twice is one.
    /// </summary>
    public Task AskAsync(Announcement found, Entrant entrant, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var written = await session.ExecuteAsync(
                """
                insert into calendar.registrations (
                    id, event, address, address_key, name, organisation, function, municipality, state, answers, needs, online, asked_at)
                select $1, $2, $3, $4, $5, $6, $7, $8, 'unconfirmed', $9::jsonb, $10, $11, $12::timestamptz
                where (select count(*) from calendar.registrations where address_key = $4 and asked_at > $13 and member_id is null) < $14
                on conflict (id) do nothing
                """,
                [
                    entrant.Id, found.Id, entrant.Address.Text, entrant.Address.Normal, entrant.Name, entrant.Organisation,
                    entrant.Function, entrant.Municipality, JsonSerializer.Serialize(entrant.Answers), entrant.Needs, entrant.Online, now,
                    now - Window, MostMails,
                ],
                stop);
            if (written > 0) await mails.ConfirmAsync(entrant.Id, entrant.Address.Text, found.Event, stop);
        },
        stop);
}
