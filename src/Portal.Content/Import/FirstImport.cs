using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Content.Data;
using Portal.Content.Publishing;
using Portal.Platform;

namespace Portal.Content.Import;

/// <summary>Fills an empty portal with the content it ships with, sees to the search index, then loads the published site.</summary>
internal sealed class FirstImport(
    IServiceScopeFactory scopes, LiveSite live, IConfiguration configuration, IHostEnvironment environment, ILogger<FirstImport> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Reindexer>().BringUpToDateAsync(cancellationToken);
        if (!await scope.ServiceProvider.GetRequiredService<ContentDb>().Documents.AnyAsync(cancellationToken))
            await ImportAsync(scope.ServiceProvider.GetRequiredService<Importer>(), cancellationToken);
        await live.ReloadAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ImportAsync(Importer importer, CancellationToken stop)
    {
        var folder = configuration["Portal:Content"] is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(Checkout.Root, "content");
        if (!Directory.Exists(folder)) return;
        var result = await importer.ImportAsync(folder, new ImportOptions(Samples: environment.IsDevelopment()), stop);
        if (result.Errors.Count > 0)
            throw new StartupFailure($"The content in {folder} cannot be imported:\n{string.Join('\n', result.Errors)}");
        foreach (var warning in result.Warnings) log.LogWarning("In the content: {Warning}", warning);
        log.LogInformation("Imported {Count} files", result.Added.Count);
    }
}
