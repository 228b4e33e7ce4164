using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

/// <summary>One attempt to send a mail, against a real server in every mood.</summary>
public sealed class SmtpTransportTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-test-");
    private readonly MailOptions options = new() { Host = "127.0.0.1", From = "Weerbare Jeugd <noreply@weerbaar.example>" };
    private MailServer server = null!;
    private SmtpTransport? transport;

    public async Task InitializeAsync() => options.Port = (server = await MailServer.StartAsync()).Port;

    public async Task DisposeAsync()
    {
        if (transport is not null) await transport.DisposeAsync();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_mail_arrives_as_it_was_written_with_its_files_and_headers()
    {
        var unsubscribe = $"<https://weerbaar.example/afmelden?sleutel={new string('x', 120)}>, <mailto:af@weerbaar.example>";
        var link = $"https://weerbaar.example/inloggen/link/{new string('x', 90)}";
        var letter = LetterTo("noor@toets.example") with
        {
            Mail = MailTo("noor@toets.example") with
            {
                Subject = "Eén link, om in te loggen bij het café van de coördinator en verder",
                Text = $"Eén keer:\n\n{link}\n.\n..\n",
                Html = $"<p>Eén keer: <a href=\"{link}\">log in</a></p>\n",
                Headers = [new("List-Unsubscribe", unsubscribe), new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"), new("Reply-To", "vraag@weerbaar.example")],
                Attachments = [new("training één.ics", "text/calendar; charset=utf-8; method=PUBLISH", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"u8.ToArray())],
            },
        };
        await SentAsync(letter);
        var mail = Assert.Single(server.Taken);

        Assert.Equal(("noreply@weerbaar.example", (string?)null), (mail.From, mail.User));
        Assert.Equal(["noor@toets.example"], mail.To);
        Assert.Equal("Weerbare Jeugd <noreply@weerbaar.example>", mail.Header("From"));
        Assert.Equal(letter.Mail.Subject, mail.Header("Subject"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Equal($"<{letter.Id}@weerbaar.example>", mail.Header("Message-ID"));
        Assert.Equal(letter.WrittenAt, mail.Message.Date);
        Assert.Equal(letter.Mail.Text, mail.Part("text/plain"));
        Assert.Equal(letter.Mail.Html, mail.Part("text/html"));

        // As a reader that is not ours finds it.
        var read = await Python.RunAsync(
            """
            import sys, email, email.policy, json
            mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.SMTP)
            file = list(mail.iter_attachments())[0]
            print(json.dumps([mail["List-Unsubscribe"].strip(), mail["List-Unsubscribe-Post"], mail["Reply-To"], mail["Subject"], [part.get_content_type() for part in mail.walk()],
                file.get_filename(), file.get_content_type(), file.get_param("method"), file.get_content().strip(), mail.get_body(("plain",)).get_content(), len(mail.defects)]))
            """,
            mail.Raw);
        var found = System.Text.Json.JsonDocument.Parse(read).RootElement;
        Assert.Equal(unsubscribe, found[0].GetString());
        Assert.Equal("List-Unsubscribe=One-Click", found[1].GetString());
        Assert.Equal("vraag@weerbaar.example", found[2].GetString());
        Assert.Equal(letter.Mail.Subject, found[3].GetString());
        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"], found[4].EnumerateArray().Select(type => type.GetString()!));
        Assert.Equal(("training één.ics", "text/calendar", "PUBLISH", "BEGIN:VCALENDAR\r\nEND:VCALENDAR"), (found[5].GetString(), found[6].GetString(), found[7].GetString(), found[8].GetString()?.ReplaceLineEndings("\r\n")));
        Assert.Equal(letter.Mail.Text, found[9].GetString()!.ReplaceLineEndings("\n"));
        Assert.Equal(0, found[10].GetInt32());
    }

    [Theory]
    [InlineData("8BITMIME")]
    [InlineData("SMTPUTF8")]
    [InlineData("PIPELINING")]
    public async Task A_signature_holds_for_a_checker_that_is_not_ours(string offer)
    {
        var record = Sign();
        server.Offers = offer == "SMTPUTF8" ? [offer, "8BITMIME"] : [offer];
        var to = offer == "SMTPUTF8" ? "zoë@bücher.example" : "noor@toets.example";
        await SentAsync(LetterTo(to) with
        {
            Mail = MailTo(to) with
            {
                Subject = "Eén vraag voor Zoë",
                Text = "Beste Zoë,\n\n.een punt   \n\nFrom hier\n\n\n",
                Html = $"<p>{string.Concat(Enumerable.Repeat("één heel lange regel ", 100))}</p>",
                Headers = [new("List-Unsubscribe", $"<https://weerbaar.example/{new string('y', 200)}>"), new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")],
            },
        });
        var mail = Assert.Single(server.Taken);
        Assert.Equal("True", await VerifyAsync(mail.Raw, record));
        var signature = mail.Header("DKIM-Signature").Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("c=relaxed/relaxed", signature, StringComparison.Ordinal);
        Assert.Contains("d=weerbaar.example;s=proef", signature, StringComparison.Ordinal);
        Assert.Contains("h=From:To:Subject:Date:Message-Id:MIME-Version:Content-Type:List-Unsubscribe:List-Unsubscribe-Post;", signature.Replace("\t", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

        var other = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(mail.Raw).Replace("One-Click", "One-Clock", StringComparison.Ordinal));
        Assert.Equal("False", await VerifyAsync(other, record));
    }

    [Fact]
    public async Task Mails_after_each_other_share_a_connection_and_it_is_closed_when_none_follows()
    {
        for (var i = 0; i < 5; i++) await SentAsync(LetterTo("noor@toets.example"));
        Assert.Equal((5, 1), (server.Taken.Count, server.Connections));
        clock.Advance(TimeSpan.FromSeconds(21));
        await server.HearsAsync("QUIT");
        await Eventually.Async(() => Task.FromResult(server.Open == 0), "the connection is closed");
        await SentAsync(LetterTo("noor@toets.example"));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_mail_that_a_person_waits_for_finds_a_connection_beside_all_that_is_bulk()
    {
        options.Connections = 2;
        var bulk = Enumerable.Range(0, 5).Select(_ => SendAsync(LetterTo("traag@toets.example", JobLane.Bulk))).ToList();
        await server.HearsAsync(". traag", times: 2);
        await SentAsync(LetterTo("noor@toets.example"));
        Assert.Equal(3, server.Connections);
        Assert.Equal(2, server.Heard.Count(line => line.StartsWith(". traag", StringComparison.Ordinal)));
        await Eventually.Async(() => { server.GoOn(); return Task.FromResult(bulk.TrueForAll(send => send.IsCompleted)); }, "the rest goes");
        Assert.All(bulk, send => Assert.Equal(MailOutcome.Sent, send.Result.Outcome));
    }

    [Fact]
    public async Task Bounces_go_where_the_mail_says()
    {
        await SentAsync(LetterTo("noor@toets.example") with { Mail = MailTo("noor@toets.example") with { ReturnPath = "terug+noor=toets.example@weerbaar.example" } });
        var mail = Assert.Single(server.Taken);
        Assert.Equal("terug+noor=toets.example@weerbaar.example", mail.From);
        Assert.Equal("Weerbare Jeugd <noreply@weerbaar.example>", mail.Header("From"));
    }

    [Theory]
    [InlineData("550 5.7.1 not owned by user", MailOutcome.SenderRefused, "550 5.7.1")]
    [InlineData("553 5.7.1 not owned by user", MailOutcome.SenderRefused, "553 5.7.1")]
    [InlineData("501 5.1.7 bad sender", MailOutcome.SenderRefused, "501 5.1.7")]
    [InlineData("552 5.3.4 too large", MailOutcome.Refused, "552 5.3.4")]
    [InlineData("450 4.1.8 later", MailOutcome.Later, "450 4.1.8")]
    [InlineData("530 5.7.0 who are you", MailOutcome.Unreachable, "530 5.7.0")]
    public async Task A_place_for_bounces_that_is_refused_is_about_that_place_and_not_about_the_reader(
        string answer, MailOutcome outcome, string reason)
    {
        server.Answer = line => line.StartsWith("MAIL", StringComparison.Ordinal) ? answer : null;
        await EndsAsync(
            LetterTo("noor@toets.example") with { Mail = MailTo("noor@toets.example") with { ReturnPath = "terug@elders.example" } },
            outcome, reason);
    }

    [Theory]
    [InlineData(MailTls.Always)]
    [InlineData(MailTls.FromStart)]
    [InlineData(MailTls.WhereOffered)]
    public async Task A_server_with_a_certificate_that_is_trusted_is_spoken_to_in_private(MailTls tls)
    {
        server.Certificate = MailServer.NewCertificate();
        server.TlsFromStart = tls == MailTls.FromStart;
        (options.Tls, options.User, options.Password) = (tls, "portaal", "goed");
        options.CaFile = FileOf("ca.pem", server.Certificate.ExportCertificatePem());
        await SentAsync(LetterTo("noor@toets.example"));
        Assert.Equal("portaal", Assert.Single(server.Taken).User);
        Assert.Equal(tls == MailTls.FromStart ? 0 : 1, server.Heard.Count(line => line == "STARTTLS"));
    }

    [Theory]
    [InlineData(MailTls.Always)]
    [InlineData(MailTls.FromStart)]
    [InlineData(MailTls.WhereOffered)]
    public async Task A_certificate_that_is_not_trusted_gets_no_mail(MailTls tls)
    {
        server.Certificate = MailServer.NewCertificate();
        server.TlsFromStart = tls == MailTls.FromStart;
        options.Tls = tls;
        await EndsAsync(LetterTo("noor@toets.example"), MailOutcome.Unreachable, "tls");
        options.CaFile = FileOf("ca.pem", MailServer.NewCertificate().ExportCertificatePem());
        await EndsAsync(LetterTo("noor@toets.example"), MailOutcome.Unreachable, "tls");
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_TLS_nothing_is_said_where_it_must_be()
    {
        options.Tls = MailTls.Always;
        await EndsAsync(LetterTo("noor@toets.example"), MailOutcome.Unreachable, "tls");
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_that_is_wrong_is_about_us_and_not_about_the_mail()
    {
        (options.User, options.Password) = ("portaal", "fout");
        await EndsAsync(LetterTo("noor@toets.example"), MailOutcome.Unreachable, "535 5.7.8");
    }

    [Theory]
    [InlineData("\"een naam\"@toets.example", "\"een naam\"@toets.example")]
    [InlineData("\"a\\\"b, c@d\"@toets.example", "\"a\\\"b, c@d\"@toets.example")]
    [InlineData("noor@bücher.example", "noor@xn--bcher-kva.example")]
    [InlineData("zoë@toets.example", "zoë@toets.example")]
    [InlineData("zoë@bücher.example", "zoë@bücher.example")]
    public async Task An_address_may_be_written_in_all_ways_there_are(string to, string asSent)
    {
        await SentAsync(LetterTo(to));
        Assert.Equal([asSent], Assert.Single(server.Taken).To);
    }

    [Fact]
    public async Task Ways_of_writing_addresses_take_turns()
    {
        string[] all = ["noor@toets.example", "zoë@toets.example", "noor@bücher.example", "zoë@bücher.example", "bram@toets.example"];
        foreach (var to in all) await SentAsync(LetterTo(to));
        Assert.Equal(
            ["noor@toets.example", "zoë@toets.example", "noor@xn--bcher-kva.example", "zoë@bücher.example", "bram@toets.example"],
            server.Taken.Select(mail => mail.To.Single()));
    }

    [Theory]
    [InlineData("zoë@toets.example", "553 5.6.7")]
    [InlineData("noor", "553 5.1.3")]
    [InlineData("", "553 5.1.3")]
    [InlineData("noor@toets.example, bram@toets.example", "553 5.1.3")]
    [InlineData("Noor <noor@toets.example>", "553 5.1.3")]
    [InlineData("noor@toets.example\r\nRCPT TO:<bram@toets.example>", "553 5.1.3")]
    [InlineData("noor @toets.example", "553 5.1.3")]
    public async Task An_address_that_cannot_be_reached_costs_its_own_mail_only(string to, string reason)
    {
        server.Offers = [];
        await EndsAsync(LetterTo(to), MailOutcome.Refused, reason);
        await SentAsync(LetterTo("bram@toets.example"));
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task One_bad_address_among_many_costs_its_own_mail_only()
    {
        var results = new List<MailResult>();
        foreach (var who in new[] { "noor", "weg", "bram", "straks", "an" }) results.Add(await SendAsync(LetterTo($"{who}@toets.example")));
        Assert.Equal([MailOutcome.Sent, MailOutcome.Refused, MailOutcome.Sent, MailOutcome.Later, MailOutcome.Sent], results.Select(result => result.Outcome));
        Assert.Equal([null, "550 5.1.1", null, "451 4.3.0", null], results.Select(result => result.Reason));
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("\r\nBcc: iedereen@toets.example")]
    [InlineData("\nBcc: iedereen@toets.example")]
    [InlineData("\r\n\r\nEen ander bericht")]
    [InlineData("\u2028Bcc: iedereen@toets.example")]
    public async Task A_line_break_in_a_name_never_becomes_a_header(string evil)
    {
        options.From = "Weerbare Jeugd <noreply@weerbaar.example>";
        await SentAsync(LetterTo("noor@toets.example") with
        {
            Mail = MailTo("noor@toets.example") with
            {
                Subject = $"Noor{evil} nodigt je uit",
                Headers = [new("X-Naam", $"Noor{evil}")],
                Attachments = [new($"naam{evil}.txt", $"text/plain; name=\"x{evil}\"", [1])],
            },
        });
        var mail = Assert.Single(server.Taken);
        Assert.Equal(["noor@toets.example"], mail.To);
        Assert.DoesNotContain(mail.Message.Headers, header => header.Id is HeaderId.Bcc);
        Assert.All(mail.Message.BodyParts, part => Assert.DoesNotContain(part.Headers, header => header.Field == "Bcc"));
        Assert.Equal("Tekst.\n", mail.Part("text/plain"));
        Assert.StartsWith("Noor", mail.Header("X-Naam"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONNECT", "421 4.3.2 closing", MailOutcome.Unreachable, "421 4.3.2")]
    [InlineData("CONNECT", "554 5.7.1 not you", MailOutcome.Unreachable, "554 5.7.1")]
    [InlineData("CONNECT", MailServer.Gone, MailOutcome.Unreachable, "closed")]
    [InlineData("EHLO", "421 4.3.2 closing", MailOutcome.Unreachable, "421 4.3.2")]
    [InlineData("MAIL", "421 4.3.2 closing", MailOutcome.Unreachable, "421 4.3.2")]
    [InlineData("MAIL", "450 4.2.0 later", MailOutcome.Later, "450 4.2.0")]
    [InlineData("MAIL", "452 4.3.1 full", MailOutcome.Later, "452 4.3.1")]
    [InlineData("MAIL", "552 5.3.4 too large", MailOutcome.Refused, "552 5.3.4")]
    [InlineData("MAIL", "550 5.7.1 not your address", MailOutcome.Unreachable, "550 5.7.1")]
    [InlineData("MAIL", "530 5.7.0 who are you", MailOutcome.Unreachable, "530 5.7.0")]
    [InlineData("RCPT", "421 4.7.0 too many", MailOutcome.Later, "421 4.7.0")]
    [InlineData("RCPT", "450 4.2.1 mailbox busy", MailOutcome.Later, "450 4.2.1")]
    [InlineData("RCPT", "550 no such user", MailOutcome.Refused, "550")]
    [InlineData("RCPT", MailServer.Gone, MailOutcome.Later, "closed")]
    [InlineData("DATA", "451 4.3.0 not now", MailOutcome.Later, "451 4.3.0")]
    [InlineData("DATA", MailServer.Gone, MailOutcome.Later, "closed")]
    [InlineData(".", "451 4.7.1 greylisted", MailOutcome.Later, "451 4.7.1")]
    [InlineData(".", "552 5.2.2 over quota", MailOutcome.Refused, "552 5.2.2")]
    [InlineData(".", "421 4.3.2 closing", MailOutcome.Later, "421 4.3.2")]
    [InlineData(".", "554-5.7.1 noor@toets.example\r\n554 5.7.1 is spam", MailOutcome.Refused, "554 5.7.1")]
    [InlineData(".", MailServer.Gone, MailOutcome.Unknown, "closed")]
    public async Task What_a_server_does_at_any_moment_is_told_apart_without_its_words(string at, string answer, MailOutcome outcome, string reason)
    {
        server.Answer = line => line.StartsWith(at, StringComparison.Ordinal) ? answer : null;
        // Each command on its own, and all that can go together (RFC 2920): but for what cannot be told apart then.
        foreach (var offers in at == "RCPT" && answer == MailServer.Gone ? new string[][] { [] } : [[], ["PIPELINING"]])
        {
            server.Offers = offers;
            await EndsAsync(LetterTo("noor@toets.example"), outcome, reason);
        }
        server.Answer = _ => null;
        await SentAsync(LetterTo("bram@toets.example"));
    }

    [Fact]
    public async Task A_mail_that_was_cut_off_half_way_was_not_taken()
    {
        server.Answer = line => line == "TEXT" ? MailServer.Gone : null;
        // More than fits between two sockets: its end cannot be out.
        await EndsAsync(LetterTo("noor@toets.example") with { Mail = MailTo("noor@toets.example") with { Text = new string('x', 18_000_000) } }, MailOutcome.Later, "closed");
    }

    [Theory]
    [InlineData("CONNECT", MailOutcome.Unreachable)]
    [InlineData("MAIL", MailOutcome.Unreachable)]
    [InlineData("RCPT", MailOutcome.Later)]
    [InlineData("DATA", MailOutcome.Later)]
    [InlineData(".", MailOutcome.Unknown)]
    public async Task A_server_that_never_answers_is_not_waited_for_without_end(string at, MailOutcome outcome)
    {
        server.Offers = [];
        server.Answer = line => line.StartsWith(at, StringComparison.Ordinal) ? MailServer.Silence : null;
        var sending = SendAsync(LetterTo("noor@toets.example"));
        await server.HearsAsync(at);
        await Eventually.Async(() => { clock.Advance(TimeSpan.FromMinutes(11)); return Task.FromResult(sending.IsCompleted); }, "it gives up");
        Assert.Equal((outcome, "timeout"), ((await sending).Outcome, (await sending).Reason));
        server.Answer = _ => null;
        await SentAsync(LetterTo("bram@toets.example"));
    }

    [Fact]
    public async Task A_server_that_is_slow_but_says_something_is_waited_for()
    {
        server.Offers = [];
        var waited = 0;
        server.Answer = line =>
        {
            // The text is asked about before the other side has read what came before it.
            if (line == "TEXT" || line.StartsWith("EHLO", StringComparison.Ordinal)) return null;
            clock.Advance(TimeSpan.FromSeconds(25)); // each answer in time, all together not
            waited++;
            return null;
        };
        await SentAsync(LetterTo("noor@toets.example"));
        Assert.True(waited >= 5);
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_server()
    {
        options.Port = HostProcess.FreePort();
        await EndsAsync(LetterTo("noor@toets.example"), MailOutcome.Unreachable, "connect");
        options.Host = "mail.invalid"; // RFC 6761: never a name
        await EndsAsync(LetterTo("noor@toets.example"), MailOutcome.Unreachable, "connect");
    }

    [Theory]
    [InlineData("hangs up")]
    [InlineData("says goodbye")]
    [InlineData("says goodbye when asked")]
    [InlineData("hangs up when asked")]
    public async Task A_server_that_left_a_connection_at_rest_costs_nobody_an_attempt(string how)
    {
        await SentAsync(LetterTo("noor@toets.example"));
        var asked = false;
        if (how == "hangs up") server.HangUp();
        else if (how == "says goodbye") await server.SayGoodbyeAsync();
        else server.Answer = line => line.StartsWith("MAIL", StringComparison.Ordinal) && !asked && (asked = true) ? how.StartsWith("says", StringComparison.Ordinal) ? "421 4.4.2 too long" : MailServer.Gone : null;
        await SentAsync(LetterTo("bram@toets.example"));
        Assert.Equal(2, server.Taken.Count);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_mail_of_30_MB_is_refused_by_what_the_server_says_or_by_its_answer()
    {
        var large = LetterTo("noor@toets.example") with { Mail = MailTo("noor@toets.example") with { Attachments = [new("film.mp4", "video/mp4", new byte[22_500_000])] } };
        server.Offers = ["SIZE 20000000"];
        await EndsAsync(large, MailOutcome.Refused, "552 5.3.4");
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));

        server.Offers = ["SIZE 0"]; // it has no fixed limit
        server.Answer = line => line.StartsWith("MAIL", StringComparison.Ordinal) && long.Parse(line.Split("SIZE=")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) > 30_000_000 ? "552 5.3.4 too large" : null;
        await transport!.DisposeAsync();
        transport = null;
        await EndsAsync(large, MailOutcome.Refused, "552 5.3.4");
    }

    [Fact]
    public async Task Who_stops_in_time_has_sent_nothing_and_who_stops_too_late_does_not_know()
    {
        using var stop = new CancellationTokenSource();
        server.Answer = line => line.StartsWith("DATA", StringComparison.Ordinal) ? MailServer.Silence : null;
        var early = Transport().SendAsync(LetterTo("noor@toets.example"), stop.Token);
        await server.HearsAsync("DATA");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => early);

        using var late = new CancellationTokenSource();
        server.Answer = _ => null;
        var sending = Transport().SendAsync(LetterTo("traag@toets.example"), late.Token);
        await server.HoldsAsync("traag@toets.example");
        await late.CancelAsync();
        Assert.Equal(MailOutcome.Unknown, (await sending).Outcome);
    }

    private async Task SentAsync(Letter letter) => Assert.Equal(new MailResult(MailOutcome.Sent, null), await SendAsync(letter));

    private async Task EndsAsync(Letter letter, MailOutcome outcome, string reason) => Assert.Equal(new MailResult(outcome, reason), await SendAsync(letter));

    private Task<MailResult> SendAsync(Letter letter) => Transport().SendAsync(letter, CancellationToken.None);

    private SmtpTransport Transport() => transport ??= new SmtpTransport(Options.Create(options), clock);

    private static Mail MailTo(string to) => new(to, "Onderwerp", "Tekst.\n", null, "sign-in", to);

    private Letter LetterTo(string to, JobLane lane = JobLane.Soon) =>
        new(Guid.CreateVersion7(), DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()), MailTo(to) with { Lane = lane });

    // Gives what stands in DNS.
    private string Sign()
    {
        using var key = RSA.Create(2048);
        (options.DkimDomain, options.DkimSelector) = ("weerbaar.example", "proef");
        options.DkimKeyFile = FileOf("dkim.pem", key.ExportPkcs8PrivateKeyPem());
        return $"v=DKIM1; k=rsa; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}";
    }

    private string FileOf(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Task<string> VerifyAsync(byte[] mail, string record) =>
        Python.VerifyAsync(mail, "proef._domainkey.weerbaar.example", record);
}
