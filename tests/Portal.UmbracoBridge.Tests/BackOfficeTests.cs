using System.Text.Json.Nodes;
using Portal.UmbracoBridge.Tests.Support;

namespace Portal.UmbracoBridge.Tests;

/// <summary>
/// Packages as the exporter of a running Umbraco writes them: content before types and languages, a culture in the name of an attribute,
/// every shape in which a value can be kept.
/// </summary>
public sealed class BackOfficeTests
{
    private const string Rich = "Umbraco.RichText", List = "Umbraco.BlockList", Grid = "Umbraco.BlockGrid";

    private static readonly string Types =
        Packages.Type("contentPage", [("bodyText", Rich), ("blocks", List), ("grid", Grid), ("date", "Umbraco.DateTime")])
        + Packages.Type("textBlock", [("text", "Umbraco.TextArea")], isElement: true)
        + Packages.Type("rowBlock", [], isElement: true);

    [Fact]
    public async Task Content_that_stands_before_its_types_and_languages_comes_in_all_the_same()
    {
        var page = Packages.Document("contentPage", "Pagina", [("bodyText", Markup("<p>Woorden.</p>"))]);
        var landed = await Packages.LandAsync(Packages.Zip($"""
            <?xml version="1.0" encoding="utf-8"?>
            <umbPackage>
              <info><package><name>Een site</name></package></info>
              <Documents><DocumentSet importMode="root">{page}</DocumentSet></Documents>
              <DocumentTypes>{Types}</DocumentTypes><MediaTypes/><Templates/><Stylesheets/><Scripts/><PartialViews/><DictionaryItems/>
              <Languages><Language Id="1" CultureAlias="nl-NL" FriendlyName="Nederlands"/></Languages><DataTypes/>
              <MediaItems><MediaSet/></MediaItems>
            </umbPackage>
            """));
        Assert.EndsWith("---\nWoorden.\n", Assert.Single(landed.Texts).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nodeName-nl-nl", "nl-NL")]
    [InlineData("nodeName-nl-NL", "nl-nl")]
    [InlineData("NodeName-NL-NL", "NL-NL")]
    public async Task A_language_is_that_language_however_its_letters_are_written(string attribute, string language)
    {
        var landed = await LandAsync($"""
            <contentPage id="1" key="{Packages.Of("a")}" level="1" sortOrder="1" nodeName="In English" {attribute}="In het Nederlands"
              nodeName-en-us="In English" isDoc="" isPublished="true" cultures="nl-NL,en-US">
              <bodyText lang="en-US"><![CDATA[<p>Words.</p>]]></bodyText>
              <bodyText lang="{language}"><![CDATA[<p>Woorden.</p>]]></bodyText>
              <bodyText lang="{language}" segment="vip"><![CDATA[<p>Voor weinigen.</p>]]></bodyText>
            </contentPage>
            """);
        var text = Assert.Single(landed.Texts).Value;
        Assert.Contains("title: \"In het Nederlands\"", text, StringComparison.Ordinal);
        Assert.EndsWith("---\nWoorden.\n", text, StringComparison.Ordinal);
        Assert.Contains(landed.Remarks, remark => remark.Contains("de taal en-US", StringComparison.Ordinal));
        Assert.Contains(landed.Remarks, remark => remark.Contains("een deel van de bezoekers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_that_stand_behind_children_belong_to_their_document()
    {
        var child = Packages.Document("contentPage", "Kind", [("bodyText", "<p>Kind.</p>")]);
        var landed = await LandAsync($"""
            <contentPage key="{Packages.Of("a")}" level="1" sortOrder="1" nodeName="Ouder" isDoc="">{child}
              <bodyText>&lt;p&gt;Een <![CDATA[en twee]]>.&lt;/p&gt;</bodyText><umbracoUrlName>eigen-plek</umbracoUrlName><date/>
            </contentPage>
            """);
        Assert.EndsWith("---\nEen en twee.\n", landed.Texts["paginas/eigen-plek.md"], StringComparison.Ordinal);
        Assert.Contains(landed.Texts.Keys, name => name.EndsWith("kind.md", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blocks_as_they_were_kept_before_Umbraco_15_come_in_like_those_of_now()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var old = $$"""
            {"layout":{"Umbraco.BlockList":[{"contentUdi":"umb://element/{{second:N}}"},{"contentUdi":"umb://element/{{first:N}}"}]},
            "contentData":[
              {"contentTypeKey":"{{Packages.Of("textBlock")}}","udi":"umb://element/{{first:N}}","text":"Tweede."},
              {"contentTypeKey":"{{Packages.Of("textBlock")}}","udi":"umb://element/{{second:N}}","text":"Eerste."}],"settingsData":[]}
            """;
        var rich = new JsonObject
        {
            ["markup"] = $"<p>Voor.</p><umb-rte-block data-content-udi=\"umb://element/{first:N}\"></umb-rte-block>",
            ["blocks"] = JsonNode.Parse(old),
        }.ToJsonString();
        var landed = await LandAsync(Packages.Document("contentPage", "Pagina", [("bodyText", rich), ("blocks", old)]));
        Assert.EndsWith("---\nVoor.\n\nTweede.\n\nEerste.\n\nTweede.\n", Assert.Single(landed.Texts).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_areas_of_a_grid_come_in_one_after_the_other()
    {
        var keys = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToArray();
        var grid = $$"""
            {"layout":{"Umbraco.BlockGrid":[{"contentKey":"{{keys[0]}}","columnSpan":12,"rowSpan":1,"areas":[
              {"key":"{{Guid.NewGuid()}}","items":[{"contentKey":"{{keys[1]}}","columnSpan":6,"rowSpan":1,"areas":[]}]},
              {"key":"{{Guid.NewGuid()}}","items":[{"contentKey":"{{keys[2]}}","columnSpan":6,"rowSpan":1,"areas":[]}]}]}]},
            "contentData":[
              {"contentTypeKey":"{{Packages.Of("textBlock")}}","key":"{{keys[2]}}","values":[{"alias":"text","value":"Rechts."}]},
              {"contentTypeKey":"{{Packages.Of("rowBlock")}}","key":"{{keys[0]}}","values":[]},
              {"contentTypeKey":"{{Packages.Of("textBlock")}}","key":"{{keys[1]}}","values":[{"alias":"text","value":"Links."}]}],
            "settingsData":[],"expose":[{"contentKey":"{{keys[0]}}"},{"contentKey":"{{keys[1]}}"},{"contentKey":"{{keys[2]}}"}]}
            """;
        var landed = await LandAsync(Packages.Document("contentPage", "Pagina", [("grid", grid)]));
        Assert.EndsWith("---\nLinks.\n\nRechts.\n", Assert.Single(landed.Texts).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_keeps_what_must_stay_in_view_and_a_file_that_was_not_sent_is_told()
    {
        var media = $$"""
            <Image key="{{Packages.Of("Foto")}}" level="1" sortOrder="1" nodeName="Foto" isDoc="" mediaFilePath="ab/foto.PNG">
            <umbracoFile><![CDATA[{"src":"/media/ab/foto.PNG","focalPoint":{"left":0.25,"top":0.6},"crops":[{"alias":"kop","width":10,
            "height":10,"coordinates":null}]}]]></umbracoFile></Image>
            <Image key="{{Packages.Of("Weg")}}" level="1" sortOrder="2" nodeName="Weg" isDoc="">
            <umbracoFile><![CDATA[/media/xy/weg.png]]></umbracoFile></Image>
            """;
        var landed = await Packages.LandAsync(Packages.Zip(
            Packages.Xml(Packages.Document("contentPage", "Pagina", [("bodyText", "<p>x</p>")]), Types, media),
            ("media/ab/foto.PNG", Packages.Png)));
        Assert.Contains("focus_x: 25\nfocus_y: 60\n", landed.Texts["media/foto.png.yml"], StringComparison.Ordinal);
        Assert.Contains("Weg: het bestand zelf zit niet in het pakket; het gaat niet mee.", landed.Remarks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1,null,\"x\"]")]
    [InlineData("{\"markup\":\"\",\"blocks\":null}")]
    [InlineData("{\"markup\":{\"a\":1},\"blocks\":[]}")]
    [InlineData("{\"layout\":{\"x\":[1,{\"contentKey\":7,\"areas\":[null,{}]}]},\"contentData\":[1,{\"key\":{}}],\"expose\":[\"x\",null]}")]
    [InlineData("{\"contentData\":[],\"contentData\":[]}")]
    [InlineData("{\"layout\":")]
    public async Task A_value_that_is_empty_or_broken_stops_nothing(string value)
    {
        var landed = await LandAsync(Packages.Document(
            "contentPage", "Pagina", [("bodyText", value), ("blocks", value), ("grid", value), ("date", value)])
            + Packages.Document("contentPage", "Ander", [("bodyText", "<p>Hier.</p>")]));
        Assert.EndsWith("---\nHier.\n", landed.Texts["paginas/ander.md"], StringComparison.Ordinal);
    }

    private static string Markup(string html) => new JsonObject { ["markup"] = html }.ToJsonString();

    private static Task<Landed> LandAsync(string documents) => Packages.LandAsync(Packages.Zip(Packages.Xml(documents, Types)));
}
