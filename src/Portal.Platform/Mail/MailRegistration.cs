using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform.Commands;
using Portal.Platform.Data;
using Portal.Platform.Health;
using Portal.Platform.Jobs;

namespace Portal.Platform.Mail;

/// <summary>Registers the outbox and what empties it.</summary>
internal static class MailRegistration
{
    /// <summary>Mail by SMTP where a server is set, else as files where somebody is developing, else not at all.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleOptions<MailOptions>(configuration, "Mail");
        services.AddDataProtection();
        services.AddSingleton<MailSeal>().AddSingleton<MailTemplates>().AddScoped(scope => new MailOutbox(
            scope.GetRequiredService<DbSession>(), scope.GetRequiredService<JobQueue>(), scope.GetRequiredService<MailSeal>(),
            scope.GetRequiredService<IOptions<MailOptions>>(), scope.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new DkimKeys(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<IDataProtectionProvider>(),
            provider.GetRequiredService<IOptions<MailOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DkimKeys>>()));
        services.AddSingleton(provider => new MailServerProbe(
            provider.GetRequiredService<IOptions<MailOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SmtpTransport>().AddSingleton<MailFolder>().AddSingleton<MailRest>();
        services.AddSingleton<IMailTransport>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.Host.Length > 0 ? provider.GetRequiredService<SmtpTransport>()
            : provider.GetService<IHostEnvironment>()?.IsDevelopment() == true ? provider.GetRequiredService<MailFolder>()
            : null!); // none: whoever asks with GetService sees that
        services.AddJobs<SendMail, SendMailJob>(SendMailJob.Name, "Mail versturen", RulesOf);
        services.AddJob<ForgetOldMail, ForgetOldMailJob>("platform.forget-mail", "Oude mail wissen");
        services.AddSchedule<ForgetOldMail>("40 3 * * *");
        services.AddHostedService<MailNotice>().AddSingleton<IHealthFigures, MailFigures>();
        return services.AddVerb<ResendVerb>("resend", "", "Probeert mail die niet aankwam nog een keer te versturen.");
    }

    private static JobRules RulesOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<MailOptions>>().Value;
        var goesOut = options.Deliver && provider.GetService<IMailTransport>() is not null;
        // Two at work for each connection: while one writes down what it sent, the other sends.
        return new JobRules { Mode = JobMode.Alone, AtOnce = goesOut ? options.Connections * 2 : 0, Together = 64, KeepOneFree = goesOut };
    }

    /// <summary>Says at the start where mail goes when it is not to a server.</summary>
    private sealed class MailNotice(IServiceProvider services, IOptions<MailOptions> options, ILogger<MailNotice> log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (!options.Value.Deliver) return Task.CompletedTask;
            switch (services.GetService<IMailTransport>())
            {
                case null:
                    log.LogWarning("Mail__Host is not set: no mail goes out, also no link to sign in. It waits in the database");
                    break;
                case MailFolder folder:
                    Console.WriteLine($"Mail wordt niet verstuurd, maar komt als bestand in {folder.Path} (Mail__Host is leeg).");
                    break;
            }
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
