using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Members.Privacy;

/// <summary>What this room keeps of a member.</summary>
internal sealed class AccountData(MembersDb db, DbSession session, MailOutbox outbox, Reminders reminders) : IPersonalData
{
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var member = await db.Members.AsNoTracking().Include(row => row.Roles).SingleAsync(row => row.Id == memberId, stop);
        var organisation = await db.Organisations.Where(row => row.Id == member.OrganisationId).Select(row => row.Name)
            .SingleOrDefaultAsync(stop);
        var sessions = await db.Sessions.AsNoTracking().Where(row => row.MemberId == memberId).OrderBy(row => row.StartedAt)
            .ToListAsync(stop);
        var logins = await db.Logins.AsNoTracking().Where(row => row.UserId == memberId).ToListAsync(stop);
        var passkeys = await db.Passkeys.AsNoTracking().Where(row => row.UserId == memberId).ToListAsync(stop);
        var invitations = await db.Invitations
            .FromSql($"select * from members.invitations where lower(email) = lower({member.Email}) or accepted_by = {memberId}")
            .AsNoTracking().ToListAsync(stop);
        var requests = await (
            from request in db.MembershipRequests
            join asked in db.Organisations on request.OrganisationId equals asked.Id
            where request.MemberId == memberId
            select new { Organisation = asked.Name, request.AskedAt }).AsNoTracking().ToListAsync(stop);
        var departures = await session.ListAsync(
            """
            select o.name, d.left_at, d.why <> 'removed', d.undone_at
            from members.departures d join members.organisations o on o.id = d.organisation_id where d.member_id = $1 order by d.left_at
            """,
            [memberId], row => row.All(), stop);
        var kinds = await reminders.OfAsync(memberId, stop);
        var mails = await outbox.SentToAsync(member.Email!, memberId, stop);
        return
        [
            new("account",
                [
                    "nummer", "naam", "e-mailadres", "organisatie", "gemeente", "domein", "functie", "thema's", "wachtwoord ingesteld",
                    "code uit een app", "gemaakt op", "laatst gezien op",
                ],
                [
                    [
                        member.Id, member.Name, member.Email, organisation, member.Municipality, member.Domain, member.Function,
                        string.Join(", ", member.Themes), member.PasswordHash is not null, member.TwoFactorEnabled, member.CreatedAt,
                        member.LastSeenAt,
                    ],
                ]),
            new(
                "taken", ["taak", "gebied", "gekregen op"],
                [.. member.Roles.Select(role => (IReadOnlyList<object?>)[Rights.Label(role.Role), role.Area, role.GrantedAt])]),
            new("sessies", ["apparaat", "manier", "tweede stap", "ingelogd op", "laatst gebruikt op"],
                [
                    .. sessions.Select(
                        row => (IReadOnlyList<object?>)[row.Device, row.Method, row.SecondStep is not null, row.StartedAt, row.LastSeenAt]),
                ]),
            new(
                "koppelingen", ["organisatie", "nummer daar"],
                [.. logins.Select(row => (IReadOnlyList<object?>)[row.ProviderDisplayName, row.ProviderKey])]),
            new(
                "passkeys", ["naam", "gemaakt op"],
                [.. passkeys.Select(row => (IReadOnlyList<object?>)[row.Data.Name, row.Data.CreatedAt])]),
            new("uitnodigingen", ["naam", "e-mailadres", "functie", "verstuurd op", "aanvaard op"],
                [.. invitations.Select(row => (IReadOnlyList<object?>)[row.Name, row.Email, row.Function, row.CreatedAt, row.AcceptedAt])]),
            new("aanvragen",
                ["organisatie", "gevraagd op"],
                [.. requests.Select(row => (IReadOnlyList<object?>)[row.Organisation, row.AskedAt])]),
            new("vertrokken-bij", ["organisatie", "vertrokken op", "zelf gedaan", "teruggezet op"], departures),
            new(
                "herinneringen-uit", ["herinnering", "uitgezet op"],
                [.. kinds.Where(one => one.OffSince is not null).Select(one => (IReadOnlyList<object?>)[one.Kind.Title, one.OffSince])]),
            new(
                "mails", ["onderwerp", "geschreven op", "verstuurd op"],
                [.. mails.Select(mail => (IReadOnlyList<object?>)[mail.Subject, mail.WrittenAt, mail.SentAt])]),
        ];
    }

    public async Task HandleAsync(MemberErased happened, CancellationToken stop)
    {
        var member = await db.Members.SingleAsync(row => row.Id == happened.MemberId, stop);
        await outbox.ForgetAsync(member.Email!, member.Id, stop);
        await session.ExecuteAsync("delete from members.invitations where lower(email) = lower($1)", [member.Email], stop);
        await session.ExecuteAsync("delete from members.links where lower(email) = lower($1)", [member.Email], stop);
        await session.ExecuteAsync("update members.roles set granted_by = null where granted_by = $1", [member.Id], stop);
        db.ChangeTracker.Clear();
        await db.Members.Where(row => row.Id == member.Id).ExecuteDeleteAsync(stop); // the rest goes with it, by its foreign keys
    }
}
