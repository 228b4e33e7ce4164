using Portal.Tests.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>Signing in with a link that really went by mail.</summary>
public sealed class SignInMailTests : IAsyncLifetime
{
    private readonly MembersHost portal = new();
    private MailServer server = null!;

    public async Task InitializeAsync()
    {
        server = await MailServer.StartAsync();
        portal.Settings = new(server.Settings)
        {
            ["Jobs:Run"] = "true",
            ["Mail:Deliver"] = "true",
        };
        await portal.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await portal.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_link_that_came_by_mail_signs_in()
    {
        portal.Host.Clock.HoldTimers(TimeSpan.FromSeconds(1)); // so whoever sends it did not just happen to look
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        var mail = await server.NextToAsync(email);

        var link = mail.Part("text/plain").Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal));
        await visitor.GoAsync(new Uri(link).PathAndQuery + new Uri(link).Fragment);
        await visitor.PressAsync("Inloggen");
        Assert.Equal("/account", visitor.At);
        await Eventually.Async(
            async () => (await portal.MailsToAsync(email)).All(sent => sent.Text.Length == 0), "the outbox forgets what it said");
    }
}
