using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Types;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Members.Privacy;
using Portal.Platform;
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
        services.AddOfficeLink(new OfficeLink(
            "Gewilde trainingen", "Zie naar welke trainingen vraag is, en waar.", "/beheer/agenda/wensen", Rights.Coordinator));
        services.LimitForms(WishRateLimit, atOnce: 100, TimeSpan.FromSeconds(5));
        return services.AddDocumentType<Training>();
    }
}
