using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform;
using Portal.Platform.Jobs;
using Portal.Platform.Pages;

namespace Portal.Calendar.Questions;

/// <summary>Registration of the inbox of questions.</summary>
internal static class QuestionsRegistration
{
    /// <summary>Name of the rate limit on asking: for each address a hall full of people, not a flood.</summary>
    public const string RateLimit = "questions";

    public static void AddQuestions(this IServiceCollection services)
    {
        services.AddDocumentAddresses("/contact", "/maatwerkadvies"); // the form stands below their text
        services.AddSingleton<QuestionLinks>().AddScoped<QuestionMails>().AddScoped<QuestionBook>();
        services.AddScoped<Inbox>().AddScoped<WaitingQuestions>().AddScoped<QuestionDesk>().AddScoped<QuestionFigures>()
            .AddScoped<IOfficeTasks, QuestionTasks>();
        services.AddPersonalData<QuestionData>();
        services.AddReminder(new ReminderKind(
            QuestionMails.Kind, "Vragen om te beantwoorden", "Je krijgt een mail als iemand een vraag stelt of er iets bij schrijft.")
        {
            For = [Rights.Coordinator, Rights.Editor, Rights.Administrator],
        });
        services.AddOfficeLink(new OfficeLink(
            "Vragen", "Lees wat mensen vragen en geef antwoord.", "/beheer/vragen", Rights.Coordinator, Rights.Editor,
            Rights.Administrator)
        {
            Job = OfficeJob.Answering,
        });
        services.AddJob<TidyQuestions, TidyQuestionsJob>("calendar.tidy-questions", "Vragen: termijnen bewaken en oude verwijderen")
            .AddSchedule<TidyQuestions>("50 6 * * *");
        services.LimitForms(RateLimit, atOnce: 100, TimeSpan.FromSeconds(10));
    }
}
