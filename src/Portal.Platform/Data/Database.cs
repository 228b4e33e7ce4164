using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
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
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private EmbeddedPostgres? embedded;
    private NpgsqlDataSource? apart;

    /// <summary>Done when <see cref="StartAsync"/> is.</summary>
    internal Task Started => started.Task;

    /// <summary>True once every module's migrations have run.</summary>
    public bool IsMigrated { get; private set; }

    /// <summary>Opens the database; known at once for an external server, after <see cref="StartAsync"/> for the embedded one.</summary>
    public string ConnectionString =>
        External ?? embedded?.ConnectionString ?? throw new DatabaseNotStarted();

    /// <summary>
    /// Connections that are not of the pool, each a new one: for what is held long, and for what may be asked for by whoever holds one of
    /// the pool already.
    /// </summary>
    public NpgsqlDataSource Apart
    {
        get
        {
            lock (gate)
            {
                if (apart is not null) return apart;
                var settings = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false };
                KeepPlans(settings);
                return apart = NpgsqlDataSource.Create(settings);
            }
        }
    }

    private string? External => string.IsNullOrWhiteSpace(external) ? null : external;

    /// <summary>
    /// The portal asks the same few hundred statements over and over: planned once a connection, not once a question, unless the connection
    /// string says otherwise.
    /// </summary>
    internal static void KeepPlans(NpgsqlConnectionStringBuilder settings)
    {
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 200;
    }

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
        catch (NpgsqlException e)
        {
            throw Failure(e);
        }
        catch (ArgumentException e) when (External is not null)
        {
            throw new StartupFailure($"ConnectionStrings__Portal cannot be read: {e.Message}", e);
        }
        IsMigrated = true;
        started.TrySetResult();
    }

    /// <summary>What to say when the database keeps the host from starting.</summary>
    internal static StartupFailure Failure(NpgsqlException e) => e is PostgresException { SqlState: PostgresErrorCodes.DiskFull }
        ? new StartupFailure($"The disk of the database is full: make room and start again ({((PostgresException)e).MessageText}).", e)
        : new StartupFailure($"The database cannot be used: {(e as PostgresException)?.MessageText ?? Reason(e)}", e);

    private static string Reason(NpgsqlException e) =>
        e.InnerException is { } inner && !e.Message.Contains(inner.Message, StringComparison.Ordinal)
            ? $"{e.Message}: {inner.Message}"
            : e.Message;

    /// <summary>Leaves the embedded server; the last one stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (apart is not null) await apart.DisposeAsync();
        if (embedded is not null) await embedded.DisposeAsync();
    }
}
