using Microsoft.Extensions.Options;
using Portal.Content.Editing;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Sending;

/// <summary>Somebody is asked to agree to a newsletter.</summary>
[MailText("newsletter-agree")]
internal sealed record AgreeText(string Name, string Writer, string Title, string Url);

/// <summary>The mail with which a second person is asked.</summary>
internal sealed class AgreementMails(MailTemplates templates, MailOutbox outbox, IOptions<PlatformOptions> platform)
{
    /// <summary>Asks; once for each text.</summary>
    public Task AskAsync(MemberCard colleague, string writer, WrittenDocument document, CancellationToken stop)
    {
        var text = new AgreeText(colleague.Name, writer, document.Title, $"{platform.Value.PublicUrl}/beheer/nieuwsbrieven/{document.Id}");
        var mail = templates.Write(text, colleague.Email, "notice", $"newsletter-agree {document.Id} {document.Revision} {colleague.Id}");
        return outbox.EnqueueAsync(mail with { Person = colleague.Id }, stop);
    }
}
