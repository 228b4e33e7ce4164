using System.Net;
using Portal.Content.Branches;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Members.Access;
using Portal.Members.Privacy;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Branches;

/// <summary>Who keeps to a branch writes there and nowhere else.</summary>
public sealed class BranchTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private static int count;

    private readonly Dictionary<Visitor, Guid> ids = [];

    [Theory]
    [InlineData(Rights.Editor)]
    [InlineData(Rights.Coordinator)]
    public async Task In_a_branch_its_member_writes_and_throws_away_and_takes_back(string role)
    {
        var (root, child) = (await PageAsync(), "");
        child = await PageAsync(root);
        using var writer = await WriterAsync(role, root);
        foreach (var id in new[] { root, child })
        {
            await writer.GoAsync($"/beheer/inhoud/{id}");
            await writer.PressAsync("Bewaar", ("body", $"Van {id}.\n"));
            Assert.Equal(HttpStatusCode.OK, writer.Status);
            Assert.Equal($"Van {id}.\n", await BodyAsync(id));
        }
        await writer.GoAsync($"/beheer/inhoud/nieuw?soort=pagina&onder={root}");
        await writer.PressAsync("Begin", ("Titel", "Erbij " + child));
        Assert.StartsWith("/beheer/inhoud/pagina-erbij", writer.At, StringComparison.Ordinal);
        await writer.GoAsync($"/beheer/inhoud/{child}/weg");
        await writer.PressAsync("Leg in de prullenbak");
        await writer.PressAsync("Maak ongedaan");
        Assert.Contains("is weer zoals het was", writer.Text, StringComparison.Ordinal);
        await writer.GoAsync($"/beheer/inhoud/{child}/plek");
        await writer.PressAsync("Verander", ("Adres", "ander-" + child));
        Assert.Contains("Verplaatst", writer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_there_is_no_button_and_the_page_says_who_can_be_asked()
    {
        var (root, other) = (await PageAsync(), await PageAsync());
        using var writer = await WriterAsync(Rights.Editor, root);
        var (neighbour, id) = await portal.SignedInAsAsync(Rights.Editor);
        neighbour.Dispose();
        await portal.Host.SqlAsync("update members.members set name = 'Aafke Bos' where id = $1", id);
        await GiveAsync(id, other);
        foreach (var page in new[] { "", "/voorbeeld", "/online", "/offline", "/controle", "/plek", "/weg" })
        {
            await writer.GoAsync($"/beheer/inhoud/{other}{page}");
            Assert.Equal(HttpStatusCode.OK, writer.Status);
            Assert.Contains("hoort niet bij jouw onderdeel. Vraag Aafke Bos om hier iets te veranderen.", writer.Text,
                StringComparison.Ordinal);
            Assert.Empty(writer.Page.QuerySelectorAll("main form[method=post] button"));
        }
        await writer.GoAsync($"/beheer/inhoud/{other}/versies");
        Assert.Empty(writer.Page.QuerySelectorAll("main form[method=post] button"));
    }

    [Fact]
    public async Task A_save_of_the_script_outside_is_told_in_words()
    {
        var (root, other) = (await PageAsync(), await PageAsync());
        using var writer = await WriterAsync(Rights.Editor, root);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/beheer/inhoud/{other}")
        {
            Content = new FormUrlEncodedContent(
                [new("body", "Stiekem.\n"), new("formulier", await TokenAsync(writer, root))]),
        };
        request.Headers.Add("Origin", "http://localhost");
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await writer.FetchAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("jouw onderdeel", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual("Stiekem.\n", await BodyAsync(other));
    }

    [Fact]
    public async Task Moving_into_or_out_of_a_branch_needs_both_ends()
    {
        var (root, other) = (await PageAsync(), await PageAsync());
        var (child, stray) = (await PageAsync(root), await PageAsync(other));
        using var writer = await WriterAsync(Rights.Editor, root);
        var token = await TokenAsync(writer, root);
        foreach (var (id, under) in new[] { (child, other), (child, ""), (stray, root), (root, other) })
        {
            await writer.PostAsync($"/beheer/inhoud/{id}/plek", ("formulier", token), ("Adres", id), ("Onder", under));
            Assert.Equal(HttpStatusCode.Forbidden, writer.Status);
        }
        Assert.Equal(root, await ParentAsync(child));
        Assert.Equal(other, await ParentAsync(stray));
        Assert.Null(await ParentAsync(root));

        await GiveAsync(IdOf(writer), other);
        await writer.PostAsync($"/beheer/inhoud/{child}/plek", ("formulier", token), ("Adres", child), ("Onder", other));
        Assert.Equal(HttpStatusCode.OK, writer.Status);
        Assert.Equal(other, await ParentAsync(child));
    }

    [Fact]
    public async Task A_branch_goes_along_when_it_is_moved_and_its_member_does_not_take_it_away()
    {
        var (root, other) = (await PageAsync(), await PageAsync());
        using var writer = await WriterAsync(Rights.Editor, root);
        await writer.PostAsync($"/beheer/inhoud/{root}/weg?handler=All", ("formulier", await TokenAsync(writer, root)));
        Assert.Equal(HttpStatusCode.Forbidden, writer.Status);
        Assert.True((await ApplyAsync(new(root) { Place = new NewPlace(root, other) })).IsDone);
        await writer.GoAsync($"/beheer/inhoud/{root}");
        await writer.PressAsync("Bewaar", ("body", "Na de verhuizing.\n"));
        Assert.Equal("Na de verhuizing.\n", await BodyAsync(root));
        await writer.GoAsync($"/beheer/inhoud/{other}");
        Assert.Contains("hoort niet bij jouw onderdeel", writer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_in_the_bin_leaves_its_member_nothing_and_the_administrator_sees_that()
    {
        var (root, other) = (await PageAsync(), await PageAsync());
        using var writer = await WriterAsync(Rights.Editor, root);
        var (token, id) = (await TokenAsync(writer, root), IdOf(writer));
        Assert.True((await ApplyAsync(new(root) { Step = new Step.Delete() })).IsDone);
        foreach (var path in new[] { $"/beheer/inhoud/{other}", $"/beheer/inhoud/{root}", "/beheer/inhoud/prullenbak" })
        {
            await writer.PostAsync(path, ("formulier", token), ("id", root), ("body", "Overal.\n"));
            Assert.Equal(HttpStatusCode.Forbidden, writer.Status);
        }
        await writer.GoAsync("/beheer/inhoud");
        Assert.Contains("ligt in de prullenbak", writer.Text, StringComparison.Ordinal);
        Assert.Null(writer.Page.QuerySelector("a[href='/beheer/inhoud/nieuw']"));

        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        using (admin)
        {
            await admin.GoAsync($"/beheer/leden/{id}");
            Assert.Contains("Dit lid kan nu nergens schrijven", admin.Text, StringComparison.Ordinal);
            await admin.GoAsync("/beheer");
            Assert.NotNull(admin.Page.QuerySelector($"a[href='/beheer/inhoud/onderdelen/{id}']"));
            await admin.GoAsync($"/beheer/inhoud/onderdelen/{id}");
            Assert.Contains("kan nu nergens schrijven", admin.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_documents_together_each_that_lies_outside_is_told()
    {
        var (root, other) = (await PageAsync(), await PageAsync());
        var child = await PageAsync(root);
        using var writer = await WriterAsync(Rights.Editor, root);
        await writer.PostAsync(
            "/beheer/inhoud/samen?handler=Delete", ("formulier", await TokenAsync(writer, root)), ("id", child), ("id", other));
        Assert.Equal(HttpStatusCode.OK, writer.Status);
        Assert.Contains("1 document ligt in de prullenbak. Eén niet:", writer.Text, StringComparison.Ordinal);
        Assert.Contains("(dit hoort niet bij jouw onderdeel).", writer.Text, StringComparison.Ordinal);
        await writer.PressAsync("Maak ongedaan");
        await writer.PostAsync(
            "/beheer/inhoud/samen?handler=Delete", ("formulier", await TokenAsync(writer, root)), ("id", child), ("id", root));
        Assert.Contains("Er is niets veranderd. 2 niet:", writer.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await portal.Host.SqlAsync(
            "select count(*) from content.documents where ref in ($1, $2) and deleted_at is null", root, child));
    }

    [Fact]
    public async Task Nobody_is_asked_to_read_what_lies_outside_their_branch()
    {
        var (root, other) = (await PageAsync(), await PageAsync());
        using var writer = await WriterAsync(Rights.Editor, root);
        var outcome = await ApplyAsync(new(other) { Step = new Step.AskReview(IdOf(writer)) });
        Assert.Equal("Deze collega schrijft in een ander onderdeel. Vraag iemand anders.", outcome.Message);
    }

    [Fact]
    public async Task The_home_of_the_office_shows_a_writer_no_task_outside_their_branch()
    {
        var (root, other) = (await PageAsync(), await PageAsync());
        foreach (var id in new[] { root, other })
            Assert.True((await ApplyAsync(new(id) { Step = new Step.Plan(portal.Host.Clock.GetUtcNow().AddDays(2)) })).IsDone);
        using var writer = await WriterAsync(Rights.Editor, root);
        await writer.GoAsync("/beheer");
        Assert.NotNull(writer.Page.QuerySelector($"main a[href='/beheer/inhoud/{root}']"));
        Assert.Null(writer.Page.QuerySelector($"main a[href='/beheer/inhoud/{other}']"));
    }

    [Fact]
    public async Task A_whole_type_is_a_branch_and_only_that_is_begun()
    {
        var (writer, id) = await portal.SignedInAsAsync(Rights.Coordinator);
        using (writer)
        {
            await portal.Host.WithAsync<BranchStore>(store => store.GiveAsync(id, null, DocumentType.Of<NewsItem>(), default));
            await writer.GoAsync("/beheer/inhoud/nieuw");
            Assert.NotNull(writer.Page.QuerySelector("a[href='/beheer/inhoud/nieuw?soort=nieuws']"));
            Assert.Null(writer.Page.QuerySelector("a[href='/beheer/inhoud/nieuw?soort=pagina']"));
            await writer.GoAsync("/beheer/inhoud/nieuw?soort=nieuws");
            await writer.PressAsync("Begin", ("Titel", $"Bericht van {id}"));
            Assert.StartsWith("/beheer/inhoud/nieuws-bericht-van", writer.At, StringComparison.Ordinal);
            await writer.GoAsync("/beheer/inhoud");
            Assert.Equal(["Nieuws"], KindsOn(writer));
            await writer.GoAsync("/beheer/inhoud?waar=alles");
            Assert.Contains("Begrip", KindsOn(writer));
        }
    }

    [Fact]
    public async Task An_editor_gives_a_branch_and_it_holds_at_once_and_taken_back_too()
    {
        var (root, other) = (await PageAsync(), await PageAsync());
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        var (email, id) = await portal.GivenMemberAsync(Rights.Editor);
        using var writer = await portal.SignedInAsync(email);
        await portal.SetUpAppAsync(writer);
        using (editor)
        {
            await editor.GoAsync($"/beheer/inhoud/onderdelen/{id}?zoek={root}");
            await editor.PressAsync("Geef Tak");
            Assert.Contains("Dat geldt meteen", editor.Text, StringComparison.Ordinal);
            var token = await TokenAsync(writer, root);
            await writer.PostAsync($"/beheer/inhoud/{other}", ("formulier", token), ("body", "Elders.\n"));
            Assert.Equal(HttpStatusCode.Forbidden, writer.Status);
            await writer.GoAsync("/beheer/inhoud/onderdelen");
            Assert.Equal(HttpStatusCode.Forbidden, writer.Status);
            await writer.GoAsync("/beheer");
            Assert.Contains("Jouw onderdeel", writer.Text, StringComparison.Ordinal);
            Assert.Null(writer.Page.QuerySelector("a[href='/beheer/inlezen']"));

            await editor.PressAsync("Neem terug");
            Assert.Contains("schrijft nu weer in alle onderdelen", editor.Text, StringComparison.Ordinal);
            await writer.PostAsync($"/beheer/inhoud/{other}", ("formulier", token), ("body", "Elders.\n"));
            Assert.Equal(HttpStatusCode.OK, writer.Status);
            Assert.Equal("Elders.\n", await BodyAsync(other));
        }
        var mails = await portal.MailsToAsync(email);
        Assert.StartsWith("Je schrijft nu in", mails[^2].Subject, StringComparison.Ordinal);
        Assert.StartsWith("Je onderdeel", mails[^1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gives_a_branch_to_themselves_or_to_who_does_not_write()
    {
        var root = await PageAsync();
        var (editor, me) = await portal.SignedInAsAsync(Rights.Editor);
        var (_, reader) = await portal.GivenMemberAsync();
        using (editor)
        {
            var token = await TokenAsync(editor, root);
            foreach (var id in new[] { me, reader })
                await editor.PostAsync($"/beheer/inhoud/onderdelen/{id}?handler=Give", ("formulier", token), ("stuk", root));
            Assert.Equal(0L, await portal.Host.SqlAsync(
                "select count(*) from content.branches where member_id = any($1)", new[] { me, reader }));
        }
    }

    [Fact]
    public async Task A_task_that_is_taken_back_is_gone_in_sessions_that_run()
    {
        var root = await PageAsync();
        using var writer = await WriterAsync(Rights.Editor, root);
        var (token, id) = (await TokenAsync(writer, root), IdOf(writer));
        await portal.Host.SqlAsync("delete from members.roles where member_id = $1", id);
        await writer.PostAsync($"/beheer/inhoud/{root}", ("formulier", token), ("body", "Nog even.\n"));
        Assert.Equal(HttpStatusCode.Forbidden, writer.Status);
        // Back in the task, the branch still binds.
        Assert.True((await portal.Host.WithAsync<BranchStore, BranchSet>(store => store.OfAsync(id, default))).IsBound);
    }

    [Fact]
    public async Task Branches_stand_in_the_export_of_a_person_and_go_with_the_account()
    {
        var root = await PageAsync();
        var id = Guid.CreateVersion7();
        await GiveAsync(id, root);
        var tables = await portal.Host.WithAsync<WriterData, IReadOnlyList<PersonalTable>>(data => data.ExportAsync(id, default));
        Assert.Contains(Assert.Single(tables).Rows, row => row[2] is "onderdeel waarin je schrijft");
        await portal.Host.WithAsync<WriterData>(data => data.HandleAsync(new Portal.Members.People.MemberErased(id), default));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from content.branches where member_id = $1", id));
    }

    private async Task<string> PageAsync(string? under = null)
    {
        var (change, id) = await portal.Host.WithAsync<NewDocuments, (DocumentChange, string)>(
            documents => documents.OfAsync(
                DocumentType.Of<Page>(), $"Tak {Interlocked.Increment(ref count)} {Guid.NewGuid():N}", under, default));
        Assert.True((await ApplyAsync(change)).IsDone);
        return id;
    }

    private Task<ChangeOutcome> ApplyAsync(DocumentChange change) => portal.Host.WithAsync<Publisher, ChangeOutcome>(
        publisher => publisher.ApplyAsync(change, new Change("toets", portal.Host.Clock.GetUtcNow(), "toets", VersionOrigin.Portal)));

    private async Task<Visitor> WriterAsync(string role, string root)
    {
        var (writer, id) = await portal.SignedInAsAsync(role);
        ids[writer] = id;
        await GiveAsync(id, root);
        return writer;
    }

    private async Task GiveAsync(Guid id, string root) =>
        Assert.True(await portal.Host.WithAsync<BranchStore, bool>(store => store.GiveAsync(id, root, null, default)));

    private static async Task<string> TokenAsync(Visitor visitor, string root)
    {
        await visitor.GoAsync($"/beheer/inhoud/{root}");
        return visitor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
    }

    private static IEnumerable<string> KindsOn(Visitor visitor) =>
        visitor.Page.QuerySelectorAll("tbody tr td:nth-child(2)").Select(cell => cell.TextContent.Trim()).Distinct();

    private Guid IdOf(Visitor visitor) => ids[visitor];

    private async Task<object?> BodyAsync(string id) => await portal.Host.SqlAsync(
        "select r.body from content.drafts r join content.documents d on d.id = r.document_id where d.ref = $1", id);

    private async Task<object?> ParentAsync(string id) => await portal.Host.SqlAsync(
        "select p.ref from content.documents d join content.documents p on p.id = d.parent_id where d.ref = $1", id);
}
