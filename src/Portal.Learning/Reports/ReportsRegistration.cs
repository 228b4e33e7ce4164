using Microsoft.Extensions.DependencyInjection;
using Portal.Learning.Progress;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Audit;
using Portal.Platform.Events;
using Portal.Platform.Jobs;

namespace Portal.Learning.Reports;

/// <summary>What the reports need.</summary>
internal static class ReportsRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddPersonalData<Learners>().AddScoped<IHandle<MemberChanged>>(scope => scope.GetRequiredService<Learners>());
        services.AddJob<CompleteLearners, Learners>("learning.complete-learners", "Rapporten bijwerken met wie er lid zijn");
        services.AddSchedule<CompleteLearners>("15 4 * * *", atStart: true);
        services.AddReportQueries().AddReportJobs().AddAuditKind(NameViews.Lines).AddAuditKind(Workforce.Lines);
        services.AddOfficeLink(new OfficeLink(
            "Wat missen mensen?", "Wat mensen voor niets zoeken, vragen, en waar ze met een module stoppen.", "/beheer/gemist",
            Rights.Coordinator, Rights.Editor, Rights.Administrator)
        {
            Job = OfficeJob.Answering,
        });
        services.AddOfficeLink(new OfficeLink(
            "Waar staan we?", "Het rapport voor de stuurgroep: hoeveel mensen getraind zijn, en waar nog niemand.",
            "/beheer/leren/stuurgroep", Rights.Coordinator)
        {
            Job = OfficeJob.Learning,
        });
        services.AddOfficeLink(new OfficeLink(
            "Wie is waarvoor getraind?", "Een lijst met namen, om te lezen en mee te nemen.", "/beheer/leren/mensen", Rights.Coordinator,
            Rights.ContactPerson)
        {
            Job = OfficeJob.Learning,
        });
        services.AddOfficeLink(new OfficeLink(
            "Wie herinner ik?", "Zie van wie een bewijs verloopt, en stuur hen een mail.", "/beheer/leren/verloopt", Rights.Coordinator,
            Rights.ContactPerson)
        {
            Job = OfficeJob.Learning,
        });
        return services.AddOfficeLink(new OfficeLink(
            "Leren", "Zie wie getraind is, wat verloopt en wat mensen leren.", "/beheer/leren", Rights.Coordinator, Rights.ContactPerson,
            Rights.Editor)
        {
            Job = OfficeJob.Learning,
        });
    }

    private static IServiceCollection AddReportQueries(this IServiceCollection services) => services
        .AddScoped<IOfficeTasks, ExpiryTasks>()
        .AddScoped<InventedLearners>().AddScoped<Validity>().AddScoped<Matrix>().AddScoped<NameViews>().AddScoped<DueList>()
        .AddScoped<Members.Organisations.IColleagueProgress, Colleagues>()
        .AddScoped<Quarters>().AddScoped<Workforce>().AddSingleton<PeopleCounts>().AddScoped<Coverage>().AddScoped<Expiring>()
        .AddScoped<AnswerReports>().AddScoped<LearningGain>().AddScoped<ItemQuality>().AddScoped<ItemCounter>();

    // Long work: each takes transactions of its own.
    private static IServiceCollection AddReportJobs(this IServiceCollection services)
    {
        var rules = new JobRules { Mode = JobMode.Detached };
        services.AddJob<CountPeople, PeopleCounter>("learning.count-people", "Tellen wie getraind is", rules)
            .AddSchedule<CountPeople>("20 4 * * *");
        services.AddJob<FindDue, DueList>("learning.find-due", "Zoeken wie je kunt herinneren", rules)
            .AddScoped<IHandle<EnrolmentPassed>>(scope => scope.GetRequiredService<DueList>());
        services.AddJob<MakeAnswerReports, AnswerReportsJob>("learning.answer-reports", "Rapporten over antwoorden maken", rules)
            .AddSchedule<MakeAnswerReports>("40 4 * * *", atStart: true);
        return services;
    }
}
