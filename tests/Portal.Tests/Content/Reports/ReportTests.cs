using AngleSharp.Dom;
using Portal.Content.Reports;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Reports;

/// <summary>What the office tells of its pages: their age, their links, how they read, and what changed.</summary>
public sealed class ReportTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private Visitor editor = null!;
    private Guid me;

    public async Task InitializeAsync() => (editor, me) = await portal.SignedInAsAsync(Rights.Editor);

    public Task DisposeAsync()
    {
        editor.Dispose();
        return Task.CompletedTask;
    }

    private static string Words(IElement row) =>
        string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string RowOf(string id) =>
        Words(editor.Page.QuerySelector($".wj-rows tbody th a[href='/beheer/inhoud/{id}']")!.Closest("tr")!);

    private async Task<string[]> FileAsync(string path)
    {
        using var response = await editor.FetchAsync(new HttpRequestMessage(HttpMethod.Get, path));
        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        return (await response.Content.ReadAsStringAsync()).Split("\r\n");
    }

    private static string News(string id, string title, string more = "", string body = "Tekst.\n") =>
        Given.Document($"nieuws-{id}", "nieuws", "published: 2026-01-01\n" + more, body).Replace("Titel", title, StringComparison.Ordinal);

    [Fact]
    public async Task The_page_that_nobody_looked_at_for_longest_stands_first_with_who_keeps_it()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/oud.md", News("oud", "=Stokoud", "reviewed_on: 1999-05-01\n"));
        desk.Write("nieuws/ouder.md", News("ouder", "Nog ouder", "reviewed_on: 1998-05-01\nreview_by: 2999-01-01\n"));
        await desk.ImportAsync();
        await editor.GoAsync("/beheer/rapporten/ouderdom");
        var first = editor.Page.QuerySelectorAll(".wj-rows tbody tr").Take(2).Select(Words).ToList();
        Assert.StartsWith("Nog ouder", first[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Kijk of het nog klopt", first[0], StringComparison.Ordinal); // that day is still to come
        Assert.Contains("Kijk of het nog klopt", first[1], StringComparison.Ordinal);
        Assert.Contains("1 mei 1999", first[1], StringComparison.Ordinal);
        Assert.Contains("nog niemand", first[1], StringComparison.Ordinal);

        await editor.PressAsync("Leg vast", ("id", "nieuws-oud"), ("wie", me.ToString()));
        Assert.Contains("1 pagina heeft nu iemand anders", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Noor de Vries", RowOf("nieuws-oud"), StringComparison.Ordinal);
        await editor.GoAsync("/beheer/rapporten/ouderdom?van=mij");
        Assert.Equal(["=Stokoud"], editor.Page.QuerySelectorAll(".wj-rows th[scope=row] a").Select(link => link.TextContent));
        // A formula in a title stays a title.
        Assert.StartsWith("'=Stokoud;Nieuws;1999-05-01;;ja;Noor de Vries;", (await FileAsync("/beheer/rapporten/ouderdom/csv?van=mij"))[1],
            StringComparison.Ordinal);
        await editor.PressAsync("Leg vast", ("id", "nieuws-oud"), ("wie", "niemand"));
        Assert.Contains("Jij houdt nog geen pagina bij.", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_keeps_old_pages_gets_one_mail_a_month_and_can_stop_it_with_one_click()
    {
        var (email, keeper) = await portal.GivenMemberAsync(Rights.Editor);
        using var desk = new Desk(portal.Host);
        for (var number = 1; number <= 3; number++)
            desk.Write($"nieuws/mail-{number}.md", News($"mail-{number}", $"Oud stuk {number}", "reviewed_on: 2001-05-01\n"));
        desk.Write("nieuws/mail-vers.md", News("mail-vers", "Vers stuk", "reviewed_on: 2998-05-01\n"));
        await desk.ImportAsync();
        await portal.Host.WithAsync<Owners>(owners => owners.SetAsync(
            ["nieuws-mail-1", "nieuws-mail-2", "nieuws-mail-3", "nieuws-mail-vers"], keeper, default));
        for (var time = 0; time < 2; time++)
        {
            await portal.Host.RunJobAsync(new SendOwnerMails());
            await portal.Host.WorkAsync();
        }
        var (subject, text) = Assert.Single(await portal.MailsToAsync(email));
        Assert.StartsWith("3 van jouw pagina’s wachten op een blik", subject, StringComparison.Ordinal);
        Assert.Contains("Oud stuk 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vers stuk", text, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe-Post: List-Unsubscribe=One-Click", await portal.Host.SqlAsync(
            "select headers[2] from platform.outbox where lower(to_address) = lower($1) and kind = $2", email, OwnerMails.Kind));

        portal.Host.Clock.Advance(TimeSpan.FromDays(31));
        await portal.Host.WithAsync<Reminders>(reminders => reminders.SetAsync(keeper, OwnerMails.Kind, isOn: false, default));
        await portal.Host.RunJobAsync(new SendOwnerMails());
        await portal.Host.WorkAsync();
        Assert.Single(await portal.MailsToAsync(email));
        await portal.Host.WithAsync<Reminders>(reminders => reminders.SetAsync(keeper, OwnerMails.Kind, isOn: true, default));
        await portal.Host.RunJobAsync(new SendOwnerMails());
        await portal.Host.WorkAsync();
        Assert.Equal(2, (await portal.MailsToAsync(email)).Count);
    }

    [Fact]
    public async Task Who_keeps_a_page_finds_it_in_their_data_and_is_forgotten_with_the_account()
    {
        var (_, keeper) = await portal.GivenMemberAsync(Rights.Editor);
        await portal.Host.WithAsync<Owners>(owners => owners.SetAsync(["begrip-boa"], keeper, default));
        var mine = await portal.Host.WithAsync<Portal.Content.Editing.WriterData, IReadOnlyList<Portal.Members.Privacy.PersonalTable>>(
            data => data.ExportAsync(keeper, default));
        Assert.Equal("houd je bij", Assert.Single(mine.Single().Rows)[2]);
        await portal.Host.WithAsync<Portal.Content.Editing.WriterData>(data => data.HandleAsync(new MemberErased(keeper), default));
        Assert.Empty(await portal.Host.WithAsync<Owners, IReadOnlySet<string>>(owners => owners.PagesOfAsync(keeper, default)));
    }

    [Fact]
    public async Task Links_that_lead_nowhere_stand_above_those_that_take_a_detour()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/doel-a.md", News("doel-a", "Doel A"));
        desk.Write("nieuws/doel-b.md", News("doel-b", "Doel B"));
        desk.Write("nieuws/met-links.md", News("met-links", "Met links", "", "Lees [dit](/nieuws/doel-a) en [dat](/nieuws/doel-b).\n"));
        await desk.ImportAsync();
        await editor.GoAsync("/beheer/rapporten/links");
        Assert.Null(editor.Page.QuerySelector("a[href='/beheer/inhoud/nieuws-met-links']"));
        await desk.DoAsync((publisher, by) => publisher.WithdrawAsync("nieuws-doel-a", by));
        await desk.DoAsync((publisher, by) => publisher.RenameAsync("nieuws-doel-b", "doel-c", by));
        await editor.GoAsync("/beheer/rapporten/links");
        Assert.Equal(
            [
                "Met links Link naar /nieuws/doel-a Leidt nergens heen.",
                "Met links Link naar /nieuws/doel-b Leidt met een omweg naar /nieuws/doel-c.",
            ],
            editor.Page.QuerySelectorAll(".wj-rows tbody tr").Select(Words)
                .Where(row => row.StartsWith("Met links", StringComparison.Ordinal)));
        Assert.Contains(
            "Met links;/nieuws/met-links;/nieuws/doel-a;Leidt nergens heen.", await FileAsync("/beheer/rapporten/links/csv"));
    }

    [Fact]
    public async Task What_a_text_does_to_who_reads_otherwise_is_told_by_page()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/lastig.md", News(
            "lastig", "Lastige tekst", "",
            "Lees [hier](https://a.example/x) meer, of [klik hier](https://b.example/y).\n\n| Jaar | |\n| --- | --- |\n| 2026 | 12 |\n"));
        await desk.ImportAsync();
        await editor.GoAsync("/beheer/rapporten/toegankelijkheid");
        var row = RowOf("nieuws-lastig");
        Assert.StartsWith("Lastige tekst 3 punten", row, StringComparison.Ordinal);
        Assert.Contains("‘hier’ zegt niet waar de link heen gaat", row, StringComparison.Ordinal);
        Assert.Contains("Kolom 2 van deze tabel heeft geen kop", row, StringComparison.Ordinal);
        Assert.Equal(3, (await FileAsync("/beheer/rapporten/toegankelijkheid/csv")).Count(
            line => line.StartsWith("Lastige tekst;", StringComparison.Ordinal)));
        // Another text is measured anew.
        desk.Write("nieuws/lastig.md", News("lastig", "Lastige tekst", "", "Een gewone tekst.\n"));
        await desk.ImportAsync();
        await editor.GoAsync("/beheer/rapporten/toegankelijkheid");
        Assert.Null(editor.Page.QuerySelector("a[href='/beheer/inhoud/nieuws-lastig']"));
    }

    [Fact]
    public async Task The_text_that_reads_hardest_stands_first_and_the_page_says_what_that_is_worth()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/moeilijk.md", News(
            "moeilijk", "Moeilijke tekst", "",
            "Verantwoordelijkheidsverdelingen tussen samenwerkingsverbanden veroorzaken onduidelijkheden aangaande "
            + "informatievoorzieningsverplichtingen waardoor besluitvormingsprocedures onnodige vertragingen ondervinden en "
            + "uitvoeringsorganisaties verantwoordingsdocumentatie onvolledig aanleveren.\n"));
        await desk.ImportAsync();
        await editor.GoAsync("/beheer/rapporten/leesniveau");
        Assert.StartsWith(
            "Moeilijke tekst leest moeilijk Score 0", Words(editor.Page.QuerySelector(".wj-rows tbody tr")!), StringComparison.Ordinal);
        Assert.Contains("B1 kun je er niet uit aflezen", editor.Text, StringComparison.Ordinal);
        Assert.StartsWith(
            "Moeilijke tekst;/nieuws/moeilijk;", (await FileAsync("/beheer/rapporten/leesniveau/csv"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_in_seven_days_is_told_with_who_did_it_and_no_more_after_that()
    {
        await editor.GoAsync("/beheer/inhoud/begrip-boa");
        await editor.PressAsync("Bewaar", ("p.definition", "Iemand die mag bekeuren."));
        await editor.GoAsync("/beheer/inhoud/begrip-boa/online");
        await editor.PressAsync("Zet online");
        await editor.GoAsync("/beheer/rapporten/week");
        var first = Words(editor.Page.QuerySelector(".wj-rows tbody tr")!);
        Assert.StartsWith("Boa Begrip", first, StringComparison.Ordinal);
        Assert.EndsWith("Noor de Vries", first, StringComparison.Ordinal);
        Assert.Contains(";Boa;Begrip;", (await FileAsync("/beheer/rapporten/week/csv"))[1], StringComparison.Ordinal);
        var all = await portal.Host.WithAsync<WeekChanges, int>(week => week.CountAsync(default));
        portal.Host.Clock.Advance(TimeSpan.FromDays(8));
        Assert.True(await portal.Host.WithAsync<WeekChanges, int>(week => week.CountAsync(default)) < all);
    }

    [Fact]
    public async Task Every_report_opens_from_the_list_and_a_page_that_is_not_there_is_not_found()
    {
        await editor.GoAsync("/beheer/rapporten");
        var reports = editor.Page.QuerySelectorAll(".wj-rows th a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(7, reports.Count);
        foreach (var report in reports)
        {
            await editor.GoAsync(report);
            Assert.Equal(System.Net.HttpStatusCode.OK, editor.Status);
            if (report == "/beheer/inhoud/opruimen") continue; // shows the most and no more: it has no pages
            foreach (var number in new[] { 999, int.MaxValue })
            {
                await editor.GoAsync($"{report}?p={number}");
                Assert.Equal(System.Net.HttpStatusCode.NotFound, editor.Status);
            }
        }
    }
}
