using AngleSharp.Html.Parser;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Statistics;
using Portal.Tests.Newsletters.Sending;
using Portal.Tests.Platform;

namespace Portal.Tests.Newsletters.Statistics;

/// <summary>Clicks on the links of a newsletter: counted when somebody chose that, of nobody in particular.</summary>
public sealed class ClickTests(SendingHost portal) : IClassFixture<SendingHost>, IAsyncLifetime
{
    private const string Elsewhere = "https://voorbeeld.example/aanmelden?a=1&b=2";

    private const string Text = $"""
        ## Onderzoek

        ::: teaser document=dossier-ouders
        Waarom ouders vaak als laatste horen wat er speelt, en wat dan helpt om toch in gesprek te komen met elkaar.
        :::

        Nog eens [naar de ouders](doc:dossier-ouders), of [je abonnement](/nieuwsbrieven/aanmelden).

        ::: button label="Meld je aan" url="{Elsewhere}"
        :::
        """;

    public Task InitializeAsync() => portal.ForgetReadersAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task No_link_is_counted_unless_somebody_chose_that()
    {
        var (campaign, mails) = await SendAsync(counts: false, "noor");
        var html = mails[0].Part("text/html");
        Assert.DoesNotContain(CountedLinks.Path, html, StringComparison.Ordinal);
        Assert.Contains(Elsewhere, LinksOf(html));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from newsletters.links where campaign_id = $1", campaign.Id));
    }

    [Fact]
    public async Task What_people_follow_is_counted_by_link_and_day()
    {
        var (campaign, mails) = await SendAsync(counts: true, "noor");
        var links = LinksOf(mails[0].Part("text/html"));
        var counted = links.Where(link => link.Contains(CountedLinks.Path, StringComparison.Ordinal)).Distinct().ToList();
        Assert.Equal(2, counted.Count); // two links to one page are one
        Assert.Contains(links, link => link.EndsWith("/nieuwsbrieven/aanmelden", StringComparison.Ordinal));
        Assert.Contains(Elsewhere, mails[0].Part("text/plain"), StringComparison.Ordinal);

        var (first, last) = (new Uri(counted[0]).AbsolutePath, new Uri(counted[1]).AbsolutePath);
        Assert.EndsWith("/dossiers/ouders", (await FollowAsync(first)).To, StringComparison.Ordinal);
        Assert.Equal((302, Elsewhere), await FollowAsync(last));
        await FollowAsync(last);
        portal.Host.Clock.Advance(TimeSpan.FromDays(1));
        await FollowAsync(last);
        Assert.Equal("1:1 2:2 2:1", await CountsAsync(campaign));
        var figures = await portal.Host.WithAsync<Clicks, IReadOnlyList<LinkFigure>>(clicks => clicks.OfAsync(campaign.Id, default));
        Assert.Equal(new LinkFigure("Meld je aan", Elsewhere, 3), figures[0]);
    }

    [Fact]
    public async Task Scanners_and_HEAD_are_led_there_and_counted_nowhere()
    {
        var (campaign, _) = await SendAsync(counts: true, "noor");
        var link = $"{CountedLinks.Path}/{campaign.Id}/1";
        (string Name, string? Value)[] odd =
        [
            ("User-Agent", null), ("User-Agent", "curl/8.5"), ("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)"),
            ("User-Agent", "Mozilla/4.0 (compatible; ms-office; MSOffice 16)"), ("Accept-Language", null), ("Accept", "*/*"),
            ("Sec-Fetch-Mode", "no-cors"), ("Sec-Purpose", "prefetch;prerender"),
        ];
        foreach (var (name, value) in odd)
        {
            var answer = await FollowAsync(link, request =>
            {
                request.Headers.Remove(name);
                if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
            });
            Assert.Equal(302, answer.Status);
        }
        Assert.Equal(302, (await FollowAsync(link, request => request.Method = HttpMethod.Head)).Status);
        Assert.Equal("", await CountsAsync(campaign));
    }

    [Fact]
    public async Task A_link_leads_where_the_newsletter_led_and_nowhere_else()
    {
        var (campaign, _) = await SendAsync(counts: true, "noor");
        var (uncounted, _) = await SendAsync(counts: false, "jan");
        Assert.Equal(404, (await FollowAsync($"{CountedLinks.Path}/{campaign.Id}/3")).Status);
        Assert.Equal(404, (await FollowAsync($"{CountedLinks.Path}/{campaign.Id}/0")).Status);
        Assert.Equal(404, (await FollowAsync($"{CountedLinks.Path}/{uncounted.Id}/1")).Status);
        Assert.Equal(404, (await FollowAsync($"{CountedLinks.Path}/{Guid.NewGuid()}/1")).Status);
        Assert.Equal(
            (302, Elsewhere), await FollowAsync($"{CountedLinks.Path}/{campaign.Id}/2?url=https://kwaad.example&target=//kwaad.example"));
        Assert.NotEqual(302, (await FollowAsync($"{CountedLinks.Path}/{campaign.Id}/https:%2F%2Fkwaad.example")).Status);
    }

    [Fact]
    public async Task Two_readers_get_the_same_mail_but_for_the_key_in_their_own_links()
    {
        var (_, mails) = await SendAsync(counts: true, "noor", "jan");
        var (one, other) = (WithoutKey(mails[0]), WithoutKey(mails[1]));
        Assert.Equal(one, other);
        // So there is no picture of one's own either, and none from elsewhere.
        var page = new HtmlParser().ParseDocument(mails[0].Part("text/html"));
        Assert.Empty(page.QuerySelectorAll("img, link[rel=stylesheet], script, iframe, object, video, audio, [background]"));
        Assert.DoesNotContain("url(", mails[0].Part("text/html"), StringComparison.OrdinalIgnoreCase);
        Assert.All(LinksOf(mails[0].Part("text/html")), link => Assert.DoesNotContain("voorbeeld.example", link, StringComparison.Ordinal));

        static (string Html, string Text) WithoutKey(TakenMail mail)
        {
            var key = mail.Header("List-Unsubscribe").Split("sleutel=")[1].Split('&')[0];
            return (mail.Part("text/html").Replace(key, "…", StringComparison.Ordinal),
                mail.Part("text/plain").Replace(key, "…", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Nothing_of_who_clicked_is_kept()
    {
        var (campaign, _) = await SendAsync(counts: true, "noor");
        using var request = RequestOf($"{CountedLinks.Path}/{campaign.Id}/1");
        request.Headers.Remove("User-Agent");
        request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 EigenProgramma/7");
        using var answer = await portal.Host.Client.SendAsync(request);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("1:1", await CountsAsync(campaign));
        Assert.Equal(
            "campaign_id clicks day number",
            await portal.Host.SqlAsync(
                """
                select string_agg(column_name, ' ' order by column_name) from information_schema.columns
                where table_schema = 'newsletters' and table_name = 'clicks'
                """));
        Assert.DoesNotContain(portal.Host.Log, line => line.Message.Contains("EigenProgramma", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://weerbaar.example/nieuwsbrieven/afmelden?sleutel=x")]
    [InlineData("https://weerbaar.example/nieuwsbrieven/voorkeuren?sleutel=x")]
    [InlineData("mailto:info@weerbaar.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("tel:112")]
    public void A_way_to_choose_or_leave_is_never_counted(string target)
    {
        var html = $"<p><a class=\"link\" href=\"{target}\">Weg</a></p>";
        var (made, links) = CountedLinks.In(html, "https://weerbaar.example", Guid.NewGuid());
        Assert.Equal(html, made);
        Assert.Empty(links);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "minder dan 5")]
    [InlineData(4, "minder dan 5")]
    [InlineData(5, "5")]
    [InlineData(7, "5")]
    [InlineData(8, "10")]
    [InlineData(1234, "1.235")]
    public void Few_clicks_are_not_told_apart(int clicks, string words) => Assert.Equal(words, ClickWords.Of(clicks));

    private async Task<(Campaign, List<TakenMail>)> SendAsync(bool counts, params string[] names)
    {
        await portal.ForgetReadersAsync();
        var readers = await portal.SubscribersAsync(names);
        var campaign = await portal.AgreedAsync(await portal.NewsletterAsync(Text));
        Assert.True(await portal.Host.WithAsync<Campaigns, bool>(all => all.CountClicksAsync(campaign.Id, counts, default)));
        campaign = await portal.SendAsync(await portal.FindAsync(campaign));
        return (campaign, [.. readers.Select(reader => portal.Server.To(reader)[0])]);
    }

    private async Task<(int Status, string? To)> FollowAsync(string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = RequestOf(path);
        change?.Invoke(request);
        using var answer = await portal.Host.Client.SendAsync(request);
        return ((int)answer.StatusCode, answer.Headers.Location?.OriginalString);
    }

    // As a browser asks for a page that somebody pressed a link to.
    private static HttpRequestMessage RequestOf(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0");
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml");
        request.Headers.TryAddWithoutValidation("Accept-Language", "nl");
        return request;
    }

    private static List<string> LinksOf(string html) =>
        [.. new HtmlParser().ParseDocument(html).QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!)];

    private async Task<string> CountsAsync(Campaign campaign) => (string)(await portal.Host.SqlAsync(
        "select coalesce(string_agg(number || ':' || clicks, ' ' order by number, day), '') from newsletters.clicks where campaign_id = $1",
        campaign.Id))!;
}
