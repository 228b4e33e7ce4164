using System.Text;
using Portal.Platform.Jobs;

namespace Portal.Platform.Mail;

/// <summary>One mail to one person.</summary>
/// <param name="To">The address (RFC 5321 4.1.2, RFC 6531): without a name, and not a list.</param>
/// <param name="Subject">One line; line breaks in it become spaces.</param>
/// <param name="Text">The whole mail as plain text.</param>
/// <param name="Html">The same with markup; null: text only.</param>
/// <param name="Kind">What it is for, one word, e.g. <c>sign-in</c>: for counting and for rules per kind.</param>
/// <param name="DedupeKey">What makes it this mail: a second one with the same key is not sent.</param>
public sealed record Mail(string To, string Subject, string Text, string? Html, string Kind, string DedupeKey)
{
    /// <summary>Whether a person waits for it; mail by the hundred goes in <see cref="JobLane.Bulk"/>.</summary>
    public JobLane Lane { get; init; } = JobLane.Soon;

    /// <summary>Whose mail it is, by the id of an account; null: the address says it.</summary>
    public Guid? Person { get; init; }

    /// <summary>Accounts of others who are named in it.</summary>
    public IReadOnlyList<Guid> Names { get; init; } = [];

    /// <summary>True when its words hold a secret, as a link to sign in does: they are kept sealed until it is sent.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Headers beside those every mail has, e.g. List-Unsubscribe (RFC 2369).</summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>Files that come with it.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Where a bounce goes (RFC 5321 MAIL FROM), e.g. an address per recipient (VERP); null: to the sender.</summary>
    public string? ReturnPath { get; init; }

    /// <summary>About how many bytes it is on its way: files grow by a third (base64, RFC 2045 6.8).</summary>
    public long Size =>
        Encoding.UTF8.GetByteCount(Text) + Encoding.UTF8.GetByteCount(Html ?? "") + Attachments.Sum(file => file.Bytes.LongLength * 4 / 3);
}

/// <summary>A header of a mail.</summary>
/// <param name="Name">E.g. <c>List-Unsubscribe</c>; not one that a mail has by itself.</param>
/// <param name="Value">Its value; line breaks in it become spaces, so that it never becomes a second header.</param>
public sealed record MailHeader(string Name, string Value)
{
    /// <summary>
    /// The two headers by which a mail program offers a way out (RFC 2369) with one click (RFC 8058); DKIM covers both.
    /// </summary>
    /// <param name="link">An address whose POST is that click, and whose page has a button.</param>
    /// <param name="mailto">The way out by mail, a mailto address; null: there is none.</param>
    public static IReadOnlyList<MailHeader> WayOut(string link, string? mailto = null) =>
    [
        new("List-Unsubscribe", mailto is null ? $"<{link}>" : $"<{link}>, <{mailto}>"),
        new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    ];

    // What says who, whom, what and how is the portal's to write; two of those would mean something else to every reader.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "MIME-Version", "Return-Path", "Received",
        "DKIM-Signature", "Auto-Submitted",
    };

    /// <summary>False when no mail may have it: it is no name (RFC 5322 3.6.8), or one the portal writes itself.</summary>
    internal bool IsAllowed =>
        Name.Length > 0 && Name.All(letter => letter is > ' ' and <= '~' and not ':')
        && !Own.Contains(Name) && !Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        && !Name.StartsWith("Resent-", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A file that comes with a mail.</summary>
/// <param name="Name">Its name, e.g. <c>training.ics</c>.</param>
/// <param name="ContentType">What it is, with parameters, e.g. <c>text/calendar; charset=utf-8; method=PUBLISH</c> (RFC 6047).</param>
/// <param name="Bytes">What is in it.</param>
public sealed record MailAttachment(string Name, string ContentType, byte[] Bytes);

/// <summary>A mail is larger than mail may be (setting <c>Mail__MostMegabytes</c>): it was not written.</summary>
public sealed class MailTooLarge(long size, long most)
    : Exception(FormattableString.Invariant(
        $"The mail is {size / 1e6:0.0} MB; at most {most / 1e6:0.0} MB goes out. Link to what is large instead."));
