using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Pages.Beheer;

/// <summary>An editor does one thing with several documents, and undoes it.</summary>
public sealed class JointTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private const string InBin = "Leg in de prullenbak", Undo = "Maak ongedaan";

    private Visitor editor = null!;
    private Desk desk = null!;
    private string word = "";

    public async Task InitializeAsync()
    {
        editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        desk = new Desk(portal.Host);
        word = $"woord{Guid.NewGuid():N}"[..16];
    }

    public Task DisposeAsync()
    {
        editor.Dispose();
        desk.Dispose();
        return Task.CompletedTask;
    }

    private string List => $"/beheer/inhoud?zoek={word}";

    private string IdOf(string name) => $"nieuws-{word}-{name}";

    private void Write(string name, string more = "", string body = "Tekst.\n") => desk.Write(
        $"nieuws/{word}-{name}.md",
        Given.Document(IdOf(name), "nieuws", $"published: 2026-01-01\n{more}", body)
            .Replace("Titel", $"{word} {name}", StringComparison.Ordinal));

    private Task PressAsync(string button, params string[] names) =>
        editor.PressAsync(button, [.. names.Select(name => ("id", IdOf(name)))]);

    private string Told => string.Join(
        ' ', editor.Page.QuerySelector("[role=status]")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<string> StateAsync(string name) => (string)(await portal.Host.SqlAsync(
        """
        select concat_ws('|', d.live_version_id, d.live_since, d.latest_version_id, d.answer, d.archived_at, d.deleted_at, d.offline_at,
            r.stage, r.publish_at, r.front_source, r.body, r.started_by, r.changed_at, d.path)
        from content.documents d left join content.drafts r on r.document_id = d.id where d.ref = $1
        """,
        IdOf(name)))!;

    private async Task<string> StatusesAsync(params string[] names)
    {
        var all = new List<int>();
        foreach (var name in names) all.Add(await StatusAsync(name));
        return string.Join(' ', all);
    }

    private async Task<int> StatusAsync(string name) => (await portal.Host.AskAsync($"/nieuws/{word}-{name}")).Status;

    [Fact]
    public async Task What_went_to_the_bin_together_comes_back_as_it_was()
    {
        Write("online");
        Write("gewijzigd");
        Write("gepland", "status: scheduled\npublish_at: 2037-01-01T09:00\n");
        await desk.ImportAsync();
        await desk.EditAsync(IdOf("gewijzigd"), text => text.Replace("Tekst.", "Nieuwe tekst.", StringComparison.Ordinal));
        string[] names = ["online", "gewijzigd", "gepland"];
        var before = new List<string>();
        foreach (var name in names) before.Add(await StateAsync(name));

        await editor.GoAsync(List);
        await PressAsync(InBin, names);
        Assert.StartsWith("3 documenten liggen in de prullenbak.", Told, StringComparison.Ordinal);
        Assert.Equal(List, editor.At);
        Assert.Equal("410 410 404", await StatusesAsync("online", "gewijzigd", "gepland"));

        await editor.PressAsync(Undo);
        Assert.Equal("3 documenten zijn weer zoals ze waren.", Told);
        var after = new List<string>();
        foreach (var name in names) after.Add(await StateAsync(name));
        Assert.Equal(before, after);
        Assert.Equal("200 200 404", await StatusesAsync("online", "gewijzigd", "gepland"));
    }

    [Theory]
    [InlineData("Haal offline", "staat niet meer online")]
    [InlineData("Archiveer", "is gearchiveerd")]
    [InlineData("Zet online", "staat online")]
    public async Task Every_step_can_be_undone(string button, string said)
    {
        Write("een");
        await desk.ImportAsync();
        await desk.EditAsync(IdOf("een"), text => text.Replace("Tekst.", "Nieuwe tekst.", StringComparison.Ordinal));
        var before = await StateAsync("een");
        await editor.GoAsync(List);
        await PressAsync(button, "een");
        Assert.StartsWith($"1 document {said}.", Told, StringComparison.Ordinal);
        Assert.NotEqual(before, await StateAsync("een"));
        await editor.PressAsync(Undo);
        Assert.Equal(before, await StateAsync("een"));
        Assert.Contains("Tekst.", (await portal.Host.PageAsync($"/nieuws/{word}-een")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Nieuwe tekst.", (await portal.Host.PageAsync($"/nieuws/{word}-een")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weg", "Leg in de prullenbak")]
    [InlineData("offline", "Haal offline")]
    [InlineData("offline", "Archiveer")]
    [InlineData("online", "Zet online")]
    public async Task A_step_on_a_documents_own_page_can_be_undone_too(string page, string button)
    {
        Write("een");
        await desk.ImportAsync();
        await desk.EditAsync(IdOf("een"), text => text.Replace("Tekst.", "Nieuwe tekst.", StringComparison.Ordinal));
        var before = await StateAsync("een");
        await editor.GoAsync($"/beheer/inhoud/{IdOf("een")}/{page}");
        await editor.PressAsync(button);
        Assert.NotEqual(before, await StateAsync("een"));
        await editor.PressAsync(Undo);
        Assert.Equal("1 document is weer zoals het was.", Told);
        Assert.Equal(before, await StateAsync("een"));
    }

    [Fact]
    public async Task What_was_published_again_after_undoing_is_what_was_written()
    {
        Write("een", "status: concept\n");
        await desk.ImportAsync();
        await editor.GoAsync(List);
        await PressAsync("Zet online", "een");
        await editor.PressAsync(Undo);
        Assert.Equal(404, await StatusAsync("een"));
        await PressAsync("Zet online", "een");
        Assert.Equal(200, await StatusAsync("een"));
    }

    [Fact]
    public async Task One_that_cannot_be_done_stops_no_other_and_is_named()
    {
        Write("goed", "status: concept\n");
        Write("stuk");
        Write("online");
        await desk.ImportAsync();
        await desk.EditAsync(IdOf("stuk"), text => text.Replace("summary: Samenvatting.\n", "", StringComparison.Ordinal));
        await editor.GoAsync(List);
        await PressAsync("Zet online", "goed", "stuk", "online");
        Assert.StartsWith("1 document staat online. Eén niet: ", Told, StringComparison.Ordinal);
        Assert.Contains($"Eén niet: ‘{word} online’ (er is niets nieuws om online te zetten).", Told, StringComparison.Ordinal);
        Assert.Contains($"Eén niet: ‘{word} stuk’ (los eerst op wat bij dit stuk moet).", Told, StringComparison.Ordinal);
        Assert.Equal(200, await StatusAsync("goed"));
        Assert.Contains("|concept|", await StateAsync("stuk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_changed_since_is_not_undone()
    {
        Write("mijn");
        Write("van-een-ander");
        await desk.ImportAsync();
        await editor.GoAsync(List);
        await PressAsync("Haal offline", "mijn", "van-een-ander");
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        // Online and offline again: it looks as I left it, and is not what I did.
        await desk.DoAsync((publisher, change) => publisher.PublishAsync(IdOf("van-een-ander"), change));
        await desk.DoAsync((publisher, change) => publisher.WithdrawAsync(IdOf("van-een-ander"), change));
        await editor.PressAsync(Undo);
        Assert.Equal(
            $"1 document is weer zoals het was. Eén niet: ‘{word} van-een-ander’ (iemand anders heeft dit stuk intussen gewijzigd).", Told);
        Assert.Equal("200 404", await StatusesAsync("mijn", "van-een-ander"));
    }

    [Fact]
    public async Task Only_who_did_it_undoes_it_once_and_within_a_day()
    {
        Write("een");
        await desk.ImportAsync();
        await editor.GoAsync(List);
        await PressAsync("Haal offline", "een");
        var act = editor.Page.QuerySelector("input[name=act]")!.GetAttribute("value")!;
        var (other, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (other)
        {
            Write("ander");
            await desk.ImportAsync();
            await other.GoAsync(List);
            await other.PressAsync("Archiveer", ("id", IdOf("ander")));
            await other.PressAsync(Undo, ("act", act));
            Assert.Contains("Dit is al ongedaan gemaakt", other.Text, StringComparison.Ordinal);
        }
        Assert.Equal(404, await StatusAsync("een"));
        await portal.Host.SqlAsync("update content.undo_steps set made_at = made_at - interval '25 hours' where act = $1", Guid.Parse(act));
        await editor.PressAsync(Undo);
        Assert.Contains("langer dan een dag geleden", Told, StringComparison.Ordinal);
        Assert.Equal(404, await StatusAsync("een"));
    }

    [Fact]
    public async Task What_stands_under_a_document_goes_and_comes_with_it()
    {
        foreach (var (file, id) in new[] { (word, word), ($"{word}/onder", $"{word}-onder") })
            desk.Write(
                $"paginas/{file}.md",
                Given.Document($"pagina-{id}", "pagina").Replace("Titel", $"{word} {id}", StringComparison.Ordinal));
        var imported = await desk.TryImportAsync();
        Assert.Empty(imported.Errors);
        await editor.GoAsync(List);
        await editor.PressAsync(InBin, ("id", $"pagina-{word}"), ("id", $"pagina-{word}-onder"));
        Assert.StartsWith("2 documenten liggen in de prullenbak.", Told, StringComparison.Ordinal);
        Assert.Equal(410, (await portal.Host.AskAsync($"/{word}/onder")).Status);
        await editor.PressAsync(Undo);
        Assert.Equal(200, (await portal.Host.AskAsync($"/{word}")).Status);
        Assert.Equal(200, (await portal.Host.AskAsync($"/{word}/onder")).Status);
    }

    [Fact]
    public async Task Without_script_all_on_the_page_are_chosen_by_one_box()
    {
        Write("een");
        Write("twee");
        await desk.ImportAsync();
        await editor.GoAsync(List);
        await editor.PressAsync("Haal offline", ("alles", "true"));
        Assert.StartsWith("2 documenten staan niet meer online.", Told, StringComparison.Ordinal);
        await editor.GoAsync(List);
        await editor.PressAsync("Archiveer");
        Assert.Equal("Kies eerst een of meer documenten.", Told);
    }

    [Fact]
    public async Task A_coordinator_throws_away_no_research_that_readers_see()
    {
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        using (coordinator)
        {
            await coordinator.GoAsync("/beheer/inhoud?soort=kennisproduct");
            Assert.Null(coordinator.Page.QuerySelector("button[formaction$='handler=Archive']"));
            await coordinator.PressAsync(InBin, ("id", "kennis-deal-with-it"));
            Assert.Contains(
                "Er is niets veranderd. Eén niet:", coordinator.Page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(200, (await portal.Host.AskAsync("/kennis/deal-with-it")).Status);
        }
    }

    [Fact]
    public async Task Drafts_go_to_a_reader_by_mail_and_get_a_theme()
    {
        var (email, reader) = await portal.GivenMemberAsync(Rights.Editor);
        Write("een", "status: concept\n");
        Write("twee");
        await desk.ImportAsync();
        await editor.GoAsync(List);
        await editor.PressAsync("Vraag controle", ("id", IdOf("een")), ("id", IdOf("twee")), ("wie", reader.ToString()));
        Assert.StartsWith(
            $"1 document ligt ter controle bij Noor de Vries. Eén niet: ‘{word} twee’ (er is niets nieuws om te lezen).", Told,
            StringComparison.Ordinal);
        Assert.Single(await portal.MailsToAsync(email));

        var theme = portal.Host.Site.Current.All<Dossier>()[0];
        await editor.PressAsync("Zet erbij", ("id", IdOf("een")), ("id", IdOf("twee")), ("dossier", theme.Id));
        Assert.StartsWith($"2 documenten horen nu bij ‘{theme.Title}’", Told, StringComparison.Ordinal);
        const string Draft = """
            select r.front_source from content.drafts r join content.documents d on d.id = r.document_id where d.ref = $1
            """;
        Assert.Contains(theme.Id, (string)(await portal.Host.SqlAsync(Draft, IdOf("twee")))!, StringComparison.Ordinal);
        await editor.PressAsync(Undo);
        Assert.Null(await portal.Host.SqlAsync(Draft, IdOf("twee")));
        Assert.DoesNotContain(theme.Id, (string)(await portal.Host.SqlAsync(Draft, IdOf("een")))!, StringComparison.Ordinal);
    }
}
