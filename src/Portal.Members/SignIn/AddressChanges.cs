using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Members.SignIn;

/// <summary>What came of asking for another address.</summary>
internal enum AddressAnswer
{
    /// <summary>A link is on its way, as far as the one who asks may know.</summary>
    Sent,

    /// <summary>It is the address they have.</summary>
    Same,

    /// <summary>They asked too often for now.</summary>
    TooOften,
}

/// <summary>
/// Another e-mail address for an account: asked for, confirmed by a link sent there, or taken back. The address the account has hears at
/// once, so that a thief is noticed. The one who asks does not learn whether somebody else has the address; its owner hears that nothing
/// comes of it, and not who asked.
/// </summary>
internal sealed class AddressChanges(
    MembersDb db, DbSession session, UserManager<Member> members, MemberDirectory directory, Links links, MailOutbox outbox,
    SignInMails mails, AttemptLimits limits, SecurityLog log, TimeProvider clock)
{
    /// <summary>What was asked for last and is not confirmed, also when its link is too old; null: nothing in the last day.</summary>
    public Task<SignInLink?> PendingAsync(Guid member, CancellationToken stop) =>
        Asked(member).AsNoTracking().OrderByDescending(row => row.CreatedAt).FirstOrDefaultAsync(stop);

    /// <summary>Asks for an address, or asks once more; what was asked before is taken back. It always takes as long.</summary>
    public async Task<AddressAnswer> AskAsync(Member member, string newEmail, CancellationToken stop)
    {
        var email = newEmail.Trim();
        if (members.NormalizeEmail(email) == member.NormalizedEmail) return AddressAnswer.Same;
        if (!await limits.MayChangeAddressAsync(member.Id, stop)) return AddressAnswer.TooOften;
        await EqualTime.RunAsync(
            () => session.InTransactionAsync(async () => { await WriteAsync(member, email, stop); return true; }, stop), _ => true, clock,
            stop);
        return AddressAnswer.Sent;
    }

    /// <summary>Takes back what was asked: its link works no more. False when there was nothing.</summary>
    public async Task<bool> TakeBackAsync(Member member, CancellationToken stop)
    {
        if (await Asked(member.Id).ExecuteDeleteAsync(stop) == 0) return false;
        log.Write("email-change", member.Id, "taken-back", member.Id);
        return true;
    }

    /// <summary>
    /// Gives the member the address, which was shown to be theirs; false when another account has it. Links sent to the old address work
    /// no more.
    /// </summary>
    public Task<bool> ConfirmAsync(Member member, string email, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (await members.FindByEmailAsync(email) is not null)
            {
                log.Write("email-change", member.Id, "refused", member.Id);
                return false;
            }
            var before = member.Email!;
            member.Email = email;
            var result = await members.UpdateAsync(member);
            if (!result.Succeeded) throw new InvalidOperationException(string.Join(", ", result.Errors.Select(error => error.Code)));
            await db.Links.Where(row => row.MemberId == member.Id).ExecuteDeleteAsync(stop);
            await outbox.EnqueueAsync(mails.EmailChanged(before, member.Name, clock.GetUtcNow()) with { Person = member.Id }, stop);
            await directory.TellAsync(member.Id, stop);
            log.Write("email-change", member.Id, "succeeded", member.Id);
            return true;
        },
        stop);

    private async Task WriteAsync(Member member, string email, CancellationToken stop)
    {
        var (now, before) = (clock.GetUtcNow(), await PendingAsync(member.Id, stop));
        await Asked(member.Id).ExecuteDeleteAsync(stop);
        // Also for an address that somebody has: what the asker sees of it must be the same. Nobody gets that link.
        var url = await links.AddAsync(LinkPurposes.ChangeEmail, email, member.Id, "/account", stop);
        var owner = await members.FindByEmailAsync(email);
        var mail = owner is null ? mails.ChangeEmail(email, url) with { Person = member.Id } : mails.EmailTaken(owner, now);
        await outbox.EnqueueAsync(mail, stop);
        if (!string.Equals(before?.Email, email, StringComparison.OrdinalIgnoreCase))
            await outbox.EnqueueAsync(mails.EmailChangeAsked(member, email, now), stop);
        log.Write("email-change", member.Id, "asked", member.Id);
    }

    private IQueryable<SignInLink> Asked(Guid member) =>
        db.Links.Where(row => row.MemberId == member && row.Purpose == LinkPurposes.ChangeEmail && row.UsedAt == null);
}
