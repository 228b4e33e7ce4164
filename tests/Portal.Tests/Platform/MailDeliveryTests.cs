using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Health;
using Portal.Platform.Jobs;
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
        Assert.Equal("{}", row.Body);
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
    public async Task While_the_server_is_away_mail_waits_without_losing_an_attempt_and_goes_when_it_is_back()
    {
        var port = HostProcess.FreePort();
        await using var host = await MailHost.StartAsync(db, MailHost.By(port));
        var all = Enumerable.Range(0, 30).Select(_ => Address("noor")).ToList();
        foreach (var to in all) await host.WriteAsync(to);
        await Eventually.Async(() => Task.FromResult(Rests(host) >= 1), "the log says that mail rests");
        for (var times = Rests(host); times < 20; times = Rests(host))
        {
            await host.PassAsync(TimeSpan.FromSeconds(30));
            await Eventually.Async(() => Task.FromResult(Rests(host) > times), "it was tried again, and mail rests again");
        }
        foreach (var to in all)
        {
            var row = (await host.RowAsync(to))!;
            Assert.Equal((false, false, 0), (row.IsSent, row.HasFailed, row.Attempts));
            Assert.NotEqual("{}", row.Body);
        }

        await using var back = await MailServer.StartAsync(port);
        await host.PassAsync(TimeSpan.FromSeconds(30));
        foreach (var to in all) await back.NextToAsync(to);
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
            Assert.InRange(row.Next!.Value, before + pause, host.Clock.GetUtcNow() + pause);
            before = host.Clock.GetUtcNow();
            await host.PassAsync(pause);
        }
        Assert.Equal(6, (await host.RowAsync(to, found => found.HasFailed, "it has failed")).Attempts);
    }

    [Fact]
    public async Task A_mail_that_is_asked_for_twice_goes_once()
    {
        await using var host = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("noor");
        var reminder = new Mail(to, "Herinnering", "Tekst.\n", null, "notice", $"reminder {to}");
        await host.WriteAsync(reminder);
        await host.RowAsync(to, found => found.IsSent, "it was sent");

        await host.WriteAsync(reminder);

        await host.WithAsync<MailOutbox>(
            async (outbox, _) => Assert.Single(await outbox.SentToAsync(to, Guid.NewGuid(), CancellationToken.None)));
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
    public async Task What_a_host_lost_its_hold_of_is_sent_by_another()
    {
        await using var one = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("traag");
        await one.WriteAsync(to);
        await server.HoldsAsync(to);
        await using (var source = db.Source())
        {
            await using var end = source.CreateCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'");
            Assert.True((long)(await end.ExecuteScalarAsync())! >= 1);
        }
        await using var two = await MailHost.StartAsync(db, MailHost.By(server));
        await Eventually.Async(async () => { server.GoOn(); return (await two.RowAsync(to))!.IsSent; }, "it was sent after all");
    }

    [Fact]
    public async Task A_host_that_is_stopped_finishes_the_mail_it_is_at()
    {
        var host = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("traag");
        await host.WriteAsync(to);
        await server.HoldsAsync(to);
        var stopping = host.DisposeAsync().AsTask();
        server.GoOn();
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
        await Eventually.Async(async () =>
        {
            await host.PassAsync(TimeSpan.FromHours(1)); // whoever looks once a night may just have looked
            return await host.RowAsync(sent) is null && await host.RowAsync(failed) is null;
        }, "the rows are gone");
    }

    [Fact]
    public async Task A_mail_of_which_nobody_knows_whether_it_was_taken_is_sent_again_as_the_same_mail()
    {
        await using var host = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("noor");
        var lost = false;
        server.Answer = line => line == "." && !lost && (lost = true) ? MailServer.Gone : null;
        await host.WriteAsync(to);
        var row = await host.RowAsync(to, found => found.Attempts == 1, "it was tried");
        Assert.Equal((false, false, "unknown: closed"), (row.IsSent, row.HasFailed, row.Error));
        await host.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal($"<{row.Id}@weerbaar.example>", (await server.NextToAsync(to)).Header("Message-ID"));
    }

    [Fact]
    public async Task Files_and_headers_come_along_and_nothing_is_left_of_them()
    {
        await using var host = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("noor");
        await host.WriteAsync(new Mail(to, "Training", "Tot dan.\n", null, "training", to)
        {
            Headers = [new("List-Unsubscribe", "<https://weerbaar.example/af>,\r\n <mailto:af@weerbaar.example>")],
            Attachments = [new("een.ics", "text/calendar; method=PUBLISH", [1, 2, 3]), new("twee.pdf", "application/pdf", [4])],
            ReturnPath = "terug@weerbaar.example",
        });
        var mail = await server.NextToAsync(to);
        Assert.Equal("terug@weerbaar.example", mail.From);
        Assert.Equal("<https://weerbaar.example/af>, <mailto:af@weerbaar.example>", mail.Header("List-Unsubscribe"));
        Assert.Equal(["een.ics", "twee.pdf"], mail.Message.Attachments.Select(file => file.ContentDisposition!.FileName));
        Assert.Equal("{}", (await host.RowAsync(to, found => found.IsSent, "the row says so")).Body);
    }

    [Fact]
    public async Task A_person_does_not_wait_behind_mail_for_many()
    {
        await using var host = await MailHost.StartAsync(db, mail =>
        {
            MailHost.By(server)(mail);
            mail.Connections = 1;
        });
        var slow = Address("traag");
        var (many, one) = (Enumerable.Range(0, 20).Select(_ => Address("velen")).ToList(), Address("noor"));
        await host.WriteAsync(new Mail(slow, "Onderwerp", "Tekst.\n", null, "newsletter", slow) { Lane = JobLane.Bulk });
        await server.HoldsAsync(slow);
        foreach (var to in many) await host.WriteAsync(new Mail(to, "Onderwerp", "Tekst.\n", null, "newsletter", to) { Lane = JobLane.Bulk });
        await host.WriteAsync(one);
        await server.NextToAsync(one);
        Assert.All(many, to => Assert.Empty(server.To(to)));
        server.GoOn();
        foreach (var to in many) await server.NextToAsync(to);
    }

    [Fact]
    public async Task A_mail_that_no_server_takes_is_not_written()
    {
        await using var host = await MailHost.StartAsync(db, MailHost.By(server));
        var to = Address("noor");
        var film = new Mail(to, "Film", "Kijk.\n", null, "notice", to) { Attachments = [new("film.mp4", "video/mp4", new byte[22_500_000])] };
        Assert.Contains("30.0 MB; at most 20.0 MB", (await Assert.ThrowsAsync<MailTooLarge>(() => host.WriteAsync(film))).Message, StringComparison.Ordinal);
        foreach (var header in new[] { "Bcc", "dkim-signature", "Content-Type", "From", "Naam met spatie", "Naam:", "", "Naam\r\nBcc" })
            await Assert.ThrowsAsync<ArgumentException>(() => host.WriteAsync(new Mail(to, "Nee", "Nee\n", null, "notice", to) { Headers = [new(header, "x")] }));
        Assert.Null(await host.RowAsync(to));
    }

    [Fact]
    public async Task Mail_that_waited_in_an_older_version_goes_out_with_the_attempts_it_had()
    {
        var connectionString = await PostgresServer.CreateAsync();
        try
        {
            await using (var source = NpgsqlDataSource.Create(connectionString))
            {
                var files = Migrator.FilesOf(new ModuleSchema("platform", typeof(PlatformModule).Assembly, null));
                async Task RunAsync(string sql)
                {
                    await using var command = source.CreateCommand(sql);
                    await command.ExecuteNonQueryAsync();
                }

                await RunAsync("create schema platform");
                foreach (var file in files.TakeWhile(file => !file.Name.StartsWith("0004", StringComparison.Ordinal))) await RunAsync(file.Sql);
                await RunAsync(
                    """
                    insert into platform.outbox (id, to_address, subject, body_text, kind, dedupe_key, created_at, sent_at, failed_at, attempts, next_attempt_at, last_error)
                    values (gen_random_uuid(), 'verstuurd@toets.example', '', '', '', '1', now(), now(), null, 1, now(), null),
                        (gen_random_uuid(), 'wacht@toets.example', '', '', '', '2', now(), null, null, 2, now() + interval '1 hour', '451'),
                        (gen_random_uuid(), 'mislukt@toets.example', '', '', '', '3', now(), null, now(), 6, now(), '550')
                    """);
                await RunAsync(files.Single(file => file.Name.StartsWith("0004", StringComparison.Ordinal)).Sql);
                await using var rows = source.CreateCommand(
                    """
                    select string_agg(to_address || ' ' || attempts || ' ' || (failed_at is not null) || ' ' || (run_at > now()) || ' ' || last_error, ', ' order by to_address)
                    from platform.outbox mail join platform.jobs job on key = mail.id::text and args ->> 'id' = key and job.kind = 'platform.mail' and job.lane = 0
                    """);
                Assert.Equal("mislukt@toets.example 6 true false 550, wacht@toets.example 2 false true 451", await rows.ExecuteScalarAsync());
            }
        }
        finally
        {
            await PostgresServer.DropAsync(connectionString);
        }
    }

    private static int Rests(MailHost host) => host.Log.Lines.Count(line => line.Message.Contains("platform.mail rests for", StringComparison.Ordinal));

    private static string Address(string who) => $"{who}.{Guid.NewGuid():N}@toets.example";
}
