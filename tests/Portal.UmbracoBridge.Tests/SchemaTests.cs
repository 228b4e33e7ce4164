using System.Text.Json.Nodes;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Tests.Support;
using Umbraco.Cms.Core.Models.PublishedContent;
using Umbraco.Cms.Core.Strings;

namespace Portal.UmbracoBridge.Tests;

/// <summary>The types of an export.</summary>
public sealed class SchemaTests(Real real) : IClassFixture<Real>
{
    [Fact]
    public void Every_document_type_of_every_room_has_one()
    {
        var aliases = real.Export.Types.Select(type => type.Alias).ToHashSet();
        Assert.All(Rooms.Types.All, type => Assert.Contains(UmbracoAlias.OfType(type.Name), aliases));
    }

    [Fact]
    public void No_alias_is_one_that_Umbraco_would_change()
    {
        var names = real.Export.Types.Concat(real.Export.MediaTypes)
            .SelectMany(type => type.Properties.Select(property => property.Alias).Append(type.Alias));
        Assert.All(names, alias => Assert.Equal(alias, alias.ToSafeAliasOf(UmbracoCode.Strings)));
    }

    [Fact]
    public void No_property_is_called_as_something_that_all_content_of_Umbraco_has()
    {
        var taken = typeof(IPublishedContent).GetProperties().Concat(typeof(IPublishedElement).GetProperties())
            .Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var ours = real.Export.Types.SelectMany(type => type.Properties).Select(property => property.Alias);
        Assert.All(ours, alias => Assert.DoesNotContain(alias, taken));
    }

    [Fact]
    public void Keys_are_the_same_for_ever()
    {
        // A change of these gives every type that stands in an Umbraco another key: blocks and pickers there would dangle.
        Assert.Equal("1d3046be-e0fa-5292-95f5-d2e8b059f0b8", UmbracoKey.Of("kennis-criminele-aanwas-haarlemmermeer").ToString());
        Assert.Equal(5, UmbracoKey.Of("type", "portaalPagina").Version);
        Assert.Equal(UmbracoKey.Of("type", "portaalPagina"), real.Export.Types.Single(type => type.Alias == "portaalPagina").Key);
        var keys = real.Export.Types.SelectMany(type => type.Properties.Select(property => property.Key).Append(type.Key)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void What_is_common_is_a_composition_and_what_is_an_object_is_a_block()
    {
        var page = real.Export.Types.Single(type => type.Alias == "portaalKennisproduct");
        Assert.Equal(["portaalAdres", "portaalBasisDocument", "portaalBasisThemed"], page.Compositions.Select(shared => shared.Alias));
        var sources = page.Properties.Single(property => property.Alias == "sources").DataType;
        Assert.Equal("Umbraco.BlockList", sources.Editor);
        var block = Assert.Single((JsonArray)sources.Configuration!["blocks"]!)!["contentElementTypeKey"]!.ToString();
        Assert.Equal(real.Export.Types.Single(type => type.Alias == "portaalDeelSource").Key.ToString(), block);
    }

    [Fact]
    public void An_audience_that_an_editor_added_can_be_chosen()
    {
        var site = Given.Site(
        [
            Given.Document(
                "doelgroep", "doelgroep-imam", "/zoeken/doelgroepen/imam", new() { ["title"] = "Imam", ["plural"] = "imams" }),
        ]);
        var audience = Rooms.Export(site).DataTypes.Single(type => type.Name == "Portaal - Keuze: Doelgroep, meer dan een");
        Assert.Contains("imam", audience.Configuration!["items"]!.AsArray().Select(item => item!.ToString()));
    }
}

internal static class AliasCleaning
{
    /// <summary>What Umbraco makes of an alias.</summary>
    public static string ToSafeAliasOf(this string alias, IShortStringHelper strings) => strings.CleanStringForSafeAlias(alias);
}
