using System.Text;
using System.Text.Json.Nodes;
using Portal.UmbracoBridge.Import;
using Portal.UmbracoBridge.Tests.Support;

namespace Portal.UmbracoBridge.Tests;

/// <summary>Packages of another site, as a stock back office makes them.</summary>
public sealed class ImportTests
{
    private const string Text = "Umbraco.TextBox", Rich = "Umbraco.RichText", Day = "Umbraco.DateTime", Blocks = "Umbraco.BlockList";

    private static readonly string Article = Packages.Type(
        "newsItem",
        [
            ("pageTitle", Text), ("intro", "Umbraco.TextArea"), ("date", Day), ("bodyText", Rich), ("tags", "Umbraco.Tags"),
            ("map", "Acme.Map"),
        ]);

    private static readonly string PageType = Packages.Type("contentPage", [("bodyText", Rich), ("blocks", Blocks)]);

    [Fact]
    public async Task A_news_item_of_another_site_becomes_a_concept_of_news()
    {
        var landed = await LandAsync(
            Article,
            Packages.Document("newsItem", "Eerste bericht", [
                ("pageTitle", "Wat er gebeurde"), ("intro", "Kort gezegd."), ("date", "2026-03-04T00:00:00"),
                ("tags", "[\"geld\",\"jeugd\"]"),
                ("bodyText", Markup("<h1>Kop</h1><p>Een <strong>woord</strong> met <a href=\"https://voorbeeld.nl\">een link</a>.</p>"))]));
        var (name, text) = Assert.Single(landed.Texts);
        Assert.Equal("nieuws/eerste-bericht.md", name);
        Assert.Equal(
            $"""
            ---
            id: nieuws-umbraco-{Short("Eerste bericht")}
            type: nieuws
            title: "Wat er gebeurde"
            summary: "Kort gezegd."
            status: concept
            published: 2026-03-04
            keywords:
              - geld
              - jeugd
            ---
            ## Kop

            Een **woord** met [een link](https://voorbeeld.nl).

            """.ReplaceLineEndings("\n"),
            text);
        Assert.False(Assert.Single(landed.Site.Documents).IsOnline);
    }

    [Fact]
    public async Task A_property_with_an_editor_that_nobody_knows_is_told_by_name()
    {
        var landed = await LandAsync(
            Article,
            Packages.Document(
                "newsItem", "Bericht", [("date", "2026-03-04T00:00:00"), ("map", "52.1,4.9"), ("bodyText", "<p>Tekst.</p>")]));
        Assert.Contains("Bericht: ‘map’ heeft een editor die we niet kennen (Acme.Map); de waarde gaat niet mee.", landed.Remarks);
        Assert.Single(landed.Texts);
    }

    [Fact]
    public async Task Script_in_a_text_never_comes_along_and_is_told()
    {
        var landed = await LandAsync(PageType, Packages.Document("contentPage", "Pagina", [("bodyText", Markup(
            "<p onclick=\"steel()\">Goed<script>steel()</script> zo. <a href=\"javascript:steel()\">Klik</a></p>"
            + "<svg onload=\"steel()\"></svg><iframe src=\"https://elders.nl/film\"></iframe><form action=\"/weg\"><input></form>"))]));
        var text = Assert.Single(landed.Texts).Value;
        Assert.DoesNotContain("steel", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<", text, StringComparison.Ordinal);
        Assert.EndsWith("Goed zo. Klik\n\nhttps://elders.nl/film\n", text, StringComparison.Ordinal);
        Assert.Contains("Pagina: ‘script’ in de tekst gaat niet mee.", landed.Remarks);
        Assert.Contains(landed.Remarks, remark => remark.Contains("javascript:steel()", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Links_pictures_and_files_lead_to_what_came_along()
    {
        var (other, photo) = (Packages.Of("Andere pagina"), Packages.Of("Foto"));
        var landed = await LandAsync(
            PageType,
            Packages.Document("contentPage", "Pagina", [("bodyText", Markup(
                $"<p><a type=\"document\" href=\"/{{localLink:{other}}}\">erheen</a> en "
                + $"<a href=\"/{{localLink:{Guid.NewGuid()}}}\">weg</a></p>"
                + $"<p>Kijk: <img src=\"/media/a/foto.png\" alt=\"Een hek\" data-udi=\"umb://media/{photo:N}\"></p>"))])
            + Packages.Document("contentPage", "Andere pagina", [("bodyText", "<p>Hier.</p>")]),
            Packages.Picture("Foto", "/a/Foto 1.png"), ("media/a/Foto 1.png", Packages.Png));
        var text = landed.Texts["paginas/pagina.md"];
        Assert.Contains($"[erheen](doc:pagina-umbraco-{Short("Andere pagina")}) en weg\n", text, StringComparison.Ordinal);
        Assert.Contains($"::: figure\n![Een hek](media:media-umbraco-{Short("Foto")})\n:::\n", text, StringComparison.Ordinal);
        Assert.Contains($"id: media-umbraco-{Short("Foto")}\n", landed.Texts["media/foto-1.png.yml"], StringComparison.Ordinal);
        Assert.Contains(landed.Remarks, remark => remark.StartsWith("Pagina: een link naar iets", StringComparison.Ordinal));
        Assert.Contains(landed.Remarks, remark => remark.StartsWith("Foto: heeft geen beschrijving", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blocks_become_blocks_of_ours_where_they_look_like_one_and_text_where_they_do_not()
    {
        var quote = Packages.Type("quoteBlock", [("text", "Umbraco.TextArea"), ("author", Text)], isElement: true);
        var card = Packages.Type("cardBlock", [("heading", Text), ("text", Rich)], isElement: true);
        var value = Block(
            ("quoteBlock", [("text", "Umbraco.TextArea", "Wees er."), ("author", Text, "Een oom")]),
            ("cardBlock", [("heading", Text, "Kaart"), ("text", Rich, "<p>Met tekst.</p>")]));
        var landed = await LandAsync(PageType + quote + card, Packages.Document("contentPage", "Pagina", [("blocks", value)]));
        Assert.EndsWith(
            "::: quote by=\"Een oom\"\nWees er.\n:::\n\nKaart\n\nMet tekst.\n", Assert.Single(landed.Texts).Value,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_addresses_are_listed_with_the_new_ones()
    {
        var landed = await LandAsync(PageType, Packages.Document("contentPage", "Home", [("bodyText", "<p>Welkom.</p>")],
            Packages.Document("contentPage", "Over ons", [("bodyText", "<p>Wij.</p>")],
                Packages.Document("contentPage", "Team", [("bodyText", "<p>Zij.</p>")],
                    Packages.Document("contentPage", "Anna", [("bodyText", "<p>Zij.</p>")])))));
        Assert.Equal(
            ["paginas/home.md", "paginas/over-ons.md", "paginas/over-ons/anna.md", "paginas/over-ons/team.md"], landed.Texts.Keys);
        Assert.Equal(
            [new("/", "/home"), new("/over-ons/team/anna", "/over-ons/anna")], landed.Conversion.Redirects);
    }

    [Fact]
    public async Task What_an_editor_says_in_the_mapping_is_done()
    {
        var zip = Packages.Zip(Packages.Xml(
            Packages.Document("newsItem", "Bericht", [("bodyText", "<p>Tekst.</p>"), ("pageTitle", "Kop")]), Article));
        await using var package = await PackageReader.OpenAsync(new MemoryStream(zip), new(), CancellationToken.None);
        var guess = MappingGuess.Of(package, Rooms.Types, new HashSet<string>());
        Assert.Equal("nieuws", guess.Soorten["newsItem"].Wordt);
        Assert.Equal("tekst", guess.Soorten["newsItem"].Velden["bodyText"]);
        Assert.Equal(guess.Write(), ImportMapping.Read(guess.Write(), Rooms.Types).Write());
        guess.Soorten["newsItem"].Wordt = "begrip";
        var without = await Packages.LandAsync(zip, guess);
        Assert.Contains(
            "Zet in de omzetting bij vast een waarde voor definition.", string.Join('\n', without.Remarks), StringComparison.Ordinal);
        guess.Soorten["newsItem"].Vast["definition"] = "Wat het is.";
        var landed = await Packages.LandAsync(zip, ImportMapping.Read(guess.Write(), Rooms.Types));
        Assert.Contains("definition: \"Wat het is.\"\n", landed.Texts["begrippen/bericht.md"], StringComparison.Ordinal);
        var wrong = guess.Write().Replace("\"wordt\": \"begrip\"", "\"wordt\": \"blog\"", StringComparison.Ordinal);
        var refused = Assert.Throws<ImportRefused>(() => ImportMapping.Read(wrong, Rooms.Types));
        Assert.Contains("‘newsItem’ kan geen ‘blog’ worden", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_named_and_not_there_is_told_and_the_rest_comes()
    {
        var landed = await LandAsync(
            PageType, Packages.Document("contentPage", "Pagina", [("bodyText", "<p>Tekst.</p>")]), Packages.Picture("Foto", "/a/weg.png"));
        Assert.Contains("Foto: het bestand /a/weg.png staat niet in het pakket; het gaat niet mee.", landed.Remarks);
        Assert.Equal(["paginas/pagina.md"], landed.Texts.Keys);
    }

    [Fact]
    public async Task Types_that_were_left_out_of_the_package_are_told_from_what_stands_there()
    {
        var landed = await LandAsync("", Packages.Document("contentPage", "Pagina", [("bodyText", Markup("<p>Tekst.</p>"))]));
        Assert.EndsWith("Tekst.\n", Assert.Single(landed.Texts).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compositions_that_go_round_are_refused_by_name()
    {
        var why = await RefusalAsync(
            Packages.Type("een", [], "twee") + Packages.Type("twee", [], "een"), Packages.Document("een", "Pagina", []));
        Assert.Equal("De samenstellingen van de soort ‘een’ lopen rond.\nDe samenstellingen van de soort ‘twee’ lopen rond.", why);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("media/..\\..\\weg.dll")]
    [InlineData("media/a/../../../weg")]
    [InlineData("C:/weg")]
    public async Task A_zip_that_wants_to_write_outside_is_refused(string name)
    {
        var zip = Packages.Zip(Packages.Xml(Packages.Document("x", "Pagina", [])), (name, [1]));
        Assert.Contains("wil buiten de map staan", await Packages.RefusalAsync(zip), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_that_becomes_too_much_is_refused_before_it_is_unpacked()
    {
        var zip = Packages.Zip(Packages.Xml(""), ("media/a/bom.png", new byte[510_000_000]));
        Assert.True(zip.Length < 1_000_000);
        Assert.Contains("hoogstens 500 MB past", await Packages.RefusalAsync(zip), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_that_lies_about_its_length_is_refused()
    {
        var zip = Packages.Zip(Packages.Xml(new string(' ', 300_000)));
        // The length in the list of names (APPNOTE 4.3.12, offset 24) is made smaller.
        var list = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(list + 24), 100);
        var why = await Packages.RefusalAsync(zip);
        Assert.Matches("beschadigd|ander bestand", why);
    }

    [Theory]
    [InlineData("<!DOCTYPE umbPackage [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>")]
    [InlineData("<!DOCTYPE umbPackage [<!ENTITY weg SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE umbPackage SYSTEM \"http://voorbeeld.nl/x.dtd\">")]
    public async Task Entities_and_a_DTD_are_refused(string before)
    {
        var why = await Packages.RefusalAsync(Packages.Zip(before + Packages.Xml("<x isDoc=\"\">&b;&weg;</x>")));
        Assert.Equal("In package.xml staat een DTD of een eigen entiteit. Zo’n pakket nemen we niet aan.", why);
    }

    [Theory]
    [InlineData("<umbPackage><files/><info><package><name>x</name></package></info></umbPackage>", "files")]
    [InlineData("<umbPackage><info><package><name>x</name><requirements/></package></info></umbPackage>", "requirements")]
    [InlineData(
        "<umbPackage><info><package/></info><DataTypes><DataType Id=\"Umbraco.NestedContent\"/></DataTypes></umbPackage>", "NestedContent")]
    [InlineData(
        "<umbPackage><info><package/></info><Documents><DocumentSet><node><data/></node></DocumentSet></Documents></umbPackage>",
        "node/data")]
    public async Task A_package_of_an_old_Umbraco_is_refused_and_says_why(string xml, string sign)
    {
        var why = await Packages.RefusalAsync(Packages.Zip(xml));
        Assert.Contains("Umbraco 13 of ouder", why, StringComparison.Ordinal);
        Assert.Contains(sign, why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<x/>", "geen pakket van Umbraco")]
    [InlineData("<umbPackage/>", "geen pakket van Umbraco")]
    [InlineData("<umbPackage><info></umbPackage>", "geen geldige XML")]
    [InlineData("<umbPackage><info><package/></info></umbPackage>", "geen documenten en geen bestanden")]
    public async Task What_is_no_package_is_refused(string xml, string why) =>
        Assert.Contains(why, await Packages.RefusalAsync(Packages.Zip(xml)), StringComparison.Ordinal);

    [Fact]
    public async Task What_is_no_zip_is_refused() =>
        Assert.Contains(
            "geen zip-bestand", await Packages.RefusalAsync(Encoding.UTF8.GetBytes(new string('x', 400))), StringComparison.Ordinal);

    [Fact]
    public async Task A_key_that_two_documents_have_is_refused_by_name()
    {
        var twice = Packages.Document("x", "Pagina", []);
        Assert.Contains("‘Pagina’ heeft de sleutel van een ander", await RefusalAsync("", twice + twice), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_that_is_too_deep_is_refused()
    {
        var deep = Enumerable.Range(0, 60).Aggregate("", (below, at) => Packages.Document("x", $"Laag {at}", [], below));
        Assert.Contains("lagen in elkaar", await RefusalAsync("", deep), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_package_makes_the_same_files()
    {
        var documents = Packages.Document("contentPage", "Pagina", [("bodyText", "<p>Een</p>")])
            + Packages.Document("contentPage", "Pagina!", [("bodyText", "<p>Twee</p>")]);
        var (first, second) = (await LandAsync(PageType, documents), await LandAsync(PageType, documents));
        Assert.Equal(["paginas/pagina-2.md", "paginas/pagina.md"], first.Texts.Keys);
        Assert.Equal(first.Texts, second.Texts);
    }

    private static string Markup(string html) => new JsonObject { ["markup"] = html }.ToJsonString();

    private static string Short(string name) => Packages.Of(name).ToString("N").Substring(0, 12);

    private static string Block(params (string Type, (string Alias, string Editor, string Value)[] Values)[] blocks)
    {
        var keys = blocks.Select(block => Packages.Of("blok " + block.Type).ToString()).ToList();
        return new JsonObject
        {
            ["contentData"] = new JsonArray([.. blocks.Select((block, at) => (JsonNode)new JsonObject
            {
                ["contentTypeKey"] = Packages.Of(block.Type).ToString(),
                ["key"] = keys[at],
                ["values"] = new JsonArray([.. block.Values.Select(value => (JsonNode)new JsonObject
                {
                    ["alias"] = value.Alias,
                    ["editorAlias"] = value.Editor,
                    ["culture"] = null,
                    ["value"] = value.Value,
                })]),
            })]),
            ["settingsData"] = new JsonArray(),
            ["expose"] = Keys(),
            ["layout"] = new JsonObject { [Blocks] = Keys() },
        }.ToJsonString();

        JsonArray Keys() => new([.. keys.Select(key => (JsonNode)new JsonObject { ["contentKey"] = key })]);
    }

    private static Task<Landed> LandAsync(string types, string documents, string media = "", params (string, byte[])[] files) =>
        Packages.LandAsync(Packages.Zip(Packages.Xml(documents, types, media), files));

    private static Task<string> RefusalAsync(string types, string documents) =>
        Packages.RefusalAsync(Packages.Zip(Packages.Xml(documents, types)));
}
