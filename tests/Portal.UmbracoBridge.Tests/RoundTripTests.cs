using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portal.Content.Portable;
using Portal.UmbracoBridge.Import;
using Portal.UmbracoBridge.Tests.Support;

namespace Portal.UmbracoBridge.Tests;

/// <summary>The site's own content to a package, from there back, and to a package once more.</summary>
public sealed partial class RoundTripTests(Real real) : IClassFixture<Real>
{
    private const int Retyped = 15; // documents whose YAML, or blank lines, were typed otherwise than the portal types them

    [Fact]
    public async Task Our_own_content_comes_back_from_a_package_so_that_the_next_package_is_the_same_to_the_byte()
    {
        var first = await real.PackageAsync();
        var landed = await Packages.LandAsync(first);
        Assert.Equal(Rooms.RealSite.Documents.Select(document => document.Id), landed.Site.Documents.Select(document => document.Id));
        var again = await Rooms.PackageAsync(Rooms.Export(Online(landed.Site)));
        var (before, after) = (Nodes(first), Nodes(again));
        var other = before.Keys.Where(key => !after.TryGetValue(key, out var node) || node != before[key]).ToList();
        Assert.True(other.Count == 0, string.Join("\n\n", other.Take(3).Select(
            key => $"{key}\n{Difference(before[key], after.GetValueOrDefault(key, ""))}")));
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task What_an_editor_wrote_comes_back_but_for_how_it_was_typed()
    {
        var landed = await Packages.LandAsync(await real.PackageAsync());
        var bodies = landed.Site.Documents.ToDictionary(document => document.Id, document => document.Body);
        foreach (var document in Rooms.RealSite.Documents)
        {
            var (before, after) = (Said(document.Body), Said(bodies[document.Id]));
            Assert.True(before == after, $"{document.Id}\n{Difference(before, after)}");
        }
        // The rest has a short list or map on one line, a text with quotes of its own, or a blank line that nobody sees.
        var same = Rooms.RealSite.Documents.Count(document => document.Body == bodies[document.Id]);
        Assert.True(same >= bodies.Count - Retyped, $"{same} of {bodies.Count} are the same to the byte.");
    }

    [Fact]
    public async Task Of_a_page_that_the_portal_has_one_other_word_changes_one_line()
    {
        var site = Given.Site([Given.Page("een", "Het 'is' zo.[^riec]\n\n* Punt\n\nTwee.\n\n[^riec]: Bron, p. 2.\n")]);
        var package = await Rooms.PackageAsync(Rooms.Export(site));
        using var zip = new ZipArchive(new MemoryStream(package));
        using var reader = new StreamReader(zip.GetEntry("package.xml")!.Open());
        var changed = (await reader.ReadToEndAsync()).Replace("Twee.", "Drie.", StringComparison.Ordinal);
        var now = new PortalNow(site, new Dictionary<string, string>(), Rooms.Builder, null);
        var landed = await Packages.LandAsync(Packages.Zip(changed), now: now);
        Assert.EndsWith(
            "---\nHet 'is' zo.[^riec]\n\n* Punt\n\nDrie.\n\n[^riec]: Bron, p. 2.\n", Assert.Single(landed.Texts).Value,
            StringComparison.Ordinal);
    }

    // Without how the YAML of an exercise was typed: its values are in the package, which is the same.
    private static string Said(string body) => string.Join('\n', Yaml().Replace(body, "").Split('\n').Where(line => line.Length > 0));

    [GeneratedRegex(@"^~~~ya?ml\n.*?^~~~\n", RegexOptions.Multiline | RegexOptions.Singleline, 2000)]
    private static partial Regex Yaml();

    [Fact]
    public async Task A_package_that_says_what_the_portal_says_changes_nothing()
    {
        var hashes = Rooms.RealSite.Media.ToDictionary(file => file.Id, file => file.Hash);
        var now = new PortalNow(Rooms.RealSite, hashes, Rooms.Builder, null);
        var landed = await Packages.LandAsync(await real.PackageAsync(), now: now);
        Assert.Equal((0, 0), (landed.Conversion.Documents, landed.Conversion.Files));
        Assert.Equal(Rooms.RealSite.Documents.Count + Rooms.RealSite.Media.Count, landed.Conversion.Unchanged);
    }

    [Fact]
    public async Task Our_package_as_an_Umbraco_exports_it_again_changes_nothing_here_and_fills_an_empty_portal()
    {
        var (first, again) = (await real.PackageAsync(), await ExportedAgainAsync());
        var hashes = Rooms.RealSite.Media.ToDictionary(file => file.Id, file => file.Hash);
        var here = await Packages.LandAsync(again, now: new PortalNow(Rooms.RealSite, hashes, Rooms.Builder, null));
        Assert.Equal((0, 0, Rooms.RealSite.Documents.Count + Rooms.RealSite.Media.Count), (
            here.Conversion.Documents, here.Conversion.Files, here.Conversion.Unchanged));
        var (empty, before) = (await Packages.LandAsync(again), await Packages.LandAsync(first));
        Assert.Equal(before.Texts, empty.Texts);
        Assert.Equal(before.Remarks, empty.Remarks);
    }

    // Content before types, languages last, no data types; other ids and moments, published; values in another order, empty ones left
    // out; every file in a folder of that site, its property the path alone.
    private async Task<byte[]> ExportedAgainAsync()
    {
        using var zip = new ZipArchive(new MemoryStream(await real.PackageAsync()));
        XElement root;
        await using (var stream = await zip.GetEntry("package.xml")!.OpenAsync()) root = XDocument.Load(stream).Root!;
        var files = new List<(string, byte[])>();
        foreach (var (at, node) in root.Descendants().Where(node => node.Attribute("isDoc") is not null).ToList().Index())
        {
            node.SetAttributeValue("id", 5000 - at);
            node.SetAttributeValue("updateDate", "2026-12-01T10:00:00");
            node.SetAttributeValue("isPublished", "true");
            node.SetAttributeValue("writerName", "Beheer");
            var values = node.Elements().Where(value => value.Attribute("isDoc") is null).Reverse().ToList();
            foreach (var value in values) value.Remove();
            node.AddFirst(values.Where(value => value.Value.Length > 0));
            if (node.Attribute("mediaFilePath") is not { } path) continue;
            using var bytes = new MemoryStream();
            await using (var file = await zip.GetEntry("media/" + path.Value.TrimStart('/'))!.OpenAsync()) await file.CopyToAsync(bytes);
            path.Value = $"map{at}/{Path.GetFileName(path.Value)}";
            node.Element("umbracoFile")!.ReplaceNodes(new XCData("/media/" + path.Value));
            files.Add(("media/" + path.Value, bytes.ToArray()));
        }
        string[] order = ["info", "Documents", "DocumentTypes", "MediaTypes", "Templates", "DictionaryItems", "Languages", "MediaItems"];
        var written = new XElement("umbPackage", order.SelectMany(name => root.Elements(name)));
        return Packages.Zip(written.ToString(SaveOptions.DisableFormatting), [.. files]);
    }

    // Whether a page is online is not content: what comes in is a concept until somebody puts it online.
    private static PortableSite Online(PortableSite site)
    {
        var online = Rooms.RealSite.Documents.Where(document => document.IsOnline).Select(document => document.Id).ToHashSet();
        Assert.All(site.Documents, document => Assert.False(document.IsOnline));
        return new PortableSite
        {
            Documents = [.. site.Documents.Select(document => document with { IsOnline = online.Contains(document.Id) })],
            Media = site.Media,
            OpenAsync = site.OpenAsync,
        };
    }

    private static Dictionary<string, string> Nodes(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        using var stream = zip.GetEntry("package.xml")!.Open();
        return XDocument.Load(stream).Descendants().Where(node => node.Attribute("isDoc") is not null).ToDictionary(
            node => node.Element("portalId")?.Value ?? node.Attribute("key")!.Value,
            node => string.Concat(node.Attributes().Select(one => one + "\n")) + string.Concat(
                node.Elements().Where(one => one.Attribute("isDoc") is null).Select(one => $"{one.Name.LocalName}={one.Value}\n")));
    }

    private static string Difference(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{Around(one, at)}\n-----\n{Around(other, at)}";
    }

    private static string Around(string text, int at) =>
        text.Substring(Math.Max(0, at - 120), Math.Min(300, text.Length - Math.Max(0, at - 120)));
}
