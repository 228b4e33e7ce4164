using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Members.Organisations;

/// <summary>The mail of an invitation.</summary>
[MailText("invitation")]
internal sealed record InvitationText(string Name, string Inviter, string Organisation, string Url, string Date);

/// <summary>Invites people to an organisation, and lets them accept.</summary>
internal sealed class Invitations(
    MembersDb db, DbSession session, MailOutbox outbox, MailTemplates mails, Profiles profiles, Memberships memberships,
    SecurityLog log, AuditLog audit,
    IOptions<PlatformOptions> platform, TimeProvider clock)
{
    /// <summary>How many invitations can still be accepted.</summary>
    public Task<int> CountOpenAsync(Guid organisation, CancellationToken stop) => Open(organisation).CountAsync(stop);

    /// <summary>Invitations that can still be accepted, by name: one part of them.</summary>
    public Task<List<Invitation>> OpenAsync(Guid organisation, int before, int most, CancellationToken stop) =>
        Open(organisation).OrderBy(row => row.Name).ThenBy(row => row.Id).Skip(before).Take(most).ToListAsync(stop);

    /// <summary>Invites these people, all or nobody; gives what stands in the way.</summary>
    public Task<IReadOnlyList<string>> InviteAsync(
        Organisation organisation, IReadOnlyList<Invitee> people, Guid by, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var problems = await ProblemsAsync(organisation.Id, people, stop);
            if (problems.Count > 0) return problems;
            var inviter = await db.Members.Where(row => row.Id == by).Select(row => row.Name).SingleAsync(stop);
            foreach (var person in people)
            {
                var (token, now) = (Tokens.New(), clock.GetUtcNow());
                var invitation = new Invitation
                {
                    Id = Guid.CreateVersion7(now),
                    Hash = Tokens.HashOf(token),
                    OrganisationId = organisation.Id,
                    Email = person.Email,
                    Name = person.Name,
                    Function = person.Function,
                    InvitedBy = by,
                    CreatedAt = now,
                    ExpiresAt = now + Invitation.Life,
                };
                db.Invitations.Add(invitation);
                var text = new InvitationText(
                    invitation.Name, inviter, organisation.Name, platform.Value.PublicUrl + SecretLink.To(token),
                    DutchTime.DateOf(invitation.ExpiresAt).Long());
                var mail = mails.Write(text, invitation.Email, "invitation", $"invitation {invitation.Id}");
                await outbox.EnqueueAsync(mail with { Names = [by], IsSecret = true }, stop);
                log.Write("invitation-sent", null, "succeeded", by, invitation.Id.ToString());
                await AppendAsync("sent", invitation, by, stop);
            }
            await db.SaveChangesAsync(stop);
            return [];
        },
        stop);

    /// <summary>The invitation a link is about, when it can still be accepted.</summary>
    public async Task<Invitation?> FindAsync(string token, CancellationToken stop)
    {
        var hash = Tokens.HashOf(token);
        var invitation = await db.Invitations.SingleOrDefaultAsync(row => row.Hash == hash, stop);
        return invitation?.IsOpen(clock.GetUtcNow()) == true ? invitation : null;
    }

    /// <summary>True when there was ever such an invitation.</summary>
    public Task<bool> WasMadeAsync(string token, CancellationToken stop)
    {
        var hash = Tokens.HashOf(token);
        return db.Invitations.AnyAsync(row => row.Hash == hash, stop);
    }

    /// <summary>Takes an invitation back; false when there is none of this organisation.</summary>
    public async Task<bool> WithdrawAsync(Guid organisation, Guid id, Guid by, CancellationToken stop)
    {
        var invitation = await db.Invitations.SingleOrDefaultAsync(row => row.Id == id && row.OrganisationId == organisation, stop);
        if (invitation is null) return false;
        invitation.Withdraw(clock.GetUtcNow());
        await session.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(stop);
                await AppendAsync("withdrawn", invitation, by, stop);
            },
            stop);
        log.Write("invitation-withdrawn", null, "succeeded", by, id.ToString());
        return true;
    }

    /// <summary>Makes the account that was asked for; null when somebody was quicker with the same invitation.</summary>
    public Task<Member?> AcceptAsync(Invitation invitation, ProfileForm form, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (!await TakeAsync(invitation, stop)) return null;
            var member = await profiles.CreateAsync(invitation.Email, form, stop);
            await profiles.JoinAsync(member, invitation.OrganisationId, member.Id, stop);
            await memberships.ForgetAsync(member.Id, stop);
            await AcceptedByAsync(invitation, member, stop);
            log.Write("invitation-accepted", member.Id, "succeeded", member.Id, invitation.Id.ToString());
            await AppendAsync("accepted", invitation, member.Id, stop);
            return member;
        },
        stop);

    /// <summary>Lets somebody with an account join; false when somebody was quicker with the same invitation.</summary>
    public Task<bool> AcceptAsync(Invitation invitation, Member member, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (!await TakeAsync(invitation, stop)) return false;
            await profiles.JoinAsync(member, invitation.OrganisationId, member.Id, stop);
            await memberships.ForgetAsync(member.Id, stop);
            await AcceptedByAsync(invitation, member, stop);
            log.Write("invitation-accepted", member.Id, "succeeded", member.Id, invitation.Id.ToString());
            await AppendAsync("accepted", invitation, member.Id, stop);
            return true;
        },
        stop);

    private async Task AppendAsync(string what, Invitation invitation, Guid by, CancellationToken stop)
    {
        var organisation = await db.Organisations.Where(row => row.Id == invitation.OrganisationId).Select(row => row.Name)
            .SingleAsync(stop);
        await audit.AppendAsync(
            new AuditLine($"invitation.{what}", MemberLines.Invitation, invitation.Id.ToString(), by.ToString()) { Title = organisation },
            stop);
    }

    private async Task<bool> TakeAsync(Invitation invitation, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await db.Invitations
            .Where(row => row.Id == invitation.Id && row.AcceptedAt == null && row.WithdrawnAt == null && row.ExpiresAt > now)
            .ExecuteUpdateAsync(row => row.SetProperty(found => found.AcceptedAt, now), stop) == 1;
    }

    private Task AcceptedByAsync(Invitation invitation, Member member, CancellationToken stop) => db.Invitations
        .Where(row => row.Id == invitation.Id).ExecuteUpdateAsync(row => row.SetProperty(found => found.AcceptedBy, member.Id), stop);

    private async Task<IReadOnlyList<string>> ProblemsAsync(Guid organisation, IReadOnlyList<Invitee> people, CancellationToken stop)
    {
        var addresses = people.Select(person => person.Email.ToUpperInvariant()).ToList();
        var members = await db.Members.Where(row => row.OrganisationId == organisation && addresses.Contains(row.NormalizedEmail!))
            .Select(row => row.NormalizedEmail!).ToListAsync(stop);
        var invited = (await Open(organisation).Select(row => row.Email).ToListAsync(stop))
            .Select(email => email.ToUpperInvariant()).ToHashSet();
        return
        [
            .. people.Where(person => members.Contains(person.Email.ToUpperInvariant()))
                .Select(person => $"{person.Name}: is al lid van deze organisatie."),
            .. people.Where(person => invited.Contains(person.Email.ToUpperInvariant()))
                .Select(person => $"{person.Name}: is al uitgenodigd. Trek die uitnodiging eerst in als je een nieuwe wilt sturen."),
        ];
    }

    private IQueryable<Invitation> Open(Guid organisation)
    {
        var now = clock.GetUtcNow();
        return db.Invitations.AsNoTracking().Where(
            row => row.OrganisationId == organisation && row.AcceptedAt == null && row.WithdrawnAt == null && row.ExpiresAt > now);
    }
}
