using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Portal.Learning.Repetition;

/// <summary>
/// The link in a mail that ends those mails, without signing in: it names the member, encrypted and signed. It does not expire, for an
/// old mail must be able to end them too, and all it can do is end them.
/// </summary>
internal sealed class ReviewOff(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("learning.review-off");

    /// <summary>The key in a link for this member.</summary>
    public string KeyFor(Guid memberId) => Base64Url.EncodeToString(protector.Protect(memberId.ToByteArray()));

    /// <summary>The member a key is for; null when it is not one of ours.</summary>
    public Guid? MemberOf(string? key)
    {
        try
        {
            return key is { Length: > 0 } ? new Guid(protector.Unprotect(Base64Url.DecodeFromChars(key))) : null;
        }
        catch (Exception odd) when (odd is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
