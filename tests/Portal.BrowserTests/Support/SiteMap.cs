using Portal.Tests.Support;

namespace Portal.BrowserTests.Support;

/// <summary>Every address of the site.</summary>
internal static class SiteMap
{
    /// <summary>The documents that are online, invented examples included, and the lists.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(PortalHost host)
    {
        var map = System.Xml.Linq.XDocument.Parse(await host.Client.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative)));
        Assert.Equal("urlset", map.Root!.Name.LocalName); // of the real content: an index comes at 500 addresses
        var listed = map.Root.Elements().Select(url => new Uri(url.Elements().First().Value).AbsolutePath);
        return [.. listed.Union(host.Site.Current.Documents.Where(document => !document.Type.IsPart).Select(document => document.Path))];
    }
}
