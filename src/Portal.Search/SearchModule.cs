using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;
using Portal.Platform.Conditions;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Pages;
using Portal.Platform.Starting;
using Portal.Search.Indexing;
using Portal.Search.Querying;

namespace Portal.Search;

/// <summary>The door of the room: Dutch search over everything that is published.</summary>
public static class SearchModule
{
    /// <summary>Name of the rate limit on questions: 60 in 10 seconds for each address.</summary>
    public const string RateLimit = "search";

    /// <summary>Registers the index, the engine, the pages and the schema.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(typeof(SearchModule).Assembly);
        services.AddModuleSchema("search", typeof(SearchModule).Assembly);
        services.AddRateLimit(RateLimit, PartitionOf);
        services.AddStartupTask<LiveIndex>().AddSingleton<IListener>(scope => scope.GetRequiredService<LiveIndex>());
        services.AddScoped(scope => new SearchIndex(scope.GetRequiredService<DbSession>(), scope.GetRequiredService<LiveIndex>()))
            .AddScoped<SearchEngine>().AddScoped<SearchForm>().AddScoped<SearchMisses>().AddScoped<SearchClicks>();
        services.AddSingleton(provider => new SearchDesk(
            provider.GetRequiredService<LiveIndex>(), provider.GetRequiredService<TimeProvider>()));
        services.AddCondition<IndexCondition>("search-index", "Zoeken", "Wat niet in de zoekindex staat, vindt niemand.");
        return services.AddReservedAddresses("api");
    }

    /// <summary>Maps <c>/api/zoeken</c>; the pages come with the Razor Pages.</summary>
    public static IEndpointRouteBuilder MapSearch(this IEndpointRouteBuilder routes)
    {
        SearchApi.Map(routes);
        return routes;
    }

    // Without an address the question comes from inside the process.
    private static RateLimitPartition<string> PartitionOf(HttpContext http) => http.Connection.RemoteIpAddress is not { } address
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetSlidingWindowLimiter(ClientNetwork.Of(address), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = 60,
            Window = TimeSpan.FromSeconds(10),
            SegmentsPerWindow = 5,
        });
}
