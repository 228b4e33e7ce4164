using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

public sealed class MigratorTests : IAsyncLifetime
{
    private string connectionString = "";
    private NpgsqlDataSource source = null!;

    public async Task InitializeAsync()
    {
        connectionString = await PostgresServer.CreateAsync();
        source = NpgsqlDataSource.Create(connectionString);
    }

    public async Task DisposeAsync()
    {
        await source.DisposeAsync();
        await PostgresServer.DropAsync(connectionString);
    }

    [Fact]
    public async Task Files_run_in_order_and_once()
    {
        var garden = Module("garden",
            ("0002_water.sql", "alter table garden.trees add watered boolean not null default false;"),
            ("0001_trees.sql", "create table garden.trees (name text primary key);"));

        Assert.Equal(2, await MigrateAsync(garden));
        Assert.Equal(0, await MigrateAsync(garden));
        Assert.Equal(["0001_trees.sql", "0002_water.sql"], await AppliedAsync());
    }

    [Fact]
    public async Task A_changed_old_migration_refuses_to_start()
    {
        await MigrateAsync(Module("garden", ("0001_trees.sql", "create table garden.trees (name text);")));

        var refusal = await RefusedAsync(Module("garden", ("0001_trees.sql", "create table garden.trees (name text, height int);")));

        Assert.Contains("0001_trees.sql of schema garden", refusal);
        Assert.Contains("was changed", refusal);
    }

    [Fact]
    public async Task A_vanished_old_migration_refuses_to_start()
    {
        await MigrateAsync(Module("garden", ("0001_trees.sql", "select 1"), ("0002_ponds.sql", "select 2")));
        Assert.Contains("0002_ponds.sql", await RefusedAsync(Module("garden", ("0001_trees.sql", "select 1"))));
    }

    [Fact]
    public async Task A_new_migration_numbered_before_one_that_ran_refuses_to_start()
    {
        await MigrateAsync(Module("garden", ("0001_trees.sql", "select 1"), ("0003_ponds.sql", "select 3")));

        var refusal = await RefusedAsync(
            Module("garden", ("0001_trees.sql", "select 1"), ("0002_paths.sql", "select 2"), ("0003_ponds.sql", "select 3")));

        Assert.Contains("0002_paths.sql", refusal);
        Assert.Contains("higher number", refusal);
    }

    [Fact]
    public async Task A_failing_migration_leaves_nothing_of_itself_and_all_that_came_before()
    {
        var refusal = await RefusedAsync(Module("garden",
            ("0001_trees.sql", "create table garden.trees (name text);"),
            ("0002_broken.sql", "create table garden.ponds (depth int);\n\ninsert into garden.ponds (size) values (1);")));

        Assert.Contains("0002_broken.sql of schema garden fails: column \"size\"", refusal);
        Assert.Equal(["0001_trees.sql"], await AppliedAsync());
        Assert.Equal(0L, await ScalarAsync("select count(*) from pg_tables where tablename = 'ponds'"));

        await MigrateAsync(Module("garden",
            ("0001_trees.sql", "create table garden.trees (name text);"), ("0002_mended.sql", "create table garden.ponds (depth int);")));
        Assert.Equal(1L, await ScalarAsync("select count(*) from pg_tables where tablename = 'ponds'"));
    }

    [Fact]
    public async Task Hosts_that_start_at_once_migrate_once()
    {
        var garden = Module("garden", ("0001_trees.sql", "create table garden.trees (name text); select pg_sleep(0.3);"));

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync(garden)));

        Assert.Equal(1, counts.Sum());
    }

    [Fact]
    public async Task Line_ends_of_the_checkout_do_not_count_as_a_change()
    {
        await MigrateAsync(Module("garden", ("0001_trees.sql", "create table\n garden.trees (name text);")));
        Assert.Equal(0, await MigrateAsync(Module("garden", ("0001_trees.sql", "create table\r\n garden.trees (name text);"))));
    }

    [Theory]
    [InlineData("1_trees.sql")]
    [InlineData("0001-trees.sql")]
    [InlineData("0001_Trees.sql")]
    public async Task A_migration_with_an_odd_name_refuses_to_start(string name) =>
        Assert.Contains(name, await RefusedAsync(Module("garden", (name, "select 1"))));

    [Fact]
    public async Task Two_migrations_with_one_number_refuse_to_start() =>
        Assert.Contains(
            "0001_a.sql and 0001_b.sql", await RefusedAsync(Module("garden", ("0001_a.sql", "select 1"), ("0001_b.sql", "select 1"))));

    [Fact]
    public async Task The_search_path_is_not_touched()
    {
        await MigrateAsync(Module("garden", ("0001_trees.sql", "create table garden.trees (name text);")));
        Assert.Equal("\"$user\", public", await ScalarAsync("show search_path"));
    }

    private Task<int> MigrateAsync(ModuleSchema module) => new Migrator(source, [module], NullLogger<Migrator>.Instance).RunAsync();

    private async Task<string> RefusedAsync(ModuleSchema module) =>
        (await Assert.ThrowsAsync<StartupFailure>(() => MigrateAsync(module))).Message;

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task<string[]> AppliedAsync() =>
        (string[])(await ScalarAsync("select array_agg(file order by file) from platform.migrations"))!;

    private static ModuleSchema Module(string schema, params (string Name, string Sql)[] files) => new(schema, new Files(schema, files), null);

    /// <summary>An assembly that has nothing but embedded files.</summary>
    private sealed class Files(string name, (string Name, string Sql)[] files) : Assembly
    {
        public override AssemblyName GetName() => new(name);
        public override string[] GetManifestResourceNames() => [.. files.Select(file => $"{name}.{file.Name}")];
        public override Stream GetManifestResourceStream(string resource) =>
            new MemoryStream(Encoding.UTF8.GetBytes(files.Single(file => $"{name}.{file.Name}" == resource).Sql));
    }
}
