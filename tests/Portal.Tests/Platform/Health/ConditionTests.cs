using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Content.Editing;
using Portal.Newsletters.Bounces;
using Portal.Newsletters.Health;
using Portal.Platform;
using Portal.Platform.Conditions;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;
using Portal.Search;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Health;

/// <summary>Everything an administrator is told of, from good to bad; and that nothing keeps the page from being shown.</summary>
public sealed class ConditionTests(TestDatabase db) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly DatabaseFigures Calm = new("18.1 (x)", 5_000_000, 0, 0, 5, 100, 40);

    [Fact]
    public void A_database_is_good_until_something_waits_or_it_is_full()
    {
        Assert.Equal(ConditionState.Good, DatabaseCondition.Of(Calm, true).State);
        Assert.Equal(ConditionState.Attention, DatabaseCondition.Of(Calm with { Waiting = 1 }, true).State);
        Assert.Equal(ConditionState.Attention, DatabaseCondition.Of(Calm with { Idle = 1 }, true).State);
        Assert.Equal(ConditionState.Attention, DatabaseCondition.Of(Calm with { Connections = 90 }, true).State);
        Assert.Contains("PostgreSQL 18.1, op een eigen server", DatabaseCondition.Of(Calm, false).Facts);
    }

    [Theory]
    [InlineData(500, 1000, ConditionState.Good)]
    [InlineData(90, 1000, ConditionState.Attention)]
    [InlineData(19, 1000, ConditionState.Urgent)]
    [InlineData(4, 10, ConditionState.Attention)]
    [InlineData(0, 10, ConditionState.Urgent)]
    public void A_disk_is_good_until_little_is_free(long free, long total, ConditionState state) => Assert.Equal(
        state, DiskCondition.Of(free * 1_000_000_000, total * 1_000_000_000, "/data", [], holdsDatabase: true).State);

    [Fact]
    public void Mail_is_good_until_it_waits_fails_or_has_nowhere_to_go()
    {
        var (none, old) = (new MailQueueFigures(0, null, 0), new MailQueueFigures(3, Now.AddHours(-3), 0));
        var (fine, away) = (
            new MailServerReport(null, "TLS 1.3", null, null, false), new MailServerReport("connect", null, null, null, false));
        Assert.Equal(ConditionState.Good, Of(none, true, true, fine));
        Assert.Equal(ConditionState.Attention, Of(none, true, true, away)); // it may be back in a minute
        Assert.Equal(ConditionState.Urgent, Of(old, true, true, away));
        Assert.Equal(ConditionState.Urgent, Of(old, true, true, fine));
        Assert.Equal(ConditionState.Attention, Of(old with { Oldest = Now.AddMinutes(-40) }, true, true, fine));
        Assert.Equal(ConditionState.Attention, Of(none with { Failed = 1 }, true, true, fine));
        Assert.Equal(ConditionState.Attention, Of(none, true, false, fine));
        Assert.Equal(ConditionState.Urgent, Of(none, false, true, null));

        static ConditionState Of(MailQueueFigures figures, bool hasWay, bool delivers, MailServerReport? server) =>
            MailCondition.Of(figures, hasWay, delivers, "mail.example", server, Now).State;
    }

    [Fact]
    public void Work_is_good_until_something_fails_or_stands_still()
    {
        Assert.Equal(ConditionState.Good, Of(new(4, Now.AddMinutes(-5), 0, null)));
        Assert.Equal(ConditionState.Attention, Of(new(0, null, 1, null)));
        Assert.Equal(ConditionState.Attention, Of(new(1, Now.AddHours(-1), 0, null)));
        Assert.Equal(ConditionState.Urgent, Of(new(1, Now.AddHours(-4), 0, null)));
        Assert.Equal(ConditionState.Urgent, Of(new(1, Now.AddMinutes(-1), 0, Now.AddHours(-4)))); // the calendar itself stands still

        static ConditionState Of(WorkFigures figures) => WorkCondition.Of(figures, works: true, Now).State;
    }

    [Fact]
    public void A_backup_is_good_for_two_days_and_bad_after_a_week()
    {
        var last = new LastBackup(Now.AddDays(-1), "/kopie", "machine", 1000, true);
        Assert.Equal(ConditionState.Good, BackupCondition.Of(last, false, Now).State);
        Assert.Equal(ConditionState.Attention, BackupCondition.Of(last with { TakenAt = Now.AddDays(-3) }, false, Now).State);
        Assert.Equal(ConditionState.Urgent, BackupCondition.Of(last with { TakenAt = Now.AddDays(-8) }, false, Now).State);
        Assert.Equal(ConditionState.Urgent, BackupCondition.Of(null, false, Now).State);
        Assert.Equal(ConditionState.Good, BackupCondition.Of(null, true, Now).State);
    }

    [Theory]
    [InlineData(10, 18, "2026-11-30", ConditionState.Good)]
    [InlineData(10, 18, "2028-06-01", ConditionState.Attention)]
    [InlineData(10, 18, "2028-11-15", ConditionState.Urgent)]
    [InlineData(10, 15, "2027-11-12", ConditionState.Urgent)]
    [InlineData(99, 99, "2040-01-01", ConditionState.Good)]
    public void Versions_are_good_while_they_get_repairs(int dotNet, int postgres, string day, ConditionState state) => Assert.Equal(
        state, VersionsCondition.Of(dotNet, postgres, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).State);

    [Fact]
    public void Settings_are_good_when_mail_has_a_way_and_links_lead_to_a_name()
    {
        var (platform, mail) = (
            new PlatformOptions { PublicUrl = "https://portaal.example", DataFolder = "/var/lib/portaal" },
            new MailOptions { Host = "mail.example", From = "x@portaal.example" });
        Assert.Equal(ConditionState.Good, SettingsCondition.Of(platform, mail, new JobsOptions()).State);
        Assert.Equal(ConditionState.Urgent, SettingsCondition.Of(platform, new MailOptions(), new JobsOptions()).State);
        Assert.Equal(ConditionState.Attention, SettingsCondition.Of(platform, mail, new JobsOptions { Run = false }).State);
        platform.PublicUrl = "https://127.0.0.1";
        Assert.Equal(ConditionState.Attention, SettingsCondition.Of(platform, mail, new JobsOptions()).State);
    }

    [Fact]
    public void Search_links_and_trust_in_mail_go_from_good_to_bad()
    {
        Assert.Equal(ConditionState.Good, IndexCondition.Of(true, 10).State);
        Assert.Equal(ConditionState.Attention, IndexCondition.Of(true, 0).State);
        Assert.Equal(ConditionState.Urgent, IndexCondition.Of(false, 10).State);
        Assert.Equal(ConditionState.Good, BrokenLinksCondition.Of(0).State);
        Assert.Equal(ConditionState.Attention, BrokenLinksCondition.Of(1).State);

        KnownHealth With(Verdict verdict) => new(Now, Now, new HealthReport("example.nl", [new Finding("SPF", verdict, "", "", [])]));
        var (read, stuck) = (new MailboxState(Now, null), new MailboxState(Now, "login"));
        Assert.Equal(ConditionState.Good, MailTrustCondition.Of(true, With(Verdict.Good), "key", read).State);
        Assert.Equal(ConditionState.Good, MailTrustCondition.Of(true, With(Verdict.Unknown), "key", read).State);
        Assert.Equal(ConditionState.Attention, MailTrustCondition.Of(true, With(Verdict.Missing), "key", read).State);
        Assert.Equal(ConditionState.Attention, MailTrustCondition.Of(true, With(Verdict.Good), null, read).State);
        Assert.Equal(ConditionState.Attention, MailTrustCondition.Of(true, With(Verdict.Good), "key", stuck).State);
        Assert.Equal(ConditionState.Unknown, MailTrustCondition.Of(true, null, "key", read).State);
        Assert.Equal(ConditionState.Good, MailTrustCondition.Of(false, null, null, null).State);
    }

    [Theory]
    [InlineData(400, SslPolicyErrors.None, ConditionState.Good)]
    [InlineData(20, SslPolicyErrors.None, ConditionState.Attention)]
    [InlineData(6, SslPolicyErrors.None, ConditionState.Urgent)]
    [InlineData(400, SslPolicyErrors.RemoteCertificateChainErrors, ConditionState.Attention)]
    [InlineData(400, SslPolicyErrors.RemoteCertificateNameMismatch, ConditionState.Urgent)]
    public void A_certificate_is_good_while_browsers_take_it(int days, SslPolicyErrors errors, ConditionState state)
    {
        using var certificate = NewCertificate("portaal.example", Now.AddDays(-1), Now.AddDays(days).AddHours(1));
        Assert.Equal(state, CertificateCondition.Of(certificate, errors, "portaal.example", Now).State);
    }

    [Fact]
    public async Task The_certificate_is_read_at_the_public_address_as_visitors_see_it()
    {
        var (clock, now) = (TimeProvider.System, TimeProvider.System.GetUtcNow());
        using var expired = NewCertificate("localhost", now.AddDays(-30), now.AddDays(-2));
        await using var old = await ServerAsync(expired);
        var found = await new CertificateCondition(AddressOf(old), clock).LookAsync(default);
        Assert.Equal(ConditionState.Urgent, found.State);
        Assert.Contains("verlopen", found.Says, StringComparison.Ordinal);

        using var other = NewCertificate("ergens-anders.example", now.AddDays(-1), now.AddDays(90));
        await using var wrong = await ServerAsync(other);
        Assert.Contains(
            "niet voor localhost", (await new CertificateCondition(AddressOf(wrong), clock).LookAsync(default)).Says,
            StringComparison.Ordinal);

        using var own = NewCertificate("localhost", now.AddDays(-1), now.AddDays(90));
        await using var mine = await ServerAsync(own);
        found = await new CertificateCondition(AddressOf(mine), clock).LookAsync(default);
        Assert.Equal(ConditionState.Attention, found.State);
        Assert.Contains("vertrouwt niet wie het uitgaf", found.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_connection_says_nothing_of_a_certificate_and_without_https_there_is_none()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var nobody = await new CertificateCondition(At($"https://localhost:{port}"), TimeProvider.System).LookAsync(default);
        Assert.Equal(ConditionState.Unknown, nobody.State);
        Assert.Equal(
            ConditionState.Good,
            (await new CertificateCondition(At("http://localhost:5080"), TimeProvider.System).LookAsync(default)).State);
    }

    [Fact]
    public async Task What_hangs_or_throws_is_unknown_with_a_reference_in_the_log_and_the_others_are_shown()
    {
        using var log = new LogCollector();
        var never = new Told(_ => new TaskCompletionSource<Condition>().Task);
        var board = await BoardAsync(
            log,
            Kind("test-good", new Told(_ => Task.FromResult(Condition.Good("Goed.")))),
            Kind("test-hangs", never),
            Kind("test-throws", new Told(_ => throw new InvalidOperationException("geheim"))),
            Kind("test-urgent", new Told(_ => Task.FromResult(new Condition(ConditionState.Urgent, "Brand.")))));

        var first = await board.ReadAsync(anew: true, default);
        var second = await board.ReadAsync(anew: true, default);

        Assert.Equal(["test-urgent", "test-hangs", "test-throws", "test-good"], first.Lines.Select(line => line.Key));
        foreach (var line in first.Lines.Where(line => line.Found.State == ConditionState.Unknown))
        {
            Assert.DoesNotContain("geheim", line.Found.Says + line.Found.Todo, StringComparison.Ordinal);
            var reference = line.Found.Todo.Split(' ')[^1].TrimEnd('.');
            Assert.Contains(log.Lines, said => said.Message.Contains(reference, StringComparison.Ordinal));
        }
        Assert.Equal(2, second.Count(ConditionState.Unknown));
        Assert.Equal(1, never.Times); // what hangs is not asked once more beside itself
    }

    [Fact]
    public async Task What_was_found_is_kept_for_a_while_and_who_asks_at_once_waits_for_the_same_look()
    {
        using var log = new LogCollector();
        var counted = new Told(_ => Task.FromResult(Condition.Good("Goed.")));
        var clock = new TestClock();
        var board = await BoardAsync(log, clock, TimeSpan.FromSeconds(30), Kind("test-counted", counted));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => board.ReadAsync(anew: false, default)));
        await board.ReadAsync(anew: false, default);
        Assert.Equal(1, counted.Times);
        await board.ReadAsync(anew: true, default);
        Assert.Equal(2, counted.Times);
        clock.Advance(TimeSpan.FromMinutes(2));
        await board.ReadAsync(anew: false, default);
        Assert.Equal(3, counted.Times);
    }

    [Fact]
    public async Task A_week_is_told_of_once_and_what_is_unknown_changes_nothing()
    {
        using var log = new LogCollector();
        var state = ConditionState.Good;
        var clock = new TestClock();
        await using var services = db.Services();
        var board = await BoardAsync(
            log, clock, TimeSpan.FromSeconds(30), Kind("test-week", new Told(_ => Task.FromResult(new Condition(state, "Zo.")))));
        var week = new DateOnly(2026, 11, 30);
        Assert.DoesNotContain((await TellAsync(board, week))!, one => one.Key == "test-week");
        state = ConditionState.Attention;
        Assert.Null(await TellAsync(board, week)); // told already
        Assert.Equal(
            ConditionState.Attention, Assert.Single((await TellAsync(board, week.AddDays(7)))!, one => one.Key == "test-week").State);
        state = ConditionState.Unknown;
        Assert.DoesNotContain((await TellAsync(board, week.AddDays(14)))!, one => one.Key == "test-week");
        state = ConditionState.Attention; // as it was before it could not be seen
        Assert.DoesNotContain((await TellAsync(board, week.AddDays(21)))!, one => one.Key == "test-week");
        state = ConditionState.Urgent;
        Assert.Contains((await TellAsync(board, week.AddDays(28)))!, one => one is { Key: "test-week", State: ConditionState.Urgent });
        state = ConditionState.Attention; // better is not worse
        Assert.DoesNotContain((await TellAsync(board, week.AddDays(35)))!, one => one.Key == "test-week");

        async Task<IReadOnlyList<Worsened>?> TellAsync(ConditionBoard board, DateOnly monday)
        {
            await board.ReadAsync(anew: true, default);
            await using var scope = services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<ConditionRecord>().TellAsync(monday, default);
        }
    }

    private static ConditionKind Kind(string key, ICondition looks) => new(key, key, "Een proef.", _ => looks);

    private Task<ConditionBoard> BoardAsync(LogCollector log, params ConditionKind[] kinds) =>
        BoardAsync(log, TimeProvider.System, TimeSpan.FromSeconds(2), kinds);

    private async Task<ConditionBoard> BoardAsync(LogCollector log, TimeProvider clock, TimeSpan patience, params ConditionKind[] kinds)
    {
        var services = db.Services();
        await services.GetRequiredService<Portal.Platform.Data.Database>().StartAsync();
        var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        return new ConditionBoard(
            services.GetRequiredService<IServiceScopeFactory>(), kinds, clock, logs.CreateLogger<ConditionBoard>())
        {
            Patience = patience,
        };
    }

    private static IOptions<PlatformOptions> At(string address) => Options.Create(new PlatformOptions { PublicUrl = address });

    private static IOptions<PlatformOptions> AddressOf(WebApplication server)
    {
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return At($"https://localhost:{new Uri(address).Port}");
    }

    private static async Task<WebApplication> ServerAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration()
            .ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        await app.StartAsync();
        return app;
    }

    private static X509Certificate2 NewCertificate(string name, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(from, until);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Told(Func<CancellationToken, Task<Condition>> look) : ICondition
    {
        private int times;

        public int Times => Volatile.Read(ref times);

        public Task<Condition> LookAsync(CancellationToken stop)
        {
            Interlocked.Increment(ref times);
            return look(stop);
        }
    }
}
