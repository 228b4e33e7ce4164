using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Agenda;
using Portal.Calendar.Announcements;
using Portal.Calendar.Attendance;
using Portal.Calendar.Data;
using Portal.Calendar.Drafts;
using Portal.Calendar.Evaluations;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;
using Portal.Platform.Pages;
using Portal.Platform.Starting;

namespace Portal.Calendar;

/// <summary>The door of the calendar room.</summary>
public static class CalendarModule
{
    /// <summary>Registers events and their reports with their pages, and what calendars elsewhere are told of them.</summary>
    public static IServiceCollection AddCalendar(this IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(typeof(CalendarModule).Assembly);
        services.AddModuleDb<CalendarDb>("calendar");
        services.AddReservedAddresses("agenda", "trainingen"); // announced before their pages are there
        services.AddScoped<IOfficeTasks, EventTasks>();
        services.AddScoped<AnnouncementBook>()
            .AddScoped<IHandle<DocumentsPublished>>(scope => scope.GetRequiredService<AnnouncementBook>());
        services.AddSingleton<EventText>().AddStartupTask<EventBoard>()
            .AddSingleton<IListener>(provider => provider.GetRequiredService<EventBoard>());
        services.AddJob<ForgetCancelledEvents, ForgetCancelledEventsJob>(
            "calendar.forget-cancelled", "Afgelaste activiteiten na drie maanden uit agenda’s halen")
            .AddSchedule<ForgetCancelledEvents>("20 4 * * *");
        services.AddAttendance();
        return services.AddDocumentType<CalendarEvent>().AddDocumentType<EventReport>();
    }

    private static void AddAttendance(this IServiceCollection services)
    {
        services.AddReservedAddresses("aanwezig", "evaluatie");
        services.AddSingleton<DayLinks>().AddScoped<AttendanceBook>().AddScoped<WordOfTheDay>().AddScoped<EvaluationBook>();
        services.AddScoped<BegunDocuments>().AddScoped<EventCopies>().AddScoped<ReportDrafts>();
        services.AddPersonalData<AttendanceData>()
            .AddScoped<IHandle<MemberChanged>>(scope => scope.GetRequiredService<AttendanceData>());
        services.AddJob<TidyAttendance, TidyAttendanceJob>("calendar.tidy-attendance", "Aanwezigheid opruimen")
            .AddSchedule<TidyAttendance>("30 4 * * *");
        services.AddJob<TidyEvaluations, TidyEvaluationsJob>("calendar.tidy-evaluations", "Evaluaties opruimen")
            .AddSchedule<TidyEvaluations>("35 4 * * *");
    }

    /// <summary>Maps the feeds of the agenda.</summary>
    public static IEndpointRouteBuilder MapCalendar(this IEndpointRouteBuilder routes)
    {
        AgendaFeed.Map(routes);
        return routes;
    }
}
