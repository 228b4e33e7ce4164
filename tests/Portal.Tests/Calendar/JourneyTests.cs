using Portal.Calendar.Registrations;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Tests.Calendar.Registrations;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar;

/// <summary>What belongs together, from one room to the next.</summary>
public sealed class JourneyTests(MembersHost portal) : IClassFixture<MembersHost>, IDisposable
{
    private static readonly DateTimeOffset Begins = DutchTime.MomentOf(new DateTime(2027, 6, 1, 10, 0, 0)).ToUniversalTime();

    private PortalHost Host => portal.Host;

    public void Dispose() => Host.Clock.Set(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Who_registers_is_reminded_checked_in_and_has_proof_of_the_training()
    {
        var (id, path) = await Host.GivenEventAsync("training: training-buit-voor-professionals", title: "\"Oefenen met BUIT\"");
        var (email, member) = await portal.GivenMemberAsync();
        using (var visitor = await portal.SignedInAsync(email))
        {
            await visitor.GoAsync(path);
            await visitor.PressAsync("Meld mij aan");
        }
        Host.Clock.Set(Begins.AddHours(-20));
        await Host.RunJobAsync(new SendEventReminders());
        await Host.WorkAsync();
        Assert.Contains(await Host.MailsToAsync(email), mail => mail.Subject.StartsWith("Binnenkort", StringComparison.Ordinal));

        Host.Clock.Set(Begins);
        var one = Assert.Single(await Host.PeopleAsync(id));
        Assert.Equal(member, one.MemberId);
        var page = await Host.PageAsync(Host.OwnPath(one));
        var code = page.QuerySelectorAll("main a").Single(link => link.TextContent.StartsWith("Je code", StringComparison.Ordinal));
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync(new Uri(code.GetAttribute("href")!).AbsolutePath);
        await coordinator.PressAsync("Aanwezig");
        await Host.WorkAsync();

        using var learner = await portal.SignedInAsync(email);
        await learner.GoAsync("/leren");
        Assert.Contains("Training bijgewoond", learner.Text, StringComparison.Ordinal);
        var proof = learner.Page.QuerySelector(".wj-held a[href^='/bewijs/']")!.GetAttribute("href")!;
        Assert.Contains("BUIT", (await Host.PageAsync(proof)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(await Host.MailsToAsync(email), mail => mail.Subject.StartsWith("Je bewijs", StringComparison.Ordinal));

        // It was somebody else: with the attendance goes what was built on it.
        await coordinator.GoAsync(new Uri(code.GetAttribute("href")!).AbsolutePath);
        await coordinator.PressAsync("Toch niet aanwezig");
        await learner.GoAsync("/leren");
        Assert.DoesNotContain("Training bijgewoond", learner.Text, StringComparison.Ordinal);
        coordinator.Dispose();
    }
}
