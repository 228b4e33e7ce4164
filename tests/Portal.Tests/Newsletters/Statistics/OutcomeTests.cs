using Portal.Members.Access;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Statistics;
using Portal.Tests.Members;
using Portal.Tests.Newsletters.Sending;

namespace Portal.Tests.Newsletters.Statistics;

/// <summary>What became of newsletters, for coordinators, in numbers.</summary>
public sealed class OutcomeTests(SendingHost portal) : IClassFixture<SendingHost>, IAsyncLifetime
{
    public Task InitializeAsync() => portal.ForgetReadersAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Who_leaves_by_a_link_of_a_newsletter_is_counted_there_once_and_without_a_name()
    {
        var readers = await portal.SubscribersAsync("noor", "jan");
        var campaign = await portal.SendAsync(await portal.AgreedAsync());
        var other = await portal.SubscribersAsync("later");
        var next = await portal.SendAsync(await portal.AgreedAsync());

        var link = new Uri(portal.Server.To(readers[0])[0].Header("List-Unsubscribe").Split('<', '>')[1]).PathAndQuery;
        Assert.Contains($"nummer={campaign.Id:N}", link, StringComparison.Ordinal);
        await OneClickAsync(link);
        await OneClickAsync(link);
        // Somebody who did not get that one, with its number in an address of their own.
        var own = new Uri(portal.Server.To(other[0])[0].Header("List-Unsubscribe").Split('<', '>')[1]).PathAndQuery;
        await OneClickAsync(own.Replace($"{next.Id:N}", $"{campaign.Id:N}", StringComparison.Ordinal));

        Assert.Equal((1, 0), ((await OutcomeOfAsync(campaign)).Left, (await OutcomeOfAsync(next)).Left));
        Assert.Equal(
            "campaign_id day number",
            await portal.Host.SqlAsync(
                """
                select string_agg(column_name, ' ' order by column_name) from information_schema.columns
                where table_schema = 'newsletters' and table_name = 'departures'
                """));
    }

    [Fact]
    public async Task What_came_back_counts_as_accepted_and_as_come_back()
    {
        await portal.SubscribersAsync("noor", "jan", "weg");
        var campaign = await portal.SendAsync(await portal.AgreedAsync());
        await portal.Host.SqlAsync(
            """
            update newsletters.deliveries set state = 'bounced' where campaign_id = $1 and subscriber_id =
                (select subscriber_id from newsletters.deliveries where campaign_id = $1 and state = 'sent' limit 1)
            """,
            campaign.Id);
        var outcome = await OutcomeOfAsync(campaign);
        Assert.Equal((3, 2, 1, 1), (outcome.Readers, outcome.Accepted, outcome.Bounced, outcome.NotSent));
    }

    [Fact]
    public async Task A_coordinator_chooses_to_count_and_sees_the_figures_and_an_editor_sees_none()
    {
        await portal.SubscribersAsync("noor");
        var agreed = await portal.AgreedAsync();
        var people = MembersHost.On(portal.Host);
        var (office, _) = await people.SignedInAsAsync(Rights.Coordinator);
        await office.GoAsync($"/beheer/nieuwsbrieven/{agreed.Document}");
        Assert.False(office.Page.QuerySelector("#tellen")!.HasAttribute("checked"));
        await office.PressAsync("Verstuur aan 1 abonnee", ("Tellen", "true"));
        Assert.True((await portal.FindAsync(agreed)).CountsClicks);
        await portal.RunAsync(agreed);
        await portal.Host.SqlAsync(
            "insert into newsletters.clicks (campaign_id, number, day, clicks) values ($1, 1, current_date, 3)", agreed.Id);

        await office.GoAsync("/beheer/nieuwsbrieven/cijfers");
        Assert.Contains("1 van 1", office.Text, StringComparison.Ordinal);
        Assert.Equal(12, office.Page.QuerySelectorAll("[aria-labelledby=groei] tbody tr").Length);
        await office.GoAsync($"/beheer/nieuwsbrieven/{agreed.Document}/cijfers");
        Assert.Contains("minder dan 5", office.Text, StringComparison.Ordinal);

        var (editor, _) = await people.SignedInAsAsync(Rights.Editor);
        foreach (var path in new[] { "/beheer/nieuwsbrieven/cijfers", $"/beheer/nieuwsbrieven/{agreed.Document}/cijfers" })
        {
            await editor.GoAsync(path);
            Assert.DoesNotContain("Aangenomen", editor.Text, StringComparison.Ordinal);
        }
        await editor.GoAsync("/beheer/nieuwsbrieven");
        Assert.Null(editor.Page.QuerySelector("a[href$=cijfers]"));
        office.Dispose();
        editor.Dispose();
    }

    private async Task<Outcome> OutcomeOfAsync(Campaign campaign) => (await portal.Host.WithAsync<Outcomes, IReadOnlyList<Outcome>>(
        outcomes => outcomes.OfAsync(campaign.Document, default))).Single(outcome => outcome.Campaign == campaign.Id);

    private async Task OneClickAsync(string link)
    {
        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await portal.Host.Client.PostAsync(new Uri(link, UriKind.Relative), click);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
