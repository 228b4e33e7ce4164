using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Calendar.Registrations;

/// <summary>
/// The links of a registration, signed by data protection: nothing of them is kept, none expires by itself, and each opens one thing.
/// </summary>
internal sealed class RegistrationLinks(IDataProtectionProvider protection, IOptions<PlatformOptions> platform)
{
    /// <summary>Where one confirms, and where one's registration is.</summary>
    public const string ConfirmPath = "/aanmeldingen/bevestigen", OwnPath = "/aanmeldingen/aanmelding",
        RemindersPath = "/aanmeldingen/herinneringen";

    private readonly IDataProtector confirm = protection.CreateProtector("calendar.registrations.confirm");
    private readonly IDataProtector own = protection.CreateProtector("calendar.registrations.own");
    private readonly IDataProtector reminders = protection.CreateProtector("calendar.registrations.reminders");
    private readonly IDataProtector feed = protection.CreateProtector("calendar.registrations.feed");

    /// <summary>How visitors reach the portal.</summary>
    public string Site => platform.Value.PublicUrl;

    /// <summary>The link that confirms one that was asked for by mail.</summary>
    public string Confirm(Guid id) => $"{Site}{ConfirmPath}?sleutel={confirm.KeyOf(id)}";

    /// <summary>The link to somebody's own registration.</summary>
    public string Own(Guid id) => Site + OwnPathOf(id);

    /// <summary>The same, within the site.</summary>
    public string OwnPathOf(Guid id) => $"{OwnPath}?sleutel={own.KeyOf(id)}";

    /// <summary>The link that ends the reminders of one registration.</summary>
    public string NoReminders(Guid id) => $"{Site}{RemindersPath}?sleutel={reminders.KeyOf(id)}";

    /// <summary>The address of a member's own calendar.</summary>
    public string Feed(Guid member) => FeedAt(feed.KeyOf(member));

    /// <summary>The address of the calendar that a key opens; each key of a member is another one, and all stay good.</summary>
    public string FeedAt(string key) => $"{Site}/agenda/van-mij/{key}.ics";

    /// <summary>Which registration a key confirms; null: it is none of ours.</summary>
    public Guid? ToConfirm(string? key) => confirm.IdIn(key);

    /// <summary>Whose registration a key opens; null: it is none of ours.</summary>
    public Guid? OwnOf(string? key) => own.IdIn(key);

    /// <summary>Of which registration a key ends the reminders; null: it is none of ours.</summary>
    public Guid? RemindersOf(string? key) => reminders.IdIn(key);

    /// <summary>Whose calendar a key opens; null: it is none of ours.</summary>
    public Guid? FeedOf(string? key) => feed.IdIn(key);
}
