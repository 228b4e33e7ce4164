using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Health;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>A database that is away, as seen by readers, members and a balancer.</summary>
public sealed class OutageTests(RunningPortal portal) : IClassFixture<RunningPortal>, IAsyncLifetime
{
    private static readonly string[] Lists =
    [
        "/", "/kennis", "/dossiers", "/bronnen", "/begrippen", "/nieuws", "/nieuwsbrieven", "/modules", "/quizzen", "/agenda",
        "/trainingen", "/organisaties",
        "/inloggen", "/sitemap.xml", "/robots.txt", "/healthz",
    ];

    private DatabaseLine line = null!;
    private PortalHost host = null!;

    public async Task InitializeAsync()
    {
        line = DatabaseLine.To(portal.Host.ConnectionString);
        host = await PortalHost.StartAsync(line.ConnectionString, services: new MembersHost().Prepare);
    }

    public async Task DisposeAsync()
    {
        line.Mend();
        await host.DisposeAsync();
        await line.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_everybody_may_read_can_still_be_read_by_visitors_and_by_members()
    {
        var members = MembersHost.On(host);
        var (email, _) = await members.GivenMemberAsync();
        using var member = await members.SignedInAsync(email);
        line.Cut();

        var wrong = new List<string>();
        var pages = host.Site.Current.Documents.Where(document => !document.Type.IsPart); // search words are no page
        foreach (var path in Lists.Concat(pages.Select(document => document.Path)))
        {
            var (status, _) = await host.AskAsync(path);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using var seen = await member.FetchAsync(request);
            if (status != 200 || seen.StatusCode != HttpStatusCode.OK)
                wrong.Add($"{path}: {status} and {(int)seen.StatusCode} for a member");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_needs_the_database_says_calmly_when_to_come_back_and_the_session_stays()
    {
        var members = MembersHost.On(host);
        var (email, _) = await members.GivenMemberAsync();
        using var member = await members.SignedInAsync(email);
        await member.GoAsync("/account");
        Assert.Equal(HttpStatusCode.OK, member.Status);
        line.Cut();

        foreach (var path in new[] { "/account", "/leren", "/bewijs/abc-def", "/zoeken?q=boa" })
        {
            await member.GoAsync(path);
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (member.At, member.Status));
            Assert.Equal("Het portaal is even niet bereikbaar", member.Page.QuerySelector("h1")!.TextContent);
            Assert.NotNull(member.Headers.RetryAfter?.Delta);
            Assert.True(member.Headers.CacheControl!.NoStore);
        }
        await member.PostAsync("/modules/signalen-zien/online");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, member.Status); // never taken for practice of a visitor

        line.Mend();
        await Eventually.Async(
            async () =>
            {
                await member.GoAsync("/account");
                return member.Status == HttpStatusCode.OK;
            },
            "the member is still signed in");
        Assert.DoesNotContain(host.Log, logged => logged.Problem is not null);
        Assert.Single(host.Log, logged => logged.Message.StartsWith("The database is away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_balancer_is_told_and_keeps_the_host()
    {
        Assert.Equal((200, null), await host.AskAsync("/readyz"));
        line.Cut();
        await Eventually.Async(async () => (await ReadyAsync()).Contains("\"changes\"", StringComparison.Ordinal), "it notices");

        var ready = await ReadyAsync();
        Assert.StartsWith("200 {\"ready\":true,\"waiting\":[],\"degraded\":[", ready);
        Assert.Contains("\"database\"", ready);
        Assert.Matches("\"behindSeconds\":\\{\"changes\":[0-9.]+\\}", ready);

        line.Mend();
        await Eventually.Async(
            async () => (await ReadyAsync()).StartsWith("200 {\"ready\":true,\"waiting\":[],\"degraded\":[],", StringComparison.Ordinal),
            "all is well again");
    }

    [Fact]
    public async Task What_was_published_meanwhile_is_seen_as_soon_as_the_database_is_back()
    {
        using var desk = new Desk(portal.Host);
        Assert.DoesNotContain("Tijdens de storing", await host.Client.GetStringAsync(new Uri("/dossiers/ouders", UriKind.Relative)));
        line.Cut();
        await desk.EditAndPublishAsync(
            "dossier-ouders", text => text.Replace("title: ", "title: Tijdens de storing ", StringComparison.Ordinal));

        line.Mend();

        await Eventually.Async(
            async () => (await host.Client.GetStringAsync(new Uri("/dossiers/ouders", UriKind.Relative)))
                .Contains("Tijdens de storing", StringComparison.Ordinal),
            "the host shows it");
    }

    [Fact]
    public async Task A_site_that_cannot_be_read_at_first_is_read_until_that_works()
    {
        using var desk = new Desk(portal.Host);
        // Whoever hears of it cannot read it: what no rule foresaw.
        await portal.Host.SqlAsync("alter table content.redirects rename to redirects_away");
        await portal.Host.SqlAsync(
            "update content.documents set sample = true where ref = 'begrip-boa' returning pg_notify('content_published', '')::text");
        await Eventually.Async(
            async () => (await ReadyAsync()).Contains("\"degraded\":[\"changes\"]", StringComparison.Ordinal), "readiness knows");
        Assert.False(host.Site.Current.Find("begrip-boa")!.Place.Sample);

        await portal.Host.SqlAsync("alter table content.redirects_away rename to redirects");

        await Eventually.Async(() => host.Site.Current.Find("begrip-boa")!.Place.Sample, "it is read after all");
        await Eventually.Async(
            async () => (await ReadyAsync()).Contains("\"degraded\":[]", StringComparison.Ordinal), "readiness knows that too");
    }

    [Fact]
    public void Every_check_of_readiness_has_a_name_of_its_own()
    {
        var names = host.Services.GetServices<IReadinessCheck>().Select(check => check.Name).ToList();
        Assert.Equal(["changes", "database", "site", "start", "stopping"], names.Order());
    }

    private async Task<string> ReadyAsync()
    {
        using var answer = await host.Client.GetAsync(new Uri("/readyz", UriKind.Relative));
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }
}
