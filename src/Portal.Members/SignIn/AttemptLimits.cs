using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Portal.Members.SignIn;

/// <summary>
/// How often one may try. What fails counts, what succeeds does not: in a training a whole room signs in from one address.
/// Beside this an account locks itself (<see cref="SignIns"/>); a host counts for itself.
/// </summary>
internal sealed class AttemptLimits(IHttpContextAccessor http, IOptions<MembersOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> failures = Limiter(options.Value.FailuresPerAddress, TimeSpan.FromMinutes(10));
    private readonly PartitionedRateLimiter<string> requests = Limiter(options.Value.LinksPerAddress, TimeSpan.FromMinutes(10));
    private readonly PartitionedRateLimiter<string> mails = Limiter(options.Value.LinksPerAccount, TimeSpan.FromHours(1));

    /// <summary>False when too much went wrong from this address; the caller answers 429.</summary>
    public bool MayTry => failures.AttemptAcquire(Address, 0).IsAcquired;

    /// <summary>Counts a wrong password, code or link.</summary>
    public void CountFailure() => failures.AttemptAcquire(Address).Dispose();

    /// <summary>False when this address asks for too many links; the caller answers 429.</summary>
    public bool MayAskLink() => requests.AttemptAcquire(Address).IsAcquired;

    /// <summary>False when this mailbox has had enough links for now; the one who asks does not notice.</summary>
    public bool MayMail(string email) => mails.AttemptAcquire(email.Trim().ToUpperInvariant()).IsAcquired;

    public void Dispose()
    {
        failures.Dispose();
        requests.Dispose();
        mails.Dispose();
    }

    private string Address => http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "";

    private static PartitionedRateLimiter<string> Limiter(int permits, TimeSpan window) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetSlidingWindowLimiter(
            key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = window, SegmentsPerWindow = 5 }));
}
