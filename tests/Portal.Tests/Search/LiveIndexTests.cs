using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Portal.Platform.Data;
using Portal.Search;
using Portal.Search.Indexing;
using Portal.Tests.Support;
using static Portal.Tests.Search.GivenSections;

namespace Portal.Tests.Search;

/// <summary>The index of each host follows the database, whatever happens between them.</summary>
public sealed class LiveIndexTests : IAsyncLifetime
{
    private const string Letters = "abcdeknrst ", Signs = "\"-*?~^()[]{}+/\\:. ";

    private readonly TestDatabase db = new();
    private readonly List<ServiceProvider> hosts = [];

    public Task InitializeAsync() => db.InitializeAsync();

    public async Task DisposeAsync()
    {
        foreach (var host in hosts)
        {
            foreach (var service in host.GetServices<IHostedService>()) await service.StopAsync(default);
            await host.DisposeAsync();
        }
        await db.DisposeAsync();
    }

    [Fact]
    public async Task Who_publishes_finds_it_at_once_and_another_host_when_it_hears_of_it()
    {
        var (one, two) = (await HostAsync(listens: true), await HostAsync(listens: true));
        Assert.Equal((0, 0), (await TotalAsync(one, "zeearend"), await TotalAsync(two, "zeearend")));

        await IndexAsync(one, Page("Kust", "De zeearend is terug."));

        Assert.Equal(1, await TotalAsync(one, "zeearend"));
        await Eventually.Async(async () => await TotalAsync(two, "zeearend") == 1, "the other host finds it");
    }

    [Fact]
    public async Task A_transaction_that_commits_later_than_one_that_began_after_it_is_not_passed_over()
    {
        var host = await HostAsync();
        await TotalAsync(host, "begin");
        await using var early = host.CreateAsyncScope();
        var page = Page("Vroeg", "morgenrood");
        await early.ServiceProvider.GetRequiredService<DbSession>().InTransactionAsync(async () =>
        {
            await early.ServiceProvider.GetRequiredService<SearchIndex>().ReplaceAsync(page.EntityId, [page]);
            await IndexAsync(host, Page("Laat", "avondrood"));
            Assert.Equal((0, 1), (await TotalAsync(host, "morgenrood"), await TotalAsync(host, "avondrood")));
        });

        Assert.Equal(1, await TotalAsync(host, "morgenrood"));
        await EqualsTheDatabaseAsync(host);
    }

    [Fact]
    public async Task What_was_rolled_back_keeps_nothing_that_follows_from_being_found()
    {
        var host = await HostAsync();
        await TotalAsync(host, "begin");
        await using var scope = host.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        var index = scope.ServiceProvider.GetRequiredService<SearchIndex>();
        var (failed, done) = (Page("Mis", "tuimelaar"), Page("Raak", "bruinvis"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.InTransactionAsync(async () =>
        {
            await index.ReplaceAsync(failed.EntityId, [failed]);
            throw new InvalidOperationException("it went wrong");
        }));

        await index.ReplaceAsync(done.EntityId, [done]);

        Assert.Equal((0, 1), (await TotalAsync(host, "tuimelaar"), await TotalAsync(host, "bruinvis")));
    }

    [Fact]
    public async Task Old_changes_are_forgotten_and_a_host_that_slept_through_them_makes_its_index_anew()
    {
        var (awake, asleep) = (await HostAsync(), await HostAsync());
        await IndexAsync(awake, Page("Eerst", "zandoogje"));
        Assert.Equal(1, await TotalAsync(asleep, "zandoogje"));
        await IndexAsync(awake, Page("Dan", "zandoogje"));
        await using var source = db.Source();
        await using (var old = source.CreateCommand("update search.changes set at = at - interval '8 days'"))
            await old.ExecuteNonQueryAsync();
        await IndexAsync(awake, Page("Later", "zandoogje"));
        await using var count = source.CreateCommand("select count(*) from search.changes where at < now() - interval '1 day'");
        Assert.Equal(0L, await count.ExecuteScalarAsync());

        asleep.GetRequiredService<LiveIndex>().LastLookedAt(DateTimeOffset.UtcNow - TimeSpan.FromDays(8));
        await asleep.GetRequiredService<LiveIndex>().CatchUpAsync(default);

        await EqualsTheDatabaseAsync(asleep);
    }

    [Fact]
    public async Task Hosts_that_were_cut_off_for_a_while_hold_what_the_database_holds()
    {
        var (one, two) = (await HostAsync(), await HostAsync());
        var pages = Enumerable.Range(0, 40).Select(number => Page($"Eiland {number}", $"strandjutter nummer{number}")).ToList();
        await TotalAsync(two, "strandjutter"); // and from here on it hears nothing
        var random = new Random(3);
        await Parallel.ForEachAsync(Enumerable.Range(0, 120), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (round, stop) =>
        {
            int which;
            lock (random) which = random.Next(pages.Count);
            var page = pages[which] with { Body = $"strandjutter ronde{round}" };
            if (round % 5 == 0) await IndexAsync(one, [], page.EntityId);
            else await IndexAsync(one, page, page.Section(1, "Meer", $"deel ronde{round}"));
        });

        await two.GetRequiredService<LiveIndex>().CatchUpAsync(default);

        await EqualsTheDatabaseAsync(one);
        await EqualsTheDatabaseAsync(two);
    }

    [Fact]
    public async Task A_rebuild_of_the_rows_makes_every_host_make_its_index_anew_and_search_answers_meanwhile()
    {
        var (one, two) = (await HostAsync(listens: true), await HostAsync(listens: true));
        var page = Page("Polder", "grutto");
        await IndexAsync(one, page);
        await Eventually.Async(async () => await TotalAsync(two, "grutto") == 1, "the other host finds it");
        var asking = Task.Run(async () =>
        {
            for (var time = 0; time < 50; time++) Assert.Equal(1, await TotalAsync(two, "grutto"));
        });
        await using (var scope = one.CreateAsyncScope())
        {
            var index = scope.ServiceProvider.GetRequiredService<SearchIndex>();
            await scope.ServiceProvider.GetRequiredService<DbSession>().InTransactionAsync(async () =>
            {
                await index.ClearAsync();
                await index.ReplaceAsync(page.EntityId, [page, page.Section(1, "Meer", "tureluur")]);
            });
        }
        await asking;

        await Eventually.Async(async () => await TotalAsync(two, "tureluur") == 1, "the other host found the new rows");
        await EqualsTheDatabaseAsync(two);
    }

    [Fact]
    public async Task A_word_of_a_page_that_was_taken_away_is_never_proposed()
    {
        var host = await HostAsync();
        var secret = Page("Geheim", "onderzoeksnaam");
        await IndexAsync(host, secret, Page("Open", "Over schelpen en zand."));
        Assert.Equal("onderzoeksnaam", (await AskAsync(host, "onderzoeksnaan")).Corrected);

        await IndexAsync(host, [], secret.EntityId);

        var after = await AskAsync(host, "onderzoeksnaan");
        Assert.Null(after.Corrected);
        Assert.Equal(0, after.Total);
        Assert.Equal(0, (await AskAsync(host, "onderzoeksna")).Total);
    }

    [Fact]
    public async Task Anything_at_all_can_be_asked_of_any_text()
    {
        var host = await HostAsync();
        var random = new Random(11);
        string Any(int most) => string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => random.Next(4) switch
        {
            0 => (char)random.Next(0x20, 0x7F),
            1 => (char)random.Next(0xFFFF),
            2 => Letters[random.Next(Letters.Length)],
            _ => Signs[random.Next(Signs.Length)],
        }));
        await IndexAsync(host, [.. Enumerable.Range(0, 200).Select(_ => Page(Whole(Any(60)), Whole(Any(400))))]);

        for (var time = 0; time < 5_000; time++) Assert.NotNull(await AskAsync(host, Any(120)));
        foreach (var bomb in new[]
        {
            new string('*', 5_000), new string('a', 1_000_000), string.Join(' ', Enumerable.Range(0, 10_000)),
            string.Concat(Enumerable.Repeat("(a|", 5_000)),
            "\"" + string.Join(' ', Enumerable.Repeat("de", 10_000)) + "\"", string.Concat(Enumerable.Repeat("-x ", 5_000)),
        })
            Assert.NotNull(await AskAsync(host, bomb));
    }

    // PostgreSQL keeps no half of a surrogate pair and no null.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes()).Replace("\0", "", StringComparison.Ordinal);

    private async Task<ServiceProvider> HostAsync(bool listens = false)
    {
        var host = db.Services(all => all.AddSearch());
        hosts.Add(host);
        if (listens)
            foreach (var service in host.GetServices<IHostedService>().Where(service => service.GetType().Name == "ListenerService"))
                await service.StartAsync(default);
        return host;
    }

    private static Task IndexAsync(ServiceProvider host, params SearchDocument[] sections) =>
        IndexAsync(host, sections, [.. sections.Select(section => section.EntityId).Distinct()]);

    private static async Task IndexAsync(ServiceProvider host, SearchDocument[] sections, params Guid[] pages)
    {
        await using var scope = host.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SearchIndex>().ReplaceAsync(pages, sections);
    }

    private static async Task<SearchResult> AskAsync(ServiceProvider host, string question)
    {
        await using var scope = host.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SearchEngine>().SearchAsync(new SearchQuery(question));
    }

    private static async Task<int> TotalAsync(ServiceProvider host, string question) =>
        (await AskAsync(host, $"\"{question}\"")).Total;

    // Section by section, and what each holds.
    private async Task EqualsTheDatabaseAsync(ServiceProvider host)
    {
        await using var source = db.Source();
        await using var command = source.CreateCommand(
            "select entity_id || ' ' || section || ' ' || title || ' ' || body from search.documents order by 1");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        using var index = (await host.GetRequiredService<LiveIndex>().AcquireAsync(default))!;
        Assert.Equal(
            rows.Order(StringComparer.Ordinal),
            index.All().Select(one => $"{one.EntityId} {one.Section} {one.Title} {one.Body}").Order(StringComparer.Ordinal));
    }
}
