using Microsoft.AspNetCore.Identity;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Mail;

namespace Portal.Members.SignIn;

/// <summary>Changes in how somebody signs in. Each is told by mail, so that a thief is noticed.</summary>
internal sealed class Factors(
    UserManager<Member> members, Sessions sessions, MailOutbox outbox, SignInMails mails, SecurityLog log, TimeProvider clock)
{
    /// <summary>Something changed in how the member signs in: logged and mailed.</summary>
    /// <param name="member">Whose sign-in it is.</param>
    /// <param name="action">What happened; the mail about it has that name.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <param name="provider">Whose account was tied or untied; null: it was something else.</param>
    /// <param name="actor">Who did it; null: the member.</param>
    public async Task TellAsync(Member member, string action, CancellationToken stop, string? provider = null, Guid? actor = null)
    {
        log.Write(action, member.Id, "succeeded", actor ?? member.Id);
        await outbox.EnqueueAsync(mails.FactorChanged(member, action, provider, clock.GetUtcNow()), stop);
    }

    /// <summary>The same, and every other session ends.</summary>
    /// <param name="member">Whose sign-in it is.</param>
    /// <param name="stays">The session that stays.</param>
    /// <param name="action">What happened; the mail about it has that name.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <param name="provider">Whose account was untied; null: it was something else.</param>
    /// <param name="actor">Who did it; null: the member.</param>
    public async Task ChangedAsync(
        Member member, Guid? stays, string action, CancellationToken stop, string? provider = null, Guid? actor = null)
    {
        await TellAsync(member, action, stop, provider, actor);
        await sessions.EndOthersAsync(member.Id, stays, stop);
    }

    /// <summary>
    /// The member got a right that asks a second step: accounts elsewhere are untied, because some tied themselves. The member ties anew.
    /// </summary>
    /// <param name="member">Whose.</param>
    /// <param name="actor">Who gave the right; null: the command line.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task UntieAllAsync(Member member, Guid? actor, CancellationToken stop)
    {
        foreach (var login in await members.GetLoginsAsync(member))
        {
            await members.RemoveLoginAsync(member, login.LoginProvider, login.ProviderKey);
            await TellAsync(member, "provider-removed", stop, login.ProviderDisplayName ?? login.LoginProvider, actor);
        }
    }
}
