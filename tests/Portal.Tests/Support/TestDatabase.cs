using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Tests.Support;

/// <summary>
/// A database for one test class, with the tables of every module and no rows. Tests of a class share it: each makes rows of its own
/// and counts only those.
/// <code>
/// public sealed class RenamingTests(TestDatabase db) : IClassFixture&lt;TestDatabase&gt;
/// {
///     [Fact] public async Task A_renamed_document_leaves_a_redirect()
///     {
///         await using var services = db.Services(s => s.AddContent(db.Configuration));   // the rooms the test needs
///         await using var scope = services.CreateAsyncScope();                            // one request's worth
///         var session = scope.ServiceProvider.GetRequiredService&lt;DbSession&gt;();
///     }
/// }
/// </code>
/// A test of a page asks for <see cref="ConnectionString"/> and gives it to the host as <c>ConnectionStrings:Portal</c>.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    /// <summary>Opens this class's database.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Settings that point to this database.</summary>
    public IConfiguration Configuration => ConfigurationFor(ConnectionString);

    /// <summary>The platform on this database, and what the test adds. Dispose of it.</summary>
    public ServiceProvider Services(Action<IServiceCollection>? add = null) => ServicesFor(ConnectionString, add);

    /// <summary>A data source of its own, for looking at rows.</summary>
    public NpgsqlDataSource Source() => NpgsqlDataSource.Create(ConnectionString);

    public async Task InitializeAsync() => ConnectionString = await CloneAsync();

    public Task DisposeAsync() => PostgresServer.DropAsync(ConnectionString);

    /// <summary>A database with all tables and no rows; who asks for it drops it.</summary>
    internal static Task<string> CloneAsync() => PostgresServer.CloneAsync("schema", Version(), MigrateAsync);

    private static async Task MigrateAsync(string connectionString)
    {
        await using var services = ServicesFor(connectionString, all =>
        {
            foreach (var schema in Schemas.All) all.AddSingleton(schema);
        });
        await services.GetRequiredService<Migrator>().RunAsync();
    }

    // Another set of migrations is another template.
    private static string Version()
    {
        var files = Schemas.All.SelectMany(schema => Migrator.FilesOf(schema).Select(file => $"{schema.Name} {file.Name} {file.Checksum}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files))))[..16];
    }

    private static ServiceProvider ServicesFor(string connectionString, Action<IServiceCollection>? add)
    {
        var configuration = ConfigurationFor(connectionString);
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        services.AddPlatform(configuration);
        add?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private static IConfiguration ConfigurationFor(string connectionString) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Portal", connectionString)]).Build();
}
