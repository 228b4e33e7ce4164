using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Calendar.Attendance;

/// <summary>
/// The addresses of one registration that work without an account, signed with the host's keys, so that nothing secret stands in the
/// database. Each is for one thing: whoever photographs the code at the door can do nothing with it, and who forwards a link gives away
/// that one thing for that one registration. They do not expire; what they lead to says when it is open.
/// </summary>
internal sealed class DayLinks(IDataProtectionProvider protection, IOptions<PlatformOptions> platform)
{
    private readonly IDataProtector checkIn = protection.CreateProtector("calendar.check-in");
    private readonly IDataProtector word = protection.CreateProtector("calendar.word");
    private readonly IDataProtector evaluation = protection.CreateProtector("calendar.evaluation");
    private readonly string site = platform.Value.PublicUrl;

    /// <summary>What stands in the code that is shown at the door.</summary>
    public string CheckIn(Guid registration) => $"{site}/aanwezig/{Sign(checkIn, registration)}";

    /// <summary>Where somebody enters the word of the day.</summary>
    public string Word(Guid registration) => $"{site}/aanwezig/woord/{Sign(word, registration)}";

    /// <summary>Where somebody says what they thought of it.</summary>
    /// <param name="whose">A registration, or the row of who walked in.</param>
    public string Evaluation(Guid whose) => $"{site}/evaluatie/{Sign(evaluation, whose)}";

    /// <summary>Whose code it is; null when it is none of ours.</summary>
    public Guid? CheckInOf(string? key) => Read(checkIn, key);

    /// <inheritdoc cref="CheckInOf"/>
    public Guid? WordOf(string? key) => Read(word, key);

    /// <inheritdoc cref="CheckInOf"/>
    public Guid? EvaluationOf(string? key) => Read(evaluation, key);

    private static string Sign(IDataProtector protector, Guid whose) =>
        Base64Url.EncodeToString(protector.Protect(whose.ToByteArray()));

    private static Guid? Read(IDataProtector protector, string? key)
    {
        try
        {
            return key is { Length: > 0 } && protector.Unprotect(Base64Url.DecodeFromChars(key)) is { Length: 16 } whose
                ? new Guid(whose) : null;
        }
        catch (Exception odd) when (odd is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
