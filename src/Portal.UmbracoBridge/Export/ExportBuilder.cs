using System.Text.Json.Nodes;
using Portal.Content.Markdown;
using Portal.Content.Portable;
using Portal.Content.Types;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Schema;
using Portal.UmbracoBridge.Texts;
using Portal.UmbracoBridge.Values;

namespace Portal.UmbracoBridge.Export;

/// <summary>Makes the export of a site: the one model that every format is written from.</summary>
internal sealed class ExportBuilder(DocumentTypes types, MarkdownRenderer renderer, IEnumerable<IMarkdownContainer> containers)
{
    private readonly IReadOnlyList<IMarkdownContainer> all = [.. containers];

    /// <summary>
    /// Makes it. Texts are turned over when they are written; what does not come along is then in <paramref name="remarks"/>.
    /// </summary>
    public UmbracoExport Build(PortableSite site, Remarks remarks)
    {
        var schema = new SchemaBuilder(types, all, AudiencesOf(site)).Build();
        var targets = new Targets(site);
        var values = new ValueWriter(targets, remarks);
        var texts = new RichTextWriter(renderer, all.ToDictionary(kind => kind.Name), schema.Blocks, targets, values, remarks);
        var media = new MediaTree(schema, values);
        var words = WordsOf(site);
        var views = new Views(schema);
        return new UmbracoExport
        {
            Name = "Portaal " + words[0].Text,
            DataTypes = schema.DataTypes,
            Types = schema.Types,
            MediaTypes = [schema.Picture.Type, schema.File.Type],
            Templates = views.Templates(),
            Parts = views.Parts(),
            Words = words,
            Content = [new ContentTree(types, schema, texts, values).Build(site.Documents, words[0].Text)],
            Media = media.Build(site.Media),
            Redirects =
            [
                .. site.FormerAddresses.Where(pair => targets.Document(pair.Value) is not null)
                    .Select(pair => KeyValuePair.Create(pair.Key, UmbracoKey.Of(pair.Value))),
                .. site.OwnRedirects.Where(pair => targets.At(pair.Value) is not null)
                    .Select(pair => KeyValuePair.Create(pair.Key, UmbracoKey.Of(targets.At(pair.Value)!.Id))),
            ],
            AddressRedirects = [.. site.OwnRedirects.Where(pair => targets.At(pair.Value) is null)],
            OpenAsync = (node, stop) => site.OpenAsync(targets.Media(node.Id)!, stop),
        };
    }

    // An audience that an editor added is named after the id of its document.
    private static List<string> AudiencesOf(PortableSite site) =>
    [
        .. site.Documents.Where(document => document.Type.Name == "doelgroep"
                && document.Id.StartsWith(document.Type.Info.IdPrefix, StringComparison.Ordinal))
            .Select(document => document.Id.Substring(document.Type.Info.IdPrefix.Length)),
    ];

    // What the site says, in its own words where an editor chose some.
    private static List<UmbracoWord> WordsOf(PortableSite site)
    {
        var own = site.Documents.Where(document => document.Type.Name == "teksten" && document.IsOnline)
            .SelectMany(document => JsonNode.Parse(document.FrontMatter)?["texts"] as JsonArray ?? [])
            .Select(text => (Key: text?["key"]?.ToString() ?? "", Text: text?["text"]?.ToString() ?? ""))
            .Where(text => text.Text.Length > 0).DistinctBy(text => text.Key).ToDictionary(text => text.Key, text => text.Text);
        return [.. SiteText.All.OrderBy(text => text == SiteText.Name ? 0 : 1).Select(WordOf)];

        UmbracoWord WordOf(SiteText text) => new($"Portaal.{text.Key}", own.GetValueOrDefault(text.Key, text.Standing));
    }
}
