using System.Text;

namespace Portal.Tests.Newsletters.Bounces;

/// <summary>Mails as servers and people send them back.</summary>
internal static class Returned
{
    private static int count;

    /// <summary>A delivery status notification (RFC 3464).</summary>
    /// <param name="to">Where it is sent: the return path of the mail.</param>
    /// <param name="recipients">A group of fields for each address, see <see cref="Group"/>.</param>
    /// <param name="returned">Headers of the mail it is about; null: it comes without.</param>
    /// <param name="headers">More headers of its own.</param>
    public static byte[] Dsn(string to, string[] recipients, string? returned = null, string headers = "") => Raw(
        $"""
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.example>
        To: {to}
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        Message-ID: <{Id()}@mx.example>
        {headers}MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="deel"

        --deel
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.
        --deel
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example
        Arrival-Date: Sun, 29 Nov 2026 09:00:00 +0100

        {string.Join("\n\n", recipients)}

        {(returned is null ? "" : $"--deel\nContent-Type: text/rfc822-headers\n\n{returned}\n\n")}--deel--

        """);

    /// <summary>What a report says of one address.</summary>
    public static string Group(
        string? final, string? status, string action = "failed", string? original = null, string? diagnostic = null) => string.Join(
        '\n',
        new[]
        {
            original is null ? null : $"Original-Recipient: rfc822;{original}",
            final is null ? null : $"Final-Recipient: rfc822; {final}",
            $"Action: {action}",
            status is null ? null : $"Status: {status}",
            diagnostic is null ? null : $"Diagnostic-Code: smtp; {diagnostic}",
        }.OfType<string>());

    /// <summary>A complaint (RFC 5965).</summary>
    /// <param name="fields">Fields of the report beside its type.</param>
    /// <param name="returned">Headers of the mail it is about.</param>
    /// <param name="type">Which feedback.</param>
    public static byte[] Complaint(string fields, string returned, string type = "abuse") => Raw(
        $"""
        From: <feedback@provider.example>
        To: <abuse@weerbaar.example>
        Subject: FW: De nieuwsbrief
        Message-ID: <{Id()}@provider.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="deel"

        --deel
        Content-Type: text/plain; charset=us-ascii

        This is an email abuse report.
        --deel
        Content-Type: message/feedback-report

        Feedback-Type: {type}
        User-Agent: SomeGenerator/1.0
        Version: 1
        {fields}
        --deel
        Content-Type: message/rfc822

        {returned}

        Beste lezer,
        --deel--

        """);

    /// <summary>A mail that a person or a program wrote.</summary>
    public static byte[] Mail(string to, string subject, string text = "Dag.", string headers = "") => Raw(
        $"""
        From: Jan <jan@lezers.example>
        To: {to}
        Subject: {subject}
        Message-ID: <{Id()}@lezers.example>
        {headers}
        {text}

        """);

    /// <summary>Text as it goes over a line.</summary>
    public static byte[] Raw(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    private static int Id() => Interlocked.Increment(ref count);
}
