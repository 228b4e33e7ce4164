using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Import;
using Portal.Content.Publishing;
using Portal.Content.Versions;
using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Import;

public sealed class ImportTests(RunningPortal portal) : IClassFixture<RunningPortal>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-import-").FullName;

    private static string Shipped => Path.Combine(Checkout.Root, "content");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_exported_is_what_was_imported_to_the_byte()
    {
        await using var host = await PortalHost.StartAsync();
        await host.WithAsync<Exporter>(exporter => exporter.ExportAsync(folder));

        var expected = FilesOf(Shipped);
        var actual = FilesOf(folder);
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, file => Assert.True(file.Value.AsSpan().SequenceEqual(actual[file.Key]), file.Key));
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        await using var host = await PortalHost.StartAsync();
        var before = await host.SqlAsync("select count(*) from content.versions");
        var result = await ImportAsync(host, Shipped);

        Assert.Empty(result.Errors);
        Assert.Equal((0, 0, 0), (result.Added.Count, result.Changed.Count, result.Kept.Count));
        Assert.Equal(before, await host.SqlAsync("select count(*) from content.versions"));
    }

    [Fact]
    public async Task After_an_import_into_an_index_that_never_was_nothing_is_left_to_index_at_the_next_start()
    {
        await using var host = await PortalHost.StartAsync();
        var before = await host.SqlAsync("select count(*) from search.documents");
        await host.SqlAsync("update search.state set analyzer = 0; delete from search.documents");
        await ImportAsync(host, Shipped);

        Assert.Equal(before, await host.SqlAsync("select count(*) from search.documents"));
        var written = await host.SqlAsync("select string_agg(ctid::text, ' ' order by ctid) from search.documents");
        await using var next = await PortalHost.StartAsync(host.ConnectionString);
        Assert.Equal(written, await host.SqlAsync("select string_agg(ctid::text, ' ' order by ctid) from search.documents"));
    }

    [Fact]
    public async Task What_was_edited_in_the_portal_is_kept_unless_forced()
    {
        await using var host = await PortalHost.StartAsync();
        Copy("kennis/deal-with-it.md");
        await EditAsync(host, "kennis-deal-with-it", "Tekst van de redacteur.");
        Write("kennis/deal-with-it.md", Read("kennis/deal-with-it.md") + "\nTekst uit de map.\n");

        var kept = await ImportAsync(host, folder);
        Assert.Equal(["kennis/deal-with-it.md"], kept.Kept);
        Assert.Contains("Tekst van de redacteur.", await LatestBodyAsync(host, "kennis-deal-with-it"), StringComparison.Ordinal);

        var forced = await ImportAsync(host, folder, force: true);
        Assert.Equal(["kennis/deal-with-it.md"], forced.Changed);
        Assert.Contains("Tekst uit de map.", await LatestBodyAsync(host, "kennis-deal-with-it"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rename_in_the_portal_is_not_taken_back()
    {
        await using var host = await PortalHost.StartAsync();
        await host.WithAsync<Publisher>(publisher => publisher.RenameAsync("kennis-deal-with-it", "magazine", By("hernoemd")));
        Copy("kennis/deal-with-it.md");

        Assert.Equal(["kennis/deal-with-it.md"], (await ImportAsync(host, folder)).Kept);
        Assert.Equal((301, "/kennis/magazine"), await host.AskAsync("/kennis/deal-with-it"));
    }

    [Fact]
    public async Task A_renamed_file_leaves_a_redirect_and_links_follow()
    {
        await using var host = await PortalHost.StartAsync();
        Write("kennis/magazine-deal-with-it.md", Read("kennis/deal-with-it.md"));

        Assert.Equal(["kennis/magazine-deal-with-it.md"], (await ImportAsync(host, folder)).Changed);
        Assert.Equal((301, "/kennis/magazine-deal-with-it"), await host.AskAsync("/kennis/deal-with-it"));
        var list = await host.PageAsync("/kennis");
        Assert.NotNull(list.QuerySelector("a[href='/kennis/magazine-deal-with-it']"));
    }

    [Fact]
    public async Task Two_documents_may_swap_addresses_in_one_import()
    {
        await using var host = await PortalHost.StartAsync();
        Write("begrippen/riec.md", Read("begrippen/boa.md"));
        Write("begrippen/boa.md", Read("begrippen/riec.md"));

        Assert.Equal(2, (await ImportAsync(host, folder)).Changed.Count);
        Assert.Equal("begrip-boa", host.Site.Current.At("/begrippen/riec")!.Id);
        Assert.Equal("begrip-riec", host.Site.Current.At("/begrippen/boa")!.Id);
    }

    [Fact]
    public async Task Samples_stay_out_where_they_are_not_asked_for()
    {
        await using var host = await PortalHost.StartAsync();
        Write("voorbeeld/nieuws/nieuw.md", Given.Document("nieuws-nieuw", "nieuws", "published: 2026-11-01\n"));
        var result = await host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(folder, new ImportOptions(Samples: false)));
        Assert.Empty(result.Added);
    }

    public static TheoryData<string, string, int, string> BadFiles => new()
    {
        { "nieuws/a.md", Given.Document("nieuws-a", "onzin"), 3, "De soort 'onzin' bestaat niet" },
        { "kennis/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\n"), 1, "hoort in nieuws/" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\ntitel: x\n"), 7, "'titel' bestaat hier niet" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: gisteren\n"), 6, "een datum zijn als 2026-11-21" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws"), 2, "vul 'published' in" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\nstatus: klaar\n"), 7, "Kies uit: concept" },
        { "nieuws/a.md", Given.Document("anders-a", "nieuws", "published: 2026-01-01\n"), 2, "begint met 'nieuws-'" },
        { "nieuws/a.md", Given.Document("kennis-deal-with-it", "nieuws", "published: 2026-01-01\n"), 3, "van de soort 'kennisproduct'" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\nrelated: [kennis-bestaat-niet]\n"), 7, "dat bestaat niet" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\ndossiers: [begrip-boa]\n"), 7, "hier hoort een dossier" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\nrelated: [nieuws-a]\n"), 7, "naar het document zelf" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\nkeywords: een\n"), 7, "moet een lijst zijn" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\npublish_at: 2026-01-01T09:00\n"), 7, "hoort alleen bij 'status: scheduled'" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\nstatus: scheduled\n"), 7, "wanneer komt het online" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\nkeywords: [\"a\n"), 7, "geen geldige YAML" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\nkeywords: &a [b]\nrelated: *a\n"), 8, "Schrijf de waarde voluit" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\npublished: 2026-01-02\n"), 7, "twee keer" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\n", "#### Kop\n"), 8, "slaat een niveau over" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\n", "[x](doc:bestaat-niet)\n"), 8, "bestaat-niet" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\n", "::: figure\n![](media:x)\n:::\n"), 9, "mediabibliotheek" },
        { "nieuws/a.md", "\uFEFF" + Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\n"), 1, "zonder BOM" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\n").Replace("\n", "\r\n", StringComparison.Ordinal), 1, "LF" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\n", "a\0b\n"), 1, "nulteken" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\n", "zonder eind"), 1, "regeleinde" },
        { "nieuws/a.md", "Geen kop.\n", 1, "begint niet met de kop" },
        { "nieuws/a.md", "---\nid: nieuws-a\n", 1, "niet afgesloten" },
        { "nieuws/Hoofdletter.md", Given.Document("nieuws-a", "nieuws", "published: 2026-01-01\n"), 1, "kleine letters" },
        { "paginas/beheer.md", Given.Document("pagina-beheer", "pagina"), 2, "gebruikt het portaal zelf" },
        { "paginas/kennis.md", Given.Document("pagina-kennis", "pagina"), 2, "gebruikt het portaal zelf" },
        { "modules/bestaat-niet/een.md", Given.Document("hoofdstuk-een", "hoofdstuk", "order: 1\n"), 2, "bestaat niet. Controleer de mapnaam" },
        { "begrippen/a.md", Given.Document("begrip-a", "begrip", "definition: x\nvariants: [boa]\n"), 7, "hoort ook bij" },
        { "bronnen/a.md", Given.Document("bron-a", "bron", "kind: training\nsources:\n  - title: x\n"), 2, "vijf vragen" },
        { "los.txt", "tekst\n", 1, "hoort hier niet" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_bad_file_is_named_with_its_line_and_nothing_is_imported(string path, string text, int line, string message)
    {
        Write(path, text);
        Write("nieuws/goed.md", Given.Document("nieuws-goed", "nieuws", "published: 2026-01-01\n"));

        var result = await ImportAsync(portal.Host, folder);
        Assert.Contains(result.Errors, error => error.File == path && error.Line == line && error.Message.Contains(message, StringComparison.Ordinal));
        Assert.Null(portal.Host.Site.Current.Find("nieuws-goed"));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from content.documents where ref = 'nieuws-goed'"));
    }

    [Fact]
    public async Task All_errors_are_told_in_one_run()
    {
        foreach (var name in new[] { "een", "twee", "drie" }) Write($"nieuws/{name}.md", Given.Document($"nieuws-{name}", "nieuws", "onzin: 1\n"));
        Write("begrippen/vier.md", Given.Document("begrip-vier", "begrip", "see_also: [begrip-nee]\n", "# Kop\n\n[x](doc:nee)\n"));
        var errors = (await ImportAsync(portal.Host, folder)).Errors;
        Assert.Equal(["begrippen/vier.md", "nieuws/drie.md", "nieuws/een.md", "nieuws/twee.md"], errors.Select(error => error.File).Distinct());
        Assert.Equal(4, errors.Count(error => error.File == "begrippen/vier.md")); // the missing definition, see_also, the heading, the link
    }

    [Fact]
    public async Task Areas_that_are_part_of_each_other_are_refused()
    {
        Write("organisaties/een.md", Given.Document("org-een", "organisatie", "kind: partner\npart_of: org-twee\n"));
        Write("organisaties/twee.md", Given.Document("org-twee", "organisatie", "kind: partner\npart_of: org-een\n"));
        Assert.Contains((await ImportAsync(portal.Host, folder)).Errors, error => error.Message.Contains("loopt rond", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_of_300_MB_is_refused_without_being_read()
    {
        Directory.CreateDirectory(Path.Combine(folder, "nieuws"));
        Directory.CreateDirectory(Path.Combine(folder, "media"));
        foreach (var name in new[] { "nieuws/groot.md", "media/groot.pdf" })
        {
            await using var sparse = File.Create(Path.Combine(folder, name));
            sparse.SetLength(300_000_000);
        }
        var before = GC.GetTotalAllocatedBytes();
        var errors = (await ImportAsync(portal.Host, folder)).Errors;
        Assert.Equal(2, errors.Count(error => error.Message.Contains("300,0 MB", StringComparison.Ordinal) || error.Message.Contains("300.0 MB", StringComparison.Ordinal)));
        Assert.True(GC.GetTotalAllocatedBytes() - before < 250_000_000);
    }

    [Fact]
    public async Task A_link_out_of_the_folder_is_not_followed()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "nieuws"), "/etc");
        Assert.Contains((await ImportAsync(portal.Host, folder)).Errors, error => error.File == "nieuws" && error.Message.Contains("verwijzing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_is_what_its_bytes_say_not_what_its_name_says()
    {
        Write("media/tekening.jpg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Write("media/tekening.jpg.yml", "id: media-tekening\ntitle: x\nalt: x\n");
        Write("media/brief.docx", "PK geen docx");
        Write("media/brief.docx.yml", "id: media-brief\ntitle: x\n");
        Write("media/los.pdf", "%PDF-1.7\n");
        Write("media/weg.pdf.yml", "id: media-weg\ntitle: x\n");
        var errors = (await ImportAsync(portal.Host, folder)).Errors;
        Assert.Contains(errors, error => error.File == "media/tekening.jpg" && error.Message.Contains("geen JPG", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.File == "media/brief.docx" && error.Message.Contains("geen DOCX", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.File == "media/los.pdf" && error.Message.Contains("beschrijving ontbreekt", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.File == "media/weg.pdf.yml" && error.Message.Contains("ontbreekt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decompression_bomb_is_refused_as_an_error_of_its_file()
    {
        Directory.CreateDirectory(Path.Combine(folder, "media"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "media/bom.png"), TestPictures.PngThatClaims(60_000, 60_000));
        Write("media/bom.png.yml", "id: media-bom\ntitle: Bom\nalt: Bom\n");
        var errors = (await ImportAsync(portal.Host, folder)).Errors;
        Assert.Equal(["media/bom.png"], errors.Select(error => error.File));
    }

    [Fact]
    public async Task A_picture_is_shown_in_sizes_without_its_original()
    {
        var picture = portal.Host.Site.Current.Media("media-netwerkbijeenkomst-kring")!;
        Assert.Equal((1600, 1067), (picture.Width, picture.Height));
        Assert.Equal(9, picture.Variants.Count);
        using var variant = await portal.Host.Client.GetAsync(new Uri(picture.Variants[0].Url, UriKind.Relative));
        Assert.Equal("public, max-age=31536000, immutable", variant.Headers.CacheControl!.ToString());
        var (status, to) = await portal.Host.AskAsync(picture.Url);
        Assert.Equal((302, picture.Variants.Single(v => v is { Format: "jpeg", Width: 960 }).Url), (status, to));
    }

    private static async Task<ImportResult> ImportAsync(PortalHost host, string from, bool force = false) =>
        await host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(from, new ImportOptions(force, Samples: true)));

    private static Task EditAsync(PortalHost host, string id, string body) => host.WithAsync<Publisher>(async publisher =>
    {
        var source = (string)(await host.SqlAsync("select front_source from content.versions v join content.documents d on d.latest_version_id = v.id where d.ref = $1", id))!;
        var json = (string)(await host.SqlAsync("select front_matter::text from content.versions v join content.documents d on d.latest_version_id = v.id where d.ref = $1", id))!;
        var text = new DocumentText(System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject(), source, body);
        await publisher.SaveAsync(id, text, By("bewerkt"));
    });

    private static async Task<string> LatestBodyAsync(PortalHost host, string id) =>
        (string)(await host.SqlAsync("""
            select coalesce(r.body, v.body) from content.documents d
            left join content.drafts r on r.document_id = d.id left join content.versions v on v.id = d.latest_version_id
            where d.ref = $1
            """, id))!;

    private static Change By(string reason) => new("redacteur", DateTimeOffset.UtcNow, reason, VersionOrigin.Portal);

    private static Dictionary<string, byte[]> FilesOf(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(root, file), File.ReadAllBytes);

    private static string Read(string path) => File.ReadAllText(Path.Combine(Shipped, path));

    private void Copy(string path) => Write(path, Read(path));

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
