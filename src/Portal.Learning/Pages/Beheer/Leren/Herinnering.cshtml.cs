using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Learning.Reminders;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Platform.Mail;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>
/// A reminder to everybody on a list: shown as it will be, with how many get it, and only then sent. To others than were shown it is not.
/// </summary>
[Authorize(Rights.Office)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class HerinneringModel(ReportTools tools, DueTools due) : DuePage(tools, due)
{
    private const int MostWords = 1_000;

    /// <summary>Of which list: verloopt or gestopt.</summary>
    [FromRoute]
    public string Lijst { get; set; } = "";

    /// <summary>The reminder's own id: sent twice it is the same one.</summary>
    [BindProperty]
    public Guid Nr { get; set; } = Guid.CreateVersion7();

    /// <summary>Whom the sender was shown.</summary>
    [BindProperty]
    public string? Wie { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public override DueKind Kind => Lijst == "gestopt" ? DueKind.Stuck : DueKind.Expires;

    /// <summary>Who gets it, and how many do not.</summary>
    public Receivers Receivers { get; private set; } = new([], 0, 0, 0);

    /// <summary>The mail as the first of them gets it; null when nobody does, or there are no words.</summary>
    public Mail? Preview { get; private set; }

    /// <summary>True when it would go to others than were shown.</summary>
    public bool IsChanged { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Words = Kind == DueKind.Expires
            ? "Doe de module opnieuw wanneer het jou uitkomt. Dan houd je een geldig bewijs."
            : "Maak de module af wanneer het jou uitkomt. Je gaat verder waar je was.";
        return await LoadAsync(stop) ?? Page();
    }

    /// <summary>Shows the mail with other words; sends nothing.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        CheckWords();
        return await LoadAsync(stop) ?? Page();
    }

    /// <summary>Sends it.</summary>
    public async Task<IActionResult> OnPostSendAsync(CancellationToken stop)
    {
        CheckWords();
        if (!ModelState.IsValid) return await LoadAsync(stop) ?? Page();
        if (await BarredAsync(stop) is { } barred) return barred;
        var by = new ReminderSender(
            Current.Id, Current.Name, Scope.IsOrganisation ? OfficeReminders.OfColleagues : View!.Purpose, Scope);
        var outcome = await Due.Reminders.SendAsync(new OfficeReminder(Nr, Kind, Filter, Words!.Trim()), Wie ?? "", by, stop);
        if (outcome == ReminderOutcome.Changed)
        {
            IsChanged = true;
            return await LoadAsync(stop) ?? Page();
        }
        TempData["Melding"] = outcome == ReminderOutcome.Sent
            ? "De herinnering gaat eruit. Hieronder zie je hoeveel mensen haar krijgen."
            : "Deze herinnering was al verstuurd. Niemand krijgt haar twee keer.";
        return LocalRedirect(Link(ListPath));
    }

    private void CheckWords()
    {
        if (string.IsNullOrWhiteSpace(Words)) ModelState.AddModelError(nameof(Words), "Schrijf een bericht");
        else if (Words.Length > MostWords) ModelState.AddModelError(nameof(Words), $"Kort het bericht in tot {MostWords} tekens");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken stop)
    {
        if (await BarredAsync(stop) is { } barred) return barred;
        Receivers = await Due.Reminders.ReceiversAsync(Scope, Kind, Filter, stop);
        if (Receivers.People.Count > 0 && ModelState.IsValid)
            Preview = Due.Reminders.PreviewOf(Kind, Current.Name, Words!.Trim(), Receivers.People[0]);
        return null;
    }

    // Without a purpose that is to remind people, one goes and says so first.
    private async Task<IActionResult?> BarredAsync(CancellationToken stop) =>
        await RefusalAsync(stop) ?? (AsksPurpose || AsksWhichOrganisation || !MayMail ? LocalRedirect(ListPath) : null);
}
