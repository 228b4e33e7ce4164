using Microsoft.Extensions.Options;
using Portal.Content.Editing;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Newsletters.Subscribers;
using Portal.Newsletters.Types;
using Portal.Platform;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Editions;

/// <summary>
/// A newsletter as a mail, the same for everybody; what differs by reader is filled in by <see cref="EditionWriter.MailTo"/>.
/// </summary>
/// <param name="Subject">What stands in a list of mails.</param>
/// <param name="Preview">What stands beside it there.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Content">Intro and text.</param>
/// <param name="Path">Where it can be read on the site.</param>
internal sealed record Edition(string Subject, string Preview, string Title, MailContent Content, string Path)
{
    /// <summary>The links whose clicks are counted; none unless somebody chose that.</summary>
    public IReadOnlyList<CountedLink> Links { get; init; } = [];
}

/// <summary>The words around an edition.</summary>
[MailText("newsletter")]
internal sealed record EditionText(
    string Subject, string Preview, string Title, MailContent Edition, string Preferences, string Unsubscribe, string Archive);

/// <summary>Makes mails of newsletters.</summary>
internal sealed class EditionWriter(Bodies bodies, MailTemplates templates, IOptions<PlatformOptions> platform)
{
    /// <summary>The word in the outbox and in counts.</summary>
    public const string Kind = "newsletter";

    private readonly string site = platform.Value.PublicUrl.TrimEnd('/');

    // RFC 2919: what mail programs sort by.
    private readonly MailHeader listId = new("List-Id", $"<nieuwsbrief.{new Uri(platform.Value.PublicUrl).Host}>");

    /// <summary>A newsletter as a mail; null when too little is filled in to make one.</summary>
    public Edition? Of(WrittenDocument document)
    {
        if (document.Properties is not Newsletter newsletter) return null;
        var content = ContentOf(newsletter, bodies.Of(document.Body));
        return new Edition(
            Typography.Apply(newsletter.Subject ?? newsletter.Title), Typography.Apply(newsletter.Preview ?? newsletter.Summary),
            Typography.Apply(newsletter.Title), content, document.Path);
    }

    /// <summary>
    /// The same with its links counted. Those in the plain-text part stay what they are: there a reader sees where they lead.
    /// </summary>
    public Edition Counted(Edition edition, Guid campaign)
    {
        var (html, counted) = CountedLinks.In(edition.Content.Html, site, campaign);
        return edition with { Content = edition.Content with { Html = html }, Links = counted };
    }

    /// <summary>Intro and text of a newsletter that is online, for programs that show no pages: every address in full.</summary>
    public MailContent ContentOf(PublishedDocument<Newsletter> document) => ContentOf(document.Properties, bodies.Of(document));

    /// <summary>The mail to one reader.</summary>
    /// <param name="edition">What it says.</param>
    /// <param name="to">The address.</param>
    /// <param name="links">Where this reader chooses, and leaves.</param>
    /// <param name="dedupeKey">What makes it this mail.</param>
    public Mail MailTo(Edition edition, string to, SubscriberLinks links, string dedupeKey)
    {
        var text = new EditionText(
            edition.Subject, edition.Preview, edition.Title, edition.Content, links.Preferences, links.Unsubscribe, site + edition.Path);
        return templates.Write(text, to, Kind, dedupeKey) with { Lane = JobLane.Bulk, Headers = [.. links.Headers, listId] };
    }

    private MailContent ContentOf(Newsletter newsletter, RenderedBody body)
    {
        var content = MailMarkup.Of(body.Html, site, templates);
        return newsletter.Intro is { } intro ? After(IntroOf(intro), content) : content;
    }

    private MailContent IntroOf(string intro)
    {
        var paragraphs = intro.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var html = string.Concat(paragraphs.Select(paragraph => $"<p>{System.Net.WebUtility.HtmlEncode(Typography.Apply(paragraph))}</p>"));
        return MailMarkup.Of(html, site, templates);
    }

    private static MailContent After(MailContent first, MailContent then) =>
        new($"{first.Html}\n{then.Html}", $"{first.Text}\n\n{then.Text}");
}
