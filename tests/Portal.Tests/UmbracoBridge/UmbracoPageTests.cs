using System.IO.Compression;
using System.Net;
using System.Text;
using Portal.Content.Portable;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;
using Portal.UmbracoBridge;

namespace Portal.Tests.UmbracoBridge;

/// <summary>An editor has all content made ready for an Umbraco, and takes a package of an Umbraco in.</summary>
public sealed class UmbracoPageTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private const string Address = "/beheer/umbraco";

    private readonly string word = $"u{Guid.NewGuid():N}".Substring(0, 12);
    private Visitor editor = null!;

    private PortalHost Host => portal.Host;

    public async Task InitializeAsync() => editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;

    public Task DisposeAsync()
    {
        editor.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_package_of_another_site_is_looked_at_first_lands_as_a_concept_and_can_be_taken_back()
    {
        await SendAsync(PackageOf("<p>Tekst van elders.</p>", "https://elders.example/plan"));
        Assert.Contains("\"wordt\": \"pagina\"", editor.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        await editor.GoAsync(editor.Page.QuerySelector("a[href^='/beheer/inlezen/']")!.GetAttribute("href")!);
        Assert.Contains($"paginas/{word}.md", editor.Text, StringComparison.Ordinal);
        Assert.Contains("heeft een editor die we niet kennen (Acme.Map)", editor.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await CountAsync());

        await editor.PressAsync("Lees in");
        await WorkAsync();
        Assert.Contains("Ingelezen", editor.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await CountAsync());
        Assert.Equal(404, (await Host.AskAsync($"/{word}")).Status);
        var done = editor.At;

        // Once more the same: nothing is left to do.
        await SendAsync(PackageOf("<p>Tekst van elders.</p>", "https://elders.example/plan"));
        await editor.GoAsync(editor.Page.QuerySelector("a[href^='/beheer/inlezen/']")!.GetAttribute("href")!);
        Assert.Contains("Er is niets te doen", editor.Text, StringComparison.Ordinal);

        await editor.GoAsync(done);
        await editor.PressAsync("Maak alles ongedaan");
        await WorkAsync();
        Assert.Equal(0L, await CountAsync());
    }

    [Fact]
    public async Task What_the_rules_of_the_portal_refuse_is_left_out_and_the_rest_comes()
    {
        // A sign that turns the direction of letters is refused in a title.
        var bad = Document("Fout \u202Eom", "slecht" + word, "<p>Tekst.</p>", "");
        await SendAsync(Zip(Document("Goed", word, "<p>Goed zo.</p>", "") + bad));
        await editor.GoAsync(editor.Page.QuerySelector("a[href^='/beheer/inlezen/']")!.GetAttribute("href")!);
        Assert.Contains($"paginas/{word}.md", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Komt niet mee: ", editor.Text, StringComparison.Ordinal);
        await editor.PressAsync("Lees in");
        await WorkAsync();
        Assert.Equal(1L, await CountAsync());
    }

    [Fact]
    public async Task Of_a_page_that_is_online_a_draft_stands_beside_it_and_readers_see_what_they_saw()
    {
        using var desk = new Desk(Host);
        var id = $"pagina-{word}";
        desk.Write($"paginas/{word}.md", Given.Document(id, "pagina", "", "Wat er stond.\n\nEn 'dit' blijft.\n"));
        await desk.ImportAsync();
        await SendAsync(Zip(
            $$"""
            <portaalPagina id="1" key="{{Portal.Content.Key.Of(id)}}" level="1" sortOrder="1" nodeName="Titel" urlName="{{word}}" isDoc="">
            <umbracoUrlName>{{word}}</umbracoUrlName><portalId>{{id}}</portalId><title>Titel</title><summary>Kort.</summary>
            <body><![CDATA[{"markup":"<p>Wat er nu staat.</p><p>En 'dit' blijft.</p>"}]]></body></portaalPagina>
            """));
        await editor.GoAsync(editor.Page.QuerySelector("a[href^='/beheer/inlezen/']")!.GetAttribute("href")!);
        await editor.PressAsync("Lees in");
        await WorkAsync();
        Assert.Contains("Wat er stond.", (await Host.PageAsync($"/{word}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Wat er nu staat.\n\nEn 'dit' blijft.\n", await Host.SqlAsync(
            "select r.body from content.drafts r join content.documents d on d.id = r.document_id where d.ref = $1", id));
    }

    [Fact]
    public async Task The_mapping_can_be_changed_and_what_is_wrong_with_it_is_said()
    {
        await SendAsync(PackageOf("<p>Tekst van elders.</p>", "x"));
        var (at, mapping) = (editor.At, editor.Page.QuerySelector("textarea")!.TextContent);
        await editor.PressAsync("Bewaar en kijk opnieuw", ("text", mapping.Replace("\"pagina\"", "\"blog\"", StringComparison.Ordinal)));
        Assert.Contains("kan geen ‘blog’ worden", editor.Text, StringComparison.Ordinal);
        Assert.Contains("\"blog\"", editor.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        await editor.GoAsync(at);
        await editor.PressAsync(
            "Bewaar en kijk opnieuw", ("text", mapping.Replace("\"pagina\"", "\"overslaan\"", StringComparison.Ordinal)));
        await WorkAsync();
        Assert.StartsWith("/beheer/inlezen/", editor.At, StringComparison.Ordinal);
        Assert.Contains("wordt overgeslagen", editor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"paginas/{word}.md", editor.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../weg.png", "wil buiten de map staan")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'a'>]>", "een DTD of een eigen entiteit")]
    [InlineData("<umbPackage><files/><info><package/></info></umbPackage>", "Umbraco 13 of ouder")]
    public async Task A_bad_package_is_refused_on_the_page_and_nothing_is_kept(string what, string why)
    {
        var before = await Host.SqlAsync("select count(*) from content.imports");
        await editor.GoAsync(Address);
        await editor.UploadAsync(
            "Bekijk wat er mee zou komen", "zip",
            what.StartsWith('<') ? Zip(what, isWhole: true) : Zip("", extra: what));
        Assert.Contains(why, editor.Text, StringComparison.Ordinal);
        Assert.Equal(before, await Host.SqlAsync("select count(*) from content.imports"));
    }

    [Theory]
    [InlineData("umbraco", "portaal.zip")]
    [InlineData("usync", "uSync/v17/usync.config")]
    public async Task All_content_is_made_by_a_job_and_can_be_fetched_for_two_days(string kind, string file)
    {
        await editor.GoAsync(Address);
        await editor.PressAsync("Maak het klaar", ("kind", kind));
        Assert.Contains("Het wordt gemaakt.", editor.Text, StringComparison.Ordinal);
        await WorkAsync();
        var link = editor.Page.QuerySelector("a[download]")!.GetAttribute("href")!;
        using var answer = await editor.FetchAsync(new HttpRequestMessage(HttpMethod.Get, link));
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        Assert.NotNull(zip.GetEntry(file));
        var id = Guid.Parse(link.Split('/')[3]);
        await Host.SqlAsync("update content.exports set made_at = made_at - interval '3 days' where id = $1", id);
        await Host.RunJobAsync(new TidyExports());
        await editor.GoAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from content.export_parts where export_id = $1", id));
    }

    [Fact]
    public async Task Who_does_not_decide_what_is_online_comes_to_none_of_it()
    {
        using var coordinator = (await portal.SignedInAsAsync(Rights.Coordinator)).Visitor;
        var id = Guid.NewGuid();
        foreach (var path in new[] { Address, $"{Address}/{id}", $"{Address}/{id}/bestand", $"{Address}/omzetting/{id}" })
        {
            await coordinator.GoAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, coordinator.Status);
        }
    }

    private Task<object?> CountAsync() =>
        Host.SqlAsync("select count(*) from content.documents where slug = $1 and deleted_at is null and live_version_id is null", word)!;

    private async Task SendAsync(byte[] zip)
    {
        await editor.GoAsync(Address);
        await editor.UploadAsync("Bekijk wat er mee zou komen", "zip", zip);
        await WorkAsync();
    }

    // The page, after what waits was done.
    private async Task WorkAsync()
    {
        await Host.WorkAsync();
        await editor.GoAsync(editor.At);
    }

    private byte[] PackageOf(string html, string map) => Zip(Document("Elders", word, html, map));

    private string Document(string name, string slug, string html, string map) =>
        $"""
        <contentPage id="1" key="{Portal.Content.Key.Of(word + name)}" level="1" sortOrder="1" nodeName="{name}" urlName="{slug}" isDoc="">
        <bodyText><![CDATA[{html}]]></bodyText><map>{map}</map></contentPage>
        """;

    private static byte[] Zip(string documents, bool isWhole = false, string? extra = null)
    {
        var xml = isWhole ? documents : $"""
            <umbPackage><info><package><name>Elders</name></package></info><DocumentTypes><DocumentType><Info><Name>Pagina</Name>
            <Alias>contentPage</Alias><Key>{Portal.Content.Key.Of("contentPage")}</Key></Info><GenericProperties>
            <GenericProperty><Name>Tekst</Name><Alias>bodyText</Alias><Type>Umbraco.RichText</Type></GenericProperty>
            <GenericProperty><Name>Kaart</Name><Alias>map</Alias><Type>Acme.Map</Type></GenericProperty>
            </GenericProperties></DocumentType></DocumentTypes><Documents><DocumentSet>{documents}</DocumentSet></Documents></umbPackage>
            """;
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in new[] { "package.xml", extra }.OfType<string>())
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(name == extra ? "x" : xml));
            }
        return stream.ToArray();
    }
}
