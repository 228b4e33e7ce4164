using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Content.Data;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Starting;

namespace Portal.Content.Import;

/// <summary>Fills an empty portal with the content it ships with, sees to the search index, then loads the published site.</summary>
internal sealed class FirstImport(
    IServiceScopeFactory scopes, LiveSite live, IConfiguration configuration, IHostEnvironment environment, ILogger<FirstImport> log)
    : IStartupTask, IProgress<ImportProgress>
{
    // A first start with much to read says that it is at work.
    void IProgress<ImportProgress>.Report(ImportProgress value)
    {
        if (value.All >= 1_000 && value.Done % 1_000 == 0)
            log.LogInformation("Import: {Done} of {All} {Step}", value.Done, value.All, value.Step);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            // Two hosts on one new database: the second waits here until the first has filled it.
            await scope.ServiceProvider.GetRequiredService<DbSession>()
                .AloneAsync(Importer.Turn, () => FillAsync(scope.ServiceProvider, stop), stop);
        }
        await live.ReloadAsync(stop);
    }

    private async Task FillAsync(IServiceProvider scope, CancellationToken stop)
    {
        await scope.GetRequiredService<SectionIndex>().BringUpToDateAsync(stop);
        if (await scope.GetRequiredService<ContentDb>().Documents.AnyAsync(stop)) return;

        var folder = configuration["Portal:Content"] is { Length: > 0 } named
            ? Path.GetFullPath(named) : Path.Combine(Checkout.Root, "content");
        if (!Directory.Exists(folder)) return;
        var importer = scope.GetRequiredService<Importer>();
        var options = new ImportOptions(Samples: environment.IsDevelopment()) { Progress = this };
        var result = await importer.ImportAsync(folder, options, stop);
        if (result.Errors.Count > 0)
            throw new StartupFailure($"The content in {folder} cannot be imported:\n{string.Join('\n', result.Errors)}");
        foreach (var warning in result.Warnings) log.LogWarning("In the content: {Warning}", warning);
        log.LogInformation("Imported {Count} files", result.Added.Count);
    }
}
