using System.Text;
using Portal.Newsletters.Bounces;
using Portal.Platform.Mail;

namespace Portal.Tests.Newsletters.Bounces;

/// <summary>What can be read in mails that come back; nothing is looked up here.</summary>
public sealed class BounceReaderTests
{
    private const string Token = "0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string To = $"terug+{Token}@weerbaar.example";
    private const string Report = "Content-Type: multipart/report; boundary=deel\r\n\r\n--deel\r\n";
    private static readonly string Key = new('k', 43);

    [Fact]
    public void A_report_says_what_became_of_the_mail_and_which_mail_it_was()
    {
        var report = Read(Returned.Dsn(
            To, [Returned.Group("noor@lezers.example", "5.1.1", diagnostic: "550 5.1.1 <noor@lezers.example> unknown")],
            $"""
            Return-Path: <{To.ToUpperInvariant()}>
            Message-ID: <een@weerbaar.example>
            List-Unsubscribe: <https://x.example/a?sleutel={Key}>
            """));
        Assert.Equal((BounceKind.Hard, "5.1.1"), (report.Kind, report.Status));
        var one = Assert.Single(report.Recipients);
        Assert.Equal(("noor@lezers.example", (string?)null, "5.1.1"), (one.Final!, one.Original, one.Status!));
        Assert.Contains("unknown", one.Diagnostic, StringComparison.Ordinal);
        Assert.Contains(Token, report.Tokens);
        Assert.Equal([Key], report.Keys);
        Assert.Equal(["een@weerbaar.example"], report.MessageIds);
        Assert.Equal(["noor@lezers.example"], report.Addresses);
    }

    [Fact]
    public void A_report_without_the_mail_is_known_by_where_it_was_sent()
    {
        var report = Read(Returned.Dsn(To, [Returned.Group("noor@lezers.example", "5.1.1")]));
        Assert.Equal(BounceKind.Hard, report.Kind);
        Assert.Equal([Token], report.Tokens);
        Assert.Empty(report.Keys);
        Assert.Empty(report.MessageIds);
    }

    [Fact]
    public void A_report_without_the_mail_may_name_it_in_its_own_headers() => Assert.Equal(
        ["een@weerbaar.example"],
        Read(Returned.Dsn(
            "terug@weerbaar.example", [Returned.Group("noor@lezers.example", "5.1.1")],
            headers: "In-Reply-To: <een@weerbaar.example>\n")).MessageIds);

    [Theory]
    [InlineData("delayed", "4.4.1", "Delayed")]
    [InlineData("delivered", "2.1.5", "Delivered")]
    [InlineData("relayed", "2.1.9", "Delivered")]
    [InlineData("expanded", "2.1.5", "Delivered")]
    [InlineData("failed", "4.4.7", "Soft")] // given up after days
    [InlineData("failed", "5.2.2", "Soft")]
    [InlineData("Failed (gave up)", "5.1.1", "Hard")]
    [InlineData("failed", "5.7.1", "Ours")]
    [InlineData("failed", null, "Soft")]
    [InlineData("failed", "2.0.0", "Soft")] // it cannot have both
    [InlineData("", "5.1.1", "Hard")]
    [InlineData("", "4.4.1", "Delayed")] // nobody says that they gave up
    public void Only_a_failure_is_a_bounce(string action, string? status, string kind) =>
        Assert.Equal(kind, Read(Returned.Dsn(To, [Returned.Group("noor@lezers.example", status, action)])).Kind.ToString());

    [Fact]
    public void Of_several_addresses_each_is_told_and_one_that_works_is_enough()
    {
        var report = Read(Returned.Dsn(To,
        [
            Returned.Group("een@elders.example", "5.1.1"), Returned.Group("twee@elders.example", "2.1.5", "delivered"),
            Returned.Group("noor@lezers.example", "5.2.1"),
        ]));
        Assert.Equal(3, report.Recipients.Count);
        Assert.Equal(BounceKind.Delivered, report.Kind);
        Assert.Equal((BounceKind.Hard, "5.2.1"), report.For(Address.Of("Noor@Lezers.example")));
        Assert.Equal(BounceKind.Delivered, report.For(Address.Of("jan@lezers.example")).Kind);
    }

    [Fact]
    public void An_address_that_forwards_to_one_that_is_gone_is_not_gone_itself()
    {
        var report = Read(Returned.Dsn(To, [Returned.Group("weg@elders.example", "5.1.1", original: "noor@lezers.example")]));
        Assert.Equal((BounceKind.Soft, "5.1.1"), report.For(Address.Of("noor@lezers.example")));
        Assert.Equal((BounceKind.Hard, "5.1.1"), report.For(Address.Of("weg@elders.example")));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied")]
    [InlineData("Auto-Submitted: auto-generated; owner-email=\"jan@lezers.example\"")]
    [InlineData("X-Autoreply: yes")]
    [InlineData("X-Autorespond: afwezig")]
    [InlineData("Precedence: auto_reply")]
    public void Somebody_who_is_away_has_got_the_mail(string header) => Assert.Equal(
        BounceKind.AutoReply, Read(Returned.Mail(To, "Re: De nieuwsbrief", "550 5.1.1 staat hier voor de grap.", header + "\n")).Kind);

    [Theory]
    [InlineData("Automatic reply: De nieuwsbrief")]
    [InlineData("Automatisch antwoord: De nieuwsbrief")]
    [InlineData("Afwezig tot maandag")]
    [InlineData("=?utf-8?q?Out_of_Office=3A_De_nieuwsbrief?=")]
    public void Somebody_who_is_away_may_say_so_in_the_subject_alone(string subject) =>
        Assert.Equal(BounceKind.AutoReply, Read(Returned.Mail(To, subject)).Kind);

    [Theory]
    [InlineData("abuse", "Complaint")]
    [InlineData("Fraud", "Complaint")]
    [InlineData("opt-out", "Unsubscribe")]
    [InlineData("not-spam", "Unknown")]
    [InlineData("auth-failure", "Unknown")]
    [InlineData("virus", "Unknown")]
    public void A_complaint_is_one_that_a_person_made(string type, string kind)
    {
        var report = Read(Returned.Complaint(
            $"Original-Mail-From: <{To}>\nOriginal-Rcpt-To: <noor@lezers.example>\n",
            $"Message-ID: <een@weerbaar.example>\nList-Unsubscribe: <https://x.example/a?sleutel={Key}>", type));
        Assert.Equal(kind, report.Kind.ToString());
        Assert.Equal([Token], report.Tokens);
        Assert.Equal([Key], report.Keys);
        Assert.Equal(["een@weerbaar.example"], report.MessageIds);
        Assert.Equal(["noor@lezers.example"], report.Addresses);
    }

    [Theory]
    [InlineData("afmelden {0}", true)]
    [InlineData("Re: Afmelden {0}", true)]
    [InlineData("{0}", true)]
    [InlineData("afmelden", false)]
    [InlineData("afmelden {0}x", false)]
    public void A_mail_that_unsubscribes_has_a_key_in_its_subject(string subject, bool does)
    {
        var report = Read(Returned.Mail("afmelden@weerbaar.example", subject.Replace("{0}", Key, StringComparison.Ordinal)));
        Assert.Equal(does ? BounceKind.Unsubscribe : BounceKind.Unknown, report.Kind);
        Assert.Equal(does ? [Key] : [], report.Keys);
    }

    [Fact]
    public void A_server_that_knows_no_reports_is_read_by_its_words()
    {
        const string words = """
            Hi. This is the qmail-send program at mx.example.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <noor@lezers.example>:
            192.0.2.25 does not like recipient.
            Remote host said: 550 5.1.1 unknown user
            """;
        var report = Read(Returned.Raw($"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: {To}\nSubject: failure notice\n\n{words}\n"));
        Assert.Equal((BounceKind.Hard, "5.1.1"), (report.Kind, report.Status));
        Assert.Equal([Token], report.Tokens);
        // A person who quotes one is no server.
        Assert.Equal(BounceKind.Unknown, Read(Returned.Mail(To, "Wat is dit?", words)).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("geen mail")]
    [InlineData(Report + "Content-Type: message/delivery-status\r\n\r\n")]
    [InlineData(Report + "Content-Type: message/delivery-status\r\n\r\nonzin\r\n\r\n:\r\n\r\n--deel--\r\n")]
    [InlineData(Report + "Content-Type: message/feedback-report\r\n\r\n\0\u0001\r\n--deel--\r\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n--\r\n----\r\n")]
    [InlineData("Subject: =?utf-9?q?=ZZ?=\r\nContent-Type: text/plain; charset=klingon\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%")]
    public void What_is_no_report_is_for_a_person(string raw)
    {
        var message = BounceReader.Parse(Encoding.Latin1.GetBytes(raw));
        Assert.Equal(BounceKind.Unknown, message is null ? BounceKind.Unknown : BounceReader.Read(message).Kind);
    }

    [Fact]
    public void Letters_that_are_not_UTF8_do_no_harm()
    {
        var raw = Returned.Dsn(To, [Returned.Group("zo@lezers.example", "5.1.1", diagnostic: "550 5.1.1 gebruiker onbekend: zo~")])
            .Select(letter => letter == (byte)'~' ? (byte)0xEB : letter).ToArray();
        Assert.Equal(BounceKind.Hard, Read(raw).Kind);
    }

    [Fact]
    public void A_mail_in_a_mail_in_a_mail_without_end_is_read_to_a_depth()
    {
        var nested = new StringBuilder();
        for (var depth = 0; depth < 5_000; depth++)
            nested.Append("Content-Type: multipart/mixed; boundary=d").Append(depth).Append("\r\n\r\n--d").Append(depth).Append("\r\n");
        Assert.Equal(BounceKind.Unknown, Read(Encoding.Latin1.GetBytes(nested.ToString())).Kind);
    }

    [Fact]
    public void A_mail_that_is_far_too_large_is_not_read()
    {
        var most = Returned.Mail(To, "Re: De nieuwsbrief", new string('a', BounceReader.Most));
        Assert.Null(BounceReader.Parse(most));
    }

    private static BounceReport Read(byte[] raw) => BounceReader.Read(BounceReader.Parse(raw)!);
}
