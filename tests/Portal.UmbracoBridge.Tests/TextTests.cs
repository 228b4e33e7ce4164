using System.Text.Json.Nodes;
using Portal.Content;
using Portal.Content.Portable;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Tests.Support;

namespace Portal.UmbracoBridge.Tests;

/// <summary>A Markdown body as the rich text of Umbraco.</summary>
public sealed class TextTests
{
    private readonly Remarks remarks = new();

    [Theory]
    [InlineData("Een **vet** en *schuin* woord.", "<p>Een <strong>vet</strong> en <em>schuin</em> woord.</p>")]
    [InlineData("## Kop\n\nTekst", "<h2 id=\"kop\">Kop</h2><p>Tekst</p>")]
    [InlineData("- een\n- twee", "<ul><li><p>een</p></li><li><p>twee</p></li></ul>")]
    [InlineData("2. twee\n3. drie", "<ol start=\"2\"><li><p>twee</p></li><li><p>drie</p></li></ol>")]
    [InlineData("> gezegd", "<blockquote><p>gezegd</p></blockquote>")]
    [InlineData("`a < b`", "<p><code>a &lt; b</code></p>")]
    [InlineData("| A | B |\n| --- | --- |\n| 1 | 2 |",
        "<table><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>")]
    [InlineData("[mail](mailto:wij@voorbeeld.nl)", "<p><a href=\"mailto:wij@voorbeeld.nl\">mail</a></p>")]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("[x](javascript:alert(1))", "<p>x</p>")]
    public void Markdown_becomes_the_tags_that_the_editor_knows(string markdown, string html) => Assert.Equal(html, Markup(markdown));

    [Fact]
    public void A_link_to_a_document_is_local_whether_it_is_written_by_id_or_by_address()
    {
        var link = $"href=\"/{{localLink:{Key.Of("pagina-ander")}}}\"";
        Assert.Contains($"<a type=\"document\" {link}>", Markup("[x](doc:pagina-ander)"), StringComparison.Ordinal);
        Assert.Contains($"<a type=\"document\" {link}>", Markup("[x](/ander)"), StringComparison.Ordinal);
        Assert.Contains(
            $"href=\"/{{localLink:{Key.Of("pagina-ander")}}}#kop\" data-anchor=\"#kop\"", Markup("[x](doc:pagina-ander#kop)"),
            StringComparison.Ordinal);
        Assert.Empty(remarks.All);
    }

    [Fact]
    public void A_link_to_a_file_and_a_picture_name_the_item_of_the_library()
    {
        Assert.Contains(
            $"<a type=\"media\" href=\"/{{localLink:{Key.Of("media-folder")}}}\">", Markup("[x](media:media-folder)"),
            StringComparison.Ordinal);
        Assert.Contains(
            $"data-udi=\"umb://media/{Key.Of("media-foto"):N}\"", Markup("![Een hek](media:media-foto)"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_stays_as_text_and_is_told()
    {
        Assert.Equal("<p>weg</p>", Markup("[weg](doc:pagina-weg)"));
        Assert.Contains("pagina-tekst: het document ‘pagina-weg’ is er niet", Assert.Single(remarks.All), StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_stands_at_the_end_of_the_text()
    {
        var markup = Markup("Bewering.[^a]\n\n[^a]: De bron.\n");
        Assert.Contains("Bewering.<sup><a href=\"#noot-a\">1</a></sup>", markup, StringComparison.Ordinal);
        Assert.EndsWith("<ol><li id=\"noot-a\"><p>De bron.</p></li></ol>", markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_that_were_written_in_another_order_than_they_are_named_say_where_they_stood() => Assert.EndsWith(
        "<ol><li id=\"noot-b\" data-plaats=\"2\"><p>B.</p></li><li id=\"noot-a\" data-plaats=\"1\"><p>A.</p></li></ol>",
        Markup("Eerst.[^b] Dan.[^a]\n\n[^a]: A.\n[^b]: B.\n"), StringComparison.Ordinal);

    [Fact]
    public void A_column_keeps_to_its_side_and_signs_stay_as_they_were_typed() => Assert.Equal(
        "<table><tbody><tr><th><p>A</p></th><th><p style=\"text-align: right\">B</p></th></tr>"
        + "<tr><td><p>'x' - y...</p></td><td><p style=\"text-align: right\">‘2’</p></td></tr></tbody></table>",
        Markup("| A | B |\n| --- | ---: |\n| 'x' - y... | ‘2’ |"));

    [Fact]
    public void A_container_becomes_a_block_with_its_own_text_and_the_blocks_in_it()
    {
        var body = Body("::: accordion title=\"Vraag\"\nEerst.\n\n:::: callout kind=tip\nBinnen.\n::::\n:::\n");
        Assert.StartsWith("<umb-rte-block data-content-key=", body["markup"]!.ToString(), StringComparison.Ordinal);
        var block = Assert.Single((JsonArray)body["blocks"]!["contentData"]!)!;
        Assert.Equal(UmbracoKey.Of("type", "portaalBlokAccordion").ToString(), block["contentTypeKey"]!.ToString());
        Assert.Equal("Vraag", Value(block, "title"));
        var inner = JsonNode.Parse(Value(block, "body"))!;
        Assert.StartsWith("<p>Eerst.</p><umb-rte-block", inner["markup"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("[\"tip\"]", Value(inner["blocks"]!["contentData"]![0]!, "kind"));
    }

    [Fact]
    public void An_exercise_becomes_a_block_with_every_value_of_its_yaml()
    {
        var body = Body(
            """
            ::: exercise id=o-1 type=single
            Wat klopt?

            ~~~yaml
            options:
              - text: "Dit"
                right: true
                feedback: "Goed."
              - text: "Dat"
                feedback: "Fout."
            source: "Een bron"
            points: 2
            ~~~
            :::

            """);
        var block = body["blocks"]!["contentData"]![0]!;
        Assert.Equal("o-1", Value(block, "portalId"));
        Assert.Equal("2", Value(block, "points"));
        Assert.Equal("Een bron", Value(block, "source"));
        Assert.Equal("<p>Wat klopt?</p>", JsonNode.Parse(Value(block, "body"))!["markup"]!.ToString());
        var options = (JsonArray)JsonNode.Parse(Value(block, "options"))!["contentData"]!;
        Assert.Equal(["Dit", "Dat"], options.Select(option => Value(option!, "text")));
        Assert.Equal("1", Value(options[0]!, "right"));
    }

    [Fact]
    public void Pages_to_read_as_well_become_a_list_of_pages()
    {
        var body = Body("::: related\n- pagina-ander\n:::\n");
        Assert.Equal($"umb://document/{Key.Of("pagina-ander"):N}", Value(body["blocks"]!["contentData"]![0]!, "pages"));
    }

    [Fact]
    public async Task Characters_that_xml_cannot_hold_are_left_out_and_the_end_of_cdata_is_kept()
    {
        var site = Given.Site([Given.Page("tekst", "Een `]]>` en 👋.", title: "Titel \u0001 ]]>")]);
        var bytes = await Rooms.PackageAsync(Rooms.Export(site));
        using var zip = Umbraco.Cms.Core.Packaging.PackageMigrationResource.GetPackageDataManifest(new MemoryStream(bytes), out var xml);
        var page = xml!.Descendants("portaalPagina").Single();
        Assert.Equal("Titel  ]]>", page.Element("title")!.Value);
        Assert.Equal("<p>Een <code>]]&gt;</code> en 👋.</p>", JsonNode.Parse(page.Element("body")!.Value)!["markup"]!.ToString());
    }

    private string Markup(string markdown) => Body(markdown)["markup"]!.ToString();

    private JsonNode Body(string markdown)
    {
        PortableDocument[] documents = [Given.Page("tekst", markdown), Given.Page("ander", title: "Ander")];
        var export = Rooms.Export(Given.Site(documents, Given.Picture(), Given.File()), remarks);
        var page = export.AllContent.Single(node => node.Id == "pagina-tekst");
        return JsonNode.Parse(page.Values().Single(value => value.Key == "body").Value)!;
    }

    private static string Value(JsonNode block, string alias) =>
        ((JsonArray)block["values"]!).Single(value => value!["alias"]!.ToString() == alias)!["value"]!.ToString();
}
