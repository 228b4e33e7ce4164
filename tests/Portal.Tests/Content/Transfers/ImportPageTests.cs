using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Content.Import;
using Portal.Content.Transfers;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Transfers;

/// <summary>An editor sends a folder or a zip, sees what would become of it, takes it in, and takes it back.</summary>
public sealed class ImportPageTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private const string Address = "/beheer/inlezen", Export = "/beheer/uitvoer/inhoud.zip";

    private static int count;

    private readonly string word = $"w{Interlocked.Increment(ref count)}x{Guid.NewGuid():N}"[..14];
    private Visitor editor = null!;
    private Desk desk = null!;

    private PortalHost Host => portal.Host;

    public async Task InitializeAsync()
    {
        editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        desk = new Desk(Host);
    }

    public Task DisposeAsync()
    {
        editor.Dispose();
        desk.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_would_be_done_is_shown_first_and_nothing_is_done()
    {
        Write("oud", "Oude tekst.");
        Write("gelijk", "Tekst.");
        Write("bewerkt", "Tekst.");
        await desk.ImportAsync();
        await desk.EditAndPublishAsync(IdOf("bewerkt"), text => text.Replace("Tekst.", "Van de redacteur.", StringComparison.Ordinal));
        Write("oud", "Andere tekst.");
        Write("bewerkt", "Uit de map.");
        Write("nieuw", "Tekst.");

        await SendAsync(ZipOf(desk.Folder, "inhoud/"));
        Assert.Equal((1, 1, 1, 1, 0), Counts());
        Assert.Contains($"nieuws/{word}-nieuw.md", editor.Text, StringComparison.Ordinal);
        Assert.Equal(404, await StatusAsync("nieuw"));
        Assert.Contains("Oude tekst.", await TextAsync("oud"), StringComparison.Ordinal);

        await editor.PressAsync("Lees in");
        await WorkAsync();
        Assert.Equal("Ingelezen", editor.Page.QuerySelector(".wj-alert__title")!.TextContent);
        Assert.Contains("Andere tekst.", await TextAsync("oud"), StringComparison.Ordinal);
        Assert.Contains("Van de redacteur.", await TextAsync("bewerkt"), StringComparison.Ordinal);
        Assert.Equal(200, await StatusAsync("nieuw"));
    }

    [Fact]
    public async Task Undoing_it_brings_back_texts_places_and_files_and_puts_what_is_new_into_the_bin()
    {
        var (before, after) = (TestPictures.Plain(41, 40).PngsaveBuffer(), TestPictures.Plain(42, 40).PngsaveBuffer());
        var street = TestPictures.Plain(45, 40).PngsaveBuffer();
        Write("blijft", "Oude tekst.");
        Write("verhuist", "Tekst.");
        WritePicture("plein", before, "Een plein");
        WritePicture("straat", street, "Een straat");
        await desk.ImportAsync();
        await Host.WorkAsync();
        var (state, files) = (await StatesAsync(), await FilesAsync());

        Write("blijft", "Nieuwe tekst.");
        desk.Remove($"nieuws/{word}-verhuist.md");
        desk.Write($"nieuws/{word}-elders.md", Document("verhuist", "Tekst."));
        Write("nieuw", $"::: figure\n![Een gracht](media:media-{word}-gracht)\n:::");
        WritePicture("plein", after, "Een ander plein");
        WritePicture("straat", street, "Een lange straat");
        WritePicture("gracht", TestPictures.Plain(43, 40).PngsaveBuffer(), "Een gracht");
        WritePicture("los", TestPictures.Plain(44, 40).PngsaveBuffer(), "Los");
        await SendAsync(ZipOf(desk.Folder));
        await editor.PressAsync("Lees in");
        await WorkAsync();
        Assert.Equal((301, $"/nieuws/{word}-elders"), await Host.AskAsync($"/nieuws/{word}-verhuist"));
        Assert.Equal("Een ander plein", Host.Site.Current.Media($"media-{word}-plein")!.Alt);
        Assert.Equal(200, await StatusAsync("nieuw"));

        await editor.PressAsync("Maak alles ongedaan");
        await WorkAsync();
        Assert.Contains("4 weer zoals het was, 2 weggehaald.", editor.Text, StringComparison.Ordinal);
        Assert.Equal(state, await StatesAsync());
        Assert.Equal(410, await StatusAsync("nieuw"));
        Assert.Equal(200, await StatusAsync("verhuist"));
        Assert.Equal((301, $"/nieuws/{word}-verhuist"), await Host.AskAsync($"/nieuws/{word}-elders"));
        // What lies in the bin keeps its picture: it may come back.
        Assert.Contains($"media-{word}-gracht: Er is een stuk dat dit bestand gebruikt.", editor.Text, StringComparison.Ordinal);
        Assert.Null(Host.Site.Current.Media($"media-{word}-los"));
        Assert.Equal("Een plein", Host.Site.Current.Media($"media-{word}-plein")!.Alt);
        Assert.Equal(files, (await FilesAsync()).Where(file => !file.Contains("gracht", StringComparison.Ordinal)));

        await editor.GoAsync("/beheer/inhoud/prullenbak");
        Assert.Contains($"{word} nieuw", editor.Text, StringComparison.Ordinal);
        // It was as if the import never was: the next one does the same again.
        desk.Remove($"nieuws/{word}-elders.md");
        Write("verhuist", "Tekst.");
        Assert.Contains($"nieuws/{word}-blijft.md", (await desk.ImportAsync()).Changed);
    }

    [Fact]
    public async Task What_somebody_changed_since_stays_and_so_does_what_it_stands_under()
    {
        Write("een", "Tekst.");
        Write("twee", "Tekst.");
        desk.Write($"paginas/{word}.md", Page(""));
        desk.Write($"paginas/{word}/onder.md", Page("-onder"));
        await SendAsync(ZipOf(desk.Folder));
        var path = editor.At;
        await editor.PressAsync("Lees in");
        await WorkAsync();
        foreach (var id in new[] { IdOf("een"), $"pagina-{word}-onder" })
            await desk.EditAndPublishAsync(id, text => text.Replace("Tekst.", "Van de redacteur.", StringComparison.Ordinal));

        await editor.GoAsync(path);
        await editor.PressAsync("Maak alles ongedaan");
        await WorkAsync();
        Assert.Contains($"{word} een: Iemand heeft dit stuk intussen gewijzigd.", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Van de redacteur.", await TextAsync("een"), StringComparison.Ordinal);
        Assert.Equal(410, await StatusAsync("twee"));
        Assert.Contains("Titel: Hier staat een stuk onder dat blijft.", editor.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await Host.AskAsync($"/{word}/onder")).Status);
        Assert.DoesNotContain("Maak alles ongedaan", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_file_and_line_and_cannot_be_taken_in()
    {
        Write("goed", "Tekst.");
        desk.Write($"nieuws/{word}-fout.md", Document("fout", "[x](doc:bestaat-niet)"));
        desk.Write($"media/{word}.png", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
        desk.Write($"media/{word}.png.yml", $"id: media-{word}\ntitle: Tekening\nalt: Iets\n");
        desk.Write($"media/{word}.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        desk.Write($"media/{word}.pdf", "PK geen pdf");
        desk.Write($"media/{word}.pdf.yml", $"id: media-{word}-pdf\ntitle: Brief\n");
        await SendAsync(ZipOf(desk.Folder, "", ("../weg.md", "weg"), ("nieuws\\weg.md", "weg")));

        Assert.Equal(1, Counts().New);
        var told = editor.Page.QuerySelectorAll("#stand tbody tr")
            .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Contains(told, line => line.StartsWith($"nieuws/{word}-fout.md | 8 |", StringComparison.Ordinal));
        Assert.Contains(told, line => line.StartsWith($"media/{word}.png | 1 | De inhoud is geen PNG. SVG", StringComparison.Ordinal));
        Assert.Contains(told, line => line.StartsWith($"media/{word}.svg | 1 |", StringComparison.Ordinal));
        Assert.Contains(told, line => line.StartsWith($"media/{word}.pdf | 1 | De inhoud is geen PDF.", StringComparison.Ordinal));
        Assert.Contains(told, line => line.StartsWith("../weg.md |  | Dit bestand wil buiten de map staan.", StringComparison.Ordinal));
        Assert.Contains(told, line => line.Contains("backslash", StringComparison.Ordinal));
        Assert.Null(editor.Page.QuerySelector("button[formaction$='Do'], form[action$='handler=Do']"));
        // Not by its address either.
        var form = editor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        await editor.PostAsync(editor.At + "?handler=Do", ("formulier", form));
        await WorkAsync();
        Assert.Equal(404, await StatusAsync("goed"));
    }

    [Fact]
    public async Task A_folder_is_taken_with_its_paths_and_by_script_as_well()
    {
        await editor.GoAsync(Address);
        using var form = Form();
        foreach (var name in new[] { "een", "twee" })
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Document(name, "Tekst."))), "map", $"werkmap/nieuws/{word}-{name}.md");
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await editor.FetchAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await editor.GoAsync(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["to"]!.ToString());
        Assert.Contains("We kijken wat er zou veranderen.", editor.Text, StringComparison.Ordinal);
        await WorkAsync();
        Assert.Equal((2, 0, 0, 0, 0), Counts());
        await editor.PressAsync("Gooi weg");
        Assert.Contains("Weggegooid. Er is niets ingelezen.", editor.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from content.import_files where path like '%' || $1 || '%'", word));
    }

    [Fact]
    public async Task Nothing_and_a_bomb_are_refused_with_a_sentence()
    {
        await editor.GoAsync(Address);
        await editor.PressAsync("Bekijk wat er zou veranderen");
        Assert.Contains("Kies een map of een zip-bestand.", editor.Text, StringComparison.Ordinal);

        using var bomb = new MemoryStream();
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < 30; i++)
            {
                using var stream = archive.CreateEntry($"media/{i}.pdf").Open();
                stream.Write(new byte[20_000_000]);
            }
        using var form = Form();
        form.Add(new ByteArrayContent(bomb.ToArray()), "zip", "bom.zip");
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await editor.FetchAsync(request);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.StartsWith(
            "Uitgepakt wordt dit 600 MB", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["message"]!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_content_comes_as_a_zip_with_the_same_bytes_as_the_command_writes()
    {
        await desk.EditAsync("begrip-boa", text => text + "\nEen concept.\n");
        var folder = Directory.CreateDirectory(Path.Combine(desk.Folder, "uit")).FullName;
        await Host.WithAsync<Exporter>(exporter => exporter.ExportAsync(folder));
        using var request = new HttpRequestMessage(HttpMethod.Get, Export);
        using var answer = await editor.FetchAsync(request);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var written = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file)).ToHashSet();
        Assert.Equal(written.Order(StringComparer.Ordinal), zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        foreach (var entry in zip.Entries)
        {
            using var bytes = new MemoryStream();
            await using (var stream = await entry.OpenAsync()) await stream.CopyToAsync(bytes);
            var expected = await File.ReadAllBytesAsync(Path.Combine(folder, entry.FullName));
            Assert.True(bytes.ToArray().AsSpan().SequenceEqual(expected), entry.FullName);
        }
    }

    [Fact]
    public async Task Who_does_not_decide_what_is_online_cannot_import_or_export()
    {
        using var coordinator = (await portal.SignedInAsAsync(Rights.Coordinator)).Visitor;
        using var administrator = (await portal.SignedInAsAsync(Rights.Administrator)).Visitor;
        foreach (var who in new[] { coordinator, administrator })
            foreach (var path in new[] { Address, "/beheer/uitvoer", Export })
            {
                await who.GoAsync(path);
                Assert.Equal(HttpStatusCode.Forbidden, who.Status);
            }
    }

    [Fact]
    public async Task What_nobody_decides_about_goes_after_two_days_and_what_was_done_after_a_month()
    {
        Write("een", "Tekst.");
        await SendAsync(ZipOf(desk.Folder));
        var left = editor.At;
        Write("twee", "Tekst.");
        await SendAsync(ZipOf(desk.Folder));
        var done = editor.At;
        await editor.PressAsync("Lees in");
        await WorkAsync();
        await AgeAsync(left, "3 days");
        await AgeAsync(done, "29 days");
        await Host.RunJobAsync(new TidyImports());
        await editor.GoAsync(left);
        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
        await editor.GoAsync(done);
        Assert.Contains("Maak alles ongedaan", editor.Text, StringComparison.Ordinal);
        await AgeAsync(done, "2 days");
        await editor.GoAsync(done);
        Assert.DoesNotContain("Maak alles ongedaan", editor.Text, StringComparison.Ordinal);
        await Host.RunJobAsync(new TidyImports());
        await editor.GoAsync(done);
        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from content.undo_steps where act = $1", Guid.Parse(done.Split('/')[^1])));
    }

    private Task AgeAsync(string path, string by) => Host.SqlAsync(
        "update content.imports set made_at = made_at - $2::text::interval, done_at = done_at - $2::text::interval where id = $1",
        Guid.Parse(path.Split('/')[^1]), by);

    private string IdOf(string name) => $"nieuws-{word}-{name}";

    private string Document(string name, string body) => Given.Document(IdOf(name), "nieuws", "published: 2026-01-01\n", body + "\n")
        .Replace("Titel", $"{word} {name}", StringComparison.Ordinal);

    private string Page(string name) => Given.Document($"pagina-{word}{name}", "pagina");

    private void Write(string name, string body) => desk.Write($"nieuws/{word}-{name}.md", Document(name, body));

    private void WritePicture(string name, byte[] bytes, string alt)
    {
        desk.Write($"media/{word}-{name}.png", bytes);
        desk.Write($"media/{word}-{name}.png.yml", $"id: media-{word}-{name}\ntitle: {name}\nalt: {alt}\n");
    }

    private async Task<int> StatusAsync(string name) => (await Host.AskAsync($"/nieuws/{word}-{name}")).Status;

    private async Task<string> TextAsync(string name) => (await Host.PageAsync($"/nieuws/{word}-{name}")).Body!.TextContent;

    private (int New, int Changed, int Same, int Kept, int Refused) Counts()
    {
        var rows = editor.Page.QuerySelectorAll("#stand dl dd")
            .Select(value => int.Parse(value.TextContent.Split(' ')[0], CultureInfo.InvariantCulture)).ToList();
        return (rows[0], rows[1], rows[2], rows[3], rows[4]);
    }

    private async Task<string> StatesAsync() => (string)(await Host.SqlAsync(
        """
        select string_agg(concat_ws('|', d.ref, d.path, d.live_version_id, d.latest_version_id, d.sample, d.origin, d.deleted_at), ' '
            order by d.ref)
        from content.documents d where d.ref in ($1, $2)
        """,
        IdOf("blijft"), IdOf("verhuist")))!;

    private async Task<string[]> FilesAsync() => (string[])(await Host.SqlAsync(
        "select array_agg(concat_ws('|', ref, name, hash, source, width) order by ref) from content.media where ref like '%' || $1 || '%'",
        word))!;

    // The page of the import, after what waits was done.
    private async Task WorkAsync()
    {
        await Host.WorkAsync();
        await editor.GoAsync(editor.At);
    }

    private async Task SendAsync(byte[] zip)
    {
        await editor.GoAsync(Address);
        using var form = Form();
        form.Add(new ByteArrayContent(zip), "zip", "inhoud.zip");
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = form };
        using var answer = await editor.FetchAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await editor.GoAsync(answer.Headers.Location!.OriginalString);
        await WorkAsync();
    }

    private MultipartFormDataContent Form() => new()
    {
        { new StringContent(editor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!), "formulier" },
    };

    private static byte[] ZipOf(string folder, string below = "", params (string Name, string Text)[] more)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                archive.CreateEntryFromFile(file, below + Path.GetRelativePath(folder, file));
            foreach (var (name, text) in more)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return stream.ToArray();
    }
}
