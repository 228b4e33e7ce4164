using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Microsoft.Extensions.Options;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Types;
using Portal.Platform;

namespace Portal.Newsletters.Archive;

/// <summary>
/// The newsletters that are online as an Atom feed (RFC 4287), for who reads without mail: whole texts, addresses in full, and ids that
/// stay when a title, an address or the host changes (RFC 4151).
/// </summary>
internal sealed class EditionFeed(EditionWriter editions, IOptions<PlatformOptions> platform, IOptions<NewslettersOptions> options)
{
    /// <summary>Its address.</summary>
    public const string Path = "/nieuwsbrieven/feed.xml";

    /// <summary>Its media type.</summary>
    public const string MediaType = "application/atom+xml";

    /// <summary>How many newsletters are in it; older ones are read on the site.</summary>
    public const int Most = 20;

    private const int Year = 2026; // of the ids: a year in which the host name was ours (RFC 4151, 2.1)

    private readonly string site = platform.Value.PublicUrl.TrimEnd('/');

    /// <summary>The feed.</summary>
    /// <param name="newest">The newsletters, newest first.</param>
    /// <param name="themeOf">The title of a theme by its id; null when readers cannot see it.</param>
    public byte[] Of(IEnumerable<PublishedDocument<Newsletter>> newest, Func<string, string?> themeOf)
    {
        var items = newest.Take(Most).Select(document => ItemOf(document, themeOf)).ToList();
        var feed = new SyndicationFeed(items)
        {
            Id = IdOf("nieuwsbrieven"),
            Title = new("Nieuwsbrief Weerbare Jeugd"),
            Description = new("Nieuwe kennis, trainingen en bijeenkomsten in Noord-Holland."),
            Language = "nl",
            LastUpdatedTime = items.Select(item => item.LastUpdatedTime).DefaultIfEmpty(new(Year, 1, 1, 0, 0, 0, TimeSpan.Zero)).Max(),
        };
        feed.Authors.Add(new SyndicationPerson { Name = "Weerbare Jeugd", Uri = site });
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri(site + Path), MediaType));
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new Uri($"{site}/nieuwsbrieven"), "text/html"));
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
            new Atom10FeedFormatter(feed).WriteTo(xml);
        return bytes.ToArray();
    }

    private SyndicationItem ItemOf(PublishedDocument<Newsletter> document, Func<string, string?> themeOf)
    {
        var newsletter = document.Properties;
        var title = document.Place.Sample ? $"Voorbeeld: {document.Title}" : document.Title;
        var item = new SyndicationItem
        {
            Id = IdOf(document.Id),
            Title = new(Legal(Typography.Apply(title))),
            Summary = new(Legal(Typography.Apply(newsletter.Summary))),
            Content = SyndicationContent.CreateHtmlContent(Legal(editions.ContentOf(document).Html)),
            LastUpdatedTime = document.Place.ChangedAt,
        };
        if (newsletter.Published is { } day) item.PublishDate = DutchTime.MomentOf(day.ToDateTime(TimeOnly.MinValue));
        item.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(site + document.Path), "text/html"));
        foreach (var theme in newsletter.Themes.Select(themeOf).OfType<string>())
            item.Categories.Add(new SyndicationCategory(Legal(theme)));
        return item;
    }

    private string IdOf(string what)
    {
        var authority = options.Value.FeedAuthority is { Length: > 0 } kept ? kept : new Uri(site).IdnHost;
        return $"tag:{authority.ToLowerInvariant()},{Year}:{what}";
    }

    // What XML has no place for (control characters that came along with a paste) is left out: one of them would make the whole unreadable.
    private static string Legal(string words)
    {
        if (words.All(XmlConvert.IsXmlChar)) return words;
        var legal = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
            if (rune.Value >= 0x10000 || XmlConvert.IsXmlChar((char)rune.Value)) legal.Append(rune);
        return legal.ToString();
    }
}
