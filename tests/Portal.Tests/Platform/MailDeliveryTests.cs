using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform.Data;
using Portal.Platform.Health;
using Portal.Platform.Mail;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

/// <summary>Sending, against a real SMTP server and a real worker.</summary>
public sealed class MailDeliveryTests(TestDatabase db) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private MailServer server = null!;

    public async Task InitializeAsync() => server = await MailServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_mail_goes_out_at_once_and_reads_as_it_was_written()
    {
        await using var host = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("noor");
        var link = $"https://weerbaar.example/inloggen/link/{new string('x', 90)}";
        host.Clock.HoldTimers(TimeSpan.FromSeconds(1)); // so whoever sends it did not just happen to look
        var before = host.Clock.GetUtcNow();
        await host.WriteAsync(new Mail(to, "Eén link, om in te loggen bij het café van de coördinator en verder", $"Eén keer:\n\n{link}\n", $"<p>Eén keer: <a href=\"{link}\">log in</a></p>\n", "sign-in", to));
        var mail = await server.NextToAsync(to);

        Assert.Equal(("noreply@weerbaar.example", (string?)null), (mail.From, mail.User));
        Assert.Equal([to], mail.To);
        Assert.Equal("Weerbare Jeugd <noreply@weerbaar.example>", mail.Header("From"));
        Assert.Equal(to, mail.Header("To"));
        Assert.Equal("Eén link, om in te loggen bij het café van de coördinator en verder", mail.Header("Subject"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        var date = DateTimeOffset.Parse(mail.Header("Date"), CultureInfo.InvariantCulture);
        Assert.InRange(date, before.AddSeconds(-1), host.Clock.GetUtcNow()); // in whole seconds
        Assert.StartsWith("multipart/alternative", mail.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal($"Eén keer:\n\n{link}\n", mail.Part("text/plain"));
        Assert.Equal($"<p>Eén keer: <a href=\"{link}\">log in</a></p>\n", mail.Part("text/html"));

        var row = await host.RowAsync(to, found => found.IsSent, "the row says so");
        Assert.Equal($"<{row.Id}@weerbaar.example>", mail.Header("Message-ID"));
        Assert.Equal("", row.Body);
        Assert.Single(server.To(to));
    }

    [Fact]
    public async Task A_server_that_asks_who_we_are_is_told()
    {
        await using var host = await MailHost.StartAsync(db, mail =>
        {
            MailHost.By(server)(mail);
            (mail.User, mail.Password) = ("portaal", "goed");
        });
        var to = Address("noor");
        await host.WriteAsync(to);
        Assert.Equal("portaal", (await server.NextToAsync(to)).User);
    }

    [Fact]
    public async Task A_mail_about_what_did_not_happen_is_not_sent()
    {
        await using var host = await MailHost.StartAsync(db, MailHost.By(server));
        var (undone, done) = (Address("noor"), Address("noor"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.WithAsync<DbSession>((session, scope) => session.InTransactionAsync(async () =>
        {
            await scope.GetRequiredService<MailOutbox>().EnqueueAsync(new Mail(undone, "Nee", "Nee", null, "notice", undone), CancellationToken.None);
            throw new InvalidOperationException();
        })));
        await host.WriteAsync(done);
        await server.NextToAsync(done);
        Assert.Empty(server.To(undone));
    }

    [Fact]
    public async Task While_the_server_is_away_mail_waits_and_goes_when_it_is_back()
    {
        var port = HostProcess.FreePort();
        await using var host = await MailHost.StartAsync(db, MailHost.By(port));
        var (first, second) = (Address("noor"), Address("noor"));
        var before = host.Clock.GetUtcNow();
        await host.WriteAsync(first);
        await host.WriteAsync(second);
        var row = await host.RowAsync(first, found => found.Attempts == 1, "it was tried");
        Assert.Equal(("ESOCKET", false, false), (row.Error, row.IsSent, row.HasFailed));
        Assert.NotEqual("", row.Body);
        Assert.InRange(row.Next, before.AddMinutes(1), host.Clock.GetUtcNow().AddMinutes(1));

        await using var back = await MailServer.StartAsync(port);
        await host.PassAsync(TimeSpan.FromMinutes(1));
        await back.NextToAsync(first);
        await back.NextToAsync(second);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_has_failed_and_that_is_said_without_its_address()
    {
        await using var host = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("weg");
        await host.WriteAsync(to);
        var row = await host.RowAsync(to, found => found.HasFailed, "it has failed");
        Assert.Equal((1, "550 5.1.1"), (row.Attempts, row.Error));

        var said = Assert.Single(host.Log.Lines, line => line.Message.Contains(row.Id.ToString(), StringComparison.Ordinal));
        Assert.Equal(LogLevel.Error, said.Level);
        Assert.Contains("550 5.1.1", said.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log.Lines, line => line.Message.Contains('@', StringComparison.Ordinal));
        var figures = await host.Services.GetServices<IHealthFigures>().Single(kind => kind.Name == "mail").ReadAsync(CancellationToken.None);
        Assert.True(figures["failed"] >= 1);

        await host.WithAsync<ResendVerb>(async (resend, _) => Assert.Equal(0, await resend.RunAsync([], CancellationToken.None)));
        await Eventually.Async(() => host.Log.Lines.Count(line => line.Message.Contains(row.Id.ToString(), StringComparison.Ordinal)) == 2, "it was tried anew");
    }

    [Fact]
    public async Task A_mail_the_server_does_not_want_now_is_tried_ever_later_and_then_has_failed()
    {
        await using var host = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("straks");
        var before = host.Clock.GetUtcNow();
        await host.WriteAsync(to);
        foreach (var (pause, attempt) in new[] { 1, 5, 30, 120, 720 }.Select((minutes, at) => (TimeSpan.FromMinutes(minutes), at + 1)))
        {
            var row = await host.RowAsync(to, found => found.Attempts == attempt, $"attempt {attempt}");
            Assert.Equal((false, "451 4.3.0"), (row.HasFailed, row.Error));
            Assert.InRange(row.Next, before + pause, host.Clock.GetUtcNow() + pause);
            before = host.Clock.GetUtcNow();
            await host.PassAsync(pause);
        }
        Assert.Equal(6, (await host.RowAsync(to, found => found.HasFailed, "it has failed")).Attempts);
    }

    [Fact]
    public async Task Two_hosts_send_each_mail_once()
    {
        await using var one = await MailHost.StartAsync(db, MailHost.By(server));
        await using var two = await MailHost.StartAsync(db, MailHost.By(server));
        var all = Enumerable.Range(0, 20).Select(_ => Address("noor")).ToList();
        foreach (var to in all) await one.WriteAsync(to);
        foreach (var to in all) await one.RowAsync(to, found => found.IsSent, "it was sent");
        Assert.All(all, to => Assert.Single(server.To(to)));
    }

    [Fact]
    public async Task A_worker_that_is_killed_halfway_is_followed_by_one_that_sends_the_mail()
    {
        await using var host = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("traag");
        await host.WriteAsync(to);
        await server.HoldsAsync(to);
        ChildProcesses.Running("mail.mjs").Kill();
        await Eventually.Async(async () => { await server.GoOnAsync(); return (await host.RowAsync(to))!.IsSent; }, "it was sent after all");
        // The first may have arrived as well: it is the same mail to whoever looks at its Message-ID.
        var row = await host.RowAsync(to);
        await Eventually.Async(() => server.To(to).Count > 0, "it arrived");
        Assert.All(server.To(to), mail => Assert.Equal($"<{row!.Id}@weerbaar.example>", mail.Header("Message-ID")));
    }

    [Fact]
    public async Task What_a_host_lost_its_hold_of_is_sent_by_another()
    {
        await using var one = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("traag");
        await one.WriteAsync(to);
        await server.HoldsAsync(to);
        await using (var source = db.Source())
        {
            await using var end = source.CreateCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'");
            Assert.Equal(1L, await end.ExecuteScalarAsync());
        }
        await using var two = await MailHost.StartAsync(db, MailHost.By(server));
        await Eventually.Async(async () => { await server.GoOnAsync(); return (await two.RowAsync(to))!.IsSent; }, "it was sent after all");
    }

    [Fact]
    public async Task A_host_that_is_stopped_finishes_the_mail_it_is_at()
    {
        var host = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("traag");
        await host.WriteAsync(to);
        await server.HoldsAsync(to);
        var stopping = host.DisposeAsync().AsTask();
        await server.GoOnAsync();
        await stopping;
        Assert.Single(server.To(to));
        await using var source = db.Source();
        await using var sent = source.CreateCommand("select sent_at is not null from platform.outbox where to_address = $1");
        sent.Parameters.Add(new NpgsqlParameter { Value = to });
        Assert.Equal(true, await sent.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_month_after_it_was_sent_or_failed_nothing_is_left_of_a_mail()
    {
        await using var host = await MailHost.StartAsync(db, MailHost.By(server));
        var (sent, failed) = (Address("noor"), Address("weg"));
        await host.WriteAsync(sent);
        await host.WriteAsync(failed);
        await host.RowAsync(sent, found => found.IsSent, "it was sent");
        await host.RowAsync(failed, found => found.HasFailed, "it has failed");
        await host.PassAsync(TimeSpan.FromDays(29));
        await host.WriteAsync(Address("noor"));
        Assert.NotNull(await host.RowAsync(sent));
        await host.PassAsync(TimeSpan.FromDays(1.1));
        await Eventually.Async(async () => await host.RowAsync(sent) is null && await host.RowAsync(failed) is null, "the rows are gone");
    }

    private static string Address(string who) => $"{who}.{Guid.NewGuid():N}@toets.example";
}
