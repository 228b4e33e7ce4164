using Portal.Learning.Reports;
using Portal.Platform.Mail;

namespace Portal.Learning.Reminders;

/// <summary>Somebody of the office reminds a learner: of what expires, or of what was left unfinished.</summary>
[MailText("reminder-expires"), MailText("reminder-unfinished")]
internal sealed record OfficeReminderText(string Name, string Sender, IReadOnlyList<string> Lines, MailContent Words, string Stop)
{
    /// <summary>The words of a kind of reminder.</summary>
    public static string TemplateOf(DueKind kind) => kind == DueKind.Expires ? "reminder-expires" : "reminder-unfinished";
}
