using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Agenda;
using Portal.Calendar.Announcements;
using Portal.Calendar.Answers;
using Portal.Calendar.Attendance;
using Portal.Calendar.Data;
using Portal.Calendar.Questions;
using Portal.Calendar.Trainings;
using Portal.Calendar.Registrations;
using Portal.Calendar.Drafts;
using Portal.Calendar.Evaluations;
using Portal.Calendar.FirstLook;
using Portal.Calendar.Pages.Beheer.Agenda;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Members.FirstLook;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;
using Portal.Platform.Pages;
using Portal.Platform.Starting;
using Portal.Search;

namespace Portal.Calendar;

/// <summary>The door of the calendar room.</summary>
public static class CalendarModule
{
    /// <summary>Name of the rate limit on registering: for each address a hall full of people, not a flood.</summary>
    internal const string RegisterRateLimit = "calendar-register";

    /// <summary>Registers events and their reports with their pages, and what calendars elsewhere are told of them.</summary>
    public static IServiceCollection AddCalendar(this IServiceCollection services)
    {
        services.AddRazorPages(pages => pages.Conventions.AddFolderApplicationModelConvention(
            "/Beheer/Agenda", page => page.Filters.Add(new ServiceFilterAttribute(typeof(OwnAreaAlone)))))
            .AddApplicationPart(typeof(CalendarModule).Assembly);
        services.AddScoped<OwnArea>().AddScoped<OwnAreaAlone>();
        services.AddModuleDb<CalendarDb>("calendar");
        services.AddReservedAddresses("agenda", "trainingen", "aanmeldingen");
        services.AddScoped<IOfficeTasks, EventTasks>();
        services.AddSingleton<IKnownAnswers, KnownTrainings>().AddSingleton<IKnownAnswers, KnownEvents>();
        services.AddScoped<AnnouncementBook>()
            .AddScoped<IHandle<DocumentsPublished>>(scope => scope.GetRequiredService<AnnouncementBook>());
        services.AddSingleton<EventText>().AddStartupTask<EventBoard>()
            .AddSingleton<IListener>(provider => provider.GetRequiredService<EventBoard>());
        services.AddJob<ForgetCancelledEvents, ForgetCancelledEventsJob>(
            "calendar.forget-cancelled", "Afgelaste activiteiten na drie maanden uit agenda’s halen")
            .AddSchedule<ForgetCancelledEvents>("20 4 * * *");
        services.AddScoped<Pages.AskTools>().AddQuestions();
        services.AddTrainings();
        services.AddRegistrations();
        services.AddAttendance();
        services.AddScoped<InventedQuestions>().AddScoped<InventedVisits>()
            .AddScoped<IHandle<InventedPeopleMade>>(scope => scope.GetRequiredService<InventedVisits>());
        services.AddJob<MakeInventedVisits, InventedVisits>("calendar.invented-visits", "Verzonnen mensen naar activiteiten laten komen");
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
        services.AddJob<AskForEvaluations, EvaluationMails>("calendar.ask-for-evaluations", "Zoeken wie er gisteren was")
            .AddSchedule<AskForEvaluations>("15 8 * * *");
        services.AddJob<AskForEvaluation, EvaluationMails>("calendar.ask-for-evaluation", "Vragen wat iemand van een activiteit vond");
        services.AddReminder(new ReminderKind(
            EvaluationMails.Kind, "Wat vond je van een activiteit?", "Je krijgt een mail op de ochtend na een activiteit waar je was."));
    }

    /// <summary>Maps the feeds of the agenda.</summary>
    public static IEndpointRouteBuilder MapCalendar(this IEndpointRouteBuilder routes)
    {
        AgendaFeed.Map(routes);
        PersonalFeed.Map(routes);
        return routes;
    }

    private static void AddRegistrations(this IServiceCollection services)
    {
        services.AddSingleton<RegistrationLinks>().AddScoped<Places>().AddScoped<Requests>().AddScoped<RegistrationMails>();
        services.AddScoped<RegistrationBook>().AddScoped<OnlineRooms>();
        services.AddScoped<EventChanges>().AddScoped<IHandle<DocumentsPublished>>(scope => scope.GetRequiredService<EventChanges>());
        services.AddPersonalData<MemberRegistrations>()
            .AddScoped<IHandle<MemberChanged>>(scope => scope.GetRequiredService<MemberRegistrations>());
        services.AddJob<CatchUpWithEvent, CatchUpWithEventJob>(
            // One a transaction: each holds an event's turn until it commits, and two in another order would wait for each other.
            "calendar.catch-up", "Plekken en berichten van een activiteit bijwerken", new JobRules { Mode = JobMode.Alone });
        services.AddJob<TidyRegistrations, TidyRegistrationsJob>("calendar.tidy-registrations", "Aanmeldingen opruimen")
            .AddSchedule<TidyRegistrations>("50 3 * * *");
        services.AddJob<SendEventReminders, EventReminders>("calendar.reminders", "Zoeken wat er binnenkort begint")
            .AddSchedule<SendEventReminders>("5 * * * *");
        services.AddJob<RemindOfEvent, EventReminders>("calendar.remind", "Herinneren aan een activiteit");
        services.AddScoped<EventMails>().AddJob<SendEventMail, EventMails>("calendar.mail", "Bericht aan wie meedoet versturen");
        services.AddReminder(new ReminderKind(
            EventReminders.Kind, "Een activiteit waarvoor je bent aangemeld", "Je krijgt een mail een week en een dag van tevoren."));
        services.AddOfficeLink(new OfficeLink(
            "Agenda en aanmeldingen", "Zie wie er komt, wie wacht, en meld iemand aan of af.", "/beheer/agenda", Rights.Coordinator)
        {
            Job = OfficeJob.Learning,
        });
        services.LimitForms(RegisterRateLimit, atOnce: 200, TimeSpan.FromSeconds(3));
    }
}
