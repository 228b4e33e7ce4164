using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Platform.Data;

namespace Portal.Platform.Health;

/// <summary>
/// The database has every module's tables, and answers. One that is away is away for every host: this one goes on with what it has in
/// memory.
/// </summary>
internal sealed class DatabaseReadiness(Database database, DatabaseOutage outage, IServiceProvider services) : IReadinessCheck
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    public string Name => "database";

    public async Task<ReadinessState> AskAsync(CancellationToken stop)
    {
        if (!database.IsMigrated) return ReadinessState.NotReady;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(AnswerWithin);
        try
        {
            await using var ask = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select 1");
            await ask.ExecuteScalarAsync(patience.Token);
            outage.IsOver();
            return ReadinessState.Ready;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            outage.Noticed(e is OperationCanceledException ? new TimeoutException($"no answer within {AnswerWithin.TotalSeconds} s") : e);
            return new ReadinessState(Readiness.Degraded);
        }
    }
}
