using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Calendar.Questions;

/// <summary>
/// The link in a mail by which somebody adds to their question. It works as long as the question is kept, and it only adds: who gets it
/// forwarded reads nothing, and an answer goes to who asked.
/// </summary>
internal sealed class QuestionLinks(IDataProtectionProvider protection, IOptions<PlatformOptions> platform)
{
    /// <summary>Where one adds.</summary>
    public const string Path = "/contact/verder";

    private readonly IDataProtector protector = protection.CreateProtector("calendar.questions");

    /// <summary>The whole link.</summary>
    public string To(Guid question) => $"{platform.Value.PublicUrl}{Path}?sleutel={KeyOf(question)}";

    /// <summary>The key in a link.</summary>
    public string KeyOf(Guid question) => protector.KeyOf(question);

    /// <summary>Of which question a key is; null when it is none of ours.</summary>
    public Guid? Read(string? key) => protector.IdIn(key);
}
