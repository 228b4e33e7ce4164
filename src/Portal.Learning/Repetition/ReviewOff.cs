using Microsoft.AspNetCore.DataProtection;
using Portal.Platform;

namespace Portal.Learning.Repetition;

/// <summary>
/// The link in a mail that ends those mails, without signing in: it names the member, encrypted and signed. It does not expire, for an
/// old mail must be able to end them too, and all it can do is end them.
/// </summary>
internal sealed class ReviewOff(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("learning.review-off");

    /// <summary>The key in a link for this member.</summary>
    public string KeyFor(Guid memberId) => protector.KeyOf(memberId);

    /// <summary>The member a key is for; null when it is not one of ours.</summary>
    public Guid? MemberOf(string? key) => protector.IdIn(key);
}
