using System.IO.Compression;
using System.Xml.Linq;
using Portal.UmbracoBridge.Tests.Support;
using Umbraco.Cms.Core.Packaging;

namespace Portal.UmbracoBridge.Tests;

/// <summary>The package of the site's own content, read by Umbraco's own code.</summary>
public sealed class PackageTests(Real real) : IClassFixture<Real>
{
    [Fact]
    public async Task Umbraco_reads_the_package_and_finds_all_of_it()
    {
        var package = UmbracoCode.Parse(await XmlAsync());
        var export = real.Export;
        Assert.Equal(export.Name, package.Name);
        Assert.Equal(
            export.DataTypes.Select(type => type.Key.ToString()), package.DataTypes.Select(one => one.Attribute("Definition")!.Value));
        Assert.Equal(export.DataTypes.Select(type => type.Name), package.DataTypes.Select(one => one.Attribute("Name")!.Value));
        Assert.Equal(export.Types.Select(type => type.Key.ToString()), package.DocumentTypes.Select(one => InfoOf(one, "Key")));
        Assert.Equal(export.Types.Select(type => type.Alias), package.DocumentTypes.Select(one => InfoOf(one, "Alias")));
        Assert.Equal(export.MediaTypes.Select(type => type.Alias), package.MediaTypes.Select(one => InfoOf(one, "Alias")));
        Assert.Equal(export.Templates.Select(view => view.Alias), package.Templates.Select(one => one.Element("Alias")!.Value));
        Assert.Equal(export.Parts.Select(view => view.Alias), package.PartialViews.Select(one => one.Attribute("path")!.Value));
        Assert.Equal(export.Words.Select(word => word.Name), package.DictionaryItems.Select(one => one.Attribute("Name")!.Value));
        Assert.Equal("nl-NL", Assert.Single(package.Languages).Attribute("CultureAlias")!.Value);
        var documents = Assert.Single(package.Documents);
        Assert.Equal("root", documents.ImportMode);
        var nodes = documents.XmlData.Descendants().Where(one => one.Attribute("isDoc")?.Value == "").ToList();
        Assert.Equal(export.AllContent.Select(node => node.Key.ToString()), nodes.Select(one => one.Attribute("key")!.Value));
        Assert.Equal(export.AllContent.Select(node => node.Name), nodes.Select(one => one.Attribute("nodeName")!.Value));
        Assert.Equal(export.AllContent.Select(node => node.Type.Alias), nodes.Select(one => one.Name.LocalName));
        var media = Assert.Single(package.Media).XmlData.Descendants().Where(one => one.Attribute("isDoc")?.Value == "").ToList();
        Assert.Equal(export.AllMedia.Select(node => node.Key.ToString()), media.Select(one => one.Attribute("key")!.Value));
    }

    [Fact]
    public async Task Every_file_that_the_package_names_is_in_it_with_its_own_bytes()
    {
        using var zip = PackageMigrationResource.GetPackageDataManifest(new MemoryStream(await real.PackageAsync()), out var xml);
        Assert.NotNull(xml);
        var named = xml.XPathFiles();
        Assert.NotEmpty(named);
        foreach (var node in real.Export.AllMedia.Where(node => node.FilePath is not null))
        {
            Assert.Contains(node.FilePath, named);
            await using var stored = zip!.GetEntry("media" + node.FilePath)!.Open();
            await using var ours = (await real.Export.OpenAsync(node, CancellationToken.None))!;
            Assert.Equal(await BytesAsync(ours), await BytesAsync(stored));
        }
        Assert.Equal(named.Count + 1, zip!.Entries.Count);
    }

    [Fact]
    public async Task A_document_stands_at_the_address_it_has_in_the_portal()
    {
        var package = UmbracoCode.Parse(await XmlAsync());
        var site = Assert.Single(package.Documents).XmlData.Elements().Single();
        var wrong = site.Descendants().Where(one => one.Attribute("isDoc") is not null)
            .Select(one => (Ours: one.Element("portalPath")!.Value, Umbraco: PathOf(one)))
            .Where(pair => pair.Ours != pair.Umbraco && pair.Ours != "/");
        Assert.Empty(wrong);

        // The root hides its own part; the rest is what umbracoUrlName says, as Umbraco makes a segment of it.
        string PathOf(XElement node) => string.Concat(node.AncestorsAndSelf().TakeWhile(one => one != site).Reverse().Select(
            one => "/" + UmbracoCode.Strings.CleanStringForUrlSegment(one.Element("umbracoUrlName")!.Value)));
    }

    [Fact]
    public async Task Published_and_kept_back_are_told_apart_beside_the_package()
    {
        var site = Given.Site(
        [
            Given.Page("online"), Given.Page("later") with { IsOnline = false },
            Given.Page("onder", title: "Onder") with { Path = "/later/onder" },
        ]);
        var export = Rooms.Export(site);
        await Rooms.PackageAsync(export);
        var files = new Companion.CompanionFiles(export).Files("p.zip", "p-installatie", []).ToDictionary();
        var keys = files["publish.txt"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [export.Content[0].Key, Content.Key.Of("pagina-online")], keys.Select(Guid.Parse));
    }

    private static string InfoOf(XElement type, string name) => type.Element("Info")!.Element(name)!.Value;

    private async Task<XDocument> XmlAsync()
    {
        using var zip = new ZipArchive(new MemoryStream(await real.PackageAsync()));
        await using var stream = zip.GetEntry("package.xml")!.Open();
        return XDocument.Load(stream);
    }

    private static async Task<byte[]> BytesAsync(Stream stream)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}

internal static class PackageXmlReading
{
    /// <summary>The files that a package names, by the rule of Umbraco's importer.</summary>
    public static List<string> XPathFiles(this XDocument xml) =>
    [
        .. System.Xml.XPath.Extensions.XPathSelectElements(xml, "./umbPackage/MediaItems/MediaSet//*[@id][@mediaFilePath]")
            .Select(one => one.Attribute("mediaFilePath")!.Value),
    ];
}
