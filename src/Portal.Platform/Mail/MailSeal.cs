using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Portal.Platform.Mail;

/// <summary>
/// Keeps the words of a mail with a secret in it (<see cref="Mail.IsSecret"/>) from whoever reads the outbox, or a copy of it: they are
/// protected by the host's data-protection keys until the mail is sent.
/// </summary>
internal sealed class MailSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Portal.Platform.Mail.Outbox");

    public byte[] Close(Mail mail) => protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Words(mail.Text, mail.Html)));

    /// <summary>The mail with its words; null when the key it was sealed with is gone.</summary>
    public Mail? Open(Mail mail, byte[] sealedWords)
    {
        try
        {
            var words = JsonSerializer.Deserialize<Words>(protector.Unprotect(sealedWords))!;
            return mail with { Text = words.Text, Html = words.Html, IsSecret = true };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Words(string Text, string? Html);
}
