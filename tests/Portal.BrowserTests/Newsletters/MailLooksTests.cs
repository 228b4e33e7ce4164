using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Charts;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;
using Portal.Content.Editing;
using Portal.Members.Access;
using Portal.Newsletters.Types;
using Portal.Tests.Members;
using Portal.Tests.Platform;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Newsletters;

/// <summary>A mail with every block there is, as a mail program shows it; and the pages that show it and tell what became of it.</summary>
public sealed class MailLooksTests : IAsyncLifetime
{
    private const string EveryBlock = """
        ::: teaser document=kennis-onzichtbare-beelden image=media-netwerkbijeenkomst-kring
        Tien gemeenten vertelden wat zij zien. Wat helpt om het **eerder** te zien?
        :::

        ## Onderzoek

        Eigen tekst met een [link naar het dossier](doc:dossier-ouders), een *schuin* woord en een bron.[^een]

        ::: teaser document=kennis-blauwdruk-don-nijkerk
        :::

        - een punt
          - een punt daarbinnen
          - en nog een
        - nog een punt

        1. eerst vragen
        2. dan doen

        ::: quote by="Een docent"
        Ik vroeg het gewoon. Toen vertelde hij wat er speelde.
        :::

        ::: button label="Lees wat ouders zien" document=dossier-ouders
        :::

        ::: callout kind=tip
        Bel bij twijfel een collega.
        :::

        ::: figure title="Gesprekken per groep" source="Proef, 2026" chart=bar
        | Groep | Gesprekken |
        | --- | --- |
        | Ouders | 12 |
        | Scholen | 7 |
        :::

        ### Een kopje daaronder

        | Wat | Hoeveel |
        | --- | --- |
        | Gesprekken met ouders over meervoudigheid | 12 |

        ---

        ## Agenda

        ::: teaser document=activiteit-themadag-ouders
        **dinsdag 12 januari, 09.30 uur, Haarlem**
        :::

        [^een]: Proef, 2026, par. 1.
        """;

    private MailServer server = null!;
    private PortalHost host = null!;

    public async Task InitializeAsync()
    {
        server = await MailServer.StartAsync();
        host = await Sites.StartOwnAsync(new Dictionary<string, string>(server.Settings)
        {
            ["Mail:Deliver"] = "true",
        });
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public Task A_mail_with_every_block_is_whole_and_clear_at_each_width_in_light_and_dark() =>
        Visit.RunAsync(host.Address, Look.Wide, async visit =>
    {
        var (page, people) = (visit.Page, MembersHost.On(host));
        var (email, id) = await people.GivenMemberAsync(Rights.Coordinator);
        await visit.SignInAsync(email);
        await people.GivenSecondStepAsync(id);
        var desk = $"/beheer/nieuwsbrieven/{await NewsletterAsync(id)}";
        await visit.OpenAsync(desk);
        await page.FillAsync("[name=Adres]", "proef@lezers.example");
        await page.PressAsync("Stuur de proefmail");
        await host.WorkAsync();
        var mail = await server.NextToAsync("proef@lezers.example");
        if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, "mail.txt"), mail.Part("text/plain"));

        // Pictures in it come from where the portal says it is; here that is elsewhere.
        var html = mail.Part("text/html").Replace("src=\"http://localhost:5080/", "src=\"/", StringComparison.Ordinal);
        await page.RouteAsync(
            "**/mail-als-pagina", route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = html }));
        var found = new List<string>();
        foreach (var width in new[] { 320, 640 })
        {
            foreach (var dark in new[] { false, true })
            {
                await visit.TurnAsync(Look.Wide with { Width = width, Height = 900, Dark = dark });
                await page.GotoAsync(new Uri(host.Address, "/mail-als-pagina").AbsoluteUri);
                found.AddRange(await Axe.FindAsync(visit));
                found.AddRange((await Reflow.SidewaysAsync(visit)).Select(one => $"{width}: {one}"));
                await visit.ShootAsync("mail");
            }
        }
        Assert.Equal("nl", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Empty(await page.EvaluateAsync<string[]>(
            "() => [...document.images].filter((one) => !one.complete || one.naturalWidth === 0).map((one) => one.src)"));
        Assert.Equal(0, await page.Locator("table:not([role=presentation]):not(:has(th))").CountAsync());
        Assert.True(found.Count == 0, string.Join('\n', found));
    });

    [Fact]
    public Task The_preview_shows_a_phone_a_screen_a_dark_one_and_the_text_and_the_figures_what_became_of_it() =>
        Visit.RunAsync(host.Address, Look.Wide, async visit =>
    {
        var (page, people) = (visit.Page, MembersHost.On(host));
        var (email, id) = await people.GivenMemberAsync(Rights.Coordinator);
        await visit.SignInAsync(email);
        await people.GivenSecondStepAsync(id);
        var newsletter = await NewsletterAsync(id);
        var desk = $"/beheer/nieuwsbrieven/{newsletter}";
        var found = new List<string>();
        string[] ways = ["?als=scherm", "?als=scherm&donker=true", "?als=telefoon", "?als=telefoon&donker=true", "?als=tekst"];
        foreach (var query in ways)
        {
            foreach (var look in new[] { Look.Wide, Look.Phone, Look.Wide with { Dark = true }, Look.Phone with { Dark = true } })
            {
                await visit.TurnAsync(look);
                await visit.OpenAsync(desk + query);
                await page.Locator(".wj-preview").ScrollIntoViewIfNeededAsync();
                found.AddRange(await Axe.FindAsync(visit));
                found.AddRange(await Reflow.SidewaysAsync(visit));
                if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder)
                {
                    var name = $"voorbeeld-{query.Trim('?').Replace('&', '-').Replace('=', '-')}-{look}.png";
                    await page.Locator("section:has(.wj-preview)").ScreenshotAsync(new() { Path = Path.Combine(folder, name) });
                }
            }
        }
        var inside = page.FrameLocator(".wj-preview").Locator("body");
        await visit.TurnAsync(Look.Wide);
        await visit.OpenAsync(desk + "?als=tekst");
        await Assertions.Expect(inside).ToContainTextAsync("Agenda ======");
        await visit.OpenAsync(desk + "?als=telefoon&donker=true");
        Assert.Equal(375, (await page.Locator(".wj-preview").BoundingBoxAsync())!.Width, 3);
        Assert.True(
            await page.FrameLocator(".wj-preview").Locator("img").EvaluateAsync<bool>("(one) => one.complete && one.naturalWidth > 0"));

        await host.SqlAsync(
            """
            with sent as (
                insert into newsletters.campaigns
                    (id, document, state, made_at, started_at, ended_at, title, counts_clicks)
                values (gen_random_uuid(), $1, 'sent', now(), now(), now(), 'Nieuwsbrief met alles', true) returning id
            ), links as (
                insert into newsletters.links (campaign_id, number, target, words)
                select id, n, 'https://weerbaar.example/' || n, 'Lees wat ouders zien, deel ' || n from sent, generate_series(1, 6) n
                returning campaign_id, number)
            insert into newsletters.departures (campaign_id, day, number) select id, current_date, 3 from sent
            """,
            newsletter);
        await host.SqlAsync(
            """
            insert into newsletters.clicks (campaign_id, number, day, clicks)
            select campaign_id, number, current_date, number * number * 3 from newsletters.links
            """);
        await host.SqlAsync(
            """
            insert into newsletters.totals (day, what, number)
            select current_date - (n * 31), what, (n * 7) % 40 from generate_series(0, 8) n, unnest(array['started', 'unsubscribed']) what
            """);
        foreach (var path in new[] { "/beheer/nieuwsbrieven/cijfers", $"{desk}/cijfers", "/nieuwsbrieven", "/nieuwsbrieven/2026-1" })
        {
            foreach (var look in new[] { Look.Wide, Look.Phone with { Dark = true } })
            {
                await visit.TurnAsync(look);
                await visit.OpenAsync(path);
                await visit.UnfoldAsync();
                found.AddRange(await Axe.FindAsync(visit));
                found.AddRange(await Reflow.SidewaysAsync(visit));
                found.AddRange((await Bars.FindAsync(visit)).Select(one => $"{path} {look}: {one}"));
                await visit.ShootAsync(path);
            }
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    });

    private async Task<string> NewsletterAsync(Guid by)
    {
        var (id, problem) = await host.WithAsync<DocumentDesk, (string?, string)>(desk => desk.BeginAsync(
            Newsletter.TypeName, "Nieuwsbrief met alles erin en een titel die over twee regels loopt",
            new Dictionary<string, JsonNode?>
            {
                ["summary"] = "Wat er nieuw is.",
                ["intro"] = "Een gastles boeken is makkelijker dan uitleggen waarom hij zou helpen. Dit nummer gaat over vragen.",
            },
            EveryBlock, by, default));
        Assert.Equal("", problem);
        return id!;
    }
}
