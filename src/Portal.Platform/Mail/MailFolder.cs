using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace Portal.Platform.Mail;

/// <summary>
/// Mail as files, where there is no server yet: a mail program opens them, and in an editor the links stay whole, because nothing in
/// them is encoded (8BITMIME, RFC 6532).
/// </summary>
internal sealed class MailFolder(IOptions<PlatformOptions> platform, IOptions<MailOptions> options) : IMailTransport
{
    /// <summary>Where they are.</summary>
    public string Path { get; } = System.IO.Path.Combine(platform.Value.DataFolder, "mail");

    public async Task<MailResult> SendAsync(Letter letter, CancellationToken stop)
    {
        Directory.CreateDirectory(Path);
        var name = string.Create(CultureInfo.InvariantCulture, $"{letter.WrittenAt:yyyy-MM-dd-HHmmss}-{letter.Mail.Kind}-{letter.Id:N}.eml");
        var half = System.IO.Path.Combine(Path, $".{name}");
        await File.WriteAllTextAsync(half, Write(letter), stop);
        File.Move(half, System.IO.Path.Combine(Path, name), overwrite: true);
        return new MailResult(MailOutcome.Sent, null);
    }

    private string Write(Letter letter)
    {
        var (mail, boundary) = (letter.Mail, $"deel-{letter.Id:N}");
        var file = new StringBuilder();
        void Line(string text) => file.Append(text.ReplaceLineEndings("\r\n")).Append("\r\n");
        void Part(string kind, string text)
        {
            Line($"Content-Type: text/{kind}; charset=utf-8");
            Line("Content-Transfer-Encoding: 8bit");
            Line("");
            Line(text);
        }

        Line($"From: {options.Value.Sender}");
        Line($"To: {OneLine(mail.To)}");
        Line($"Subject: {OneLine(mail.Subject)}");
        Line($"Date: {letter.WrittenAt.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}");
        Line($"Message-ID: <{letter.Id}@{options.Value.Sender.Host}>");
        Line("MIME-Version: 1.0");
        if (mail.Html is null)
        {
            Part("plain", mail.Text);
            return file.ToString();
        }
        Line($"Content-Type: multipart/alternative; boundary={boundary}");
        Line("");
        foreach (var (kind, text) in new[] { ("plain", mail.Text), ("html", mail.Html) })
        {
            Line($"--{boundary}");
            Part(kind, text);
        }
        Line($"--{boundary}--");
        return file.ToString();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
