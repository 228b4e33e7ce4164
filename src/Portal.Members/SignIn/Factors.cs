using Microsoft.AspNetCore.Identity;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Members.SignIn;

/// <summary>Changes in how somebody signs in. Each is told by mail, so that a thief is noticed.</summary>
internal sealed class Factors(
    UserManager<Member> members, MemberDirectory directory, DbSession session, Sessions sessions, MailOutbox outbox, SignInMails mails,
    SecurityLog log, TimeProvider clock)
{
    /// <summary>Gives the member another address, which was shown to be theirs; false when another account has it.</summary>
    public Task<bool> ChangeEmailAsync(Member member, string email, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (await members.FindByEmailAsync(email) is not null) return false;
            var before = member.Email!;
            member.Email = email;
            var result = await members.UpdateAsync(member);
            if (!result.Succeeded) throw new InvalidOperationException(string.Join(", ", result.Errors.Select(error => error.Code)));
            await outbox.EnqueueAsync(mails.EmailChanged(before, member.Name, clock.GetUtcNow()) with { Person = member.Id }, stop);
            await directory.TellAsync(member.Id, stop);
            log.Write("email-change", member.Id, "succeeded", member.Id);
            return true;
        },
        stop);

    /// <summary>Something changed in how the member signs in: logged, mailed, and every other session ends.</summary>
    /// <param name="member">Whose sign-in it is.</param>
    /// <param name="stays">The session that stays.</param>
    /// <param name="action">What happened; the mail about it has that name.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <param name="provider">Whose account was tied or untied; null: it was something else.</param>
    public async Task ChangedAsync(Member member, Guid? stays, string action, CancellationToken stop, string? provider = null)
    {
        log.Write(action, member.Id, "succeeded", member.Id);
        await sessions.EndOthersAsync(member.Id, stays, stop);
        await outbox.EnqueueAsync(mails.FactorChanged(member, action, provider, clock.GetUtcNow()), stop);
    }
}
