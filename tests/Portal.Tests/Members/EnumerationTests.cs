using System.Diagnostics;
using System.Net;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>Nobody finds out who has an account: not by the page, not by its status, not by the time it takes.</summary>
public sealed class EnumerationTests : IAsyncLifetime
{
    private const int Rounds = 9;

    // As dear as in production: only then a hash that is not made would show.
    private readonly MembersHost portal = new() { HashIterations = 210_000 };

    public Task InitializeAsync() => portal.InitializeAsync();

    public Task DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public Task A_wrong_password_takes_as_long_with_an_account_as_without() => TakesAsLongAsync(async (visitor, email) =>
    {
        await visitor.GoAsync("/inloggen");
        return () => visitor.PressAsync("Inloggen", ("Email", email), ("Password", "een heel verkeerd wachtwoord"));
    });

    [Fact]
    public Task Asking_for_a_link_takes_as_long_with_an_account_as_without() => TakesAsLongAsync(async (visitor, email) =>
    {
        await visitor.GoAsync("/inloggen/link");
        return () => visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
    });

    [Fact]
    public async Task Who_asks_links_for_many_addresses_must_wait()
    {
        await using var host = await PortalHost.StartAsync(portal.Host.ConnectionString, settings: new Dictionary<string, string> { ["Members:LinksPerAddress"] = "3" }, services: portal.Prepare);
        using var visitor = host.Visit();
        for (var times = 0; times < 4; times++)
        {
            await visitor.GoAsync("/inloggen/link");
            await visitor.PressAsync("Stuur mij een link", ("LinkEmail", MembersHost.NewEmail("zoek")));
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
    }

    // In turns, so that a busy machine is as busy for the one as for the other; and another account every time, so that none gets locked.
    private async Task TakesAsLongAsync(Func<Visitor, string, Task<Func<Task>>> prepare)
    {
        var (known, unknown) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (email, _) = await portal.GivenMemberAsync();
            foreach (var (address, times) in new[] { (email, known), (MembersHost.NewEmail("niemand"), unknown) })
            {
                using var visitor = portal.Host.Visit();
                var act = await prepare(visitor, address);
                var watch = Stopwatch.StartNew();
                await act();
                if (round > 0) times.Add(watch.Elapsed); // the first time also compiles
            }
        }
        var (with, without) = (Median(known), Median(unknown));
        Assert.True((with - without).Duration() < TimeSpan.FromMilliseconds(25), $"With an account {with.TotalMilliseconds:0} ms, without {without.TotalMilliseconds:0} ms.");
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
