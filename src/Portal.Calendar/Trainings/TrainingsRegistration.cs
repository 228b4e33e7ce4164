using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform;
using Portal.Platform.Events;
using Portal.Platform.Jobs;

namespace Portal.Calendar.Trainings;

/// <summary>What the catalogue of trainings needs.</summary>
internal static class TrainingsRegistration
{
    /// <summary>
    /// Name of the rate limit on saying that one would like a training: for each address a room full of people, not a flood.
    /// </summary>
    public const string WishRateLimit = "training-wishes";

    public static IServiceCollection AddTrainings(this IServiceCollection services)
    {
        services.AddPersonalData<Wishes>().AddScoped<WishFigures>().AddScoped<IOfficeTasks, TrainingTasks>();
        services.AddJob<CountWishes, WishFigures>("calendar.count-wishes", "Tellen wie welke training wil")
            .AddSchedule<CountWishes>("35 4 * * *");
        services.AddScoped<DateMails>().AddScoped<IHandle<DocumentsPublished>>(scope => scope.GetRequiredService<DateMails>());
        services.AddJob<TellOfDate, DateMails>("calendar.tell-of-date", "Mailen dat er een datum is voor een training");
        services.AddReminder(new ReminderKind(
            DateMails.Kind, "Een datum voor een training die je wilt", "Je krijgt een mail als er een datum komt."));
        services.AddOfficeLink(new OfficeLink(
            "Gewilde trainingen", "Zie naar welke trainingen vraag is, en waar.", "/beheer/agenda/wensen", Rights.Coordinator)
        {
            Job = OfficeJob.Learning,
        });
        services.LimitForms(WishRateLimit, atOnce: 100, TimeSpan.FromSeconds(5));
        return services.AddDocumentType<Training>();
    }
}
