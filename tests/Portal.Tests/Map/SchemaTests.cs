using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Platform.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Map;

/// <summary>What the code believes of the database is what the migrations made: mapped columns, and every statement of SQL.</summary>
public sealed class SchemaTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task The_mapping_is_the_schema()
    {
        var real = await ColumnsAsync();
        foreach (var (table, entity) in await MappedAsync())
        {
            var mapped = entity.GetProperties().ToDictionary(
                property =>
                    property.GetColumnName(table)!, property => (Plain(property.GetColumnType()), property.IsColumnNullable(table)));
            var made = real.Where(column => column.Table == $"{table.Schema}.{table.Name}")
                .ToDictionary(column => column.Name, column => (column.Type, column.Nullable));
            Assert.Equal(
                made.OrderBy(column => column.Key, StringComparer.Ordinal), mapped.OrderBy(column => column.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Every_statement_of_SQL_fits_the_schema()
    {
        await using var source = NpgsqlDataSource.Create(portal.Host.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        var (wrong, count) = (new List<string>(), 0);
        foreach (var statement in SqlStatements.All())
        {
            count++;
            try
            {
                // PostgreSQL itself says whether tables, columns, functions and types are right; nothing is run.
                var prepares = !statement.Sql.TrimStart().StartsWith("lock table", StringComparison.Ordinal);
                await using var check = new NpgsqlCommand(
                    prepares ? $"prepare checked as {statement.Sql}" : $"begin; {statement.Sql}; rollback", connection);
                await check.ExecuteNonQueryAsync();
                await using var forget = new NpgsqlCommand(prepares ? "deallocate checked" : "select 1", connection);
                await forget.ExecuteNonQueryAsync();
            }
            catch (PostgresException e)
            {
                wrong.Add($"{statement}: {e.MessageText}{(e.Hint is null ? "" : $" ({e.Hint})")}\n{statement.Sql}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.True(count > 100, $"Only {count} statements were found: is the source read as it should be?");
    }

    [Fact]
    public void A_room_speaks_of_its_own_tables_only() => Assert.Empty(
        from statement in SqlStatements.All()
        from table in TablesIn(statement)
        where !table.StartsWith(statement.File.Room.ToLowerInvariant() + ".", StringComparison.Ordinal)
        select $"{statement} speaks of {table}");

    [Fact]
    public async Task Every_table_has_a_key_and_is_used_by_its_room()
    {
        var mapped = (await MappedAsync()).Select(entity => $"{entity.Table.Schema}.{entity.Table.Name}");
        var used = SqlStatements.All().SelectMany(TablesIn).Concat(mapped).ToHashSet();
        foreach (var (table, hasKey) in await TablesAsync())
        {
            Assert.True(hasKey, $"{table} has no primary key.");
            Assert.True(used.Contains(table), $"{table} is mapped by no context and stands in no statement: is it still needed?");
        }
    }

    private static IEnumerable<string> TablesIn(SqlStatement statement) =>
        SqlStatements.Table().Matches(WithoutTexts(statement.Sql)).Select(match => match.Value).Distinct();

    private static string WithoutTexts(string sql) => string.Concat(sql.Split('\'').Where((_, at) => at % 2 == 0));

    private async Task<IReadOnlyList<(StoreObjectIdentifier Table, IEntityType Entity)>> MappedAsync()
    {
        await using var scope = portal.Host.Services.CreateAsyncScope();
        return [.. portal.Host.Services.GetServices<ModuleSchema>().Where(schema => schema.Context is not null)
            .SelectMany(schema => ((DbContext)scope.ServiceProvider.GetRequiredService(schema.Context!)).Model.GetEntityTypes())
            .Select(entity => (StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema()), entity))];
    }

    // text and character varying, timestamptz and its long name: the same to PostgreSQL.
    private static string Plain(string type) => type switch
    {
        "timestamp with time zone" => "timestamptz",
        "character varying" => "text",
        "integer" => "int4",
        "bigint" => "int8",
        "smallint" => "int2",
        "boolean" => "bool",
        "real" => "float4",
        "text[]" => "_text",
        _ => type,
    };

    private Task<List<(string Table, string Name, string Type, bool Nullable)>> ColumnsAsync() => ListAsync(
        """
        select table_schema || '.' || table_name, column_name, udt_name, is_nullable = 'YES'
        from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')
        """,
        row => (row.Text(0), row.Text(1), row.Text(2), row.Get<bool>(3)));

    private Task<List<(string Table, bool HasKey)>> TablesAsync() => ListAsync(
        """
        select n.nspname || '.' || c.relname, exists (select from pg_index where indrelid = c.oid and indisprimary)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname not like 'pg%' and n.nspname <> 'information_schema' order by 1
        """,
        row => (row.Text(0), row.Get<bool>(1)));

    private Task<List<T>> ListAsync<T>(string sql, Func<Row, T> row) =>
        portal.Host.WithAsync<DbSession, List<T>>(session => session.ListAsync(sql, [], row));
}
