using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Members.People;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Editing;

public sealed class WriterDataTests : IAsyncLifetime
{
    private PortalHost host = null!;

    public async Task InitializeAsync() => host = await PortalHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task What_an_erased_editor_wrote_stays_and_who_it_was_is_forgotten()
    {
        var editor = Guid.CreateVersion7();
        var by = new Change(editor.ToString(), host.Clock.GetUtcNow(), "bewerkt", VersionOrigin.Portal);
        var text = new DocumentText(
            new() { ["id"] = "begrip-boa", ["type"] = "begrip", ["title"] = "Boa", ["definition"] = "Een opsporingsambtenaar." },
            "id: begrip-boa\ntype: begrip\ntitle: Boa\ndefinition: Een opsporingsambtenaar.\n", "Nieuw.\n");
        foreach (var step in new Step[] { new Step.Publish(), new Step.AskReview(editor) })
            await host.WithAsync<Publisher>(publisher => publisher.ApplyAsync(
                new("begrip-boa") { Text = text with { Body = text.Body + step.GetType().Name + "\n" }, Step = step }, by));
        // A colleague takes it offline: how it stood before is kept, and names who was asked.
        await host.WithAsync<Publisher>(publisher => publisher.ApplyAsync(
            new("begrip-boa") { Step = new Step.Unpublish(), Act = Guid.CreateVersion7() },
            by with { By = Guid.CreateVersion7().ToString() }));
        Assert.Equal(1L, await host.SqlAsync(
            "select count(*) from content.undo_steps where position($1 in before::text) > 0", editor.ToString()));
        Assert.NotEqual(0L, await CountAsync(editor));
        Assert.Single(
            await host.WithAsync<WriterData, IReadOnlyList<Portal.Members.Privacy.PersonalTable>>(
                data => data.ExportAsync(editor, default)));

        await host.WithAsync<WriterData>(data => data.HandleAsync(new MemberErased(editor), default));
        Assert.Equal(0L, await CountAsync(editor));
        Assert.Equal(0L, await host.SqlAsync("select count(*) from content.undo_steps"));
        Assert.Equal(2L, await host.SqlAsync(
            "select count(*) from content.versions v join content.documents d on d.id = v.document_id where d.ref = 'begrip-boa'"));
    }

    [Fact]
    public async Task A_page_does_not_begin_at_an_address_of_the_portal_itself()
    {
        var (change, id) = await host.WithAsync<NewDocuments, (DocumentChange, string)>(
            documents => documents.OfAsync(DocumentType.Of<Page>(), "Beheer", null, default));
        Assert.Equal(("pagina-beheer-2", "beheer-2"), (id, change.Place!.Slug));
    }

    [Fact]
    public async Task A_title_in_emoji_gets_an_address_too()
    {
        var (change, _) = await host.WithAsync<NewDocuments, (DocumentChange, string)>(
            documents => documents.OfAsync(DocumentType.Of<NewsItem>(), "🎉🎉", null, default));
        Assert.Equal("nieuws", change.Place!.Slug);
    }

    private async Task<object?> CountAsync(Guid who) => await host.SqlAsync(
        """
        select (select count(*) from content.versions where changed_by = $1)
             + (select count(*) from content.draft_revisions where changed_by = $1)
             + (select count(*) from content.drafts where $1 in (changed_by, started_by, reviewer_id::text))
        """,
        who.ToString());
}
