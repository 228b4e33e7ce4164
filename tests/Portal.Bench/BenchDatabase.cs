using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Bench;

/// <summary>Looks into the database of a portal that runs, as a verb beside it would: by joining its embedded server.</summary>
internal static class BenchDatabase
{
    public static async Task<long> ScalarAsync(string folder, string sql)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("PORTAL_DATA", folder)]).Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(log => log.SetMinimumLevel(LogLevel.Warning))
            .AddPlatform(configuration)
            .BuildServiceProvider();
        await services.GetRequiredService<Database>().StartAsync();
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
