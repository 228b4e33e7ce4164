using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform;

/// <summary>
/// How often somebody may ask, told apart by their network (<see cref="ClientNetwork"/>): 429 (RFC 6585) for who asks more. Pages and
/// endpoints say which limit is theirs as to the framework, by <c>[EnableRateLimiting]</c>; its middleware is not used, for it never ends
/// its limiters, and each keeps a timer, and with that a whole host that was stopped.
/// </summary>
public static class RateLimits
{
    /// <summary>A limit by name, which ends with the host.</summary>
    /// <param name="services">The room's services.</param>
    /// <param name="name">The policy's name, for <c>[EnableRateLimiting]</c>.</param>
    /// <param name="partition">Who is told apart from whom, and what each may.</param>
    public static IServiceCollection AddRateLimit(
        this IServiceCollection services, string name, Func<HttpContext, RateLimitPartition<string>> partition) =>
        services.AddKeyedSingleton(name, (_, _) => PartitionedRateLimiter.Create(partition));

    /// <summary>Holds every page and endpoint to the limit it names; after routing.</summary>
    public static IApplicationBuilder UseRateLimits(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName is not { } name)
        {
            await next(http);
            return;
        }
        var limiter = http.RequestServices.GetRequiredKeyedService<PartitionedRateLimiter<HttpContext>>(name);
        using var lease = await limiter.AcquireAsync(http, 1, http.RequestAborted); // one that works side by side is given back after it
        if (lease.IsAcquired) await next(http);
        else http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    });

    /// <summary>A limit on what is sent; reading is free.</summary>
    /// <param name="services">The room's services.</param>
    /// <param name="name">The policy's name, for <c>[EnableRateLimiting]</c>.</param>
    /// <param name="atOnce">How many a network may send at once.</param>
    /// <param name="each">After how long it may send more.</param>
    /// <param name="more">How many more.</param>
    public static IServiceCollection LimitForms(
        this IServiceCollection services, string name, int atOnce, TimeSpan each, int more = 1) => services.AddRateLimit(
        name, http => HttpMethods.IsPost(http.Request.Method) ? ByNetwork(http, atOnce, each, more) : RateLimitPartition.GetNoLimiter(""));

    /// <summary>A limit on all requests, whatever their method.</summary>
    /// <inheritdoc cref="LimitForms"/>
    public static IServiceCollection LimitRequests(
        this IServiceCollection services, string name, int atOnce, TimeSpan each, int more = 1) =>
        services.AddRateLimit(name, http => ByNetwork(http, atOnce, each, more));

    private static RateLimitPartition<string> ByNetwork(HttpContext http, int atOnce, TimeSpan each, int more) =>
        RateLimitPartition.GetTokenBucketLimiter(ClientNetwork.Of(http.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = atOnce,
            TokensPerPeriod = more,
            ReplenishmentPeriod = each,
        });
}
