using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Newsletters.Subscribers;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Subscribers;

/// <summary>What time does; each test moves the clock of a portal of its own.</summary>
public sealed class RenewalTests : IAsyncLifetime
{
    private PortalHost host = null!;

    public async Task InitializeAsync() => host = await PortalHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task After_two_years_somebody_is_asked_once_and_a_yes_counts_for_two_more()
    {
        var subscriber = await host.GivenSubscriberAsync();
        await LaterAsync(months: 24, days: -1);
        Assert.Empty(await AskedAsync(subscriber.Address));
        await LaterAsync(days: 2);
        await LaterAsync(days: 1);
        var mail = Assert.Single(await AskedAsync(subscriber.Address));
        Assert.Contains("Horen we niets, dan stopt de nieuwsbrief vanzelf", mail.Text, StringComparison.Ordinal);

        var link = await host.LinkAsync(subscriber.Address, "blijven");
        var before = await host.EverythingAsync();
        using var reader = host.Visit();
        await reader.GoAsync(link);
        Assert.Equal(before, await host.EverythingAsync());
        await reader.PressAsync("Ja, ik blijf");
        Assert.Contains("Je houdt de nieuwsbrief", reader.Text, StringComparison.Ordinal);
        await reader.PostAsync("/nieuwsbrieven/blijven", ("sleutel", link.Split('=')[1]));
        Assert.Equal(
            [Consent.BySignUp, Consent.ByStaying], (await host.ConsentsAsync(subscriber.Id)).Select(consent => consent.Kind));

        await LaterAsync(months: 23);
        Assert.Single(await AskedAsync(subscriber.Address));
        await LaterAsync(months: 2);
        Assert.Equal(2, (await AskedAsync(subscriber.Address)).Count);
        Assert.True((await host.SubscriberAsync(subscriber.Address))!.IsActive);
    }

    [Fact]
    public async Task Who_does_not_answer_within_a_month_gets_it_no_more_and_is_forgotten_a_year_later()
    {
        var subscriber = await host.GivenSubscriberAsync();
        await LaterAsync(months: 24, days: 1);
        await LaterAsync(days: Renewals.DaysToAnswer - 1);
        Assert.True((await host.SubscriberAsync(subscriber.Address))!.IsActive);
        await LaterAsync(days: 2);
        Assert.Equal(EndReasons.NotRenewed, (await host.SubscriberAsync(subscriber.Address))!.EndReason);
        using var reader = host.Visit();
        await reader.GoAsync(await host.LinkAsync(subscriber.Address, "blijven"));
        Assert.Contains("Je krijgt geen nieuwsbrief meer", reader.Text, StringComparison.Ordinal);

        await LaterAsync(months: Renewals.MonthsOfProof, days: -2);
        Assert.NotNull(await host.SubscriberAsync(subscriber.Address));
        await LaterAsync(days: 4);
        Assert.Null(await host.SubscriberAsync(subscriber.Address));
        Assert.Empty(await host.ConsentsAsync(subscriber.Id));
        Assert.Equal(EndReasons.NotRenewed, await host.SuppressedAsync(subscriber.Address));
    }

    [Fact]
    public async Task What_nobody_confirms_within_a_week_is_gone()
    {
        var email = MembersHost.NewEmail("lezer");
        await host.SignUpAsync(email);
        var link = await host.LinkAsync(email, "bevestigen");
        await LaterAsync(days: SignUps.Life.Days - 1);
        Assert.Contains("Bevestig mijn aanmelding", (await host.PageAsync(link)).Body!.TextContent, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromDays(2));
        using var reader = host.Visit();
        await reader.GoAsync(link);
        Assert.Contains("Deze link werkt niet", reader.Text, StringComparison.Ordinal);
        await reader.PostAsync("/nieuwsbrieven/bevestigen", ("sleutel", link.Split('=')[1]));
        Assert.Null(await host.SubscriberAsync(email));
        await LaterAsync(days: 0);
        Assert.Equal(0L, await host.SqlAsync("select count(*) from newsletters.sign_ups"));
    }

    [Fact]
    public async Task The_night_does_it_by_itself()
    {
        await host.BeginCalendarAsync();
        await host.SignUpAsync(MembersHost.NewEmail("lezer"));
        host.Clock.Advance(TimeSpan.FromDays(8));
        await host.WorkByCalendarAsync();
        Assert.Equal(0L, await host.SqlAsync("select count(*) from newsletters.sign_ups"));
    }

    [Fact]
    public async Task A_clock_that_goes_back_ends_nothing()
    {
        var subscriber = await host.GivenSubscriberAsync();
        await LaterAsync(months: 24, days: 1);
        host.Clock.Advance(TimeSpan.FromDays(-7));
        await host.RunJobAsync(new TidySubscribers());
        Assert.True((await host.SubscriberAsync(subscriber.Address))!.IsActive);
        Assert.Single(await AskedAsync(subscriber.Address));
    }

    [Fact]
    public async Task Another_host_knows_the_same_links_and_the_same_people()
    {
        var subscriber = await host.GivenSubscriberAsync();
        await using var second = await PortalHost.StartAsync(host.ConnectionString);
        var link = await host.LinkAsync(subscriber.Address, "afmelden");
        await second.OneClickAsync(link);
        Assert.Equal(EndReasons.Unsubscribed, await second.SuppressedAsync(subscriber.Address));
        Assert.False((await host.SubscriberAsync(subscriber.Address))!.IsActive);
    }

    [Fact]
    public async Task Where_the_keys_are_lost_accounts_go_on_and_a_new_secret_knows_who_was_known()
    {
        var (stays, left) = (await host.GivenSubscriberAsync(), await host.GivenSubscriberAsync());
        await host.OneClickAsync(await host.LinkAsync(left.Address, "afmelden"));
        await host.SqlAsync("update newsletters.keys set sealed = decode('00', 'hex')");
        await using (var without = await PortalHost.StartAsync(host.ConnectionString))
        {
            var people = MembersHost.On(without);
            var (email, id) = await people.GivenMemberAsync();
            await without.WithAsync<MemberSubscriptions>(own => own.HandleAsync(
                new MemberChanged(new MemberCard(id, "Noor", email, null, null, null, null, null, null)), default));
            Assert.True(await without.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(id, default)));
            Assert.Contains(without.Log, line => line.Message.Contains("secret of the newsletters", StringComparison.Ordinal));
        }

        await host.SqlAsync("delete from newsletters.keys");
        await using var anew = await PortalHost.StartAsync(host.ConnectionString);
        Assert.Equal(stays.Id, (await anew.SubscriberAsync(stays.Address))!.Id);
        Assert.Equal(EndReasons.Unsubscribed, await anew.SuppressedAsync(left.Address));
    }

    private async Task<List<(string Subject, string Text)>> AskedAsync(string email) =>
        (await host.MailsToAsync(email)).FindAll(mail => mail.Subject.StartsWith("Wil je de nieuwsbrief houden", StringComparison.Ordinal));

    private Task LaterAsync(int months = 0, int days = 0)
    {
        host.Clock.Set(host.Clock.GetUtcNow().AddMonths(months).AddDays(days));
        return host.RunJobAsync(new TidySubscribers());
    }
}
