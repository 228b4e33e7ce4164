using System.Net;
using System.Text;
using AngleSharp.Dom;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Members.Privacy;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>What an administrator finds in the log of who did what, and what others do.</summary>
public sealed class LogBookTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task A_role_that_is_given_stands_in_the_log_with_who_gave_it_and_from_which_network()
    {
        var (admin, adminId) = await portal.SignedInAsAsync(Rights.Administrator);
        var (_, id) = await portal.GivenMemberAsync();
        await NameAsync(adminId, "Bea Beheer");
        await NameAsync(id, "Karim Kijk");
        await admin.GoAsync($"/beheer/leden/{id}");
        await admin.PressAsync("Bewaar de taken", ("roles", Rights.Coordinator), ("Area", "org-district-kennemerland"));
        await admin.GoAsync($"/beheer/logboek?over={id}");
        var line = Words(Assert.Single(Rows(admin)));
        Assert.Contains("Karim Kijk", line, StringComparison.Ordinal);
        Assert.Contains("Lid: taak gegeven", line, StringComparison.Ordinal);
        Assert.Contains("Door Bea Beheer", line, StringComparison.Ordinal);
        Assert.Contains("Taak: Coördinator", line, StringComparison.Ordinal);
        Assert.Contains("vanaf ", line, StringComparison.Ordinal);

        await admin.GoAsync($"/beheer/leden/{id}");
        await admin.PressAsync("Sluit dit account");
        await admin.PressAsync("Ja, sluit het account");
        await admin.GoAsync("/beheer/logboek?wie=Bea+Beh&wat=account.blocked");
        Assert.Contains("Karim Kijk", Words(Assert.Single(Rows(admin))), StringComparison.Ordinal);
        await admin.GoAsync("/beheer/logboek?wie=Niemand+die+zo+heet");
        Assert.Contains("Hier staat niets", admin.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_name_and_no_address_stands_in_a_line()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (email, id) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        var name = $"Wietske {Guid.NewGuid():N}";
        await NameAsync(id, name);
        using var visitor = await portal.SignedInAsync(email);
        var invitee = MembersHost.NewEmail();
        await visitor.GoAsync("/beheer/organisatie/uitnodigen");
        await visitor.PressAsync("Nodig uit", ("Name", "Mo Jansen"), ("Email", invitee));
        await visitor.GoAsync("/account/gegevens");
        await visitor.PressAsync("Download mijn gegevens");
        Assert.Equal(
            ["invitation.sent", "personal-data.exported"],
            (await OfAsync(id)).Select(line => line.Action).Order(StringComparer.Ordinal));
        foreach (var trace in new[] { email, name, invitee, "Mo Jansen", id.ToString() })
            Assert.Equal(0L, await portal.Host.SqlAsync(
                "select count(*) from platform.audit_lines l where l::text ilike '%' || $1 || '%'", trace));
    }

    [Fact]
    public async Task Lines_of_an_erased_member_stay_and_are_of_nobody()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        var (doer, doerId) = await portal.SignedInAsAsync(Rights.Administrator);
        var (_, id) = await portal.GivenMemberAsync();
        await doer.GoAsync($"/beheer/leden/{id}");
        await doer.PressAsync("Bewaar de taken", ("roles", Rights.Editor));
        var number = Assert.Single(await OfAsync(doerId)).Actor;
        Assert.True(await portal.Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(doerId, default, doerId)));
        Assert.Empty(await OfAsync(doerId));
        await admin.GoAsync($"/beheer/logboek?wie={number}");
        Assert.Equal(2, Rows(admin).Count); // that a role was given, and that the account went
        Assert.Contains($"Iemand zonder account ({number[..8]})", admin.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from platform.audit_people where member_id = $1", doerId));
    }

    [Fact]
    public async Task What_happens_to_a_page_is_found_by_the_page_and_leads_to_what_changed()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/cijfer.md", News("cijfer", "Een op de acht", "Een op de 8 jongeren.\n"));
        await desk.ImportAsync();
        await desk.EditAndPublishAsync("nieuws-cijfer", text => text.Replace("de 8", "de 9", StringComparison.Ordinal));
        await desk.DoAsync((publisher, change) => publisher.WithdrawAsync("nieuws-cijfer", change));
        await admin.GoAsync("/beheer/logboek?over=nieuws-cijfer");
        Assert.Equal(
            ["offline gehaald", "online gezet", "concept begonnen of overgenomen", "online gezet"],
            Rows(admin).Select(row => row.QuerySelector(".wj-meta")!.TextContent.Split(": ")[1]));
        Assert.Contains("Alleen regels over ‘Een op de acht’", admin.Text, StringComparison.Ordinal);

        var changed = admin.Page.QuerySelectorAll(".wj-rows a")
            .First(link => link.TextContent.StartsWith("Bekijk wat veranderde", StringComparison.Ordinal));
        Assert.Equal("/beheer/logboek/verschil/nieuws-cijfer/1/2", changed.GetAttribute("href"));
        // An administrator writes nothing, and sees what was written.
        await admin.GoAsync(changed.GetAttribute("href")!);
        Assert.Equal("8", string.Concat(admin.Page.QuerySelectorAll("del").Select(gone => gone.TextContent.Trim())));
        Assert.Equal("9", string.Concat(admin.Page.QuerySelectorAll("ins").Select(added => added.TextContent.Trim())));
        await admin.GoAsync(changed.GetAttribute("href") + "?weergave=bron");
        Assert.Contains("id: nieuws-cijfer", admin.Text, StringComparison.Ordinal);
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        await editor.GoAsync(changed.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, editor.Status);
        await editor.GoAsync("/beheer/inhoud/nieuws-cijfer/versies");
        Assert.Contains(editor.Page.QuerySelectorAll("a"), link => link.GetAttribute("href") == "/beheer/logboek?over=nieuws-cijfer");
        foreach (var nowhere in new[] { "nieuws-cijfer/1/9", "nieuws-is-er-niet/1/2" })
        {
            await editor.GoAsync("/beheer/logboek/verschil/" + nowhere);
            Assert.Equal(HttpStatusCode.NotFound, editor.Status);
        }
    }

    [Fact]
    public async Task A_change_that_is_refused_leaves_no_line()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/geweigerd.md", News("geweigerd", "Geweigerd", "Tekst.\n"));
        await desk.ImportAsync();
        var before = await portal.Host.SqlAsync("select count(*) from platform.audit_lines");
        Assert.False((await desk.TryAsync(new("nieuws-geweigerd") { Revision = 99, Step = new Step.Archive() })).IsDone);
        Assert.False((await desk.TryAllAsync(
        [
            new("nieuws-geweigerd") { Step = new Step.Archive() }, new("nieuws-is-er-niet") { Step = new Step.Archive() },
        ]))[0].IsDone);
        Assert.Equal(before, await portal.Host.SqlAsync("select count(*) from platform.audit_lines"));
    }

    [Fact]
    public async Task Lines_are_found_by_words_and_by_period()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/lente.md", News("lente", "Wie 100% zoekt_ vindt\\", "Tekst.\n"));
        var spring = new DateTimeOffset(2026, 4, 2, 22, 30, 0, TimeSpan.Zero); // half past midnight there: 3 April
        await desk.ImportAsync();
        await portal.Host.SqlAsync(
            """
            insert into platform.audit_lines (at, actor, action, kind, object, title, origin, facts)
            values ($1, 'planning', 'document.published', 'document', 'nieuws-lente', 'Lentecijfers van de regio', 'server', '[]')
            """, spring);
        Assert.Equal(1, await CountAsync(admin, "woorden=LENTECIJFERS"));
        Assert.Equal(1, await CountAsync(admin, "woorden=100%25+zoekt_+vindt%5C"));
        Assert.Equal(0, await CountAsync(admin, "woorden=100_+zoekt"));
        Assert.Equal(1, await CountAsync(admin, "woorden=lentecijfers&van=2026-04-03&tot=2026-04-03"));
        Assert.Equal(0, await CountAsync(admin, "woorden=lentecijfers&tot=2026-04-02"));
        Assert.Equal(0, await CountAsync(admin, "woorden=lentecijfers&van=2026-04-04"));
        Assert.Equal(1, await CountAsync(admin, "woorden=lentecijfers&wie=planning&wat=document"));
        Assert.Equal(0, await CountAsync(admin, "woorden=lentecijfers&wat=member"));
        await admin.GoAsync("/beheer/logboek?van=gisteren");
        Assert.Contains("Vul bij ‘Vanaf’ een dag in", admin.Text, StringComparison.Ordinal);
        await admin.GoAsync("/beheer/logboek?van=2026-05-01&tot=2026-04-01");
        Assert.Contains("De eerste dag ligt na de laatste", admin.Text, StringComparison.Ordinal);
        foreach (var odd in new[]
        {
            "na=x", "na=1-2-3", "na=99999999999999999999-1", "na=-5-1", "wat=bestaat-niet", "over=%00", "van=0001-01-01&tot=9998-12-31",
        })
        {
            await admin.GoAsync("/beheer/logboek?" + odd);
            Assert.Equal(HttpStatusCode.OK, admin.Status);
        }
    }

    [Fact]
    public async Task The_file_holds_all_lines_of_the_question_and_no_formula()
    {
        var (admin, adminId) = await portal.SignedInAsAsync(Rights.Administrator);
        using var desk = new Desk(portal.Host);
        for (var at = 0; at < 60; at++) desk.Write($"nieuws/veel-{at}.md", News($"veel-{at}", $"=2+{at} veelvoud", "Tekst.\n"));
        await desk.ImportAsync();
        Assert.Equal(50, await CountAsync(admin, "woorden=veelvoud"));
        await admin.GoAsync(admin.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(10, Rows(admin).Count);

        using var response = await admin.FetchAsync(new HttpRequestMessage(HttpMethod.Get, "/beheer/logboek/csv?woorden=veelvoud"));
        Assert.Equal(Csv.MediaType, response.Content.Headers.ContentType!.ToString());
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(61, lines.Length);
        Assert.All(lines[1..], line => Assert.Contains(";'=2+", line, StringComparison.Ordinal));
        Assert.Contains(await OfAsync(adminId), line => line.Action == "log.exported");
    }

    [Fact]
    public async Task An_editor_sees_lines_about_content_and_no_others()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        var (_, id) = await portal.GivenMemberAsync();
        await admin.GoAsync($"/beheer/leden/{id}");
        await admin.PressAsync("Bewaar de taken", ("roles", Rights.Editor));
        foreach (var role in new[] { Rights.Editor, Rights.Coordinator })
        {
            var (writer, _) = await portal.SignedInAsAsync(role);
            Assert.Equal(50, await CountAsync(writer, "")); // the content that came with the portal
            Assert.DoesNotContain("vanaf ", writer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("op de server", writer.Text, StringComparison.Ordinal);
            foreach (var question in new[] { "wat=role.granted", "wat=member", $"over={id}" })
            {
                await writer.GoAsync("/beheer/logboek?" + question);
                Assert.DoesNotContain("taak gegeven", writer.Text, StringComparison.Ordinal);
            }
            await writer.GoAsync("/beheer/logboek/keten");
            Assert.Equal(HttpStatusCode.Forbidden, writer.Status);
            writer.Dispose();
        }
        var organisation = await portal.GivenOrganisationAsync();
        var (email, _) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        using var contact = await portal.SignedInAsync(email);
        foreach (var path in new[] { "", "/csv", "/keten", "/verschil/nieuws-lente/1/1" }.Select(path => "/beheer/logboek" + path))
        {
            await contact.GoAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, contact.Status);
        }
    }

    [Fact]
    public async Task The_chain_is_looked_at_with_a_button_and_says_where_it_breaks()
    {
        var host = new MembersHost();
        await host.InitializeAsync();
        try
        {
            var (admin, _) = await host.SignedInAsAsync(Rights.Administrator);
            await admin.GoAsync("/beheer/logboek/keten");
            await admin.PressAsync("Keten nakijken");
            Assert.Contains("De keten klopt. Alle ", admin.Text, StringComparison.Ordinal);
            var mark = admin.Page.QuerySelector("code")!.TextContent;
            await admin.PressAsync("Keten nakijken", ("Kenmerk", mark));
            Assert.Contains("en het kenmerk dat je gaf hoort erbij", admin.Text, StringComparison.Ordinal);
            await admin.PressAsync("Keten nakijken", ("Kenmerk", "zomaar iets"));
            Assert.Contains("Dit is geen kenmerk", admin.Text, StringComparison.Ordinal);

            await host.Host.SqlAsync(
                """
                alter table platform.audit_lines disable trigger user;
                update platform.audit_lines set title = 'iets anders'
                where id = (select line_id from platform.audit_seals where sequence = 7);
                alter table platform.audit_lines enable trigger user
                """);
            await admin.GoAsync("/beheer/logboek/keten");
            await admin.PressAsync("Keten nakijken");
            Assert.Contains("Regel 7 is veranderd", admin.Text, StringComparison.Ordinal);
            Assert.Contains("Alle regels tot en met 6 kloppen", admin.Text, StringComparison.Ordinal);
            admin.Dispose();
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public void Every_action_has_words_and_every_kind_a_name_of_its_own()
    {
        var kinds = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetServices<AuditKind>(portal.Host.Services)
            .ToList();
        Assert.Equal(kinds.Count, kinds.Select(kind => kind.Name).Distinct().Count());
        var actions = kinds.SelectMany(kind => kind.Actions.Keys).ToList();
        Assert.Equal(actions.Count, actions.Distinct().Count()); // an address names an action alone
        Assert.All(kinds.SelectMany(kind => kind.Actions), action => Assert.Matches("^[a-z-]+\\.[a-z-]+$", action.Key));
        Assert.DoesNotContain(kinds, kind => actions.Contains(kind.Name));
    }

    private static string News(string id, string title, string body) =>
        Given.Document($"nieuws-{id}", "nieuws", "published: 2026-01-01\n", body).Replace("Titel", title, StringComparison.Ordinal);

    private static List<IElement> Rows(Visitor visitor) => [.. visitor.Page.QuerySelectorAll(".wj-rows tbody tr")];

    private static string Words(IElement row) =>
        string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<int> CountAsync(Visitor visitor, string question)
    {
        await visitor.GoAsync("/beheer/logboek?" + question);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        return Rows(visitor).Count;
    }

    private Task NameAsync(Guid id, string name) => portal.Host.SqlAsync("update members.members set name = $2 where id = $1", id, name);

    private Task<List<AuditEntry>> OfAsync(Guid member) =>
        portal.Host.WithAsync<AuditSearch, List<AuditEntry>>(search => search.OfAsync(member, default));
}
