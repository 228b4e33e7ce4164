using Microsoft.Extensions.DependencyInjection;
using Portal.Members.Access;
using Portal.Platform.Audit;

namespace Portal.Newsletters;

/// <summary>What of newsletters stands in the log of who did what.</summary>
internal static class NewsletterLines
{
    /// <summary>A kind of line.</summary>
    public const string Newsletter = "newsletter", Subscribers = "subscribers";

    /// <summary>A fact of a line.</summary>
    public const string Purpose = "purpose", Count = "count";

    /// <summary>Says how these lines are read.</summary>
    public static IServiceCollection AddNewsletterLines(this IServiceCollection services)
    {
        services.AddAuditKind(new AuditKind(Newsletter, "Nieuwsbrief")
        {
            Actions = new Dictionary<string, string>
            {
                ["newsletter.aimed"] = "voor andere lezers bedoeld",
                ["newsletter.approval-asked"] = "akkoord gevraagd",
                ["newsletter.approved"] = "akkoord gegeven",
                ["newsletter.taken-back"] = "teruggehaald naar concept",
                ["newsletter.planned"] = "verzenden gestart of gepland",
                ["newsletter.unplanned"] = "verzenden niet meer gepland",
                ["newsletter.begun"] = "verzonden",
                ["newsletter.paused"] = "verzenden stilgezet",
                ["newsletter.resumed"] = "verzenden hervat",
                ["newsletter.stopped"] = "verzenden gestopt",
            },
            Readers = [Rights.Coordinator, Rights.Editor],
            Address = line => $"/beheer/nieuwsbrieven/{line.Object}",
        });
        return services.AddAuditKind(new AuditKind(Subscribers, "Adressen van abonnees")
        {
            Actions = new Dictionary<string, string> { ["subscribers.exported"] = "opgehaald als bestand" },
            Facts = new Dictionary<string, string> { [Purpose] = "Waarvoor", [Count] = "Aantal" },
            Readers = [Rights.Coordinator],
            Address = _ => "/beheer/nieuwsbrieven/abonnees",
        });
    }
}
