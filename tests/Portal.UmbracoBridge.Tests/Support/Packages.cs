using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Portal.Content.Portable;
using Portal.UmbracoBridge.Import;
using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Tests.Support;

/// <summary>Packages as a back office makes them, written by hand, and what the portal makes of packages.</summary>
internal static class Packages
{
    /// <summary>The smallest picture there is.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>A zip of a package.xml and files.</summary>
    public static byte[] Zip(string xml, params (string Name, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files.Prepend(("package.xml", Encoding.UTF8.GetBytes(xml))))
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }

    /// <summary>A package.xml around these parts.</summary>
    public static string Xml(string documents, string types = "", string media = "") => $"""
        <umbPackage><info><package><name>Een site</name></package></info>
        <DataTypes/><Languages><Language Id="1" CultureAlias="nl-NL" FriendlyName="Nederlands"/></Languages>
        <DocumentTypes>{types}</DocumentTypes><MediaTypes/>
        <Documents><DocumentSet importMode="root">{documents}</DocumentSet></Documents>
        <MediaItems><MediaSet>{media}</MediaSet></MediaItems></umbPackage>
        """;

    /// <summary>A type of documents or blocks.</summary>
    public static string Type(
        string alias, (string Alias, string Editor)[] properties, string shared = "", bool isElement = false, string? key = null) => $"""
        <DocumentType><Info><Name>{alias}</Name><Alias>{alias}</Alias><Key>{key ?? Of(alias).ToString()}</Key>
        <IsElement>{isElement}</IsElement>
        <Compositions>{(shared.Length == 0 ? "" : $"<Composition>{shared}</Composition>")}</Compositions></Info>
        <GenericProperties>{string.Concat(properties.Select(one => $"""
        <GenericProperty><Name>{one.Alias}</Name><Alias>{one.Alias}</Alias><Type>{one.Editor}</Type></GenericProperty>
        """))}</GenericProperties></DocumentType>
        """;

    /// <summary>A document.</summary>
    public static string Document(string type, string name, (string Alias, string Value)[] values, string children = "") => new XElement(
        type, new XAttribute("id", 1), new XAttribute("key", Of(name)), new XAttribute("level", 1), new XAttribute("sortOrder", 1),
        new XAttribute("nodeName", name), new XAttribute("urlName", ""), new XAttribute("isDoc", ""), new XAttribute("isPublished", "true"),
        values.Select(value => new XElement(value.Alias, new XCData(value.Value))),
        XElement.Parse($"<x>{children}</x>").Elements()).ToString();

    /// <summary>A picture.</summary>
    public static string Picture(string name, string path) =>
        $$"""
        <Image id="2" key="{{Of(name)}}" level="1" sortOrder="1" nodeName="{{name}}" isDoc="" mediaFilePath="{{path}}">
        <umbracoFile><![CDATA[{"src":"/media{{path}}"}]]></umbracoFile></Image>
        """;

    /// <summary>A key by name.</summary>
    public static Guid Of(string name) => Content.Key.Of("elders/" + name);

    /// <summary>What the portal makes of a package.</summary>
    public static async Task<Landed> LandAsync(byte[] zip, ImportMapping? mapping = null, PortalNow? now = null)
    {
        var (folder, remarks) = (Directory.CreateTempSubdirectory("portaal-landing").FullName, new Remarks());
        try
        {
            await using var package = await PackageReader.OpenAsync(new MemoryStream(zip), remarks, CancellationToken.None);
            var conversion = new Conversion(Rooms.Types, Rooms.Containers, package, mapping, now, remarks);
            await conversion.WriteAsync(folder, null, CancellationToken.None);
            var texts = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Where(path => path.EndsWith(".md", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal))
                .ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllText);
            var read = PortableFolder.Read(folder, Rooms.Types);
            var bytes = read.Media.ToDictionary(file => file.Id, file =>
            {
                using var stream = read.OpenAsync(file, CancellationToken.None).Result!;
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                return copy.ToArray();
            });
            var site = new PortableSite
            {
                Documents = read.Documents,
                Media = read.Media,
                OpenAsync = (file, _) => Task.FromResult<Stream?>(new MemoryStream(bytes[file.Id])),
            };
            return new(site, texts, remarks.All, conversion);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Why a package is refused.</summary>
    public static async Task<string> RefusalAsync(byte[] zip)
    {
        var refused = await Assert.ThrowsAsync<ImportRefused>(() => LandAsync(zip));
        return refused.Message;
    }
}

/// <summary>What the portal made of a package.</summary>
/// <param name="Site">As the importer reads it.</param>
/// <param name="Texts">The files of text.</param>
/// <param name="Remarks">What does not come along.</param>
/// <param name="Conversion">How many, and where to.</param>
internal sealed record Landed(
    PortableSite Site, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<string> Remarks, Conversion Conversion);
