using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform;

/// <summary>How often somebody may ask, told apart by their network (<see cref="ClientNetwork"/>).</summary>
public static class RateLimits
{
    /// <summary>A limit on what is sent; reading is free.</summary>
    /// <param name="services">The room's services.</param>
    /// <param name="name">The policy's name, for <c>[EnableRateLimiting]</c>.</param>
    /// <param name="atOnce">How many a network may send at once.</param>
    /// <param name="each">After how long it may send more.</param>
    /// <param name="more">How many more.</param>
    public static IServiceCollection LimitForms(
        this IServiceCollection services, string name, int atOnce, TimeSpan each, int more = 1) => services.AddRateLimiter(
        limiter => limiter.AddPolicy(name, http => HttpMethods.IsPost(http.Request.Method)
            ? ByNetwork(http, atOnce, each, more)
            : RateLimitPartition.GetNoLimiter("")));

    /// <summary>A limit on all requests, whatever their method.</summary>
    /// <inheritdoc cref="LimitForms"/>
    public static IServiceCollection LimitRequests(
        this IServiceCollection services, string name, int atOnce, TimeSpan each, int more = 1) => services.AddRateLimiter(
        limiter => limiter.AddPolicy(name, http => ByNetwork(http, atOnce, each, more)));

    private static RateLimitPartition<string> ByNetwork(HttpContext http, int atOnce, TimeSpan each, int more) =>
        RateLimitPartition.GetTokenBucketLimiter(ClientNetwork.Of(http.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = atOnce,
            TokensPerPeriod = more,
            ReplenishmentPeriod = each,
        });
}
