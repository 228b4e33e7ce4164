using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Members.SignIn;

/// <summary>Links by mail: asked for, sent, looked at, used.</summary>
internal sealed class Links(
    MembersDb db, DbSession session, MailOutbox outbox, SignInMails mails, UserManager<Member> members, AttemptLimits limits,
    SecurityLog log,
    IOptions<PlatformOptions> platform, IOptions<MembersOptions> options, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Sends a link to sign in, or to make an account where there is none. Both take the same steps, so neither the answer nor
    /// its time tells which it was; somebody who asks too often hears nothing new. False when too much is asked from this network.
    /// </summary>
    public Task<bool> RequestAsync(string email, string? returnPath, CancellationToken stop) =>
        EqualTime.RunAsync(
            async () =>
            {
                if (!await limits.MayAskLinkAsync(stop)) return false;
                await TryRequestAsync(email, returnPath, stop);
                return true;
            },
            _ => true, clock, stop);

    private async Task TryRequestAsync(string email, string? returnPath, CancellationToken stop)
    {
        var known = await members.FindByEmailAsync(email);
        var allowed = await limits.MayMailAsync(email, stop) && known?.BlockedAt is null;
        log.Write("sign-in-link", known?.Id, allowed ? "sent" : "refused", known?.Id);
        if (!allowed) return;
        if (known is null && !options.Value.OpenRegistration)
        {
            await outbox.EnqueueAsync(mails.NoAccount(email.Trim(), clock.GetUtcNow()), stop);
            return;
        }
        var purpose = known is null ? LinkPurposes.Register : LinkPurposes.SignIn;
        await SendAsync(
            purpose, known?.Email ?? email.Trim(), known?.Id, returnPath,
            url => known is null ? mails.Register(email.Trim(), url) : mails.SignIn(known, url), stop);
    }

    /// <summary>Makes a link to sign in without sending it; gives its address.</summary>
    public async Task<string> MakeAsync(Member member, CancellationToken stop) =>
        await AddAsync(LinkPurposes.SignIn, member.Email!, member.Id, null, stop);

    /// <summary>The link, when it still works. Looking does not use it: mail scanners look too.</summary>
    public async Task<SignInLink?> FindAsync(string token, CancellationToken stop)
    {
        var hash = Tokens.HashOf(token);
        var link = await db.Links.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, stop);
        return link?.Opens(clock.GetUtcNow()) == true ? link : null;
    }

    /// <summary>Uses the link; null when it does not work (any more). Of two at once, one gets it.</summary>
    public async Task<SignInLink?> UseAsync(string token, CancellationToken stop)
    {
        var (hash, now) = (Tokens.HashOf(token), clock.GetUtcNow());
        var used = await db.Links.Where(row => row.Hash == hash && row.UsedAt == null && row.ExpiresAt > now)
            .ExecuteUpdateAsync(row => row.SetProperty(link => link.UsedAt, now), stop);
        return used == 0 ? null : await db.Links.AsNoTracking().SingleAsync(row => row.Hash == hash, stop);
    }

    private Task SendAsync(
        string purpose, string email, Guid? memberId, string? returnPath, Func<string, Mail> write, CancellationToken stop) =>
        session.InTransactionAsync(
            async () => await outbox.EnqueueAsync(write(await AddAsync(purpose, email, memberId, returnPath, stop)), stop), stop);

    /// <summary>Makes a link; gives its address, with the secret where no server sees it.</summary>
    public async Task<string> AddAsync(string purpose, string email, Guid? memberId, string? returnPath, CancellationToken stop)
    {
        var (token, now) = (Tokens.New(), clock.GetUtcNow());
        await db.Links.Where(row => row.ExpiresAt < now.AddDays(-1)).ExecuteDeleteAsync(stop);
        db.Links.Add(new SignInLink
        {
            Hash = Tokens.HashOf(token),
            Purpose = purpose,
            Email = email,
            MemberId = memberId,
            ReturnPath = returnPath,
            CreatedAt = now,
            ExpiresAt = now + Life,
        });
        await db.SaveChangesAsync(stop);
        return platform.Value.PublicUrl + SecretLink.To(token);
    }
}
