using Microsoft.Extensions.Options;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Content.Branches;

/// <summary>Somebody writes in other places from now on.</summary>
/// <param name="Name">Who gets the mail.</param>
/// <param name="By">Who decided so.</param>
/// <param name="Branch">What was given, or taken back.</param>
/// <param name="Where">Where they write now, a whole sentence.</param>
/// <param name="Url">The whole address of the content in the office.</param>
[MailText("branch-given"), MailText("branch-taken")]
internal sealed record BranchText(string Name, string By, string Branch, string Where, string Url);

/// <summary>Tells somebody where they write from now on.</summary>
internal sealed class BranchMails(MailTemplates templates, MailOutbox outbox, IOptions<PlatformOptions> platform, TimeProvider clock)
{
    /// <summary>Sends it.</summary>
    /// <param name="what"><c>branch-given</c> or <c>branch-taken</c>.</param>
    /// <param name="to">Whose branch it is.</param>
    /// <param name="by">Name of who decided so.</param>
    /// <param name="title">What the branch is called.</param>
    /// <param name="now">What they have by now.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task SendAsync(string what, MemberCard to, string by, string title, BranchSet now, CancellationToken stop)
    {
        var where = now.IsBound
            ? $"Je schrijft nu in {now.Words}, en nergens anders." : "Je schrijft nu weer overal waar je taak dat toelaat.";
        var text = new BranchText(to.Name, by, title, where, $"{platform.Value.PublicUrl}/beheer/inhoud");
        await outbox.EnqueueAsync(templates.Write(text, to.Email, "notice", $"{what} {to.Id} {clock.GetUtcNow():O}", what), stop);
    }
}
