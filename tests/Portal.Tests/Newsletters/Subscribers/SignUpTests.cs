using System.Net;
using AngleSharp.Dom;
using Npgsql;
using Portal.Newsletters.Subscribers;
using Portal.Platform.Mail;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Subscribers;

/// <summary>From the form to the first mail.</summary>
public sealed class SignUpTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_visitor_asks_reads_the_mail_and_confirms_with_a_button()
    {
        var email = MembersHost.NewEmail("lezer");
        using var visitor = Host.Visit();
        await visitor.GoAsync("/nieuwsbrieven");
        await visitor.GoAsync(visitor.Page.QuerySelector(".wj-archive__aside a[href$=aanmelden]")!.GetAttribute("href")!);
        await visitor.PressAsync(
            "Meld mij aan", ("Email", email), ("Agree", "true"), ("thema", "dossier-ouders"), ("thema", "dossier-onlinewereld"),
            ("regio", "org-gemeente-haarlemmermeer"), ("functie", "docent"));
        Assert.Contains("Kijk in je mail", visitor.Text, StringComparison.Ordinal);
        Assert.Null(await Host.SubscriberAsync(email));
        var mail = Assert.Single(await Host.MailsToAsync(email));
        Assert.StartsWith("Bevestig je aanmelding voor de nieuwsbrief", mail.Subject, StringComparison.Ordinal);

        await visitor.GoAsync(await Host.LinkAsync(email, "bevestigen"));
        Assert.Contains(ConsentText.Of(ConsentText.Current), visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Bevestig mijn aanmelding");
        Assert.Contains("Je bent aangemeld", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.CookieNames);

        var subscriber = (await Host.SubscriberAsync(email))!;
        Assert.True(subscriber.IsActive);
        Assert.Equal(["dossier-onlinewereld", "dossier-ouders"], subscriber.Interests.Themes.Order(StringComparer.Ordinal));
        Assert.Equal(["org-gemeente-haarlemmermeer"], subscriber.Interests.Regions);
        Assert.Equal(["docent"], subscriber.Interests.Functions);
        var consent = Assert.Single(await Host.ConsentsAsync(subscriber.Id));
        Assert.Equal(
            (Consent.BySignUp, "/nieuwsbrieven/aanmelden", (int?)ConsentText.Current), (consent.Kind, consent.Form, consent.TextVersion));
        Assert.Equal(subscriber.Interests.Themes, consent.Interests.Themes);
        Assert.True(consent.AskedAt < consent.GivenAt);
        var welcome = (await Host.MailsToAsync(email))[^1];
        Assert.StartsWith("Welkom bij de nieuwsbrief", welcome.Subject, StringComparison.Ordinal);
        Assert.Contains("Functies: Docent of mentor", welcome.Text, StringComparison.Ordinal);
        Assert.Contains("Regio: Haarlemmermeer", welcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_chooses_nothing_gets_everything()
    {
        var subscriber = await Host.GivenSubscriberAsync();
        Assert.Empty(subscriber.Interests.Themes.Concat(subscriber.Interests.Regions).Concat(subscriber.Interests.Functions));
        Assert.Contains("Thema’s: alle thema’s", (await Host.MailsToAsync(subscriber.Address))[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Whoever_only_looks_at_a_link_confirms_nothing(string method)
    {
        var email = MembersHost.NewEmail("lezer");
        await Host.SignUpAsync(email);
        var link = await Host.LinkAsync(email, "bevestigen");
        var before = await Host.EverythingAsync();
        for (var times = 0; times < 3; times++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), link);
            using var answer = await Host.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal(before, await Host.EverythingAsync());
        await Host.ConfirmAsync(email);
        Assert.NotNull(await Host.SubscriberAsync(email));
    }

    [Fact]
    public async Task A_link_confirms_once_however_often_it_is_posted()
    {
        var email = MembersHost.NewEmail("lezer");
        await Host.SignUpAsync(email);
        var link = await Host.LinkAsync(email, "bevestigen");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var body = new FormUrlEncodedContent([new("sleutel", link.Split('=')[1])]);
            using var answer = await Host.Client.PostAsync(new Uri("/nieuwsbrieven/bevestigen", UriKind.Relative), body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }));
        Assert.Single(await Host.ConsentsAsync((await Host.SubscriberAsync(email))!.Id));
        Assert.Equal(2, (await Host.MailsToAsync(email)).Count); // the link and the welcome

        // Nor does the old link undo a later choice.
        await Host.WithAsync<Subscriptions>(
            async all => await all.EndAsync((await Host.SubscriberAsync(email))!.Id, EndReasons.Unsubscribed, default));
        using var again = Host.Visit();
        await again.GoAsync(link);
        Assert.Contains("Deze link is al gebruikt", again.Text, StringComparison.Ordinal);
        await again.PostAsync("/nieuwsbrieven/bevestigen", ("sleutel", link.Split('=')[1]));
        Assert.False((await Host.SubscriberAsync(email))!.IsActive);
    }

    [Fact]
    public async Task The_answer_is_the_same_whether_an_address_is_known_or_not()
    {
        var (known, (member, _)) = (await Host.GivenSubscriberAsync(), await portal.GivenMemberAsync());
        var gone = await Host.GivenSubscriberAsync();
        await Host.WithAsync<Subscriptions>(all => all.EndAsync(gone.Id, EndReasons.Unsubscribed, default));
        var (pages, mails) = (new List<string>(), new List<string>());
        foreach (var email in new[] { known.Address, member, gone.Address, MembersHost.NewEmail("niemand") })
        {
            using var visitor = await Host.SignUpAsync(email);
            pages.Add(visitor.Page.DocumentElement.OuterHtml);
            var text = (await Host.MailsToAsync(email))[^1].Text;
            mails.Add(text.Replace(await Host.LinkAsync(email, "bevestigen"), "*", StringComparison.Ordinal));
        }
        Assert.Single(pages.Distinct());
        Assert.Single(mails.Distinct());
    }

    [Fact]
    public async Task Nobody_changes_the_choices_of_somebody_else_by_filling_in_their_address()
    {
        var subscriber = await Host.GivenSubscriberAsync(null, ("thema", "dossier-ouders"));
        await Host.SignUpAsync(subscriber.Address.ToUpperInvariant(), ("thema", "dossier-onlinewereld"));
        Assert.Equal(["dossier-ouders"], (await Host.SubscriberAsync(subscriber.Address))!.Interests.Themes);

        // Whoever reads the mail may.
        await Host.ConfirmAsync(subscriber.Address);
        var changed = (await Host.SubscriberAsync(subscriber.Address))!;
        Assert.Equal((subscriber.Id, subscriber.SubscribedAt), (changed.Id, changed.SubscribedAt));
        Assert.Equal(["dossier-onlinewereld"], changed.Interests.Themes);
        Assert.Equal(2, (await Host.ConsentsAsync(changed.Id)).Count);
        Assert.Single(await Host.MailsToAsync(subscriber.Address), mail => mail.Subject.StartsWith("Welkom", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_gets_three_links_an_hour_whoever_asks_and_however_it_is_written()
    {
        var email = MembersHost.NewEmail("lezer");
        foreach (var written in new[] { email, email.ToUpperInvariant(), $"<{email}>", email, email })
        {
            using var visitor = await Host.SignUpAsync(written);
            Assert.Contains("Kijk in je mail", visitor.Text, StringComparison.Ordinal);
        }
        Assert.Equal(SignUps.MostMails, (await Host.MailsToAsync(email)).Count);
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_the_field_and_what_was_chosen_stays()
    {
        using var visitor = Host.Visit();
        await visitor.GoAsync("/nieuwsbrieven/aanmelden");
        await visitor.PressAsync(
            "Meld mij aan", ("Email", "jan@voorbeeld"), ("thema", "dossier-ouders"), ("regio", "org-gemeente-haarlem"));
        Assert.Equal(
            [Address.Refusal, "Zet een vinkje als je de nieuwsbrief wilt krijgen"],
            visitor.Page.QuerySelectorAll("[role=alert] a").Select(link => link.TextContent).Order(StringComparer.Ordinal));
        Assert.Contains(Address.Refusal, visitor.Page.QuerySelector("#email-fout")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("jan@voorbeeld", visitor.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.Equal(
            ["dossier-ouders", "org-gemeente-haarlem"],
            visitor.Page.QuerySelectorAll("input[checked]").Select(box => box.GetAttribute("value")));
        Assert.Empty(visitor.CookieNames);
    }

    [Fact]
    public async Task Only_what_can_be_chosen_is_kept()
    {
        var email = MembersHost.NewEmail("lezer");
        using var visitor = Host.Visit();
        await visitor.PostAsync(
            "/nieuwsbrieven/aanmelden", ("Email", email), ("Agree", "true"), ("thema", "dossier-bestaat-niet"), ("thema", "dossier-ouders"),
            ("thema", ""), ("regio", "dossier-ouders"), ("functie", "koning"));
        await Host.ConfirmAsync(email);
        var interests = (await Host.SubscriberAsync(email))!.Interests;
        Assert.Equal(["dossier-ouders"], interests.Themes);
        Assert.Empty(interests.Regions.Concat(interests.Functions));
    }

    [Fact]
    public async Task A_link_to_the_form_chooses_a_theme_already()
    {
        var page = await Host.PageAsync("/nieuwsbrieven/aanmelden?thema=dossier-ouders&thema=weg");
        Assert.Equal(["dossier-ouders"], page.QuerySelectorAll("input[checked]").Select(box => box.GetAttribute("value")));
    }

    [Fact]
    public async Task A_quiz_leads_to_the_form_with_its_themes()
    {
        using var visitor = Host.Visit();
        await visitor.PostAsync("/quizzen/onlinewereld?vraag=10", ("stand", ""));
        await visitor.GoAsync(visitor.Page.QuerySelector("main a[href^='/nieuwsbrieven/aanmelden']")!.GetAttribute("href")!);
        Assert.Equal(
            ["dossier-jonge-aanwas", "dossier-onlinewereld", "dossier-uitbuiting"],
            visitor.Page.QuerySelectorAll("input[checked]").Select(box => box.GetAttribute("value")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_words_that_somebody_said_yes_to_never_change() => Assert.Equal(
        "Ja, stuur mij de nieuwsbrief van Weerbare Jeugd: ongeveer één keer per maand een mail met nieuwe kennis, trainingen en "
            + "bijeenkomsten. Ik kan me in elke mail afmelden.",
        ConsentText.Of(1));

    [Fact]
    public async Task Proof_of_consent_is_only_ever_added()
    {
        var subscriber = await Host.GivenSubscriberAsync();
        foreach (var change in new[] { "given_at = now()", "themes = '{x}'", "recorded_by = gen_random_uuid()", "form = 'x'" })
            await Assert.ThrowsAsync<PostgresException>(
                () => Host.SqlAsync($"update newsletters.consents set {change} where subscriber_id = $1", subscriber.Id));
    }

    [Fact]
    public async Task A_flood_from_one_network_is_asked_to_wait()
    {
        await using var host = await PortalHost.StartAsync();
        var answers = new List<HttpStatusCode>();
        for (var times = 0; times < 260; times++)
        {
            using var body = new FormUrlEncodedContent([new("Email", "")]);
            using var answer = await host.Client.PostAsync(new Uri("/nieuwsbrieven/aanmelden", UriKind.Relative), body);
            answers.Add(answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, answers[150]);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }
}
