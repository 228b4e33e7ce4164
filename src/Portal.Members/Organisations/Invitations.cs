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
        // One after the other: a button that is pressed twice finds them invited.
        () => session.AloneAsync($"invite {organisation.Id}", () => InviteInTurnAsync(organisation, people, by, stop), stop), stop);

    /// <summary>What stands in the way of inviting each of these people, by their place in the list; who is not named can be.</summary>
    public async Task<IReadOnlyDictionary<int, string>> CheckAsync(
        Guid organisation, IReadOnlyList<Invitee> people, CancellationToken stop)
    {
        var addresses = people.Select(person => person.Email.ToUpperInvariant()).ToList();
        var members = await db.Members.Where(row => row.OrganisationId == organisation && addresses.Contains(row.NormalizedEmail!))
            .Select(row => row.NormalizedEmail!).ToListAsync(stop);
        var invited = (await Open(organisation).Select(row => row.Email).ToListAsync(stop))
            .Select(email => email.ToUpperInvariant()).ToHashSet();
        return addresses.Select((address, at) => (at, members.Contains(address) ? "is al lid van deze organisatie."
            : invited.Contains(address) ? "is al uitgenodigd. Trek die uitnodiging eerst in als je een nieuwe wilt sturen." : null))
            .Where(found => found.Item2 is not null).ToDictionary(found => found.at, found => found.Item2!);
    }

    /// <summary>
    /// Sends an invitation once more, with a link that is good for another month; the one before opens nothing from then on. False when
    /// there is no such invitation of this organisation, or it was sent not a day ago.
    /// </summary>
    public Task<bool> ResendAsync(Organisation organisation, Guid id, Guid by, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var (token, now) = (Tokens.New(), clock.GetUtcNow());
            var (hash, until, before) = (Tokens.HashOf(token), now + Invitation.Life, now - Invitation.Pause);
            var sent = await db.Invitations
                .Where(row => row.Id == id && row.OrganisationId == organisation.Id && row.AcceptedAt == null && row.WithdrawnAt == null
                    && (row.ResentAt ?? row.CreatedAt) <= before)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(found => found.Hash, hash).SetProperty(found => found.ExpiresAt, until)
                        .SetProperty(found => found.ResentAt, now),
                    stop);
            if (sent == 0) return false;
            var invitation = await db.Invitations.AsNoTracking().SingleAsync(row => row.Id == id, stop);
            await MailAsync(organisation, invitation, token, await NameOfAsync(by, stop), by, stop);
            log.Write("invitation-resent", null, "succeeded", by, id.ToString());
            await AppendAsync("resent", invitation, by, stop);
            return true;
        },
        stop);

    private async Task<IReadOnlyList<string>> InviteInTurnAsync(
        Organisation organisation, IReadOnlyList<Invitee> people, Guid by, CancellationToken stop)
    {
        var problems = await CheckAsync(organisation.Id, people, stop);
        if (problems.Count > 0) return [.. problems.Select(found => $"{people[found.Key].Name}: {found.Value}")];
        var inviter = await NameOfAsync(by, stop);
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
            await MailAsync(organisation, invitation, token, inviter, by, stop);
            log.Write("invitation-sent", null, "succeeded", by, invitation.Id.ToString());
            await AppendAsync("sent", invitation, by, stop);
        }
        await db.SaveChangesAsync(stop);
        return [];
    }

    private async Task MailAsync(
        Organisation organisation, Invitation invitation, string token, string inviter, Guid by, CancellationToken stop)
    {
        var text = new InvitationText(
            invitation.Name, inviter, organisation.Name, platform.Value.PublicUrl + SecretLink.To(token),
            DutchTime.DateOf(invitation.ExpiresAt).Long());
        var key = invitation.ResentAt is { } again ? $"invitation {invitation.Id} {again:O}" : $"invitation {invitation.Id}";
        await outbox.EnqueueAsync(mails.Write(text, invitation.Email, "invitation", key) with { Names = [by], IsSecret = true }, stop);
    }

    private Task<string> NameOfAsync(Guid member, CancellationToken stop) =>
        db.Members.Where(row => row.Id == member).Select(row => row.Name).SingleAsync(stop);

    /// <summary>Invitations that nobody accepted and nobody took back, also when their month is over.</summary>
    public Task<List<Invitation>> UnansweredAsync(Guid organisation, CancellationToken stop) => db.Invitations.AsNoTracking()
        .Where(row => row.OrganisationId == organisation && row.AcceptedAt == null && row.WithdrawnAt == null).ToListAsync(stop);

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

    private IQueryable<Invitation> Open(Guid organisation)
    {
        var now = clock.GetUtcNow();
        return db.Invitations.AsNoTracking().Where(
            row => row.OrganisationId == organisation && row.AcceptedAt == null && row.WithdrawnAt == null && row.ExpiresAt > now);
    }
}
