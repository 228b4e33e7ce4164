using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Newsletters.Archive;
using Portal.Newsletters.Blocks;
using Portal.Newsletters.Bounces;
using Portal.Newsletters.Data;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Health;
using Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Statistics;
using Portal.Newsletters.Subscribers;
using Portal.Newsletters.Types;
using Portal.Platform;
using Portal.Platform.Conditions;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;
using Portal.Platform.Starting;
using Portal.Search;

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
        services.AddScoped<Figures>().AddScoped<AddressViews>().AddScoped<Outcomes>().AddScoped<Clicks>();
        services.AddPersonalData<MemberSubscriptions>()
            .AddScoped<IHandle<MemberChanged>>(scope => scope.GetRequiredService<MemberSubscriptions>());
        services.AddJob<TidySubscribers, Renewals>("newsletters.tidy-subscribers", "Aanmeldingen voor de nieuwsbrief opruimen");
        services.AddJob<AskAgain, Renewals>("newsletters.ask-again", "Vragen of iemand de nieuwsbrief wil houden");
        services.AddJob<EndUnrenewed, Renewals>("newsletters.end-unrenewed", "Nieuwsbrief stoppen na twee jaar zonder antwoord")
            .AddSchedule<TidySubscribers>("40 3 * * *");
        services.AddOfficeLink(new OfficeLink(
            "Abonnees van de nieuwsbrief", "Zie hoeveel mensen de nieuwsbrief krijgen, voeg een lijst toe.",
            "/beheer/nieuwsbrieven/abonnees", Rights.Coordinator, Rights.Administrator)
        {
            Job = OfficeJob.People,
        });
        services.AddSingleton<IKnownAnswers, KnownNewsletter>();
        services.AddSending();
        services.AddNewsletterLines();
        services.AddBounces();
        services.AddCondition<MailTrustCondition>(
            "newsletters-trust", "Vertrouwen in onze mail", "Zonder bewijs dat mail van ons is, komt hij bij de ongewenste mail.");
        services.AddHealth();
        services.LimitForms(SignUpRateLimit, atOnce: 200, TimeSpan.FromSeconds(3));
        services.AddSingleton<IMarkdownContainer, TeaserBlock>().AddSingleton<IMarkdownContainer, ButtonBlock>();
        return services.AddDocumentType<Newsletter>();
    }

    private static void AddSending(this IServiceCollection services)
    {
        services.AddSingleton<EditionWriter>().AddSingleton<EditionFeed>();
        services.AddScoped<Proposals>().AddScoped<Recipients>().AddScoped<Campaigns>();
        services.AddPersonalData<SenderData>();
        services.AddSingleton<SendRate>().AddScoped<AgreementMails>().AddScoped<SendingTools>().AddScoped<IOfficeTasks, SendingTasks>();
        services.AddJob<SendCampaign, SendCampaignJob>("newsletters.send", "Nieuwsbrief versturen", RulesOf);
        services.AddOfficeLink(new OfficeLink(
            "Nieuwsbrieven", "Schrijf een nieuwsbrief, laat iemand meelezen en verstuur hem.", "/beheer/nieuwsbrieven", Rights.Writer)
        {
            Job = OfficeJob.Writing,
        });
    }

    private static void AddBounces(this IServiceCollection services)
    {
        services.AddScoped<ReturnedMails>().AddScoped<BounceMailbox>().AddScoped<BounceFigures>().AddPersonalData<ReaderData>();
        // Beside a copy of a database nothing is read: what is read goes from the mailbox.
        services.AddJob<ReadBounces, ReadBouncesJob>("newsletters.read-bounces", "Teruggekomen nieuwsbrieven lezen", provider => new()
        {
            Mode = JobMode.Detached,
            AtOnce = provider.GetRequiredService<IOptions<MailOptions>>().Value.Deliver ? 1 : 0,
        }).AddSchedule<ReadBounces>("*/5 * * * *");
        // What comes back of a newsletter comes in a few minutes.
        services.LimitRequests(BounceWebhook.RateLimit, atOnce: 1_000, TimeSpan.FromSeconds(1), more: 10);
    }

    /// <summary>Maps what the room has beside pages.</summary>
    public static IEndpointRouteBuilder MapNewsletters(this IEndpointRouteBuilder routes)
    {
        BounceWebhook.Map(routes);
        return routes;
    }

    private static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<DnsAnswers>(provider => new DnsAnswers(provider.GetRequiredService<IOptions<MailOptions>>()));
        services.AddScoped<HealthCheck>().AddScoped<MailHealth>().AddScoped<IOfficeTasks>(scope => scope.GetRequiredService<MailHealth>());
        services.AddJob<CheckMailHealth, MailHealth>(
            "newsletters.mail-health", "Kijken of mail op orde is", new JobRules { Mode = JobMode.Detached });
        services.AddSchedule<CheckMailHealth>("20 6 * * *");
        services.AddOfficeLink(new OfficeLink(
            "Mail op orde", "Zie of andere mailservers onze mail geloven, en wat er in DNS moet staan.", MailHealth.Path,
            Rights.Coordinator, Rights.Administrator));
    }

    // Many pauses: each run that ended with its host counts as an attempt, and a newsletter goes on however often that happens.
    private static JobRules RulesOf(IServiceProvider provider) => new()
    {
        Mode = JobMode.Detached,
        AtOnce = provider.GetRequiredService<IOptions<MailOptions>>().Value.Deliver && provider.GetService<IMailTransport>() is not null
            ? 2
            : 0,
        Patience = TimeSpan.FromHours(12),
        Pauses = [.. Enumerable.Repeat(TimeSpan.FromSeconds(10), 500)],
    };
}
