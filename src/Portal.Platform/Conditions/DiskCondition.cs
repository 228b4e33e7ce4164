using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Portal.Platform.Data;

namespace Portal.Platform.Conditions;

/// <summary>The disk of the data folder has room, and what takes most of the database.</summary>
internal sealed class DiskCondition(DbSession session, IOptions<PlatformOptions> options, IConfiguration configuration) : ICondition
{
    private const long Giga = 1_000_000_000;

    public async Task<Condition> LookAsync(CancellationToken stop)
    {
        var folder = options.Value.DataFolder;
        // Where the database is elsewhere the folder need not be there.
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above) folder = above;
        var disk = new DriveInfo(folder);
        var largest = await session.ListAsync(
            """
            select n.nspname || '.' || c.relname, pg_total_relation_size(c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 2 desc limit 3
            """,
            [], row => $"{row.Text(0)} {Amounts.Size(row.Get<long>(1))}", stop);
        return Of(
            disk.AvailableFreeSpace, disk.TotalSize, options.Value.DataFolder, largest,
            string.IsNullOrWhiteSpace(configuration.GetConnectionString("Portal")));
    }

    /// <summary>What these figures mean.</summary>
    internal static Condition Of(long free, long total, string folder, IReadOnlyList<string> largest, bool holdsDatabase)
    {
        var state = free < Giga || free < total / 50 ? ConditionState.Urgent
            : free < 5 * Giga || free < total / 10 ? ConditionState.Attention
            : ConditionState.Good;
        return new(state, $"Er is {Amounts.Size(free)} vrij van de {Amounts.Size(total)}.")
        {
            Todo = state == ConditionState.Good ? ""
                : "Vraag de technisch beheerder om ruimte. Oude kopieën en logboeken nemen vaak het meest. Is de schijf vol, dan kan "
                    + "niemand meer iets opslaan.",
            Facts =
            [
                $"Map met gegevens: {folder}",
                holdsDatabase ? "De database staat op deze schijf" : "De database staat op een andere server: die schijf zien we hier niet",
                .. largest.Count > 0 ? [$"Het grootst in de database: {string.Join(", ", largest)}"] : Array.Empty<string>(),
            ],
        };
    }
}
