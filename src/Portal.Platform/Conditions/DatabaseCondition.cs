using Microsoft.Extensions.Configuration;
using Npgsql;
using Portal.Platform.Data;

namespace Portal.Platform.Conditions;

/// <summary>What the database says of itself.</summary>
/// <param name="Version">Of PostgreSQL, as it writes it.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Waiting">How many statements wait for another one for longer than half a minute.</param>
/// <param name="Idle">How many transactions are left open and do nothing for longer than ten minutes.</param>
/// <param name="Connections">How many are open, of everybody.</param>
/// <param name="MostConnections">How many it takes.</param>
/// <param name="Migrations">How many migrations have run.</param>
internal sealed record DatabaseFigures(
    string Version, long Bytes, int Waiting, int Idle, int Connections, int MostConnections, int Migrations);

/// <summary>The database answers, nothing waits in it, and it has the tables of this version.</summary>
internal sealed class DatabaseCondition(DbSession session, Database database, IConfiguration configuration) : ICondition
{
    public async Task<Condition> LookAsync(CancellationToken stop)
    {
        if (!database.IsMigrated)
            return new(ConditionState.Urgent, "De tabellen zijn nog niet bijgewerkt voor deze versie van het portaal.")
            {
                Todo = "Wacht tot het portaal klaar is met starten. Duurt dat langer dan een kwartier? Vraag de technisch beheerder.",
            };
        try
        {
            var figures = await session.FirstAsync(
                """
                select current_setting('server_version'), pg_database_size(current_database()),
                    (select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                        and clock_timestamp() - state_change > interval '30 seconds'),
                    (select count(*)::int from pg_stat_activity where datname = current_database()
                        and state like 'idle in transaction%' and clock_timestamp() - state_change > interval '10 minutes'),
                    (select sum(numbackends)::int from pg_stat_database), current_setting('max_connections')::int,
                    (select count(*)::int from platform.migrations)
                """,
                [],
                row => new DatabaseFigures(
                    row.Text(0), row.Get<long>(1), row.Number(2), row.Number(3), row.Number(4), row.Number(5), row.Number(6)),
                stop);
            return Of(figures!, string.IsNullOrWhiteSpace(configuration.GetConnectionString("Portal")));
        }
        catch (NpgsqlException e) when (e.InnerException is not TimeoutException && !stop.IsCancellationRequested)
        {
            return new(ConditionState.Urgent, "De database geeft geen antwoord.")
            {
                Todo = "Vraag de technisch beheerder om de database te starten. Bezoekers lezen wat het portaal nog in het geheugen heeft.",
            };
        }
    }

    /// <summary>What these figures mean.</summary>
    internal static Condition Of(DatabaseFigures figures, bool isEmbedded)
    {
        var full = figures.Connections * 10 >= figures.MostConnections * 9;
        var (state, says, todo) = figures switch
        {
            _ when full => (
                ConditionState.Attention,
                $"De database antwoordt, maar heeft bijna geen verbinding meer vrij ({figures.Connections} van {figures.MostConnections}).",
                "Vraag de technisch beheerder om meer verbindingen toe te staan (max_connections)."),
            { Waiting: > 0 } => (
                ConditionState.Attention,
                $"De database antwoordt, maar er {(figures.Waiting == 1 ? "wacht 1 opdracht" : $"wachten {figures.Waiting} opdrachten")}"
                    + " al langer dan een halve minuut op een andere.",
                "Kijk over vijf minuten opnieuw. Wacht er dan nog iets? Vraag de technisch beheerder wat er vastzit."),
            { Idle: > 0 } => (
                ConditionState.Attention,
                "De database antwoordt, maar iemand houdt al langer dan tien minuten iets vast zonder iets te doen.",
                "Vraag de technisch beheerder wie dat is: opruimen in de database lukt zolang niet goed."),
            _ => (ConditionState.Good, "De database antwoordt en niets wacht.", ""),
        };
        return new(state, says)
        {
            Todo = todo,
            Facts =
            [
                $"Grootte: {Amounts.Size(figures.Bytes)}",
                $"PostgreSQL {figures.Version.Split(' ')[0]}{(isEmbedded ? ", van het portaal zelf" : ", op een eigen server")}",
                $"{figures.Connections} van {figures.MostConnections} verbindingen in gebruik",
                $"Tabellen bijgewerkt: {Amounts.Of(figures.Migrations, "stap", "stappen")}, alles gedaan",
            ],
        };
    }
}
