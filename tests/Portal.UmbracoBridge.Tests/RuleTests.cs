using System.Text.Json.Nodes;
using Portal.Content;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Tests.Support;

namespace Portal.UmbracoBridge.Tests;

/// <summary>
/// What Umbraco's importer refuses or loses in silence, each broken once: nobody gets such a package, and is told which document it is.
/// </summary>
public sealed class RuleTests
{
    private static UmbracoExport Small => Rooms.Export(
        Given.Site([Given.Page("over-ons"), Given.Page("contact", title: "Contact")], Given.Picture()));

    [Fact]
    public async Task A_sound_export_is_not_refused() => Assert.NotEmpty(await Rooms.PackageAsync(Small));

    [Fact]
    public Task A_type_without_a_key_is_refused() => RefusedAsync(WithType(type => type with { Key = Guid.Empty }), "de sleutel is leeg");

    [Fact]
    public Task Two_types_with_one_key_are_refused() => RefusedAsync(
        Small with { Types = [.. Small.Types.Select((type, at) => at == 1 ? type with { Key = Small.Types[0].Key } : type)] },
        "twee keer de sleutel van een soort");

    [Fact]
    public Task Two_types_with_one_alias_are_refused() => RefusedAsync(
        Small with { Types = [.. Small.Types, Small.Types[^1] with { Key = Guid.NewGuid() }] }, "twee keer de alias van een soort");

    [Fact]
    public Task An_alias_that_Umbraco_would_clean_is_refused() =>
        RefusedAsync(WithType(type => type with { Alias = "portaalPag-ina x" }), "alleen letters en cijfers");

    [Fact]
    public Task An_alias_that_the_target_may_have_itself_is_refused() =>
        RefusedAsync(WithType(type => type with { Alias = "home" }), "begint niet met portaal");

    [Fact]
    public Task A_property_whose_alias_would_be_cleaned_is_refused() =>
        RefusedAsync(WithProperty(property => property with { Alias = "b-c d" }), "alleen letters en cijfers");

    [Fact]
    public Task A_property_called_values_is_refused() =>
        RefusedAsync(WithProperty(property => property with { Alias = "values" }), "zo mag een eigenschap van een blok niet heten");

    [Fact]
    public Task A_property_with_an_empty_key_is_refused() =>
        RefusedAsync(WithProperty(property => property with { Key = Guid.Empty }), "eigenschap", "de sleutel is leeg");

    [Fact]
    public Task A_property_that_stands_in_a_type_twice_is_refused() => RefusedAsync(
        WithType(type => type with { Properties = [.. type.Properties, type.Properties[0] with { Key = Guid.NewGuid() }] }),
        "twee keer een eigenschap");

    [Fact]
    public Task A_property_whose_data_type_is_not_there_is_refused() => RefusedAsync(
        WithProperty(property => property with { DataType = property.DataType with { Key = Guid.NewGuid(), Configuration = [] } }),
        "het gegevenstype");

    [Fact]
    public Task A_property_without_a_group_is_refused() =>
        RefusedAsync(WithProperty(property => property with { Group = new("", "", 0) }), "de naam of de groep ontbreekt");

    [Fact]
    public Task A_data_type_without_what_editors_see_is_refused() =>
        RefusedAsync(WithDataType(type => type with { EditorUi = "" }), "EditorUiAlias");

    [Fact]
    public Task A_data_type_with_an_empty_key_is_refused() =>
        RefusedAsync(WithDataType(type => type with { Key = Guid.Empty }), "Gegevenstype", "de sleutel is leeg");

    [Fact]
    public Task A_data_type_that_is_kept_in_an_unknown_way_is_refused() =>
        RefusedAsync(WithDataType(type => type with { Storage = "Text" }), "geen manier van bewaren");

    [Fact]
    public Task Two_data_types_of_one_name_are_refused() => RefusedAsync(
        Small with { DataTypes = [.. Small.DataTypes, Small.DataTypes[0] with { Key = Guid.NewGuid() }] },
        "twee keer de naam van een gegevenstype");

    [Fact]
    public Task A_composition_that_is_not_there_is_refused() => RefusedAsync(
        WithType(type => type with { Compositions = [new UmbracoType(Guid.NewGuid(), "portaalWeg", "Weg")] }),
        "de samenstelling portaalWeg");

    [Fact]
    public Task A_composition_of_blocks_on_a_document_is_refused()
    {
        var block = Small.Types.First(type => type.IsElement);
        return RefusedAsync(WithType(type => type with { Compositions = [block] }), "er een van blokken");
    }

    [Fact]
    public Task Compositions_that_go_round_are_refused()
    {
        var ring = new List<UmbracoType>();
        var one = new UmbracoType(Guid.NewGuid(), "portaalEen", "Een") { Compositions = ring };
        ring.Add(one);
        return RefusedAsync(Small with { Types = [.. Small.Types, one] }, "lopen rond");
    }

    [Fact]
    public Task A_child_type_that_is_not_there_is_refused() =>
        RefusedAsync(WithType(type => type with { AllowedChildren = ["portaalWeg"] }), "portaalWeg, die eronder mag");

    [Fact]
    public Task A_template_that_is_not_there_is_refused() =>
        RefusedAsync(WithType(type => type with { Template = "portaalWeg" }), "het sjabloon portaalWeg is er niet");

    [Fact]
    public Task A_template_that_may_be_of_the_target_is_refused() => RefusedAsync(
        Small with { Templates = [.. Small.Templates, new UmbracoView("home", "Home", "")] }, "een sjabloon van de ander");

    [Fact]
    public Task A_place_of_0_among_siblings_is_refused() => RefusedAsync(Changed(node => node.SortOrder = 0), "betekent ‘niet gezegd’");

    [Fact]
    public Task Two_siblings_at_one_place_are_refused() => RefusedAsync(Changed(node => node.SortOrder = 2), "twee keer een plaats onder");

    [Fact]
    public Task A_level_that_is_not_that_of_the_place_is_refused() =>
        RefusedAsync(Changed(node => node.Level = 7), "het niveau klopt niet");

    [Fact]
    public Task A_document_without_a_key_is_refused() =>
        RefusedAsync(Replaced(node => node with { Key = Guid.Empty }), "de sleutel is leeg");

    [Fact]
    public Task Two_documents_with_one_key_are_refused() =>
        RefusedAsync(Replaced(node => node with { Key = Key.Of("pagina-over-ons") }), "de sleutel is die van een ander");

    [Fact]
    public Task A_document_without_a_name_is_refused() =>
        RefusedAsync(Replaced(node => node with { Name = " " }), "een naam heeft 1 tot 255");

    [Fact]
    public Task Two_siblings_of_one_name_are_refused() =>
        RefusedAsync(Replaced(node => node with { Name = "Een pagina" }), "twee keer een naam onder");

    [Fact]
    public Task Two_siblings_at_one_address_are_refused() =>
        RefusedAsync(Replaced(node => node with { Segment = "over-ons" }), "twee keer een adres onder");

    [Fact]
    public Task A_document_of_a_type_that_is_not_there_is_refused() => RefusedAsync(
        Replaced(node => node with { Type = new UmbracoType(Guid.NewGuid(), "portaalWeg", "Weg") }), "de soort portaalWeg is er niet");

    [Fact]
    public Task A_document_under_one_that_does_not_allow_it_is_refused()
    {
        var export = Small;
        return RefusedAsync(
            Replaced(node => node with { Type = export.Types.First(type => type.IsElement) }, export),
            "is een soort van blokken", "mag niet onder");
    }

    [Fact]
    public Task A_root_that_may_not_stand_there_is_refused()
    {
        var export = Small;
        return RefusedAsync(
            export with { Content = [export.Content[0].Children[0] with { Level = 1, SortOrder = 1 }] }, "mag niet aan de wortel");
    }

    [Fact]
    public Task A_value_that_the_type_has_no_property_for_is_refused() =>
        RefusedAsync(WithValue("onbekend", "x"), "de waarde ging verloren");

    [Fact]
    public Task A_value_that_stands_there_twice_is_refused() => RefusedAsync(WithValue("title", "Nog een"), "twee keer gevuld");

    [Theory]
    [InlineData("portaalModule", "minutes", "een kwartier", "geen heel getal")]
    [InlineData("portaalPagina", "portalIsSample", "ja", "geen 0 of 1")]
    [InlineData("portaalPagina", "published", "21 november", "geen dag")]
    [InlineData("portaalBron", "kind", "[\"iets\"]", "geen van de keuzes")]
    [InlineData("portaalBron", "kind", "iets", "geen lijst van keuzes")]
    [InlineData("portaalPagina", "related", "umb://document/0f1e2d3c4b5a69788796a5b4c3d2e1f0", "gaat niet mee")]
    [InlineData("portaalPagina", "related", "pagina-contact", "geen verwijzing")]
    [InlineData("portaalPagina", "sources", "[]", "geen lijst van blokken")]
    [InlineData("portaalPagina", "body", "<p>kale tekst</p>", "geen opgemaakte tekst")]
    public Task A_value_that_is_not_what_its_editor_keeps_is_refused(string type, string alias, string value, string why)
    {
        var export = Small;
        var other = export.Types.Single(one => one.Alias == type);
        return RefusedAsync(Replaced(node => node with { Type = other, Values = () => [new(alias, value)] }, export), why);
    }

    [Fact]
    public Task A_line_of_more_than_512_characters_is_refused() =>
        RefusedAsync(WithOnly("umbracoUrlName", new string('a', 513)), "hoogstens 512 tekens, en dit zijn er 513");

    [Fact]
    public Task A_page_that_would_be_online_without_what_is_required_is_refused() =>
        RefusedAsync(WithOnly("portalPath", "/contact"), "pagina-contact", "‘Titel’ is verplicht en leeg");

    [Theory]
    [InlineData("layout", "niet op zijn plaats")]
    [InlineData("expose", "zou niemand zien")]
    public Task A_block_that_is_not_laid_out_or_exposed_is_refused(string part, string why) => RefusedAsync(
        WithBody(blocks => blocks[part] = part == "expose" ? new JsonArray() : new JsonObject()), why);

    [Fact]
    public Task A_block_of_a_type_that_is_not_there_is_refused() => RefusedAsync(
        WithBody(blocks => blocks["contentData"]![0]!["contentTypeKey"] = Guid.NewGuid().ToString()), "de soort van een blok is er niet");

    [Fact]
    public Task A_value_of_a_block_that_its_type_has_no_property_for_is_refused() => RefusedAsync(
        WithBody(blocks => blocks["contentData"]![0]!["values"]![0]!["alias"] = "weg"), "heeft geen weg");

    [Fact]
    public Task A_value_of_a_block_with_another_editor_is_refused() => RefusedAsync(
        WithBody(blocks => blocks["contentData"]![0]!["values"]![0]!["editorAlias"] = "Umbraco.Tags"), "een andere editor");

    [Theory]
    [InlineData("<umb-rte-block data-content-key=\"9f0d1c2b-0000-4000-8000-000000000000\"></umb-rte-block>", "een plaats heeft geen blok")]
    [InlineData("<a type=\"document\" href=\"/{localLink:9f0d1c2b-0000-4000-8000-000000000000}\">x</a>", "leidt nergens heen")]
    [InlineData("<a href=\"/{localLink:umb://document/9f0d1c2b}\">x</a>", "niet de vorm die Umbraco kent")]
    [InlineData("<img src=\"/media/x.png\" alt=\"\">", "zegt niet welke zij is")]
    [InlineData("<img src=\"/media/x.png\" data-udi=\"umb://media/9f0d1c2b000040008000000000000000\">", "gaat niet mee")]
    public Task A_text_that_names_what_is_not_there_is_refused(string markup, string why) => RefusedAsync(
        WithOnly("body", new JsonObject
        {
            ["markup"] = markup,
            ["blocks"] = new JsonObject
            {
                ["contentData"] = new JsonArray(),
                ["settingsData"] = new JsonArray(),
                ["expose"] = new JsonArray(),
                ["layout"] = new JsonObject(),
            },
        }.ToJsonString()),
        why);

    [Fact]
    public Task A_file_that_went_away_is_refused_for_it_would_keep_the_target_from_starting() =>
        RefusedAsync(Small with { OpenAsync = (_, _) => Task.FromResult<Stream?>(null) }, "media-foto", "veranderd of weggehaald");

    [Fact]
    public void Two_documents_at_one_address_are_named()
    {
        var site = Given.Site([Given.Page("zelfde"), Given.Page("ander") with { Path = "/zelfde" }]);
        var said = Assert.Single(Assert.Throws<ExportRefused>(() => Rooms.Export(site)).Problems);
        Assert.Contains("pagina-ander en pagina-zelfde hebben allebei het adres /zelfde", said, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(UmbracoExport export, params string[] words)
    {
        var refused = await Assert.ThrowsAsync<ExportRefused>(() => Rooms.PackageAsync(export));
        var said = string.Join('\n', refused.Problems);
        Assert.All(words, word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    private static UmbracoExport WithType(Func<UmbracoType, UmbracoType> change)
    {
        var export = Small;
        return export with { Types = [.. export.Types.Select(type => type.Alias == "portaalPagina" ? change(type) : type)] };
    }

    private static UmbracoExport WithProperty(Func<UmbracoProperty, UmbracoProperty> change) =>
        WithType(type => type with { Properties = [.. type.Properties.Select((property, at) => at == 0 ? change(property) : property)] });

    private static UmbracoExport WithDataType(Func<UmbracoDataType, UmbracoDataType> change)
    {
        var export = Small;
        return export with { DataTypes = [.. export.DataTypes.Select((type, at) => at == 0 ? change(type) : type)] };
    }

    private static UmbracoExport Changed(Action<UmbracoNode> change)
    {
        var export = Small;
        change(export.Content[0].Children.Single(node => node.Id == "pagina-contact"));
        return export;
    }

    private static UmbracoExport Replaced(Func<UmbracoNode, UmbracoNode> change, UmbracoExport? of = null)
    {
        var export = of ?? Small;
        export.Content[0].Children =
            [.. export.Content[0].Children.Select(node => node.Id == "pagina-contact" ? change(node) : node)];
        return export;
    }

    private static UmbracoExport WithValue(string alias, string value) =>
        Replaced(node => node with { Values = () => [.. node.Values(), new(alias, value)] });

    private static UmbracoExport WithOnly(string alias, string value) => Replaced(node => node with { Values = () => [new(alias, value)] });

    private static UmbracoExport WithBody(Action<JsonNode> change)
    {
        var export = Rooms.Export(Given.Site([Given.Page("contact", "::: callout kind=tip title=\"Let op\"\nTekst.\n:::\n")]));
        return Replaced(node => node with { Values = () => [.. node.Values().Select(Change)] }, export);

        KeyValuePair<string, string> Change(KeyValuePair<string, string> value)
        {
            if (value.Key != "body") return value;
            var json = JsonNode.Parse(value.Value)!;
            change(json["blocks"]!);
            return new(value.Key, json.ToJsonString());
        }
    }
}
