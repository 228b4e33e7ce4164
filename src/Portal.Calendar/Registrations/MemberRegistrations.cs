using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Calendar.Registrations;

/// <summary>
/// A member's registrations: they go along when the address changes, stand among their data, and are forgotten with the account; who waited
/// for that place gets it.
/// </summary>
internal sealed class MemberRegistrations(DbSession session, RegistrationBook book, JobQueue jobs) : IHandle<MemberChanged>, IPersonalData
{
    /// <summary>Mail goes where the account says; not where somebody with that address is registered already.</summary>
    public async Task HandleAsync(MemberChanged happened, CancellationToken stop)
    {
        if (Address.Of(happened.Card.Email) is not { } address) return;
        await session.ExecuteAsync(
            """
            update calendar.registrations mine set address = $2, address_key = $3
            where member_id = $1 and address_key <> $3 and not exists (
                select from calendar.registrations other
                where other.event = mine.event and other.address_key = $3 and other.state in ('registered', 'waiting', 'offered'))
            """,
            [happened.Card.Id, address.Text, address.Normal], stop);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop) =>
    [
        new("aanmeldingen",
            [
                "activiteit", "begint", "stand", "naam", "e-mailadres", "organisatie", "functie", "gemeente", "antwoorden", "nodig",
                "online", "gevraagd op", "afgemeld op",
            ],
            [
                .. (await book.OfMemberAsync(memberId, stop)).Select(pair => (IReadOnlyList<object?>)
                [
                    pair.Event.Event.Title, pair.Event.Event.BeginsAt.ToUniversalTime(), StateWords.Of(pair.Registration),
                    pair.Registration.Name, pair.Registration.Address, pair.Registration.Organisation, pair.Registration.Function,
                    pair.Registration.Municipality,
                    string.Join(" / ", pair.Registration.Answers.Select(answer => $"{answer.Question} {answer.Text}")),
                    pair.Registration.Needs, pair.Registration.Online, pair.Registration.AskedAt, pair.Registration.CancelledAt,
                ]),
            ]),
        new("collegas-aangemeld", ["hoeveel"], [[await ByAsync(memberId, stop)]]),
    ];

    /// <summary>Forgets the member's registrations, what was asked for with their address, and that they registered others.</summary>
    public async Task HandleAsync(MemberErased happened, CancellationToken stop)
    {
        var key = Address.Of(happened.Email)?.Normal;
        var events = await session.ListAsync(
            """
            with gone as (
                delete from calendar.registrations where member_id = $1 or address_key = $2 returning event)
            select distinct event from gone
            """,
            [happened.MemberId, key], row => row.Text(0), stop);
        await session.ExecuteAsync(
            "update calendar.registrations set registered_by = null where registered_by = $1", [happened.MemberId], stop);
        await session.ExecuteAsync("update calendar.online_rooms set changed_by = null where changed_by = $1", [happened.MemberId], stop);
        foreach (var id in events) await jobs.EnqueueAsync(new CatchUpWithEvent(id), stop);
    }

    private async Task<int> ByAsync(Guid memberId, CancellationToken stop) => (int)await session.ValueAsync<long>(
        "select count(*) from calendar.registrations where registered_by = $1", [memberId], stop);
}

/// <summary>What a registration's state is called.</summary>
internal static class StateWords
{
    /// <summary>A few words.</summary>
    public static string Of(Registration one) => one.State switch
    {
        RegistrationState.Unconfirmed => "Nog niet bevestigd",
        RegistrationState.Registered => "Aangemeld",
        RegistrationState.Waiting => "Op de wachtlijst",
        RegistrationState.Offered => "Plek aangeboden",
        _ when one.CancelledBy == "expired" => "Plek niet genomen",
        _ => "Afgemeld",
    };
}
