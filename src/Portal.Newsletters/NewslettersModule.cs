using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Newsletters.Data;
using Portal.Newsletters.Subscribers;
using Portal.Newsletters.Types;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;
using Portal.Platform.Starting;

namespace Portal.Newsletters;

/// <summary>The door of the newsletters room.</summary>
public static class NewslettersModule
{
    /// <summary>Name of the rate limit on signing up: for each address a hall full of people, not a flood.</summary>
    internal const string SignUpRateLimit = "newsletter-sign-up";

    /// <summary>Registers the newsletter with its pages, and its subscribers.</summary>
    public static IServiceCollection AddNewsletters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorPages().AddApplicationPart(typeof(NewslettersModule).Assembly);
        services.AddModuleDb<NewslettersDb>("newsletters").AddModuleOptions<NewslettersOptions>(configuration, "Newsletters");
        services.AddStartupTask<SecretStore>().AddSingleton<LinkMaker>().AddScoped<InterestChoices>();
        services.AddScoped<SubscriberMails>().AddScoped<Subscriptions>().AddScoped<SignUps>().AddScoped<Imports>();
        services.AddScoped<Figures>().AddScoped<AddressViews>();
        services.AddPersonalData<MemberSubscriptions>()
            .AddScoped<IHandle<MemberChanged>>(scope => scope.GetRequiredService<MemberSubscriptions>());
        services.AddJob<TidySubscribers, Renewals>("newsletters.tidy-subscribers", "Aanmeldingen voor de nieuwsbrief opruimen");
        services.AddJob<AskAgain, Renewals>("newsletters.ask-again", "Vragen of iemand de nieuwsbrief wil houden");
        services.AddJob<EndUnrenewed, Renewals>("newsletters.end-unrenewed", "Nieuwsbrief stoppen na twee jaar zonder antwoord")
            .AddSchedule<TidySubscribers>("40 3 * * *");
        services.AddOfficeLink(new OfficeLink(
            "Abonnees van de nieuwsbrief", "Zie hoeveel mensen de nieuwsbrief krijgen, voeg een lijst toe.",
            "/beheer/nieuwsbrieven/abonnees", Rights.Coordinator, Rights.Administrator));
        services.AddRateLimiter(limiter => limiter.AddPolicy(SignUpRateLimit, PartitionOf));
        return services.AddDocumentType<Newsletter>();
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http) => HttpMethods.IsPost(http.Request.Method)
        ? RateLimitPartition.GetTokenBucketLimiter(ClientNetwork.Of(http.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 200,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(3),
        })
        : RateLimitPartition.GetNoLimiter("");
}
