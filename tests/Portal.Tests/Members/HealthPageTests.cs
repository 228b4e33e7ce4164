using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Members.Access;
using Portal.Members.Health;
using Portal.Members.People;
using Portal.Platform.Conditions;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>An administrator reads how the portal stands, and hears once a week of what became worse.</summary>
public sealed class HealthPageTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private const string Page = "/beheer/gezondheid";

    public async Task InitializeAsync()
    {
        await portal.Host.SqlAsync("truncate platform.jobs, platform.conditions, platform.condition_weeks");
        await LookAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_administrator_sees_every_thing_in_words_the_worst_first_and_looks_again()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        await admin.GoAsync(Page);
        Assert.Contains("Bekeken om", admin.Text, StringComparison.Ordinal);
        var keys = admin.Page.QuerySelectorAll("[data-condition]").Select(line => line.GetAttribute("data-condition")!).ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "platform-database", "platform-disk", "platform-mail", "platform-work", "platform-certificate", "platform-backup",
                "platform-versions", "platform-settings", "search-index", "content-media", "content-links", "newsletters-trust",
            },
            keys.ToHashSet());
        Assert.DoesNotContain("Onbekend", admin.Page.QuerySelectorAll(".wj-health__state span").Select(state => state.TextContent));

        await GivenStuckWorkAsync();
        await admin.PressAsync("Opnieuw kijken");
        Assert.Contains("We hebben opnieuw gekeken.", admin.Text, StringComparison.Ordinal);
        var first = admin.Page.QuerySelector("[data-condition]")!;
        Assert.Equal("platform-work", first.GetAttribute("data-condition"));
        Assert.Equal("Nu doen", first.QuerySelector(".wj-health__state span")!.TextContent);
        Assert.Contains("Wat helpt:", first.TextContent, StringComparison.Ordinal);
        Assert.NotNull(first.QuerySelector("a[href='/beheer/werk']"));
        Assert.Contains("Eén ding moet je nu doen.", admin.Text, StringComparison.Ordinal);

        await admin.GoAsync("/beheer");
        var task = admin.Page.QuerySelector($".wj-tasks__item a[href='{Page}']");
        Assert.Equal("Werk op de achtergrond", task!.TextContent);
    }

    [Fact]
    public async Task Nobody_else_sees_it()
    {
        await GivenStuckWorkAsync();
        await LookAsync();
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        await editor.GoAsync(Page);
        Assert.NotEqual(HttpStatusCode.OK, editor.Status);
        await editor.GoAsync("/beheer");
        Assert.Null(editor.Page.QuerySelector($"a[href='{Page}']"));
    }

    [Fact]
    public async Task Once_a_week_on_two_hosts_one_mail_says_what_became_worse_and_nothing_when_nothing_did()
    {
        var (email, _) = await portal.GivenMemberAsync(Rights.Administrator);
        var (quiet, quietId) = await portal.GivenMemberAsync(Rights.Administrator);
        await portal.Host.WithAsync<Reminders>(reminders => reminders.SetAsync(quietId, WorseMails.Kind, isOn: false, default));
        await using var other = await PortalHost.StartAsync(portal.Host.ConnectionString, services: portal.Prepare);
        await SendAsync(portal.Host); // the first week: how it stands now is what the next is compared with
        var before = (await portal.MailsToAsync(email)).Count;

        foreach (var host in new[] { portal.Host, other }) host.Clock.Advance(TimeSpan.FromDays(7));
        await GivenFailedWorkAsync();
        await Task.WhenAll(SendAsync(portal.Host), SendAsync(other));

        var mails = await portal.MailsToAsync(email);
        Assert.Equal(before + 1, mails.Count);
        Assert.StartsWith("Het portaal: 1 keer slechter dan vorige week", mails[^1].Subject, StringComparison.Ordinal);
        Assert.Contains("Werk op de achtergrond: let op", mails[^1].Text, StringComparison.Ordinal);
        Assert.Contains(Page, mails[^1].Text, StringComparison.Ordinal);
        Assert.Empty(await portal.MailsToAsync(quiet));

        foreach (var host in new[] { portal.Host, other }) host.Clock.Advance(TimeSpan.FromDays(7));
        await SendAsync(portal.Host);
        Assert.Equal(before + 1, (await portal.MailsToAsync(email)).Count);
    }

    private static Task SendAsync(PortalHost host) => host.RunJobAsync(new SendWorseMails());

    private Task LookAsync() => portal.Host.Services.GetRequiredService<ConditionBoard>().ReadAsync(anew: true, default);

    private Task GivenStuckWorkAsync() => portal.Host.SqlAsync(
        "insert into platform.jobs (kind, lane, args, run_at, enqueued_at) values ('test.none', 1, '{}', $1, $1)",
        portal.Host.Clock.GetUtcNow().AddHours(-5));

    private Task GivenFailedWorkAsync() => portal.Host.SqlAsync(
        """
        insert into platform.jobs (kind, lane, args, run_at, enqueued_at, attempts, failed_at, last_error)
        values ('test.none', 1, '{}', $1, $1, 6, $1, 'x')
        """,
        portal.Host.Clock.GetUtcNow());
}
