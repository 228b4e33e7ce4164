using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Types;
using Portal.Newsletters.Types;

namespace Portal.Newsletters;

/// <summary>The door of the newsletters room.</summary>
public static class NewslettersModule
{
    /// <summary>Registers the newsletter with its pages.</summary>
    public static IServiceCollection AddNewsletters(this IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(typeof(NewslettersModule).Assembly);
        return services.AddDocumentType<Newsletter>();
    }
}
