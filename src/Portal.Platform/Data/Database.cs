using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform.Data.Embedded;

namespace Portal.Platform.Data;

/// <summary>
/// The portal's database, from start to stop: the server that <c>ConnectionStrings__Portal</c> names, else the embedded one of the
/// data folder; migrated before anything else touches it.
/// </summary>
public sealed class Database(
    IConfiguration configuration, IOptions<PlatformOptions> options, IServiceProvider services, ILogger<Database> log) : IAsyncDisposable
{
    private readonly string? external = configuration.GetConnectionString("Portal");
    private EmbeddedPostgres? embedded;

    /// <summary>True once every module's migrations have run.</summary>
    public bool IsMigrated { get; private set; }

    /// <summary>Opens the database; known at once for an external server, after <see cref="StartAsync"/> for the embedded one.</summary>
    public string ConnectionString =>
        External ?? embedded?.ConnectionString
        ?? throw new InvalidOperationException("The embedded database is not started yet: StartAsync comes before anything that needs it.");

    private string? External => string.IsNullOrWhiteSpace(external) ? null : external;

    /// <summary>Starts or joins the embedded server where one is needed, and migrates.</summary>
    /// <exception cref="StartupFailure">Says what is wrong and what to do.</exception>
    public async Task StartAsync(CancellationToken stop = default)
    {
        if (External is null)
            embedded ??= await EmbeddedPostgres.EnterAsync(options.Value.DataFolder, log, options.Value.PostgresBinaries, stop: stop);
        try
        {
            await services.GetRequiredService<Migrator>().RunAsync(stop);
        }
        catch (Npgsql.NpgsqlException e)
        {
            throw new StartupFailure($"The database cannot be opened: {e.Message}", e);
        }
        IsMigrated = true;
    }

    /// <summary>Leaves the embedded server; the last one stops it.</summary>
    public ValueTask DisposeAsync() => embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
