using Portal.Tests.Support;

namespace Portal.Tests.Content.Import;

/// <summary>What moves, what moves along, and what stays where the portal has it.</summary>
public sealed class TreeTests : DeskTests
{
    [Fact]
    public async Task A_renamed_folder_takes_its_chapters_along_also_in_search()
    {
        Desk.Copy("modules/signalen-zien/index.md", "modules/kijken/index.md");
        Desk.Copy("modules/signalen-zien/online.md", "modules/kijken/online.md");
        await Desk.ImportAsync();

        Assert.Equal((301, "/modules/kijken/online"), await Host.AskAsync("/modules/signalen-zien/online"));
        Assert.Equal((301, "/modules/kijken/geld-en-spullen"), await Host.AskAsync("/modules/signalen-zien/geld-en-spullen"));
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from search.documents where url like '/modules/signalen-zien%'"));
        await NoRedirectIsTakenAsync();
    }

    [Fact]
    public async Task A_module_renamed_in_the_portal_keeps_its_chapters_when_the_folder_is_imported_again()
    {
        await Desk.DoAsync((publisher, by) => publisher.RenameAsync("module-signalen-zien", "kijken", by));
        Desk.Copy("modules/signalen-zien");
        Desk.Write("modules/signalen-zien/nieuw.md", Given.Document("hoofdstuk-nieuw", "hoofdstuk", "order: 99\n"));
        var result = await Desk.ImportAsync();

        Assert.Equal(["modules/signalen-zien/index.md"], result.Kept);
        Assert.Empty(result.Changed);
        Assert.Equal(200, (await Host.AskAsync("/modules/kijken/online")).Status);
        Assert.Equal(200, (await Host.AskAsync("/modules/kijken/nieuw")).Status);
    }

    [Fact]
    public async Task A_chapter_moves_to_another_module()
    {
        Desk.Copy("modules/van-signaal-naar-actie/index.md");
        Desk.Copy("modules/signalen-zien/online.md", "modules/van-signaal-naar-actie/online.md");
        await Desk.ImportAsync();
        Assert.Equal((301, "/modules/van-signaal-naar-actie/online"), await Host.AskAsync("/modules/signalen-zien/online"));
        Assert.Equal(200, (await Host.AskAsync("/modules/van-signaal-naar-actie/online")).Status);
    }

    [Fact]
    public async Task An_address_that_the_portal_keeps_is_not_given_to_another()
    {
        await Desk.DoAsync((publisher, by) => publisher.RenameAsync("begrip-boa", "opsporing", by));
        Desk.Copy("begrippen/boa.md");
        Desk.Write("begrippen/opsporing.md", Given.Document("begrip-opsporing", "begrip", "definition: Iets.\n"));
        var error = Assert.Single((await Desk.TryImportAsync()).Errors);
        Assert.Contains("/begrippen/opsporing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_address_may_be_used_again_and_then_belongs_to_the_new_document()
    {
        await Desk.DoAsync((publisher, by) => publisher.RenameAsync("begrip-boa", "opsporing", by));
        Desk.Write("begrippen/boa.md", Given.Document("begrip-slang", "begrip", "definition: Een slang.\n"));
        await Desk.ImportAsync();
        Assert.Equal("begrip-slang", Host.Site.Current.At("/begrippen/boa")!.Id);
        await NoRedirectIsTakenAsync();

        await Desk.DoAsync((publisher, by) => publisher.ArchiveAsync("begrip-slang", by));
        Assert.Equal((410, null), await Host.AskAsync("/begrippen/boa"));
    }

    [Fact]
    public async Task Documents_that_swap_addresses_leave_no_redirect()
    {
        Desk.Copy("begrippen/boa.md", "begrippen/riec.md");
        Desk.Copy("begrippen/riec.md", "begrippen/boa.md");
        await Desk.ImportAsync();
        await NoRedirectIsTakenAsync();
    }

    [Fact]
    public async Task An_invented_document_becomes_a_real_one()
    {
        Desk.Write("voorbeeld/nieuws/echt.md", Given.Document("nieuws-echt", "nieuws", "published: 2026-11-01\n"));
        await Desk.ImportAsync();
        Assert.True(Host.Site.Current.Find("nieuws-echt")!.Place.Sample);

        Desk.Clear();
        Desk.Write("nieuws/echt.md", Given.Document("nieuws-echt", "nieuws", "published: 2026-11-01\n"));
        Assert.Single((await Desk.ImportAsync()).Changed);
        Assert.False(Host.Site.Current.Find("nieuws-echt")!.Place.Sample);
        Assert.Single(Directory.EnumerateFiles(Desk.Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_stands_under_an_archived_document_is_gone_with_it_and_comes_back_with_it()
    {
        await Desk.DoAsync((publisher, by) => publisher.ArchiveAsync("module-signalen-zien", by));
        Assert.Equal(410, (await Host.AskAsync("/modules/signalen-zien/online")).Status);
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from search.documents where url like '/modules/signalen-zien%'"));

        await Desk.DoAsync((publisher, by) => publisher.PublishAsync("module-signalen-zien", by));
        Assert.Equal(200, (await Host.AskAsync("/modules/signalen-zien/online")).Status);
        Assert.NotEqual(0L, await Host.SqlAsync("select count(*) from search.documents where url = '/modules/signalen-zien/online'"));
    }

    [Fact]
    public async Task A_name_that_is_no_slug_is_refused() =>
        await Desk.DoAsync(async (publisher, by) => Assert.False(await publisher.RenameAsync("begrip-boa", "../boa", by)));

    private async Task NoRedirectIsTakenAsync() =>
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from content.redirects join content.documents using (path)"));
}
