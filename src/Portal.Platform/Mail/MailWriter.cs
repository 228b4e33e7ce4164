using System.Text;
using MimeKit;
using MimeKit.IO;
using MimeKit.IO.Filters;

namespace Portal.Platform.Mail;

/// <summary>Writes a letter as a message (RFC 5322, MIME).</summary>
internal static class MailWriter
{
    /// <summary>The one address that was written; false when it is no address, or more than that.</summary>
    public static bool TryRead(string address, out MailboxAddress mailbox)
    {
        mailbox = new MailboxAddress("", "");
        try
        {
            mailbox = new MailboxAddress("", address);
            return mailbox.Address == address && address.LastIndexOf('@') > 0;
        }
        catch (ParseException)
        {
            return false;
        }
    }

    /// <summary>True for an address with other letters than ASCII before the @: only some servers take those (RFC 6531).</summary>
    public static bool NeedsUtf8(MailboxAddress address) => !Ascii.IsValid(address.GetAddress(idnEncode: true));

    /// <summary>The address as every server on its way can read it, where there is a way to write it so (RFC 5891).</summary>
    public static MailboxAddress ForServers(MailboxAddress address) =>
        NeedsUtf8(address) ? address : new MailboxAddress(address.Name, address.GetAddress(idnEncode: true));

    /// <summary>Text without anything that could end a line.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(EndsLine)) return text;
        var spaced = string.Concat(text.Select(letter => EndsLine(letter) ? ' ' : letter));
        return spaced.Replace("  ", " ", StringComparison.Ordinal).Trim();
    }

    private static bool EndsLine(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';

    /// <summary>The message; not signed, and fit for any server once it is prepared.</summary>
    public static MimeMessage Write(Letter letter, MailboxAddress sender, MailboxAddress to)
    {
        var mail = letter.Mail;
        var message = new MimeMessage
        {
            Date = letter.WrittenAt,
            Subject = OneLine(mail.Subject),
            MessageId = IdOf(letter, sender),
            Body = BodyOf(mail),
        };
        message.From.Add(sender);
        message.To.Add(to);
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no "I am on holiday" in answer
        foreach (var header in mail.Headers.Where(header => header.IsAllowed)) message.Headers.Add(header.Name, OneLine(header.Value));
        return message;
    }

    /// <summary>
    /// Puts the words of a prepared message into the form in which they travel: else that happens once to sign them, and again to send them.
    /// </summary>
    public static void Encode(MimeMessage message)
    {
        foreach (var part in message.BodyParts.OfType<TextPart>())
        {
            var encoding = part.ContentTransferEncoding;
            if (part.Content is not { } plain || encoding is not (ContentEncoding.QuotedPrintable or ContentEncoding.Base64)) continue;
            var encoded = new MemoryStream();
            using var filtered = new FilteredStream(encoded);
            filtered.Add(EncoderFilter.Create(encoding));
            plain.DecodeTo(filtered);
            filtered.Flush();
            part.Content = new MimeContent(new MemoryStream(encoded.ToArray(), writable: false), encoding);
        }
    }

    private static string IdOf(Letter letter, MailboxAddress sender) => $"{letter.Id}@{sender.GetAddress(idnEncode: true).Split('@')[^1]}";

    private static MimeEntity BodyOf(Mail mail)
    {
        var text = new TextPart("plain") { Text = mail.Text };
        MimeEntity words = mail.Html is null ? text : new MultipartAlternative(text, new TextPart("html") { Text = mail.Html });
        if (mail.Attachments.Count == 0) return words;
        var all = new Multipart("mixed") { words };
        foreach (var file in mail.Attachments) all.Add(PartOf(file));
        return all;
    }

    private static MimePart PartOf(MailAttachment file)
    {
        var type = ContentType.TryParse(file.ContentType, out var read) ? read : new ContentType("application", "octet-stream");
        return new MimePart(type)
        {
            Content = new MimeContent(new MemoryStream(file.Bytes, writable: false)),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = OneLine(file.Name) },
            ContentTransferEncoding = ContentEncoding.Base64,
        };
    }
}
