using AngleSharp.Html.Parser;
using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Editing;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Platform;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Newsletters;

/// <summary>From what is new on the portal to a mail with a reader, over a real mail server, and out again with one click.</summary>
public sealed class SendingTests : IAsyncLifetime
{
    private MailServer server = null!;
    private PortalHost host = null!;

    private MembersHost People => MembersHost.On(host);

    public async Task InitializeAsync()
    {
        server = await MailServer.StartAsync();
        host = await Sites.StartOwnAsync(new Dictionary<string, string>(server.Settings)
        {
            ["Mail:Deliver"] = "true",
            ["Newsletters:MailsPerSecond"] = "0",
            ["Newsletters:MailsPerSecondToOneDomain"] = "0",
        });
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public Task A_newsletter_is_made_of_what_is_new_agreed_to_sent_read_and_left_with_one_click() =>
        Visit.RunAsync(host.Address, Look.Wide, async visit =>
    {
        var page = visit.Page;
        var (email, id) = await People.GivenMemberAsync(Rights.Coordinator);
        var colleague = await People.GivenMemberAsync(Rights.Editor);
        string[] readers = [MembersHost.NewEmail("lezer"), MembersHost.NewEmail("lezer")];
        foreach (var reader in readers) await SubscribeAsync(reader);
        await visit.SignInAsync(email);
        await People.GivenSecondStepAsync(id);

        await visit.OpenAsync("/beheer/nieuwsbrieven");
        await ExamineAsync(visit, "lijst, nog leeg");
        await visit.OpenAsync("/beheer/nieuwsbrieven/nieuw?sinds=2020-01-01");
        await ExamineAsync(visit, "nieuw");
        await page.FillAsync("[name=Titel]", "Nieuwsbrief voor de toets");
        foreach (var box in (await page.Locator("[name=stukken]").AllAsync()).Skip(6)) await box.UncheckAsync();
        await page.PressAsync("Maak het concept");
        var newsletter = visit.At.Split('/')[^1];
        var desk = $"/beheer/nieuwsbrieven/{newsletter}";
        await Assertions.Expect(page.Locator(".wj-edittext")).ToBeVisibleAsync();

        await visit.OpenAsync(desk);
        await Assertions.Expect(page.GetByText("De controles vinden niets.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#lezers ~ p").First).ToContainTextAsync("2 abonnees");
        await ExamineAsync(visit, "concept");
        await visit.OpenAsync($"{desk}?als=telefoon&donker=true");
        await Assertions.Expect(page.FrameLocator(".wj-preview").GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(
            "Nieuwsbrief voor de toets");
        await ExamineAsync(visit, "telefoon, donker");
        await page.FillAsync("[name=Adres]", "proef@@lezers.example");
        await page.PressAsync("Stuur de proefmail");
        await Assertions.Expect(page.GetByText("Vul één e-mailadres in.").First).ToBeVisibleAsync();
        await page.FillAsync("[name=Adres]", "proef@lezers.example");
        await page.PressAsync("Stuur de proefmail");
        await host.WorkAsync();
        var trial = await server.NextToAsync("proef@lezers.example");
        Assert.StartsWith("Proef: ", trial.Header("Subject"), StringComparison.Ordinal);

        await page.SelectOptionAsync("[name=collega]", colleague.Id.ToString());
        await page.PressAsync("Vraag akkoord");
        await ExamineAsync(visit, "gevraagd");
        using (var other = await People.SignedInAsync(colleague.Email))
        {
            await People.GivenSecondStepAsync(colleague.Id);
            Assert.Contains(await host.MailsToAsync(colleague.Email), mail => mail.Text.Contains(desk, StringComparison.Ordinal));
            await other.GoAsync(desk);
            await other.PressAsync("Ik ben akkoord");
        }
        await visit.OpenAsync(desk);
        await ExamineAsync(visit, "akkoord");
        await page.PressAsync("Verstuur aan 2 abonnees");
        await host.WorkAsync();
        await visit.OpenAsync(desk);
        await Assertions.Expect(page.GetByText("Verstuurd: 2")).ToBeVisibleAsync();
        await ExamineAsync(visit, "verstuurd");
        await visit.OpenAsync("/beheer/nieuwsbrieven");
        await ExamineAsync(visit, "lijst");

        // The mail as a page of its own: nothing for axe to find, whatever mail program shows it.
        var mail = await server.NextToAsync(readers[0]);
        await server.NextToAsync(readers[1]);
        Assert.Single(server.To(readers[0]));
        var html = mail.Part("text/html");
        await page.RouteAsync(
            "**/mail-als-pagina", route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = html }));
        foreach (var (width, scheme) in new[] { (320, ColorScheme.Light), (640, ColorScheme.Dark) })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.GotoAsync(new Uri(host.Address, "/mail-als-pagina").AbsoluteUri);
            Assert.Empty(await Axe.FindAsync(visit));
            Assert.Empty(await Reflow.SidewaysAsync(visit));
            await visit.ShootAsync($"mail-{width}-{scheme}");
        }

        // A reader reads it on the site, and leaves with one click.
        var archive = new Uri(new HtmlParser().ParseDocument(mail.Part("text/html")).QuerySelectorAll("a").Single(
            link => link.TextContent.Contains("Lees deze nieuwsbrief", StringComparison.Ordinal)).GetAttribute("href")!).PathAndQuery;
        await Eventually.Async(async () => (await host.AskAsync(archive)).Status == 200, "it stands on the site");
        var leave = new Uri(mail.Header("List-Unsubscribe").Split('<', '>')[1]).PathAndQuery;
        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await host.Client.PostAsync(new Uri(leave, UriKind.Relative), click);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(1, (int)(await host.SqlAsync("select count(*)::int from newsletters.subscribers where ended_at is null"))!);

        // What came back is told in the office, and that some of it may be missing.
        await host.SqlAsync(
            """
            update newsletters.deliveries d set state = 'bounced', bounced_at = now(),
                bounce = case when s.ended_at is null then 'hard' else 'soft' end,
                complained_at = case when s.ended_at is not null then now() end
            from newsletters.subscribers s where s.id = d.subscriber_id
            """);
        await host.SqlAsync("insert into newsletters.return_mailbox (id, read_at, problem) values (1, now(), 'connect')");
        await visit.OpenAsync(desk);
        await Assertions.Expect(page.GetByText("1 mail: het adres bestaat niet meer")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("1 lezer meldde de mail als spam")).ToBeVisibleAsync();
        await ExamineAsync(visit, "teruggekomen");
    });

    private static async Task ExamineAsync(Visit visit, string state)
    {
        foreach (var look in new[] { Look.Wide, Look.Phone with { Dark = true } })
        {
            await visit.TurnAsync(look);
            var found = (await Axe.FindAsync(visit)).Concat(await Reflow.SidewaysAsync(visit)).ToList();
            Assert.True(found.Count == 0, $"{state}: {string.Join('\n', found)}");
            await visit.ShootAsync($"nieuwsbrief-{state}");
        }
        await visit.TurnAsync(Look.Wide);
    }

    private Task SubscribeAsync(string address) => host.SqlAsync(
        """
        insert into newsletters.subscribers (id, address, address_hash, themes, regions, functions, subscribed_at, consent_at)
        values (gen_random_uuid(), $1, sha256($1::bytea), array[]::text[], array[]::text[], array[]::text[], now(), now())
        """,
        address);
}
