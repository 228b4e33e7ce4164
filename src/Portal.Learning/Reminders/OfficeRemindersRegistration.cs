using Microsoft.Extensions.DependencyInjection;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Audit;
using Portal.Platform.Jobs;

namespace Portal.Learning.Reminders;

/// <summary>What reminders of the office need.</summary>
internal static class OfficeRemindersRegistration
{
    public static IServiceCollection AddOfficeReminders(this IServiceCollection services) => services
        .AddScoped<OfficeReminders>().AddPersonalData<OfficeReminderData>().AddAuditKind(OfficeReminders.Lines)
        .AddJob<WriteOfficeReminder, OfficeReminders>(
            "learning.office-reminder", "Herinneringen van coördinatoren en contactpersonen sturen")
        .AddReminder(new ReminderKind(
            OfficeReminders.Kind, "Herinnering van een coördinator of contactpersoon",
            "Je krijgt een mail als iemand van het netwerk of je organisatie je aan een module herinnert."));
}
