using Portal.Tests.Support;

namespace Portal.Tests.Content.Import;

/// <summary>What moves, what moves along, and what stays where the portal has it.</summary>
public sealed class TreeTests : IAsyncLifetime
{
    private PortalHost host = null!;
    private Desk desk = null!;

    public async Task InitializeAsync()
    {
        host = await PortalHost.StartAsync();
        desk = new Desk(host);
    }

    public async Task DisposeAsync()
    {
        desk.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_renamed_folder_takes_its_chapters_along_also_in_search()
    {
        desk.Copy("modules/signalen-zien/index.md", "modules/kijken/index.md");
        desk.Copy("modules/signalen-zien/online.md", "modules/kijken/online.md");
        await desk.ImportAsync();

        Assert.Equal((301, "/modules/kijken/online"), await host.AskAsync("/modules/signalen-zien/online"));
        Assert.Equal((301, "/modules/kijken/geld-en-spullen"), await host.AskAsync("/modules/signalen-zien/geld-en-spullen"));
        Assert.Equal(0L, await host.SqlAsync("select count(*) from search.documents where url like '/modules/signalen-zien%'"));
        await NoRedirectIsTakenAsync();
    }

    [Fact]
    public async Task A_module_renamed_in_the_portal_keeps_its_chapters_when_the_folder_is_imported_again()
    {
        await desk.DoAsync((publisher, by) => publisher.RenameAsync("module-signalen-zien", "kijken", by));
        desk.Copy("modules/signalen-zien");
        desk.Write("modules/signalen-zien/nieuw.md", Given.Document("hoofdstuk-nieuw", "hoofdstuk", "order: 99\n"));
        var result = await desk.ImportAsync();

        Assert.Equal(["modules/signalen-zien/index.md"], result.Kept);
        Assert.Empty(result.Changed);
        Assert.Equal(200, (await host.AskAsync("/modules/kijken/online")).Status);
        Assert.Equal(200, (await host.AskAsync("/modules/kijken/nieuw")).Status);
    }

    [Fact]
    public async Task A_chapter_moves_to_another_module()
    {
        desk.Copy("modules/van-signaal-naar-actie/index.md");
        desk.Copy("modules/signalen-zien/online.md", "modules/van-signaal-naar-actie/online.md");
        await desk.ImportAsync();
        Assert.Equal((301, "/modules/van-signaal-naar-actie/online"), await host.AskAsync("/modules/signalen-zien/online"));
        Assert.Equal(200, (await host.AskAsync("/modules/van-signaal-naar-actie/online")).Status);
    }

    [Fact]
    public async Task An_address_that_the_portal_keeps_is_not_given_to_another()
    {
        await desk.DoAsync((publisher, by) => publisher.RenameAsync("begrip-boa", "opsporing", by));
        desk.Copy("begrippen/boa.md");
        desk.Write("begrippen/opsporing.md", Given.Document("begrip-opsporing", "begrip", "definition: Iets.\n"));
        var error = Assert.Single((await desk.TryImportAsync()).Errors);
        Assert.Contains("/begrippen/opsporing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_address_may_be_used_again_and_then_belongs_to_the_new_document()
    {
        await desk.DoAsync((publisher, by) => publisher.RenameAsync("begrip-boa", "opsporing", by));
        desk.Write("begrippen/boa.md", Given.Document("begrip-slang", "begrip", "definition: Een slang.\n"));
        await desk.ImportAsync();
        Assert.Equal("begrip-slang", host.Site.Current.At("/begrippen/boa")!.Id);
        await NoRedirectIsTakenAsync();

        await desk.DoAsync((publisher, by) => publisher.ArchiveAsync("begrip-slang", by));
        Assert.Equal((410, null), await host.AskAsync("/begrippen/boa"));
    }

    [Fact]
    public async Task Documents_that_swap_addresses_leave_no_redirect()
    {
        desk.Copy("begrippen/boa.md", "begrippen/riec.md");
        desk.Copy("begrippen/riec.md", "begrippen/boa.md");
        await desk.ImportAsync();
        await NoRedirectIsTakenAsync();
    }

    [Fact]
    public async Task An_invented_document_becomes_a_real_one()
    {
        desk.Write("voorbeeld/nieuws/echt.md", Given.Document("nieuws-echt", "nieuws", "published: 2026-11-01\n"));
        await desk.ImportAsync();
        Assert.True(host.Site.Current.Find("nieuws-echt")!.Place.Sample);

        desk.Clear();
        desk.Write("nieuws/echt.md", Given.Document("nieuws-echt", "nieuws", "published: 2026-11-01\n"));
        Assert.Single((await desk.ImportAsync()).Changed);
        Assert.False(host.Site.Current.Find("nieuws-echt")!.Place.Sample);
        Assert.Single(Directory.EnumerateFiles(desk.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_stands_under_an_archived_document_is_gone_with_it_and_comes_back_with_it()
    {
        await desk.DoAsync((publisher, by) => publisher.ArchiveAsync("module-signalen-zien", by));
        Assert.Equal(410, (await host.AskAsync("/modules/signalen-zien/online")).Status);
        Assert.Equal(0L, await host.SqlAsync("select count(*) from search.documents where url like '/modules/signalen-zien%'"));

        await desk.DoAsync((publisher, by) => publisher.PublishAsync("module-signalen-zien", by));
        Assert.Equal(200, (await host.AskAsync("/modules/signalen-zien/online")).Status);
        Assert.NotEqual(0L, await host.SqlAsync("select count(*) from search.documents where url = '/modules/signalen-zien/online'"));
    }

    [Fact]
    public async Task A_name_that_is_no_slug_is_refused() =>
        await desk.DoAsync(async (publisher, by) => Assert.False(await publisher.RenameAsync("begrip-boa", "../boa", by)));

    private async Task NoRedirectIsTakenAsync() =>
        Assert.Equal(0L, await host.SqlAsync("select count(*) from content.redirects join content.documents using (path)"));
}
