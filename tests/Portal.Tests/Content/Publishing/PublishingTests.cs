using Portal.Content.Import;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Publishing;

public sealed class PublishingTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-publish-").FullName;
    private PortalHost host = null!;

    public async Task InitializeAsync() => host = await PortalHost.StartAsync();

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_concept_is_seen_by_nobody_until_it_is_published()
    {
        await ImportAsync(
            "nieuws/nieuw.md", Given.Document("nieuws-nieuw", "nieuws", "published: 2026-11-01\nstatus: concept\n", "Eekhoornbrood.\n"));
        Assert.Equal(404, (await host.AskAsync("/nieuws/nieuw")).Status);
        Assert.Equal(0, await HitsAsync("eekhoornbrood"));

        await DoAsync(publisher => publisher.PublishAsync("nieuws-nieuw", By("klaar")));
        Assert.Equal(200, (await host.AskAsync("/nieuws/nieuw")).Status);
        Assert.Equal(1, await HitsAsync("eekhoornbrood"));
        Assert.NotNull((await host.PageAsync("/nieuws")).QuerySelector("a[href='/nieuws/nieuw']"));
    }

    [Fact]
    public async Task Who_published_reads_the_site_once_and_every_other_host_once()
    {
        await using var other = await PortalHost.StartAsync(host.ConnectionString);
        var (mine, others) = (host.Site.Reads, other.Site.Reads);
        await DoAsync(publisher => publisher.ArchiveAsync("begrip-boa", By("verouderd")));
        Assert.Null(host.Site.Current.Find("begrip-boa"));
        // Notices come in their order: when this one was heard, the one before it was too.
        await host.SqlAsync($"select pg_notify('content_published', '')");
        await Eventually.Async(() => host.Site.Reads >= mine + 2 && other.Site.Reads >= others + 2, "both hosts heard the last one");
        Assert.Equal((mine + 2, others + 2), (host.Site.Reads, other.Site.Reads));
        Assert.Null(other.Site.Current.Find("begrip-boa"));
    }

    [Fact]
    public async Task A_page_shows_what_comes_to_name_it()
    {
        Assert.Null((await host.PageAsync("/begrippen/boa")).QuerySelector("a[href='/nieuws/over-boas']"));
        await ImportAsync(
            "nieuws/over-boas.md", Given.Document("nieuws-over-boas", "nieuws", "published: 2026-11-01\nrelated: [begrip-boa]\n"));
        Assert.NotNull((await host.PageAsync("/begrippen/boa")).QuerySelector("a[href='/nieuws/over-boas']"));
    }

    [Fact]
    public async Task What_is_archived_is_gone_and_says_so()
    {
        Assert.Equal(200, (await host.AskAsync("/begrippen/boa")).Status);
        await DoAsync(publisher => publisher.ArchiveAsync("begrip-boa", By("verouderd")));
        Assert.Equal(410, (await host.AskAsync("/begrippen/boa")).Status);
        Assert.Contains("weggehaald", (await host.PageAsync("/begrippen/boa")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await host.SqlAsync("select max(url) from search.documents where url = '/begrippen/boa'"));

        await DoAsync(publisher => publisher.PublishAsync("begrip-boa", By("toch niet")));
        Assert.Equal(200, (await host.AskAsync("/begrippen/boa")).Status);
    }

    [Fact]
    public async Task What_moved_and_was_archived_then_is_gone_from_its_old_address_too()
    {
        await DoAsync(publisher => publisher.RenameAsync("begrip-boa", "handhaver", By("hernoemd")));
        await DoAsync(publisher => publisher.ArchiveAsync("begrip-boa", By("verouderd")));
        Assert.Equal(410, (await host.AskAsync("/begrippen/handhaver")).Status);
        Assert.Equal(410, (await host.AskAsync("/begrippen/boa")).Status);
    }

    [Fact]
    public async Task What_is_withdrawn_goes_back_to_its_writer()
    {
        await DoAsync(publisher => publisher.WithdrawAsync("begrip-boa", By("eerst nog eens lezen")));
        Assert.Equal(404, (await host.AskAsync("/begrippen/boa")).Status);
    }

    [Fact]
    public async Task What_is_scheduled_comes_online_when_its_moment_comes()
    {
        host.Clock.Set(new DateTimeOffset(2026, 12, 1, 7, 59, 0, TimeSpan.Zero));
        await ImportAsync(
            "nieuws/later.md",
            Given.Document("nieuws-later", "nieuws", "published: 2026-12-01\nstatus: scheduled\npublish_at: 2026-12-01T09:00\n"));
        await host.BeginCalendarAsync();
        await host.WorkByCalendarAsync();
        await DoAsync(async publisher => Assert.Equal(0, await publisher.WorkDueAsync())); // who looks a minute too early
        Assert.Equal(404, (await host.AskAsync("/nieuws/later")).Status);

        host.Clock.Advance(TimeSpan.FromMinutes(2)); // 08:01 UTC is 09:01 in Amsterdam, and the portal looks by itself
        await host.WorkByCalendarAsync();
        Assert.Equal(200, (await host.AskAsync("/nieuws/later")).Status);

        await DoAsync(publisher => publisher.WorkDueAsync());
        Assert.Equal(1, Convert.ToInt32(await host.SqlAsync("select max(number) from content.versions v join content.documents d on d.id = v.document_id where d.ref = 'nieuws-later'"), null));
    }

    [Fact]
    public async Task Saving_changes_nothing_for_readers_until_it_is_published()
    {
        await DoAsync(async publisher =>
        {
            await publisher.SaveAsync("begrip-boa", await TextAsync("begrip-boa", "Nieuwe tekst over de boa.\n"), By("aangevuld"));
        });
        Assert.DoesNotContain("Nieuwe tekst", (await host.PageAsync("/begrippen/boa")).Body!.TextContent, StringComparison.Ordinal);

        await DoAsync(publisher => publisher.PublishAsync("begrip-boa", By("klaar")));
        Assert.Contains("Nieuwe tekst", (await host.PageAsync("/begrippen/boa")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_are_only_ever_added()
    {
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.SqlAsync("update content.versions set body = ''"));
        Assert.Contains("only ever added", refused.MessageText, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.SqlAsync("delete from content.versions"));
    }

    [Fact]
    public async Task A_renamed_module_takes_its_chapters_along()
    {
        await DoAsync(publisher => publisher.RenameAsync("module-signalen-zien", "kijken", By("korter")));
        Assert.Equal((301, "/modules/kijken"), await host.AskAsync("/modules/signalen-zien"));
        Assert.Equal((301, "/modules/kijken/online"), await host.AskAsync("/modules/signalen-zien/online"));
        Assert.Equal(200, (await host.AskAsync("/modules/kijken/online")).Status);
        Assert.Equal(
            "/modules/kijken/online",
            await host.SqlAsync("select url from search.documents where url like '%/online' and type = 'hoofdstuk' limit 1"));
    }

    [Fact]
    public async Task What_stands_under_a_document_is_online_as_long_as_that_is()
    {
        const string chapter = "/modules/signalen-zien/online";
        const string rows = $"select count(*) from search.documents where url = '{chapter}'";
        var before = await host.SqlAsync(rows);
        Assert.NotEqual(0L, before);

        await DoAsync(publisher => publisher.WithdrawAsync("module-signalen-zien", By("eerst nog eens lezen")));
        Assert.Null(host.Site.Current.At(chapter));
        Assert.Equal(404, (await host.AskAsync(chapter)).Status);
        Assert.Equal(0L, await host.SqlAsync(rows));
        // Also when it is itself put online meanwhile.
        var id = (string)(await host.SqlAsync($"select ref from content.documents where path = '{chapter}'"))!;
        await DoAsync(publisher => publisher.WithdrawAsync(id, By("ook dit")));
        await DoAsync(publisher => publisher.PublishAsync(id, By("toch maar")));
        Assert.Equal(0L, await host.SqlAsync(rows));

        await DoAsync(publisher => publisher.PublishAsync("module-signalen-zien", By("klaar")));
        Assert.Equal(200, (await host.AskAsync(chapter)).Status);
        Assert.Equal(before, await host.SqlAsync(rows));
    }

    [Fact]
    public async Task Redirects_never_chain_and_never_loop()
    {
        foreach (var slug in new[] { "een", "twee", "boa" })
            await DoAsync(publisher => publisher.RenameAsync("begrip-boa", slug, By("hernoemd")));

        Assert.Equal(200, (await host.AskAsync("/begrippen/boa")).Status);
        Assert.Equal((301, "/begrippen/boa"), await host.AskAsync("/begrippen/een"));
        Assert.Equal((301, "/begrippen/boa"), await host.AskAsync("/begrippen/twee"));
    }

    [Fact]
    public async Task An_address_that_is_taken_is_not_given_twice()
    {
        var renamed = true;
        await DoAsync(async publisher => renamed = await publisher.RenameAsync("begrip-boa", "riec", By("hernoemd")));
        Assert.False(renamed);
        Assert.Equal("begrip-boa", host.Site.Current.At("/begrippen/boa")!.Id);
    }

    [Fact]
    public async Task A_publish_on_one_host_shows_on_the_other_by_itself()
    {
        await using var other = await PortalHost.StartAsync(host.ConnectionString);
        Assert.Equal(200, (await other.AskAsync("/begrippen/boa")).Status);
        await DoAsync(publisher => publisher.ArchiveAsync("begrip-boa", By("weg")));
        await Eventually.Async(async () => (await other.AskAsync("/begrippen/boa")).Status == 410, "the other host hears of it");
    }

    [Fact]
    public async Task A_publish_makes_anew_only_the_pages_that_show_it()
    {
        var list = await TagAsync("/begrippen");
        var news = await TagAsync("/nieuws");
        await DoAsync(publisher => publisher.ArchiveAsync("begrip-boa", By("weg")));
        Assert.NotEqual(list, await TagAsync("/begrippen"));
        Assert.Equal(news, await TagAsync("/nieuws"));
    }

    [Fact]
    public async Task An_index_of_another_analysis_is_built_anew_at_start()
    {
        var before = await host.SqlAsync("select count(*) from search.documents");
        await host.SqlAsync("update search.state set analyzer = 0; delete from search.documents");
        await using var next = await PortalHost.StartAsync(host.ConnectionString);
        Assert.Equal(before, await host.SqlAsync("select count(*) from search.documents"));
        Assert.True(await HitsAsync("ronselen") > 0);
    }

    private async Task<string> TagAsync(string path)
    {
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        return response.Headers.ETag!.Tag;
    }

    private async Task<int> HitsAsync(string word)
    {
        var json = await host.Client.GetStringAsync(new Uri($"/api/zoeken?q={word}", UriKind.Relative));
        return System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("total").GetInt32();
    }

    private async Task ImportAsync(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text);
        var result = await host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(folder, new ImportOptions()));
        Assert.Empty(result.Errors);
    }

    private Task DoAsync(Func<Publisher, Task> work) => host.WithAsync(work);

    private async Task<DocumentText> TextAsync(string id, string body)
    {
        var latest = "from content.versions v join content.documents d on d.latest_version_id = v.id where d.ref = $1";
        var json = System.Text.Json.Nodes.JsonNode.Parse(
            (string)(await host.SqlAsync($"select front_matter::text {latest}", id))!)!.AsObject();
        return new DocumentText(json, (string)(await host.SqlAsync($"select front_source {latest}", id))!, body);
    }

    private Change By(string reason) => new("redacteur", host.Clock.GetUtcNow(), reason, VersionOrigin.Portal);
}
