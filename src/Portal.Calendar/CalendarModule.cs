using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Types;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Platform.Pages;

namespace Portal.Calendar;

/// <summary>The door of the calendar room.</summary>
public static class CalendarModule
{
    /// <summary>Registers events and their reports with their pages.</summary>
    public static IServiceCollection AddCalendar(this IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(typeof(CalendarModule).Assembly);
        services.AddReservedAddresses("agenda", "trainingen"); // announced before their pages are there
        services.AddScoped<IOfficeTasks, EventTasks>();
        return services.AddDocumentType<CalendarEvent>().AddDocumentType<EventReport>();
    }
}
