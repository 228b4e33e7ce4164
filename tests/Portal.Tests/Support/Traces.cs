using Npgsql;

namespace Portal.Tests.Support;

/// <summary>Looks for somebody in every table there is.</summary>
internal static class Traces
{
    /// <summary>The tables with a row that holds one of the texts.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(PortalHost host, string id, string email, string name)
    {
        await using var source = NpgsqlDataSource.Create(host.ConnectionString);
        var tables = new List<string>();
        await using (var command = source.CreateCommand("select format('%I.%I', table_schema, table_name) from information_schema.tables "
            + "where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')"))
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        Assert.True(tables.Count > 30, "Not all tables were looked at.");
        var traces = new List<string>();
        foreach (var table in tables)
        {
            await using var command = source.CreateCommand($"select count(*) from {table} as t where t::text ilike '%' || $1 || '%' or "
                + "t::text ilike '%' || $2 || '%' or t::text ilike '%' || $3 || '%'");
            foreach (var trace in new[] { id, email, name }) command.Parameters.Add(new NpgsqlParameter { Value = trace });
            if ((long)(await command.ExecuteScalarAsync())! > 0) traces.Add(table);
        }
        return traces;
    }
}
