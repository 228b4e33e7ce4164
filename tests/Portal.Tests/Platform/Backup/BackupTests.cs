using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Backup;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Backup;

public sealed class BackupTests(TestDatabase source) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private string empty = "";

    public async Task InitializeAsync()
    {
        empty = await TestDatabase.CloneAsync();
        await ExecuteAsync(source.ConnectionString, """
            insert into search.synonyms select gen_random_uuid(), md5(n::text), md5(random()::text) from generate_series(1, 3000) n;
            insert into search.filter_values values ('thema', 'back\slash', E'tab\tline\nend\r', 1) on conflict do nothing
            """);
    }

    public Task DisposeAsync() => PostgresServer.DropAsync(empty);

    [Fact]
    public async Task A_backup_made_while_people_work_is_everything_of_one_moment()
    {
        await using var portal = await PortalHost.StartAsync();
        await ExecuteAsync(portal.ConnectionString, Busy.Work);
        var hidden = portal.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("geheim");
        var before = await ContentsAsync(portal.ConnectionString);
        var people = new Busy(portal.ConnectionString);

        var backup = await BackupAsync(portal.ConnectionString, people);
        var restored = await RestoreAsync(empty, backup);

        Assert.Equal(before.Count, people.Times);
        Assert.Equal(before.Select(table => table.Rows).Sum(), restored.Tables.Sum(table => table.Rows));
        Assert.Equal(before, await ContentsAsync(empty));
        Assert.NotEqual(before, await ContentsAsync(portal.ConnectionString));
        Assert.Equal(await RulesAsync(portal.ConnectionString), await RulesAsync(empty));

        await ExecuteAsync(empty, Busy.Work); // numbering goes on where it was
        await using var again = await PortalHost.StartAsync(empty);
        Assert.Equal(HttpStatusCode.OK, (await again.PageAsync("/")).StatusCode);
        Assert.Equal("geheim", again.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(hidden));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore", "a", "b")]
    [InlineData("restore", "a", "--encrypt")]
    [InlineData("backup", "a", "--key-file")]
    public async Task Wrong_arguments_are_answered_by_the_right_ones(string verb, params string[] args) =>
        Assert.Equal(2, await BackupConsole.RunAsync(verb, args, _ => throw new InvalidOperationException("nothing must be done")));

    [Fact]
    public async Task A_backup_can_be_read_with_everyday_tools()
    {
        var backup = await BackupAsync(source.ConnectionString);

        await using var zip = new ZipArchive(backup);
        using var names = new StreamReader(await zip.GetEntry("tables/search.filter_values.copy")!.OpenAsync());
        Assert.Equal("thema\t" + @"back\\slash" + '\t' + @"tab\tline\nend\r" + "\t1\n", await names.ReadToEndAsync());
        using var manifest = new StreamReader(await zip.GetEntry("manifest.json")!.OpenAsync());
        Assert.Contains("\"name\": \"filter_values\"", await manifest.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_before_anything_is_written()
    {
        var whole = (await BackupAsync(source.ConnectionString)).ToArray();
        int In(string entry) => whole.AsSpan().IndexOf(Encoding.ASCII.GetBytes(entry)) + entry.Length + 500;
        byte[][] others =
        [
            Changed(whole, In("tables/search.synonyms.copy")), Changed(whole, In("manifest.json")), whole[..^1], whole[..5000], [],
        ];

        foreach (var damaged in others)
            Assert.Equal(Damaged.Message, await RefusedAsync(empty, new MemoryStream(damaged)));

        await RestoreAsync(empty, new MemoryStream(whole)); // it was still empty
    }

    [Fact]
    public async Task A_checksum_that_is_another_is_seen_also_where_the_zip_is_sound()
    {
        var backup = await BackupAsync(source.ConnectionString);
        await using (var zip = new ZipArchive(backup, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("tables/search.filter_values.copy")!.Delete();
            await using var entry = zip.CreateEntry("tables/search.filter_values.copy").Open();
            await entry.WriteAsync("thema\tback\\\\slash\ttab\\tline\\nend\\r\t2\n"u8.ToArray());
        }

        Assert.Equal(Damaged.Message, await RefusedAsync(empty, backup));
    }

    [Fact]
    public async Task A_database_that_holds_something_is_left_as_it_is()
    {
        var backup = await BackupAsync(source.ConnectionString);
        await ExecuteAsync(empty, "insert into learning.quiz_tickets values (gen_random_uuid(), current_date)");
        var before = await ContentsAsync(empty);

        Assert.Contains("niet leeg (tabel learning.quiz_tickets)", await RefusedAsync(empty, backup), StringComparison.Ordinal);

        Assert.Equal(before, await ContentsAsync(empty));
    }

    [Fact]
    public async Task A_database_that_a_backup_was_restored_into_is_not_empty()
    {
        var backup = await BackupAsync(source.ConnectionString);
        await RestoreAsync(empty, backup);
        Assert.Contains("al een kopie in teruggezet", await RefusedAsync(empty, backup), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_a_migration_that_was_changed_since_counts_as_something()
    {
        var backup = await BackupAsync(source.ConnectionString);
        await ExecuteAsync(empty, "update search.state set analyzer = 7");
        Assert.Contains("niet leeg (tabel search.state)", await RefusedAsync(empty, backup), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_newer_portal_is_refused()
    {
        var backup = await BackupAsync(source.ConnectionString);
        await ExecuteAsync(empty, "delete from platform.migrations where schema = 'learning' and file = '0005_repetition.sql'");
        var newer = await RefusedAsync(empty, backup);
        Assert.Contains("nieuwer portaal", newer, StringComparison.Ordinal);
        Assert.Contains("learning/0005_repetition.sql", newer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_an_older_portal_says_what_to_do()
    {
        var backup = await BackupAsync(source.ConnectionString);
        await ExecuteAsync(empty, "insert into platform.migrations values ('learning', '9999_later.sql', 'abc')");
        var older = await RefusedAsync(empty, backup);
        Assert.Contains("ouder portaal", older, StringComparison.Ordinal);
        Assert.Contains("nog zonder learning/9999_later.sql", older, StringComparison.Ordinal);
        Assert.Contains("werk daarna bij", older, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_breaks_a_rule_of_the_tables_is_taken_back_whole()
    {
        var backup = await BackupAsync(source.ConnectionString);
        var before = await ContentsAsync(empty);
        // The rows are as they were backed up, but here no analyzer may have number 0.
        await ExecuteAsync(empty, "alter table search.state add check (analyzer > 0) not valid");

        await Assert.ThrowsAsync<PostgresException>(() => RestoreAsync(empty, backup));

        Assert.Equal(before, await ContentsAsync(empty));
    }

    [Fact]
    public async Task What_the_database_computes_itself_is_left_to_it()
    {
        foreach (var database in (string[])[source.ConnectionString, empty])
        {
            await ExecuteAsync(database, """
                create table if not exists search.sums (
                    a int primary key, kept int generated always as (a * 2) stored, b text, gone int,
                    "Odd name" int references search.sums);
                alter table search.sums drop column gone
                """);
        }
        try
        {
            await ExecuteAsync(source.ConnectionString, "insert into search.sums values (1, default, 'x', 2), (2, default, null, 1)");
            await RestoreAsync(empty, await BackupAsync(source.ConnectionString));
            Assert.Equal(await ContentsAsync(source.ConnectionString), await ContentsAsync(empty));
        }
        finally
        {
            await ExecuteAsync(source.ConnectionString, "drop table search.sums");
        }
    }

    private static async Task<MemoryStream> BackupAsync(string database, IProgress<CopyStep>? progress = null)
    {
        var file = new MemoryStream();
        await using var services = PortalOn(database);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BackupTaker>().WriteAsync(file, progress ?? new Silent(), default);
        file.Position = 0;
        return file;
    }

    private static async Task<Manifest> RestoreAsync(string database, Stream backup)
    {
        backup.Position = 0;
        await using var services = PortalOn(database);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BackupRestorer>().RestoreAsync(backup, new Silent(), default);
    }

    private static async Task<string> RefusedAsync(string database, Stream backup) =>
        (await Assert.ThrowsAsync<RuleBroken>(() => RestoreAsync(database, backup))).Message;

    private static ServiceProvider PortalOn(string database)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Portal", database)]).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging().AddPlatform(configuration);
        foreach (var schema in Schemas.All) services.AddSingleton(schema);
        return services.BuildServiceProvider();
    }

    // Asked without what is tested: every table there is, with the checksum of its rows as text.
    private static async Task<List<(string Table, long Rows, string Checksum)>> ContentsAsync(string database)
    {
        await using var data = NpgsqlDataSource.Create(database);
        var contents = new List<(string, long, string)>();
        var tables = await ListAsync(data, """
            select format('%I.%I', table_schema, table_name) from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1
            """);
        foreach (var table in tables)
        {
            await using var sum = data.CreateCommand(
                $"select count(*), coalesce(md5(string_agg(t::text, E'\\n' order by t::text collate \"C\")), '') from {table} t");
            await using var row = await sum.ExecuteReaderAsync();
            await row.ReadAsync();
            contents.Add((table, row.GetInt64(0), row.GetString(1)));
        }
        return contents;
    }

    private static async Task<List<string>> RulesAsync(string database)
    {
        await using var data = NpgsqlDataSource.Create(database);
        return await ListAsync(data, """
            select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint where conrelid <> 0
            union all select pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal order by 1
            """);
    }

    private static async Task<List<string>> ListAsync(NpgsqlDataSource data, string sql)
    {
        await using var command = data.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await rows.ReadAsync()) list.Add(rows.GetString(0));
        return list;
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var data = NpgsqlDataSource.Create(database);
        await using var command = data.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static byte[] Changed(byte[] bytes, int at) => [.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]];

    /// <summary>People who write, delete and change in many rooms at each table the backup comes to.</summary>
    private sealed class Busy(string database) : IProgress<CopyStep>
    {
        public const string Work = """
            insert into learning.quiz_tickets values (gen_random_uuid(), current_date);
            insert into platform.jobs (kind, lane, args, run_at, enqueued_at) values ('test.work', 1, '{}', now(), now());
            insert into search.synonyms values (gen_random_uuid(), 'a', 'b');
            delete from search.synonyms where (source_id, term) in (select source_id, term from search.synonyms limit 1);
            update content.documents set changed_at = clock_timestamp()
            """;

        public int Times { get; private set; }

        public void Report(CopyStep value)
        {
            if (value.Bytes > 0) return;
            Times++;
            ExecuteAsync(database, Work).GetAwaiter().GetResult();
        }
    }

    private sealed class Silent : IProgress<CopyStep>
    {
        public void Report(CopyStep value)
        {
        }
    }
}
