using Microsoft.Extensions.DependencyInjection;
using Portal.Learning.Modules;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Data;
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
        services.AddReportQueries();
        return services.AddOfficeLink(new OfficeLink(
            "Leren", "Zie wie getraind is, wat verloopt en wat mensen leren.", "/beheer/leren", Rights.Coordinator, Rights.ContactPerson,
            Rights.Editor));
    }

    private static IServiceCollection AddReportQueries(this IServiceCollection services) => services
        .AddScoped(
            scope =>
                new Validity(
                    scope.GetRequiredService<DbSession>(), scope.GetRequiredService<ModuleVersions>(),
                    scope.GetRequiredService<TimeProvider>()))
        .AddSingleton<ReportCounter>()
        .AddScoped(scope => new Matrix(scope.GetRequiredService<DbSession>(), scope.GetRequiredService<Validity>()))
        .AddScoped(
            scope =>
                new Coverage(
                    scope.GetRequiredService<ReportCounter>(), scope.GetRequiredService<DbSession>(), scope.GetRequiredService<Validity>()))
        .AddScoped(
            scope =>
                new Expiring(
                    scope.GetRequiredService<ReportCounter>(), scope.GetRequiredService<DbSession>(), scope.GetRequiredService<Validity>()))
        .AddScoped(scope => new LearningGain(scope.GetRequiredService<DbSession>(), scope.GetRequiredService<ModuleVersions>()))
        .AddScoped(scope => new ItemQuality(scope.GetRequiredService<DbSession>(), scope.GetRequiredService<ModuleVersions>()))
        .AddScoped<NameViews>();
}
