using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform.Data;

namespace Portal.Platform.Health;

/// <summary>The database answers and has every module's tables.</summary>
internal sealed class DatabaseReadiness(Database database, NpgsqlDataSource source, ILogger<DatabaseReadiness> log) : IReadinessCheck
{
    private const int AnswerWithinSeconds = 2;

    public string Name => "database";

    public async Task<bool> IsReadyAsync(CancellationToken stop)
    {
        if (!database.IsMigrated) return false;
        try
        {
            await using var ask = source.CreateCommand("select 1");
            ask.CommandTimeout = AnswerWithinSeconds;
            await ask.ExecuteScalarAsync(stop);
            return true;
        }
        catch (NpgsqlException e)
        {
            log.LogWarning("The database does not answer: {Reason}", e.Message);
            return false;
        }
    }
}
