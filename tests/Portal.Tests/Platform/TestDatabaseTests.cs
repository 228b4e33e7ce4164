using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Platform.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

public sealed class TestDatabaseTests(TestDatabase db) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task It_has_every_module_s_schema()
    {
        await using var services = db.Services();
        await using var scope = services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();

        await using var command = await session.CommandAsync("select nspname from pg_namespace", []);
        await using var rows = await command.ExecuteReaderAsync();
        var schemas = new List<string>();
        while (await rows.ReadAsync()) schemas.Add(rows.GetString(0));

        Assert.Contains("platform", schemas);
        Assert.All(Schemas.All, schema => Assert.Contains(schema.Name, schemas));
    }

    [Fact]
    public async Task It_asks_for_a_password()
    {
        var wrong = new NpgsqlConnectionStringBuilder(db.ConnectionString) { Password = "wrong", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task It_has_the_extensions_that_search_needs()
    {
        await using var source = db.Source();
        await using var command = source.CreateCommand(
            "select count(*) from pg_available_extensions where name in ('pg_trgm', 'unaccent', 'fuzzystrmatch')");
        Assert.Equal(3L, await command.ExecuteScalarAsync());
    }
}
