using Portal.Newsletters.Sending;
using Portal.Tests.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Sending;

/// <summary>What mail servers do on a bad day, to a whole newsletter: nobody gets it twice, and nobody is left out for it.</summary>
public sealed class FaultTests(SendingHost portal) : IClassFixture<SendingHost>, IAsyncLifetime
{
    public Task InitializeAsync() => portal.ForgetReadersAsync();

    public Task DisposeAsync()
    {
        portal.Server.Answer = _ => null;
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("RCPT", "421 4.7.0 too many")]
    [InlineData("RCPT", "450 4.2.0 later")]
    [InlineData("MAIL", "450 4.2.0 later")]
    [InlineData("DATA", "451 4.3.0 not now")]
    [InlineData("DATA", MailServer.Gone)]
    [InlineData(".", "421 4.3.2 closing")]
    [InlineData(".", "450 4.2.0 later")]
    [InlineData(".", "452 4.3.1 full")]
    public async Task What_is_not_taken_now_goes_later_and_once(string at, string answer)
    {
        var readers = await portal.SubscribersAsync("noor", "jan", "piet");
        var campaign = await portal.AgreedAsync();
        portal.Server.Answer = line => line.StartsWith(at, StringComparison.Ordinal) ? answer : null;
        campaign = await portal.SendAsync(campaign);
        Assert.Equal("waiting 3", await portal.CountsAsync(campaign));
        Assert.Equal(CampaignState.Sending, campaign.State);

        portal.Server.Answer = _ => null;
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(6));
        await portal.RunAsync(campaign);
        Assert.Equal("sent 3", await portal.CountsAsync(campaign));
        Assert.All(readers, reader => Assert.Single(portal.Server.To(reader)));
    }

    // Whether the last line was on its way already, only the server knows: then nobody says that it did not arrive.
    [Fact]
    public async Task A_server_that_goes_away_in_the_middle_of_a_text_gets_nothing_twice()
    {
        var readers = await portal.SubscribersAsync("noor", "jan", "piet");
        var campaign = await portal.AgreedAsync();
        portal.Server.Answer = line => line.StartsWith("TEXT", StringComparison.Ordinal) ? MailServer.Gone : null;
        campaign = await portal.SendAsync(campaign);
        var counts = await portal.CountsAsync(campaign);
        Assert.Contains(counts, (string[])["waiting 3", "unknown 1, waiting 2", "unknown 2, waiting 1", "unknown 3"]);

        portal.Server.Answer = _ => null;
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(6));
        await portal.RunAsync(campaign);
        var then = counts.Replace("waiting", "sent", StringComparison.Ordinal).Split(", ").Order(StringComparer.Ordinal);
        Assert.Equal(string.Join(", ", then), await portal.CountsAsync(campaign));
        Assert.All(readers, reader => Assert.InRange(portal.Server.To(reader).Count, 0, 1));
    }

    [Theory]
    [InlineData("CONNECT", "421 4.3.2 closing")]
    [InlineData("CONNECT", MailServer.Gone)]
    [InlineData("EHLO", "421 4.3.2 closing")]
    [InlineData("MAIL", "421 4.3.2 closing")]
    public async Task While_there_is_no_talking_with_the_server_everybody_waits_and_no_attempt_is_counted(string at, string answer)
    {
        var readers = await portal.SubscribersAsync("noor", "jan");
        var (campaign, times) = (await portal.AgreedAsync(), 0);
        portal.Server.HangUp(); // what was kept from an earlier newsletter is closed
        portal.Server.Answer = line =>
            line.StartsWith(at, StringComparison.Ordinal) && Interlocked.Increment(ref times) <= 3 ? answer : null;
        campaign = await portal.SendAsync(campaign);
        Assert.InRange(times, 4, 10);
        Assert.Equal(CampaignState.Sent, campaign.State);
        Assert.Equal("sent 2", await portal.CountsAsync(campaign));
        Assert.All(readers, reader => Assert.Single(portal.Server.To(reader)));
        Assert.Equal(
            1, await portal.Host.SqlAsync("select max(attempts)::int from newsletters.deliveries where campaign_id = $1", campaign.Id));
    }

    [Theory]
    [InlineData("RCPT", "552 5.2.2 over quota")]
    [InlineData("DATA", "554 5.7.1 spam")]
    [InlineData(".", "552 5.2.2 over quota")]
    public async Task What_is_refused_is_not_sent_again(string at, string answer)
    {
        await portal.SubscribersAsync("noor", "jan");
        portal.Server.Answer = line => line.StartsWith(at, StringComparison.Ordinal) ? answer : null;
        var campaign = await portal.SendAsync(await portal.AgreedAsync());
        Assert.Equal("refused 2", await portal.CountsAsync(campaign));
        Assert.Equal(CampaignState.Sent, campaign.State);
    }

    [Theory]
    [InlineData("hangs up")]
    [InlineData("says goodbye")]
    public async Task A_server_that_closes_connections_at_rest_costs_nobody_an_attempt(string how)
    {
        await portal.SubscribersAsync("noor", "jan");
        await portal.SendAsync(await portal.AgreedAsync());
        if (how == "hangs up") portal.Server.HangUp();
        else await portal.Server.SayGoodbyeAsync();
        var readers = await portal.SubscribersAsync("piet", "zoë");
        var campaign = await portal.SendAsync(await portal.AgreedAsync());
        Assert.Equal("sent 4", await portal.CountsAsync(campaign));
        Assert.All(readers, reader => Assert.Single(portal.Server.To(reader)));
    }

    [Theory]
    [InlineData("550 5.7.1 sender address rejected: not owned by user")]
    [InlineData("553 5.7.1 sender address rejected: not owned by user")]
    [InlineData("501 5.1.7 bad sender")]
    public async Task A_return_path_that_the_server_refuses_stops_the_newsletter_and_refuses_nobody(string answer)
    {
        var readers = await portal.SubscribersAsync("noor", "jan", "piet", "zoë", "info", "post");
        portal.Server.Answer = line => line.StartsWith("MAIL FROM:<terug+", StringComparison.Ordinal) ? answer : null;
        var campaign = await portal.SendAsync(await portal.AgreedAsync());
        Assert.Equal(CampaignState.Paused, campaign.State);
        Assert.Contains("terugadres uit de instellingen", campaign.Problem, StringComparison.Ordinal);
        Assert.Equal("waiting 6", await portal.CountsAsync(campaign));

        portal.Server.Answer = _ => null;
        Assert.True(await portal.Host.WithAsync<Campaigns, bool>(campaigns => campaigns.ResumeAsync(campaign.Id, default)));
        await portal.RunAsync(campaign);
        Assert.Equal("sent 6", await portal.CountsAsync(campaign));
        Assert.All(readers, reader => Assert.Single(portal.Server.To(reader)));
    }
}
