using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Editing;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Subscribers;
using Portal.Tests.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Sending;

/// <summary>Newsletters on their way, to a real SMTP server.</summary>
public sealed class SendingTests(SendingHost portal) : IClassFixture<SendingHost>, IAsyncLifetime
{
    public Task InitializeAsync() => portal.ForgetReadersAsync();

    public Task DisposeAsync()
    {
        portal.Server.Answer = _ => null;
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Everybody_gets_it_once_with_a_way_out_and_it_stands_on_the_site()
    {
        var readers = await portal.SubscribersAsync("noor", "jan", "zoë", "info");
        var newsletter = await portal.NewsletterAsync();
        var campaign = await portal.AgreedAsync(newsletter);
        campaign = await portal.SendAsync(campaign);
        await portal.RunAsync(campaign);

        Assert.Equal(CampaignState.Sent, campaign.State);
        Assert.Equal("sent 4", await portal.CountsAsync(campaign));
        Assert.All(readers, reader => Assert.Single(portal.Server.To(reader)));
        var mail = portal.Server.To(readers[0])[0];
        Assert.StartsWith("<http", mail.Header("List-Unsubscribe"), StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
        Assert.StartsWith("<nieuwsbrief.", mail.Header("List-Id"), StringComparison.Ordinal);
        Assert.Contains("/dossiers/ouders", mail.Part("text/html"), StringComparison.Ordinal);
        Assert.Contains("Onderzoek\n=========", mail.Part("text/plain").ReplaceLineEndings("\n"), StringComparison.Ordinal);
        await Eventually.Async(() => portal.Host.Site.Current.Find(newsletter) is not null, "it stands on the site");

        // The link in it is this reader's own: one click and they are gone.
        var link = new Uri(mail.Header("List-Unsubscribe").Split('<', '>')[1]).PathAndQuery;
        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await portal.Host.Client.PostAsync(new Uri(link, UriKind.Relative), click);
        Assert.True(answer.IsSuccessStatusCode);
        var again = await portal.SendAsync(await portal.AgreedAsync());
        Assert.Equal("sent 3", await portal.CountsAsync(again));
        Assert.Single(portal.Server.To(readers[0]));
    }

    [Fact]
    public async Task It_goes_to_who_chose_one_of_its_themes_and_to_who_chose_nothing()
    {
        await portal.AddAsync("alles@lezers.example");
        await portal.AddAsync("ouders@lezers.example", new Interests(["dossier-ouders"], [], []));
        await portal.AddAsync("geweld@lezers.example", new Interests(["dossier-excessief-geweld"], [], []));
        await portal.AddAsync("boa@lezers.example", new Interests(["dossier-ouders"], [], ["boa"]));
        var campaign = await portal.AgreedAsync(interests: new Interests(["dossier-ouders"], [], ["docent"]));
        await portal.SendAsync(campaign);
        Assert.Equal("sent 2", await portal.CountsAsync(campaign));
        Assert.Single(portal.Server.To("alles@lezers.example"));
        Assert.Single(portal.Server.To("ouders@lezers.example"));
    }

    [Fact]
    public async Task Whoever_left_between_the_beginning_and_their_turn_gets_nothing()
    {
        var readers = await portal.SubscribersAsync("noor", "jan");
        var campaign = await portal.AgreedAsync();
        await portal.BeginAsync(campaign);
        Assert.Equal("waiting 2", await portal.CountsAsync(campaign));

        await portal.Host.SqlAsync(
            "update newsletters.subscribers set ended_at = now(), end_reason = 'unsubscribed' where address = $1", readers[1]);
        await portal.RunAsync(campaign);
        Assert.Equal("sent 1, withdrawn 1", await portal.CountsAsync(campaign));
        Assert.Empty(portal.Server.To(readers[1]));
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_again_later_and_what_is_refused_is_not()
    {
        var readers = await portal.SubscribersAsync("straks", "weg", "noor");
        var campaign = await portal.AgreedAsync();
        campaign = await portal.SendAsync(campaign);
        Assert.Equal("refused 1, sent 1, waiting 1", await portal.CountsAsync(campaign));
        Assert.Equal(CampaignState.Sending, campaign.State);
        Assert.Equal("550 5.1.1", await CodeOfAsync(campaign, readers[1]));
        for (var tries = 0; tries < 4; tries++)
        {
            portal.Host.Clock.Advance(TimeSpan.FromHours(5));
            await portal.RunAsync(campaign);
        }
        Assert.Equal("failed 1, refused 1, sent 1", await portal.CountsAsync(campaign));
        Assert.Equal(CampaignState.Sent, (await portal.FindAsync(campaign)).State);
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_is_in_doubt_and_is_not_sent_again()
    {
        await portal.SubscribersAsync("noor");
        var campaign = await portal.AgreedAsync();
        portal.Server.Answer = line => line == "." ? MailServer.Gone : null;
        campaign = await portal.SendAsync(campaign);
        portal.Server.Answer = _ => null;
        await portal.RunAsync(campaign);
        Assert.Equal("unknown 1", await portal.CountsAsync(campaign));
        Assert.Equal(CampaignState.Sent, campaign.State);
    }

    [Fact]
    public async Task What_a_host_was_handing_over_when_it_died_is_in_doubt_and_the_rest_goes_on()
    {
        var readers = await portal.SubscribersAsync("noor", "jan", "piet");
        var campaign = await portal.AgreedAsync();
        await portal.BeginAsync(campaign);
        await portal.Host.SqlAsync(
            """
            update newsletters.deliveries set state = 'sending' where campaign_id = $1 and subscriber_id =
                (select id from newsletters.subscribers where address = $2)
            """,
            campaign.Id, readers[0]);
        await portal.RunAsync(campaign);
        Assert.Equal("sent 2, unknown 1", await portal.CountsAsync(campaign));
        Assert.Empty(portal.Server.To(readers[0]));
    }

    [Theory]
    [InlineData(false, "sent 3")]
    [InlineData(true, "sent 2, unknown 1")] // that it was handed over may be what the database forgot
    public async Task What_a_run_had_taken_when_it_died_goes_back_unless_the_database_crashed_since(bool crashed, string counts)
    {
        var readers = await portal.SubscribersAsync("noor", "jan", "piet");
        var campaign = await portal.AgreedAsync();
        await portal.BeginAsync(campaign);
        await portal.Host.WithAsync<Campaigns>(campaigns => campaigns.TakeOverAsync(campaign.Id, Guid.NewGuid(), default));
        await portal.Host.SqlAsync(
            """
            update newsletters.deliveries set state = 'taken', claim = gen_random_uuid() where campaign_id = $1 and subscriber_id =
                (select id from newsletters.subscribers where address = $2)
            """,
            campaign.Id, readers[0]);
        if (crashed) await portal.Host.SqlAsync("truncate newsletters.server_life"); // as the server does when it recovers
        await portal.RunAsync(campaign);
        Assert.Equal(counts, await portal.CountsAsync(campaign));
    }

    [Fact]
    public async Task A_second_run_takes_over_and_nobody_gets_it_twice()
    {
        var readers = await portal.SubscribersAsync([.. Enumerable.Range(0, 40).Select(number => $"lezer{number}")]);
        var campaign = await portal.AgreedAsync();
        await portal.PlanAsync(campaign);
        await Task.WhenAll(portal.RunAsync(campaign), portal.RunAsync(campaign), portal.RunAsync(campaign));
        await portal.RunAsync(campaign);
        Assert.All(readers, reader => Assert.InRange(portal.Server.To(reader).Count, 0, 1));
        var counts = await portal.CountsAsync(campaign);
        Assert.DoesNotContain("waiting", counts, StringComparison.Ordinal);
        Assert.DoesNotContain("sending", counts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_holds_the_rest_back_and_going_on_sends_it()
    {
        var readers = await portal.SubscribersAsync([.. Enumerable.Range(0, 12).Select(number => $"traag{number}")]);
        var campaign = await portal.AgreedAsync();
        await portal.PlanAsync(campaign);
        var run = portal.RunAsync(campaign);
        await Eventually.Async(
            () =>
                Task.FromResult(
                    portal.Server.Heard.Any(line => line.StartsWith(". traag", StringComparison.Ordinal) && readers.Contains(line[2..]))),
            "a mail is on its way");
        Assert.True(await portal.Host.WithAsync<Campaigns, bool>(campaigns => campaigns.PauseAsync(campaign.Id, null, default)));
        while (!run.IsCompleted)
        {
            portal.Server.GoOn();
            await Task.WhenAny(run, Task.Delay(20));
        }
        await run;
        var counts = await portal.CountsAsync(campaign);
        Assert.Contains("waiting", counts, StringComparison.Ordinal);
        Assert.True(await portal.Host.WithAsync<Campaigns, bool>(campaigns => campaigns.ResumeAsync(campaign.Id, default)));
        run = portal.RunAsync(campaign);
        while (!run.IsCompleted)
        {
            portal.Server.GoOn();
            await Task.WhenAny(run, Task.Delay(20));
        }
        await run;
        Assert.Equal("sent 12", await portal.CountsAsync(campaign));
        Assert.All(readers, reader => Assert.Single(portal.Server.To(reader)));
    }

    [Fact]
    public async Task Nobody_agrees_to_what_they_asked_themselves()
    {
        var newsletter = await portal.NewsletterAsync();
        await portal.Host.WithAsync<Campaigns>(async campaigns =>
        {
            var campaign = await campaigns.OpenAsync(newsletter, SendingHost.Writer, default);
            Assert.False(await campaigns.ApproveAsync(campaign.Id, 1, SendingHost.Reader, default));
            Assert.True(await campaigns.AskAsync(campaign.Id, 1, SendingHost.Writer, default));
            Assert.False(await campaigns.ApproveAsync(campaign.Id, 1, SendingHost.Writer, default));
            Assert.False(await campaigns.ApproveAsync(campaign.Id, 2, SendingHost.Reader, default));
            Assert.False(await campaigns.PlanAsync(campaign.Id, default, default, SendingHost.Writer, default));
            Assert.True(await campaigns.ApproveAsync(campaign.Id, 1, SendingHost.Reader, default));
            Assert.Equal(campaign.Id, (await campaigns.OpenAsync(newsletter, SendingHost.Reader, default)).Id);
        });
    }

    [Fact]
    public async Task A_text_that_changed_after_somebody_agreed_is_not_sent()
    {
        await portal.SubscribersAsync("noor");
        var newsletter = await portal.NewsletterAsync();
        var campaign = await portal.AgreedAsync(newsletter);
        await portal.Host.SqlAsync("update content.documents set revision = revision + 1 where ref = $1", newsletter);
        campaign = await portal.SendAsync(campaign);
        Assert.Equal(CampaignState.Concept, campaign.State);
        Assert.Contains("veranderd", campaign.Problem, StringComparison.Ordinal);
        Assert.Equal("", await portal.CountsAsync(campaign));
    }

    [Fact]
    public async Task What_is_planned_goes_at_its_moment_and_not_before()
    {
        await portal.SubscribersAsync("noor");
        var campaign = await portal.AgreedAsync();
        await portal.PlanAsync(campaign, TimeSpan.FromHours(3));
        await portal.RunAsync(campaign);
        Assert.Equal(CampaignState.Planned, (await portal.FindAsync(campaign)).State);
        portal.Host.Clock.Advance(TimeSpan.FromHours(3));
        await portal.RunAsync(campaign);
        Assert.Equal("sent 1", await portal.CountsAsync(campaign));
    }

    [Fact]
    public async Task A_clock_that_goes_back_to_last_week_sends_nothing_early_and_nothing_twice()
    {
        await portal.SubscribersAsync("noor", "jan");
        var campaign = await portal.AgreedAsync();
        await portal.PlanAsync(campaign, TimeSpan.FromHours(3));
        var (now, week) = (portal.Host.Clock.GetUtcNow(), TimeSpan.FromDays(7));
        portal.Host.Clock.Set(now - week);
        await portal.Host.WorkAsync();
        await portal.RunAsync(campaign);
        Assert.Equal(CampaignState.Planned, (await portal.FindAsync(campaign)).State);
        Assert.Equal("", await portal.CountsAsync(campaign));

        portal.Host.Clock.Set(now + TimeSpan.FromHours(3));
        await portal.RunAsync(campaign);
        Assert.Equal("sent 2", await portal.CountsAsync(campaign));
        portal.Host.Clock.Set(now - week);
        await portal.RunAsync(campaign);
        portal.Host.Clock.Set(now + TimeSpan.FromHours(4));
        await portal.RunAsync(campaign);
        Assert.Equal("sent 2", await portal.CountsAsync(campaign));
        Assert.Equal(CampaignState.Sent, (await portal.FindAsync(campaign)).State);
    }

    [Fact]
    public async Task What_could_not_begin_in_time_is_not_sent_any_more()
    {
        await portal.SubscribersAsync("noor");
        var campaign = await portal.AgreedAsync();
        await portal.PlanAsync(campaign, TimeSpan.FromHours(1));
        portal.Host.Clock.Advance(TimeSpan.FromDays(3));
        await portal.RunAsync(campaign);
        campaign = await portal.FindAsync(campaign);
        Assert.Equal(CampaignState.Late, campaign.State);
        Assert.Equal("", await portal.CountsAsync(campaign));
    }

    [Fact]
    public async Task What_lay_still_for_days_waits_for_a_person()
    {
        await portal.SubscribersAsync("straks");
        var campaign = await portal.SendAsync(await portal.AgreedAsync());
        portal.Host.Clock.Advance(TimeSpan.FromDays(4));
        await portal.RunAsync(campaign);
        campaign = await portal.FindAsync(campaign);
        Assert.Equal(CampaignState.Paused, campaign.State);
        Assert.Contains("stilgelegen", campaign.Problem, StringComparison.Ordinal);
        Assert.True(await portal.Host.WithAsync<Campaigns, bool>(campaigns => campaigns.ResumeAsync(campaign.Id, default)));
        await portal.RunAsync(campaign);
        Assert.Equal(CampaignState.Sending, (await portal.FindAsync(campaign)).State);
    }

    [Fact]
    public async Task Who_made_a_newsletter_gets_that_on_asking_and_is_forgotten_with_the_account()
    {
        await portal.SubscribersAsync("noor");
        var campaign = await portal.SendAsync(await portal.AgreedAsync());
        await portal.Host.WithAsync<SenderData>(async data =>
        {
            var table = Assert.Single(await data.ExportAsync(SendingHost.Reader, default));
            Assert.Contains(table.Rows, row => campaign.Document.Equals(row[0]) && "akkoord gegeven".Equals(row[2]));
            await data.HandleAsync(new Portal.Members.People.MemberErased(SendingHost.Reader), default);
        });
        Assert.Null((await portal.FindAsync(campaign)).ApprovedBy);
        Assert.Equal("sent 1", await portal.CountsAsync(campaign));
    }

    private async Task<string?> CodeOfAsync(Campaign campaign, string address) => (string?)await portal.Host.SqlAsync(
        """
        select code from newsletters.deliveries d join newsletters.subscribers s on s.id = d.subscriber_id
        where campaign_id = $1 and address = $2
        """,
        campaign.Id, address);
}
