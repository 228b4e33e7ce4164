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
    public string CheckIn(Guid registration) => $"{site}/aanwezig/{checkIn.KeyOf(registration)}";

    /// <summary>Where somebody enters the word of the day.</summary>
    public string Word(Guid registration) => $"{site}/aanwezig/woord/{word.KeyOf(registration)}";

    /// <summary>Where somebody says what they thought of it.</summary>
    /// <param name="whose">A registration, or the row of who walked in.</param>
    public string Evaluation(Guid whose) => $"{site}/evaluatie/{evaluation.KeyOf(whose)}";

    /// <summary>Whose code it is; null when it is none of ours.</summary>
    public Guid? CheckInOf(string? key) => checkIn.IdIn(key);

    /// <inheritdoc cref="CheckInOf"/>
    public Guid? WordOf(string? key) => word.IdIn(key);

    /// <inheritdoc cref="CheckInOf"/>
    public Guid? EvaluationOf(string? key) => evaluation.IdIn(key);
}
