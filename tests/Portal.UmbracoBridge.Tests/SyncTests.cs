using System.Xml.Linq;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Sync;
using Portal.UmbracoBridge.Tests.Support;

namespace Portal.UmbracoBridge.Tests;

/// <summary>The folder for uSync.</summary>
public sealed class SyncTests(Real real) : IClassFixture<Real>, IDisposable
{
    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("portaal-usync").FullName, "map");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public async Task Every_item_of_the_model_is_a_file_with_its_key_and_says_what_the_package_says()
    {
        await WriteAsync(real.Export);
        Assert.Equal("10.7.0", Load("usync").Attribute("version")!.Value);
        Assert.Equal(
            real.Export.AllContent.Select(node => node.Key.ToString()).Order(), Keys("Content"));
        Assert.Equal(real.Export.AllMedia.Select(node => node.Key.ToString()).Order(), Keys("Media"));
        Assert.Equal(real.Export.Types.Select(type => type.Key.ToString()).Order(), Keys("ContentTypes"));
        Assert.Equal(real.Export.MediaTypes.Select(type => type.Key.ToString()).Order(), Keys("MediaTypes"));
        Assert.Equal(real.Export.DataTypes.Where(type => !type.IsBuiltIn).Select(type => type.Key.ToString()).Order(), Keys("DataTypes"));
        Assert.Equal(real.Export.Words.Count, Keys("Dictionary").Count);
        foreach (var node in real.Export.AllContent)
        {
            var xml = Load($"Content/{node.Key}");
            Assert.Equal(
                node.Values().Select(value => (value.Key, value.Value)),
                xml.Element("Properties")!.Elements().Select(value => (value.Name.LocalName, value.Element("Value")!.Value)));
            Assert.Equal(node.SortOrder, (int)xml.Element("Info")!.Element("SortOrder")!);
        }
        Assert.All(
            real.Export.AllMedia.Where(node => node.FilePath is not null),
            node => Assert.True(File.Exists(Path.Combine(folder, "wwwroot", "media" + node.FilePath))));
    }

    [Fact]
    public async Task It_says_what_is_online_when_something_was_made_and_what_is_planned()
    {
        var at = new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);
        await WriteAsync(Rooms.Export(Given.Site(
        [
            Given.Page("aan") with { CreatedAt = at.AddYears(-1), OfflineAt = at },
            Given.Page("straks", title: "Straks") with { IsOnline = false, PublishAt = at },
            Given.Page("onder", title: "Onder") with { Path = "/straks/onder" },
        ])));
        var (on, soon, below) = (Info("pagina-aan"), Info("pagina-straks"), Info("pagina-onder"));
        Assert.Equal(
            [true, false, false], new[] { on, soon, below }.Select(one => (bool)one.Element("Published")!.Attribute("Default")!));
        Assert.Equal("2026-03-01T08:00:00", on.Element("CreateDate")!.Value);
        Assert.Equal("Expire2027-03-01T08:00:00", on.Element("Schedule")!.Value);
        Assert.Equal("Release2027-03-01T08:00:00", soon.Element("Schedule")!.Value);
        Assert.Equal(UmbracoKey.Of("pagina-straks").ToString(), below.Element("Parent")!.Attribute("Key")!.Value);
    }

    [Fact]
    public async Task The_same_content_gives_the_same_files_and_what_is_refused_leaves_nothing_behind()
    {
        var site = Given.Site([Given.Page("een", "Tekst.")]);
        await WriteAsync(Rooms.Export(site));
        var first = Files();
        Directory.Delete(folder, recursive: true);
        await WriteAsync(Rooms.Export(site));
        Assert.Equal(first, Files());
        await Assert.ThrowsAsync<IOException>(() => WriteAsync(Rooms.Export(site)));
        Directory.Delete(folder, recursive: true);
        await Assert.ThrowsAsync<ExportRefused>(() => WriteAsync(Rooms.Export(site) with { Types = [] }));
        Assert.False(Directory.Exists(folder));
    }

    private XElement Info(string id) => Load($"Content/{UmbracoKey.Of(id)}").Element("Info")!;

    private Task WriteAsync(UmbracoExport export) => new USyncWriter(export).WriteAsync(folder, CancellationToken.None);

    private XElement Load(string name) => XElement.Load(Path.Combine(folder, USyncWriter.Root, name + ".config"));

    private List<string> Keys(string of) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, USyncWriter.Root, of)).Select(file => XElement.Load(file).Attribute("Key")!.Value)
            .Order(),
    ];

    private Dictionary<string, string> Files() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).ToDictionary(file => file, File.ReadAllText);
}
