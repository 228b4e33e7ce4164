using Microsoft.Extensions.Options;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Content.Editing;

/// <summary>Somebody is asked to read a draft, or gets it back.</summary>
/// <param name="Name">Who gets the mail.</param>
/// <param name="Writer">Who asks, or read it.</param>
/// <param name="Title">The document.</param>
/// <param name="Note">What they say about it; may be empty.</param>
/// <param name="Url">The whole address of the page to go to.</param>
[MailText("review-asked"), MailText("review-returned")]
internal sealed record ReviewText(string Name, string Writer, string Title, string Note, string Url);

/// <summary>The mails around reading each other's drafts.</summary>
internal sealed class ReviewMails(MailTemplates templates, MailOutbox outbox, IOptions<PlatformOptions> platform, TimeProvider clock)
{
    /// <summary>Asks somebody to read a draft.</summary>
    public Task AskAsync(MemberCard reader, string writer, OpenDocument open, string note, CancellationToken stop) =>
        SendAsync("review-asked", reader, writer, open, note, "/controle", stop);

    /// <summary>Tells a writer that a draft was read.</summary>
    public Task ReturnAsync(MemberCard writer, string reader, OpenDocument open, string note, CancellationToken stop) =>
        SendAsync("review-returned", writer, reader, open, note, "", stop);

    private async Task SendAsync(
        string what, MemberCard to, string from, OpenDocument open, string note, string page, CancellationToken stop)
    {
        var text = new ReviewText(to.Name, from, open.Document.Title, note, $"{platform.Value.PublicUrl}/beheer/inhoud/{open.Id}{page}");
        var key = $"{what} {open.Id} {to.Id} {clock.GetUtcNow():O}";
        await outbox.EnqueueAsync(templates.Write(text, to.Email, "notice", key, what), stop);
    }
}
