using System.Text.Json.Nodes;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Tests.Support;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Media;
using Umbraco.Cms.Core.Routing;
using Umbraco.Cms.Core.Templates;

namespace Portal.UmbracoBridge.Tests;

/// <summary>What one thing of the package says of another, found by Umbraco's own parsers of rich text and UDIs.</summary>
public sealed class ReferenceTests(Real real) : IClassFixture<Real>
{
    private static readonly IPublishedUrlProvider NoAddresses = (IPublishedUrlProvider)Stub.Of(typeof(IPublishedUrlProvider), _ => null);
    private static readonly IImageUrlTokenGenerator NoTokens = (IImageUrlTokenGenerator)Stub.Of(typeof(IImageUrlTokenGenerator), _ => null);

    [Fact]
    public void Every_link_within_the_site_and_every_picture_in_a_text_leads_to_what_comes_along()
    {
        var (content, media) = (KeysOf(real.Export.AllContent), KeysOf(real.Export.AllMedia));
        var (links, pictures) = (new HtmlLocalLinkParser(NoAddresses), new HtmlImageSourceParser(NoAddresses, NoTokens));
        var found = 0;
        foreach (var (node, markup) in Texts())
        {
            foreach (var udi in links.FindUdisFromLocalLinks(markup).Concat(pictures.FindUdisFromDataAttributes(markup)))
            {
                var known = udi!.EntityType == Constants.UdiEntityType.Media ? media : content;
                Assert.True(known.Contains(((GuidUdi)udi).Guid), $"{node.Id}: {udi}");
                found++;
            }
            // As many as our markup has: none was written in a form that Umbraco does not see.
            Assert.Equal(markup.Split("{localLink:").Length - 1, links.FindUdisFromLocalLinks(markup).Count());
        }
        Assert.True(found > 500, $"{found}");
    }

    [Fact]
    public void Every_picker_names_what_comes_along()
    {
        var content = KeysOf(real.Export.AllContent);
        var found = 0;
        foreach (var node in real.Export.AllContent)
        {
            var pickers = node.Type.AllProperties
                .Where(one => one.DataType.Editor is "Umbraco.ContentPicker" or "Umbraco.MultiNodeTreePicker")
                .Select(one => one.Alias).ToHashSet();
            foreach (var text in node.Values().Where(value => pickers.Contains(value.Key)).SelectMany(value => value.Value.Split(',')))
            {
                Assert.True(UdiParser.TryParse<GuidUdi>(text, out var udi) && content.Contains(udi.Guid), $"{node.Id}: {text}");
                found++;
            }
        }
        Assert.True(found > 500, $"{found}");
    }

    private static HashSet<Guid> KeysOf(IEnumerable<UmbracoNode> nodes) => [.. nodes.Select(node => node.Key)];

    private IEnumerable<(UmbracoNode Node, string Markup)> Texts() =>
        from node in real.Export.AllContent
        from value in node.Values()
        where value.Value.StartsWith("{\"", StringComparison.Ordinal)
        from markup in MarkupIn(JsonNode.Parse(value.Value))
        select (node, markup);

    // Also those of blocks, whose values are JSON in JSON.
    private static IEnumerable<string> MarkupIn(JsonNode? json) => json switch
    {
        JsonObject all => all.SelectMany(
            pair => pair.Key == "markup" ? [pair.Value!.ToString()]
                : pair.Key == "value" && pair.Value?.ToString() is ['{', ..] inner ? MarkupIn(JsonNode.Parse(inner))
                : MarkupIn(pair.Value)),
        JsonArray items => items.SelectMany(MarkupIn),
        _ => [],
    };
}
