using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Platform.Commands;
using Portal.Platform.Events;
using Portal.Platform.Health;

namespace Portal.Platform.Mail;

/// <summary>Registers the outbox and what empties it.</summary>
internal static class MailRegistration
{
    /// <summary>Mail by SMTP where a server is set, else as files where somebody is developing, else not at all.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleOptions<MailOptions>(configuration, "Mail");
        services.AddScoped<MailOutbox>().AddScoped<MailQueue>();
        services.AddSingleton<SmtpTransport>().AddSingleton<MailFolder>();
        services.AddSingleton<IMailTransport>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.Host.Length > 0 ? provider.GetRequiredService<SmtpTransport>()
            : provider.GetService<IHostEnvironment>()?.IsDevelopment() == true ? provider.GetRequiredService<MailFolder>()
            : null!); // none: whoever asks with GetService sees that
        services.AddSingleton<MailDelivery>().AddSingleton<IListener>(provider => provider.GetRequiredService<MailDelivery>());
        services.AddHostedService(provider => provider.GetRequiredService<MailDelivery>());
        services.AddSingleton<IHealthFigures, MailFigures>();
        return services.AddVerb<ResendVerb>("resend", "", "Probeert mail die niet aankwam nog een keer te versturen.");
    }
}
