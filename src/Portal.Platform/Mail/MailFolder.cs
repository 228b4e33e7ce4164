using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Portal.Platform.Mail;

/// <summary>
/// Mail as files, where there is no server yet: a mail program opens them, and in an editor the links stay whole, because nothing in
/// them is encoded (8BITMIME, RFC 6532).
/// </summary>
internal sealed class MailFolder(IOptions<PlatformOptions> platform, IOptions<MailOptions> options) : IMailTransport
{
    private static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos, International = true };

    /// <summary>Where they are.</summary>
    public string Path { get; } = System.IO.Path.Combine(platform.Value.DataFolder, "mail");

    public async Task<MailResult> SendAsync(Letter letter, CancellationToken stop)
    {
        if (!MailWriter.TryRead(letter.Mail.To, out var to)) return new MailResult(MailOutcome.Refused, "553 5.1.3");
        var message = MailWriter.Write(letter, options.Value.Sender, to);
        foreach (var text in message.BodyParts.OfType<TextPart>().Where(part => !part.IsAttachment))
            text.ContentTransferEncoding = ContentEncoding.EightBit;

        Directory.CreateDirectory(Path);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{letter.WrittenAt:yyyy-MM-dd-HHmmss}-{letter.Mail.Kind}-{letter.Id:N}.eml");
        var half = System.IO.Path.Combine(Path, $".{name}");
        await using (var file = File.Create(half)) await message.WriteToAsync(Format, file, stop);
        File.Move(half, System.IO.Path.Combine(Path, name), overwrite: true);
        return new MailResult(MailOutcome.Sent, null);
    }
}
