using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Members.People;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>
/// Nobody finds out who has an account: not by the page, not by its status, not by the time it takes. Time is counted here, not measured: a
/// hash takes 90 ms, a statement 1 ms and all else nothing, on a clock that moves by them alone (<see cref="WorkClock"/>).
/// </summary>
public sealed class EnumerationTests : IAsyncLifetime
{
    private const string Wrong = "een heel verkeerd wachtwoord";
    private static readonly TimeSpan Hash = TimeSpan.FromMilliseconds(90);
    private static readonly TimeSpan Statement = TimeSpan.FromMilliseconds(1);

    private readonly WorkClock clock = new();
    private MembersHost portal = null!;
    private PortalHost host = null!;

    public async Task InitializeAsync()
    {
        host = await PortalHost.StartAsync(
            settings: new Dictionary<string, string> { ["Members:LinksPerAddress"] = "10000", ["Members:FailuresPerAddress"] = "10000" },
            services: all =>
            {
                all.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                all.Replace(ServiceDescriptor.Scoped<IPasswordHasher<Member>>(services =>
                    new CountingHasher(new PasswordHasher<Member>(services.GetRequiredService<IOptions<PasswordHasherOptions>>()), clock)));
                all.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
            });
        portal = MembersHost.On(host);
        await SpendAsync("/inloggen", "Inloggen", ("Email", MembersHost.NewEmail("eerste")), ("Password", Wrong)); // makes what later ones compare with
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("an account")]
    [InlineData("an account without a password")]
    [InlineData("a locked account")]
    [InlineData("a closed account")]
    public async Task A_wrong_password_is_answered_like_that_of_nobody_and_takes_as_long(string whose)
    {
        var (email, id) = await portal.GivenMemberAsync();
        if (whose != "an account")
            await host.SqlAsync(
                $"""
                update members.members set {whose switch
                {
                    "an account without a password" => "password_hash = null",
                    "a locked account" => "lockout_end = now() + interval '1 hour'",
                    _ => "blocked_at = now()",
                }} where id = $1
                """, id);
        Task<Spent> TryAsync(string address) => SpendAsync("/inloggen", "Inloggen", ("Email", address), ("Password", Wrong));

        var (with, without) = (await TryAsync(email), await TryAsync(MembersHost.NewEmail("niemand")));

        Assert.Equal(without, with);
        Assert.Equal(1, with.Hashes);
        Assert.True(with.Time > Hash && IsFullStep(with.Time), $"{with.Time}");
    }

    [Fact]
    public async Task Asking_for_a_link_is_answered_alike_and_takes_as_long_with_an_account_as_without()
    {
        var (email, _) = await portal.GivenMemberAsync();
        Task<Spent> AskAsync(string address) => SpendAsync("/inloggen/link", "Stuur mij een link", ("LinkEmail", address));

        var (with, without) = (await AskAsync(email), await AskAsync(MembersHost.NewEmail("niemand")));

        Assert.Equal(without, with);
        Assert.True(with.Time > Statement && IsFullStep(with.Time), $"{with.Time}");
    }

    [Fact]
    public async Task Who_asks_links_for_many_addresses_must_wait()
    {
        await using var strict = await PortalHost.StartAsync(
            host.ConnectionString, settings: new Dictionary<string, string> { ["Members:LinksPerAddress"] = "3" });
        using var visitor = strict.Visit();
        for (var times = 0; times < 4; times++)
        {
            await visitor.GoAsync("/inloggen/link");
            await visitor.PressAsync("Stuur mij een link", ("LinkEmail", MembersHost.NewEmail("zoek")));
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
    }

    // What little differs must not show either: the answer comes at a full quarter of a second.
    private static bool IsFullStep(TimeSpan time) => time.Ticks % TimeSpan.FromMilliseconds(250).Ticks == 0;

    private async Task<Spent> SpendAsync(string path, string button, params (string Name, string Value)[] fields)
    {
        using var visitor = host.Visit();
        await visitor.GoAsync(path);
        using var statements = Statements.Of(host, () => clock.Spend(Statement));
        var (start, hashes) = (clock.GetTimestamp(), clock.Hashes);
        await visitor.PressAsync(button, fields);
        // What was typed stands on the page again: the only difference there may be.
        return new Spent(visitor.Status, visitor.Text.Replace(fields[0].Value, "", StringComparison.Ordinal), clock.Hashes - hashes, clock.GetElapsedTime(start));
    }

    private sealed record Spent(HttpStatusCode Status, string Text, int Hashes, TimeSpan Time);

    /// <summary>A clock that stands still until work is done; who waits on it in a request waits no longer than that.</summary>
    private sealed class WorkClock : TimeProvider
    {
        private long spent;
        private int hashes;

        public int Hashes => hashes;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref spent);

        public void Spend(TimeSpan time) => Interlocked.Add(ref spent, time.Ticks);

        public void SpendHash()
        {
            Interlocked.Increment(ref hashes);
            Spend(Hash);
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (!Statements.IsOfRequest(Activity.Current) || dueTime <= TimeSpan.Zero) return System.CreateTimer(callback, state, dueTime, period);
            Spend(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    private sealed class CountingHasher(PasswordHasher<Member> hasher, WorkClock clock) : IPasswordHasher<Member>
    {
        public string HashPassword(Member user, string password)
        {
            clock.SpendHash();
            return hasher.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(Member user, string hashedPassword, string providedPassword)
        {
            clock.SpendHash();
            return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
