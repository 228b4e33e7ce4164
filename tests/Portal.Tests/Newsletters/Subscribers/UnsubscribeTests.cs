using System.Net;
using AngleSharp.Html.Parser;
using Portal.Newsletters.Subscribers;
using Portal.Platform.Mail;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Subscribers;

/// <summary>Choices, and the way out, by the links in a mail and without an account.</summary>
public sealed class UnsubscribeTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_mail_program_ends_it_with_one_click_and_twice_is_once()
    {
        var subscriber = await Host.GivenSubscriberAsync();
        var headers = (string[])(await Host.SqlAsync(
            "select headers from platform.outbox where to_address = $1 and kind = 'newsletter-welcome'", subscriber.Address))!;
        Assert.Equal("List-Unsubscribe-Post: List-Unsubscribe=One-Click", headers[1]);
        var address = headers[0].Split('<', '>')[1];
        Assert.Equal($"List-Unsubscribe: <{address}>", headers[0]);
        Assert.EndsWith(await Host.LinkAsync(subscriber.Address, "afmelden"), address, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await Host.OneClickAsync(new Uri(address).PathAndQuery));
        var ended = (await Host.SubscriberAsync(subscriber.Address))!;
        Assert.Equal(EndReasons.Unsubscribed, ended.EndReason);
        Assert.Equal(EndReasons.Unsubscribed, await Host.SuppressedAsync(subscriber.Address));
        Assert.Equal(HttpStatusCode.OK, await Host.OneClickAsync(new Uri(address).PathAndQuery));
        Assert.Equal(ended.EndedAt, (await Host.SubscriberAsync(subscriber.Address))!.EndedAt);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Whoever_only_looks_at_the_links_of_a_mail_changes_nothing(string method)
    {
        var subscriber = await Host.GivenSubscriberAsync();
        var key = (await Host.LinkAsync(subscriber.Address, "afmelden")).Split('=')[1];
        var before = await Host.EverythingAsync();
        foreach (var page in new[] { "voorkeuren", "afmelden", "blijven" })
            foreach (var more in new[] { "", "&handler=return", "&handler=forget", "&thema=dossier-ouders" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), $"/nieuwsbrieven/{page}?sleutel={key}{more}");
                using var answer = await Host.Client.SendAsync(request);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.False(answer.Headers.Contains("Set-Cookie"));
            }
        Assert.Equal(before, await Host.EverythingAsync());
    }

    [Fact]
    public async Task A_reader_ends_it_with_a_button_and_takes_that_back_on_the_next_page()
    {
        var subscriber = await Host.GivenSubscriberAsync(null, ("thema", "dossier-ouders"));
        using var reader = Host.Visit();
        await reader.GoAsync(await Host.LinkAsync(subscriber.Address, "afmelden"));
        Assert.DoesNotContain(subscriber.Address, reader.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains(Address.Masked(subscriber.Address), reader.Text, StringComparison.Ordinal);
        await reader.PressAsync("Meld mij af");
        Assert.Contains("Je bent afgemeld", reader.Text, StringComparison.Ordinal);
        Assert.False((await Host.SubscriberAsync(subscriber.Address))!.IsActive);

        await reader.PressAsync("Maak het ongedaan");
        Assert.Contains("Je bent weer aangemeld", reader.Text, StringComparison.Ordinal);
        var back = (await Host.SubscriberAsync(subscriber.Address))!;
        Assert.True(back.IsActive);
        Assert.Equal(["dossier-ouders"], back.Interests.Themes);
        Assert.Null(await Host.SuppressedAsync(subscriber.Address));
        Assert.Equal([Consent.BySignUp, Consent.ByReturning], (await Host.ConsentsAsync(back.Id)).Select(consent => consent.Kind));
        Assert.Empty(reader.CookieNames);
    }

    [Fact]
    public async Task An_old_mail_signs_nobody_up_again()
    {
        var subscriber = await Host.GivenSubscriberAsync();
        var link = await Host.LinkAsync(subscriber.Address, "afmelden");
        await Host.OneClickAsync(link);
        await Host.SqlAsync("update newsletters.subscribers set ended_at = ended_at - interval '25 hours' where id = $1", subscriber.Id);
        using var reader = Host.Visit();
        await reader.GoAsync(link);
        Assert.DoesNotContain("Maak het ongedaan", reader.Text, StringComparison.Ordinal);
        await reader.PostAsync("/nieuwsbrieven/afmelden?handler=return", ("sleutel", link.Split('=')[1]));
        Assert.False((await Host.SubscriberAsync(subscriber.Address))!.IsActive);
    }

    [Fact]
    public async Task Choices_change_by_the_link_and_nothing_else_does()
    {
        var subscriber = await Host.GivenSubscriberAsync(null, ("thema", "dossier-ouders"), ("functie", "docent"));
        using var reader = Host.Visit();
        await reader.GoAsync(await Host.LinkAsync(subscriber.Address, "voorkeuren"));
        Assert.Equal(
            ["dossier-ouders", "docent"], reader.Page.QuerySelectorAll("input[checked]").Select(box => box.GetAttribute("value")));
        await reader.PressAsync("Bewaar mijn keuzes", ("regio", "org-gemeente-haarlem"), ("regio", "org-gemeente-velsen"));
        Assert.Contains("Je keuzes zijn bewaard", reader.Text, StringComparison.Ordinal);
        var changed = (await Host.SubscriberAsync(subscriber.Address))!;
        Assert.Equal(["org-gemeente-haarlem", "org-gemeente-velsen"], changed.Interests.Regions);
        Assert.Equal(
            subscriber with { Interests = Interests.All }, changed with { Interests = Interests.All });
        await reader.PressAsync("Meld mij af");
        Assert.Contains("Je bent afgemeld", reader.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_ours_opens_and_changes_nothing()
    {
        await Host.GivenSubscriberAsync();
        var before = await Host.EverythingAsync();
        foreach (var key in new[] { "", "x", new string('A', 43), "%F0%9F%98%80" })
            foreach (var page in new[] { "voorkeuren", "afmelden", "blijven", "bevestigen" })
            {
                var shown = await Host.PageAsync($"/nieuwsbrieven/{page}?sleutel={key}");
                Assert.Contains("Deze link", shown.Body!.TextContent, StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.OK, await Host.OneClickAsync($"/nieuwsbrieven/{page}?sleutel={key}"));
            }
        Assert.Equal(before, await Host.EverythingAsync());
    }

    [Fact]
    public async Task Who_left_has_everything_removed_at_once_but_that_nothing_may_be_sent()
    {
        var subscriber = await Host.GivenSubscriberAsync();
        using var reader = Host.Visit();
        await reader.GoAsync(await Host.LinkAsync(subscriber.Address, "afmelden"));
        await reader.PressAsync("Meld mij af");
        await reader.PressAsync("Verwijder mijn gegevens nu");
        Assert.Contains("Je krijgt geen nieuwsbrief meer", reader.Text, StringComparison.Ordinal);
        Assert.Null(await Host.SubscriberAsync(subscriber.Address));
        Assert.Empty(await Host.ConsentsAsync(subscriber.Id));
        Assert.DoesNotContain(
            subscriber.Address, (await Host.EverythingAsync()).ToLowerInvariant(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(EndReasons.Unsubscribed, await Host.SuppressedAsync(subscriber.Address));

        // Nobody is kept from coming back by themselves.
        await Host.GivenSubscriberAsync(subscriber.Address);
        Assert.Null(await Host.SuppressedAsync(subscriber.Address));
    }

    [Fact]
    public async Task A_key_forgets_nobody_who_still_gets_it()
    {
        var subscriber = await Host.GivenSubscriberAsync();
        var key = (await Host.LinkAsync(subscriber.Address, "afmelden")).Split('=')[1];
        using var reader = Host.Visit();
        await reader.PostAsync("/nieuwsbrieven/afmelden?handler=forget", ("sleutel", key));
        Assert.True((await Host.SubscriberAsync(subscriber.Address))!.IsActive);
    }

    [Fact]
    public async Task Who_wants_no_newsletter_still_gets_the_mail_of_an_account()
    {
        var (email, _) = await portal.GivenMemberAsync();
        var subscriber = await Host.GivenSubscriberAsync(email);
        await Host.WithAsync<Subscriptions>(all => all.EndAsync(subscriber.Id, EndReasons.Complained, default));
        using var visitor = Host.Visit();
        await visitor.GoAsync("/inloggen/link");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        Assert.StartsWith("Je link om in te loggen", (await Host.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_follows_nobody()
    {
        var subscriber = await Host.GivenSubscriberAsync();
        var site = (await Host.WithAsync<LinkMaker, SubscriberLinks>(maker => maker.ForAsync(subscriber.Id, default)))
            .Unsubscribe.Split("/nieuwsbrieven")[0];
        var html = (string)(await Host.SqlAsync(
            "select body_html from platform.outbox where to_address = $1 and kind = 'newsletter-welcome'", subscriber.Address))!;
        var mail = new HtmlParser().ParseDocument(html);
        Assert.Empty(mail.QuerySelectorAll("img, link[rel=stylesheet], script, iframe, [background]"));
        Assert.Equal(
            ["/nieuwsbrieven/voorkeuren", "/nieuwsbrieven/afmelden"],
            mail.QuerySelectorAll("a[href*='?']").Select(link => new Uri(link.GetAttribute("href")!).AbsolutePath));
        Assert.All(
            mail.QuerySelectorAll("a"), link => Assert.StartsWith(site, link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mailbox_for_unsubscribes_is_named_after_the_link()
    {
        await using var host = await PortalHost.StartAsync(
            settings: new Dictionary<string, string> { ["Newsletters:UnsubscribeAddress"] = "afmelden@weerbaar.example" });
        var id = Guid.NewGuid();
        var links = await host.WithAsync<LinkMaker, SubscriberLinks>(maker => maker.ForAsync(id, default));
        var key = links.Unsubscribe.Split('=')[1];
        Assert.Equal(
            $"<{links.Unsubscribe}>, <mailto:afmelden@weerbaar.example?subject=afmelden%20{key}>", links.Headers[0].Value);
        Assert.Equal(id, await host.WithAsync<LinkMaker, Guid?>(maker => maker.SubscriberOfAsync(key, default)));
    }
}
