using Microsoft.Extensions.Options;

namespace Portal.Newsletters.Sending;

/// <summary>
/// How fast this host sends, in all and to one mail domain: mail servers take a sender that suddenly sends much for one that should be
/// blocked.
/// </summary>
internal sealed class SendRate(IOptions<NewslettersOptions> options, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> nextTo = new(StringComparer.Ordinal);
    private DateTimeOffset next;

    /// <summary>Takes a turn for a mail to a domain; without one it gives how long to wait at least, and nothing was taken.</summary>
    public bool TryTake(string domain, out TimeSpan wait)
    {
        var (perSecond, perDomain) = (options.Value.MailsPerSecond, options.Value.MailsPerSecondToOneDomain);
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (nextTo.Count > 10_000) Forget(now);
            var free = perDomain > 0 && nextTo.TryGetValue(domain, out var known) && known > next ? known : next;
            wait = perSecond <= 0 && perDomain <= 0 ? TimeSpan.Zero : free - now;
            if (wait > TimeSpan.Zero) return false;
            if (perSecond > 0) next = Later(next, now, perSecond);
            if (perDomain > 0) nextTo[domain] = Later(nextTo.GetValueOrDefault(domain), now, perDomain);
            return true;
        }
    }

    // A turn that was not used in the last second is still there: a slow moment is made up for, a slow hour is not.
    private static DateTimeOffset Later(DateTimeOffset before, DateTimeOffset now, double perSecond)
    {
        var from = now - TimeSpan.FromSeconds(1);
        return (before > from ? before : from) + TimeSpan.FromSeconds(1 / perSecond);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var domain in nextTo.Where(pair => pair.Value < now).Select(pair => pair.Key).ToList()) nextTo.Remove(domain);
    }
}
