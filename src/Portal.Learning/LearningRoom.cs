using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Attendance;
using Portal.Content.Markdown;
using Portal.Content.Pages;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Learning.Certificates;
using Portal.Learning.Data;
using Portal.Learning.Exercises;
using Portal.Learning.FirstLook;
using Portal.Learning.ItemBank;
using Portal.Learning.Modules;
using Portal.Learning.Pages.Leren;
using Portal.Learning.Pages.Modules;
using Portal.Learning.Plans;
using Portal.Learning.Privacy;
using Portal.Learning.Progress;
using Portal.Learning.Quizzes;
using Portal.Learning.Reminders;
using Portal.Learning.Repetition;
using Portal.Learning.Reports;
using Portal.Learning.ShortLessons;
using Portal.Learning.Types;
using Portal.Members.FirstLook;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform;
using Portal.Platform.Commands;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;
using Portal.Platform.Starting;

namespace Portal.Learning;

/// <summary>The door of the learning room. (Not LearningModule: that is the record of a module one learns from.)</summary>
public static class LearningRoom
{
    /// <summary>
    /// Name of the rate limit on answers to quizzes: for each address a room full of people who do a quiz together, not a flood.
    /// </summary>
    internal const string QuizRateLimit = "quiz";

    /// <summary>Name of the rate limit on what is sent to chapters and tests.</summary>
    internal const string AnswerRateLimit = "answers";

    /// <summary>
    /// Name of the rate limit on checking certificates: for each address a room full of people who print theirs, nobody who tries
    /// references.
    /// </summary>
    internal const string CertificateRateLimit = "certificates";

    /// <summary>Registers modules, chapters and quizzes with their pages.</summary>
    public static IServiceCollection AddLearning(this IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(typeof(LearningRoom).Assembly);
        services.AddModuleDb<LearningDb>("learning");
        foreach (var type in ExerciseTypes.Own) services.AddExerciseType(type);
        services.AddSingleton<ExerciseTypes>();
        services.AddSingleton<IMarkdownContainer, ExerciseContainer>().AddSingleton<ExerciseReader>().AddScoped<QuizCounts>();
        services.AddSingleton<ModuleVersions>().AddSingleton<ITreeRule, ModuleRules>().AddScoped<ICitedVersions, PinnedVersions>();
        services.AddSingleton<EnrolmentStates>().AddSingleton<AnswerLedger>().AddScoped<Enrolments>().AddScoped<Completions>()
            .AddScoped<Answers>().AddScoped<Readings>().AddScoped<Progress.Tests>().AddScoped<TestAnswers>();
        services.AddJob<RescoreErrata, Rescoring>(
            "learning.rescore-errata", "Toetsen met een verbeterde sleutel opnieuw nakijken", new JobRules { Mode = JobMode.Detached })
            .AddSchedule<RescoreErrata>("25 * * * *");
        services.AddScoped<AnswerHistory>().AddScoped<ReviewDecks>().AddScoped<Reviews>().AddSingleton<ReviewOff>().AddScoped<Desks>();
        services.AddScoped<LearningTotals>().AddPersonalData<LearningData>();
        services.AddJob<SendReviewMails, ReviewMails>("learning.review-mails", "Vragen van de dag klaarzetten");
        services.AddJob<SendReviewMail, ReviewMails>("learning.review-mail", "Vraag van de dag sturen")
            .AddSchedule<SendReviewMails>("30 7 * * *");
        services.AddJob<SendExpiryReminders, ExpiryReminders>("learning.expiry-reminders", "Zoeken welke bewijzen verlopen");
        services.AddJob<SendExpiryReminder, ExpiryReminders>("learning.expiry-reminder", "Melden dat een bewijs verloopt")
            .AddSchedule<SendExpiryReminders>("0 8 * * *");
        services.AddReminder(new ReminderKind(
            ExpiryReminders.Kind, "Een bewijs verloopt", "Je krijgt een mail 60, 30 en 7 dagen voordat een bewijs verloopt."));
        services.AddOfficeReminders();
        services.AddScoped<MondayPlans>().AddJob<SendPlanQuestions, PlanMails>("learning.plan-questions",
            "Plannen van drie weken geleden zoeken");
        services.AddJob<SendPlanQuestion, PlanMails>("learning.plan-question", "Vragen hoe een plan ging")
            .AddSchedule<SendPlanQuestions>("15 8 * * *");
        services.AddReminder(new ReminderKind(
            PlanMails.Kind, "Hoe ging je plan?", "Je krijgt één mail, drie weken na een module, als je daar bij je plan om vroeg."));
        services.AddJob<ForgetOldAnswers, AnswerRetention>("learning.forget-old-answers", "Oude antwoorden opruimen")
            .AddSchedule<ForgetOldAnswers>("10 3 * * *");
        services.AddStartupTask<SigningKeys>();
        services.AddScoped<Attendances>().AddScoped<IHandle<AttendanceRecorded>>(scope => scope.GetRequiredService<Attendances>());
        services.AddScoped<CertificateIssuer>().AddScoped<CertificateRegister>()
            .AddScoped<IHandle<EnrolmentPassed>>(scope => scope.GetRequiredService<CertificateIssuer>())
            .AddScoped<IHandle<EventAttended>>(scope => scope.GetRequiredService<CertificateIssuer>())
            .AddScoped<IHandle<AttendanceWithdrawn>>(scope => scope.GetRequiredService<CertificateIssuer>());
        services.AddScoped<CertificateChecks>().AddScoped<Revocations>().AddSingleton<CertificatePdf>();
        services.AddScoped<Standings>().AddScoped<GivenAnswers>().AddScoped<Lessons>();
        services.AddScoped<LessonTexts>().AddScoped<LessonForms>().AddScoped<ChapterPages>().AddScoped<TestPages>()
            .AddScoped<LessonParts>();
        services.AddScoped<InventedQuizzes>().AddScoped<InventedTrainings>().AddScoped<InventedProgress>();
        services.AddScoped<IHandle<InventedPeopleMade>>(scope => scope.GetRequiredService<InventedProgress>());
        services.AddJob<MakeInventedProgress, InventedProgress>(
            "learning.invented-progress", "Verzonnen mensen laten leren", new JobRules { Mode = JobMode.Detached });
        services.AddSingleton<ILessonsAbout, LessonsAbout>();
        services.AddReports().AddScoped<Pages.Beheer.Leren.ReportTools>().AddScoped<Pages.Beheer.Leren.DueTools>();
        foreach (var name in new[] { QuizRateLimit, AnswerRateLimit })
            services.LimitForms(name, atOnce: 600, TimeSpan.FromSeconds(1), more: 60);
        services.LimitRequests(CertificateRateLimit, atOnce: 120, TimeSpan.FromSeconds(1));
        services.AddSingleton<BankFolder>().AddVerb<ItemsVerb>(
            "items", "<map> [module]", "Kijkt de toetsen in een map met inhoud na: verraden ze hun antwoord, en kloppen ze met hun plan?",
            needsDatabase: false);
        return services.AddDocumentType<LearningModule>().AddDocumentType<Chapter>().AddDocumentType<Quiz>();
    }

    /// <summary>Maps the public keys of certificates, for who checks a signature without us (RFC 7517).</summary>
    public static IEndpointRouteBuilder MapLearning(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/.well-known/jwks.json",
            async (SigningKeys keys, DbSession session, CancellationToken stop) =>
                Results.Json(await keys.PublicKeysAsync(session, stop), contentType: "application/jwk-set+json"))
            .AllowAnonymous().RequireRateLimiting(CertificateRateLimit);
        return routes;
    }
}
