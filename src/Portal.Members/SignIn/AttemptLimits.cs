using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Members.SignIn;

/// <summary>
/// How often one may try. A permit is taken before the attempt and given back when it went well: so a hundred attempts at once have no
/// more permits than a hundred after each other, and in a training a whole room signs in from one address. Each taking is one statement,
/// so hosts count together.
/// </summary>
internal sealed class AttemptLimits(
    DbSession session, IHttpContextAccessor http, IOptions<MembersOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan OfNetwork = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OfMailbox = TimeSpan.FromHours(1);
    private static readonly TimeSpan Locked = TimeSpan.FromMinutes(15);

    private Permit? taken;

    /// <summary>
    /// Takes this request's permit to try a password, code or link; false when too much went wrong from this network: the caller answers
    /// 429.
    /// </summary>
    public async Task<bool> TakeAsync(CancellationToken stop) =>
        taken is not null
        || (taken = await TakeAsync("try", Network, options.Value.FailuresPerAddress, OfNetwork, stop)) is not null;

    /// <summary>It went well, or nothing was tried: gives the request's permit back.</summary>
    public async Task GiveBackAsync(CancellationToken stop)
    {
        if (taken is not { } permit) return;
        taken = null;
        await session.ExecuteAsync(
            "update members.attempts set taken = greatest(taken - 1, 0) where key = $1 and ends_at = $2", [permit.Key, permit.EndsAt],
            stop);
    }

    /// <summary>
    /// Takes a permit to try a password or code of this account; false when it is locked. The last one locks it for a quarter of an hour.
    /// </summary>
    public async Task<bool> TakeOfAsync(Guid member, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await session.ExecuteAsync(
            """
            update members.members set
                access_failed_count = case when lockout_end is null then access_failed_count + 1 else 1 end,
                lockout_end = case
                    when (case when lockout_end is null then access_failed_count + 1 else 1 end) >= $3 then $4::timestamptz
                end
            where id = $1 and (lockout_end is null or lockout_end <= $2)
            """,
            [member, now, options.Value.FailuresPerAccount, now + Locked], stop) == 1;
    }

    /// <summary>The password was right: gives the account's permit back, and takes the lock away that it may have brought.</summary>
    public Task GiveBackOfAsync(Guid member, CancellationToken stop) => session.ExecuteAsync(
        "update members.members set access_failed_count = greatest(access_failed_count - 1, 0), lockout_end = null where id = $1",
        [member], stop);

    /// <summary>Somebody is in: what went wrong before is forgotten.</summary>
    public Task ForgetOfAsync(Guid member, CancellationToken stop) => session.ExecuteAsync(
        "update members.members set access_failed_count = 0, lockout_end = null where id = $1 and access_failed_count > 0", [member], stop);

    /// <summary>False when this network asks for too many links; the caller answers 429.</summary>
    public async Task<bool> MayAskLinkAsync(CancellationToken stop) =>
        await TakeAsync("link", Network, options.Value.LinksPerAddress, OfNetwork, stop) is not null;

    /// <summary>False when this mailbox has had enough links for now; the one who asks does not notice.</summary>
    public async Task<bool> MayMailAsync(string email, CancellationToken stop) =>
        await TakeAsync("mail", email.Trim().ToUpperInvariant(), options.Value.LinksPerAccount, OfMailbox, stop) is not null;

    /// <summary>False when this member asked for another address too often; told to them.</summary>
    public async Task<bool> MayChangeAddressAsync(Guid member, CancellationToken stop) =>
        await TakeAsync("change", $"{member}", options.Value.LinksPerAccount, OfMailbox, stop) is not null;

    private string Network => ClientNetwork.Of(http.HttpContext?.Connection.RemoteIpAddress);

    private async Task<Permit?> TakeAsync(string what, string whose, int most, TimeSpan window, CancellationToken stop)
    {
        var (key, now) = (SHA256.HashData(Encoding.UTF8.GetBytes($"{what} {whose}")), clock.GetUtcNow());
        var ends = await session.ValueAsync<DateTimeOffset?>(
            """
            insert into members.attempts as known (key, taken, ends_at) values ($1, 1, $3)
            on conflict (key) do update set
                taken = case when known.ends_at <= $2 then 1 else known.taken + 1 end,
                ends_at = case when known.ends_at <= $2 then excluded.ends_at else known.ends_at end
            where known.ends_at <= $2 or known.taken < $4
            returning ends_at
            """,
            [key, now, now + window, most], stop);
        return ends is { } at ? new Permit(key, at) : null;
    }

    private sealed record Permit(byte[] Key, DateTimeOffset EndsAt);
}
