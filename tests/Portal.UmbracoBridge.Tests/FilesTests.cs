using Portal.Content;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Tests.Support;

namespace Portal.UmbracoBridge.Tests;

/// <summary>A package on disk with what goes along.</summary>
public sealed class FilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portaal-umbraco").FullName;

    private string Package => Path.Combine(folder, "portaal.zip");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Beside_the_package_stands_all_that_an_administrator_needs()
    {
        var remarks = new Remarks();
        var site = Given.Site([Given.Page("een", "[weg](doc:pagina-weg)")]);
        var export = Rooms.Export(site, remarks);
        await new PackageFiles(Package).WriteAsync(export, Rooms.Sections(site), remarks, null, CancellationToken.None);
        Assert.True(File.Exists(Package));
        Assert.Contains("‘pagina-weg’ is er niet", Read("opmerkingen.txt"), StringComparison.Ordinal);
        Assert.Contains("AutomaticPackageMigrationPlan", Read("PortalContentPlan.cs"), StringComparison.Ordinal);
        Assert.Contains("Include=\"../portaal.zip\"", Read("PortalContent.csproj"), StringComparison.Ordinal);
        Assert.Contains("newsletters.subscribers,address", Read("velden.csv"), StringComparison.Ordinal);
        Assert.Contains("\"nodeName\": [\n    \"Een pagina\"", Read("zoeken/zoeken.json"), StringComparison.Ordinal);
        Assert.Contains("IValueSetBuilder<PortalSection>", Read("zoeken/PortalValueSetBuilder.cs"), StringComparison.Ordinal);
        Assert.Contains("Umbraco 17 (LTS) en 18", Read("LEESMIJ.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("{{", Read("LEESMIJ.md") + Read("PortalContent.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_addresses_go_along_with_where_they_lead()
    {
        var site = Given.Site([Given.Page("nieuw")]);
        var moved = new Content.Portable.PortableSite
        {
            Documents = site.Documents,
            Media = site.Media,
            OpenAsync = site.OpenAsync,
            FormerAddresses = [new("/oud", "pagina-nieuw")],
            OwnRedirects = [new("/kort", "/nieuw"), new("/elders", "/agenda")],
        };
        await new PackageFiles(Package).WriteAsync(Rooms.Export(moved), [], new Remarks(), null, CancellationToken.None);
        var key = Key.Of("pagina-nieuw");
        Assert.Equal($"adres,sleutel\n\"/oud\",{key}\n\"/kort\",{key}\n", Read("redirects.csv"));
        Assert.Equal("adres,naar\n\"/elders\",\"/agenda\"\n", Read("adressen.csv"));
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing_behind()
    {
        var export = Rooms.Export(Given.Site([Given.Page("een")])) with { Types = [] };
        await Assert.ThrowsAsync<ExportRefused>(
            () => new PackageFiles(Package).WriteAsync(export, [], new Remarks(), null, CancellationToken.None));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task What_stands_there_already_is_not_written_over()
    {
        await File.WriteAllTextAsync(Package, "van een ander");
        var refused = await Assert.ThrowsAsync<IOException>(() => new PackageFiles(Package).WriteAsync(
            Rooms.Export(Given.Site([Given.Page("een")])), [], new Remarks(), null, CancellationToken.None));
        Assert.Contains("bestaat al", refused.Message, StringComparison.Ordinal);
        Assert.Equal("van een ander", await File.ReadAllTextAsync(Package));
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(folder, "portaal-installatie", name));
}
