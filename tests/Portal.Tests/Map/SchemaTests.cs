using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Platform.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Map;

/// <summary>What the contexts believe is what the migrations made: every mapped column, its type, and whether it may be empty.</summary>
public sealed class SchemaTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task The_mapping_is_the_schema()
    {
        var real = await ColumnsAsync();
        await using var scope = portal.Host.Services.CreateAsyncScope();
        foreach (var schema in portal.Host.Services.GetServices<ModuleSchema>().Where(schema => schema.Context is not null))
        {
            var context = (DbContext)scope.ServiceProvider.GetRequiredService(schema.Context!);
            foreach (var entity in context.Model.GetEntityTypes())
            {
                var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
                var mapped = entity.GetProperties().ToDictionary(property => property.GetColumnName(table)!, property => (Plain(property.GetColumnType()), property.IsColumnNullable(table)));
                var made = real.Where(column => column.Table == $"{table.Schema}.{table.Name}").ToDictionary(column => column.Name, column => (column.Type, column.Nullable));
                Assert.Equal(made.OrderBy(column => column.Key, StringComparer.Ordinal), mapped.OrderBy(column => column.Key, StringComparer.Ordinal));
            }
        }
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

    private async Task<List<(string Table, string Name, string Type, bool Nullable)>> ColumnsAsync()
    {
        await using var source = NpgsqlDataSource.Create(portal.Host.ConnectionString);
        await using var command = source.CreateCommand(
            "select table_schema || '.' || table_name, column_name, udt_name, is_nullable = 'YES' from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')");
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<(string, string, string, bool)>();
        while (await reader.ReadAsync()) columns.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3)));
        return columns;
    }
}
