using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>Guessing, also with many hands at once.</summary>
public sealed class AttemptTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Wrong = "een heel verkeerd wachtwoord";

    [Fact]
    public async Task Of_forty_wrong_passwords_at_once_ten_are_tried_and_the_right_one_waits_a_quarter()
    {
        var (email, id) = await portal.GivenMemberAsync();
        await TryAtOnceAsync(portal, Enumerable.Repeat((email, Wrong), 40));
        int Told(string result) =>
            portal.Log.All.Count(line => line.Contains($"sign-in-password {id} {result} ", StringComparison.Ordinal));
        Assert.Equal((10, 30), (Told("refused"), Told("locked")));

        using (var locked = await portal.SignedInAsync(email)) Assert.Equal("/inloggen", locked.At);
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(16));
        using var visitor = await portal.SignedInAsync(email);
        Assert.Equal("/account", visitor.At);
        Assert.Equal(0, await portal.Host.SqlAsync("select access_failed_count from members.members where id = $1", id));
    }

    [Fact]
    public async Task Of_forty_wrong_codes_at_once_at_most_ten_are_tried()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using (var owner = await portal.SignedInAsync(email)) await portal.SetUpAppAsync(owner);
        var visitors = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => portal.SignedInAsync(email)));
        await Task.WhenAll(visitors.Select(visitor => visitor.PressAsync("Verder", ("Code", "12345"))));
        Assert.Equal(10, portal.Log.All.Count(line => line.Contains($"second-step {id} refused ", StringComparison.Ordinal)));
        Assert.Equal(30, portal.Log.All.Count(line => line.Contains($"second-step {id} locked ", StringComparison.Ordinal)));
        foreach (var visitor in visitors) visitor.Dispose();
    }

    [Fact]
    public async Task Nine_wrong_passwords_and_a_right_one_at_once_let_the_right_one_in()
    {
        var (email, _) = await portal.GivenMemberAsync();
        var answers = await TryAtOnceAsync(portal, [.. Enumerable.Repeat((email, Wrong), 9), (email, MembersHost.Password)]);
        Assert.Equal("/account", answers[^1].At);
    }

    [Fact]
    public async Task Of_sixty_attempts_at_once_from_one_network_no_more_are_tried_than_allowed_on_all_hosts_together()
    {
        var strict = new MembersHost { FailuresPerAddress = 10 };
        await strict.InitializeAsync();
        try
        {
            var answers = await TryAtOnceAsync(strict, Enumerable.Range(0, 60).Select(_ => (MembersHost.NewEmail("gok"), Wrong)));
            Assert.Equal(10, answers.Count(answer => answer.Status == HttpStatusCode.OK));
            Assert.Equal(50, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));

            await using var second = await PortalHost.StartAsync(
                strict.Host.ConnectionString, settings: new Dictionary<string, string> { ["Members:FailuresPerAddress"] = "10" },
                services: strict.Prepare);
            using var there = await MembersHost.On(second).SignedInAsync(MembersHost.NewEmail("gok"), Wrong);
            Assert.Equal(HttpStatusCode.TooManyRequests, there.Status);

            strict.Host.Clock.Advance(TimeSpan.FromMinutes(11));
            using var later = await strict.SignedInAsync(MembersHost.NewEmail("gok"), Wrong);
            Assert.Equal(HttpStatusCode.OK, later.Status);
        }
        finally
        {
            await strict.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_room_full_of_people_signs_in_at_once_from_one_network()
    {
        var strict = new MembersHost { FailuresPerAddress = HashingTurns.AtOnce };
        await strict.InitializeAsync();
        try
        {
            var room = new List<(string, string)>();
            for (var i = 0; i < HashingTurns.AtOnce * 8; i++) room.Add(((await strict.GivenMemberAsync()).Email, MembersHost.Password));
            Assert.All(await TryAtOnceAsync(strict, room), answer => Assert.Equal("/account", answer.At));
        }
        finally
        {
            await strict.DisposeAsync();
        }
    }

    [Fact]
    public async Task No_more_passwords_are_hashed_at_once_than_half_of_the_cores()
    {
        var hasher = new WatchedHasher();
        await using var host = await PortalHost.StartAsync(
            settings: new Dictionary<string, string> { ["Members:FailuresPerAddress"] = "10000" },
            services: all => all.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Member>>(hasher)));
        await TryAtOnceAsync(MembersHost.On(host), Enumerable.Range(0, 30).Select(_ => (MembersHost.NewEmail("gok"), Wrong)));
        Assert.Equal(30, hasher.Count);
        Assert.InRange(hasher.MostAtOnce, 1, HashingTurns.AtOnce);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    public void An_address_of_IPv6_counts_as_its_network(string address, string network) =>
        Assert.Equal(network, ClientNetwork.Of(IPAddress.Parse(address)));

    private static async Task<IReadOnlyList<(HttpStatusCode Status, string At)>> TryAtOnceAsync(
        MembersHost portal, IEnumerable<(string Email, string Password)> attempts)
    {
        var tries = attempts.ToList();
        var visitors = tries.ConvertAll(_ => portal.Host.Visit());
        foreach (var visitor in visitors) await visitor.GoAsync("/inloggen");
        await Task.WhenAll(
            visitors.Zip(tries, (visitor, one) => visitor.PressAsync("Inloggen", ("Email", one.Email), ("Password", one.Password))));
        var answers = visitors.ConvertAll(visitor => (visitor.Status, visitor.At));
        visitors.ForEach(visitor => visitor.Dispose());
        return answers;
    }

    private sealed class WatchedHasher : IPasswordHasher<Member>
    {
        private int now;
        private int most;
        private int count;

        public int MostAtOnce => most;

        public int Count => count;

        public string HashPassword(Member user, string password) => "";

        public PasswordVerificationResult VerifyHashedPassword(Member user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref count);
            var here = Interlocked.Increment(ref now);
            for (var seen = most; here > seen && Interlocked.CompareExchange(ref most, here, seen) != seen;) seen = most;
            Thread.SpinWait(100_000);
            Interlocked.Decrement(ref now);
            return PasswordVerificationResult.Failed;
        }
    }
}
