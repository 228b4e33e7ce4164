using System.Text.Json.Nodes;
using Portal.Content.Portable;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Schema;
using Portal.UmbracoBridge.Texts;
using Portal.UmbracoBridge.Values;

namespace Portal.UmbracoBridge.Export;

/// <summary>
/// The documents as a tree that gives each the address it has in the portal. Where an address has a part that is no document
/// (<c>/kennis</c>), a section stands there. The root hides its own part, so there is one root.
/// </summary>
internal sealed class ContentTree(DocumentTypes types, UmbracoSchema schema, RichTextWriter texts, ValueWriter values)
{
    private const string FrontPage = "/voorpagina";

    /// <summary>Makes the root with all below it.</summary>
    public UmbracoNode Build(IReadOnlyList<PortableDocument> documents, string name)
    {
        var root = new Place("", null);
        var places = new Dictionary<string, Place>(StringComparer.Ordinal) { [""] = root };
        foreach (var document in documents)
        {
            var path = document.Path == "/" ? FrontPage : document.Path.TrimEnd('/');
            var place = PlaceAt(path, places);
            if (place.Document is not null)
                throw new ExportRefused(
                    [$"{document.Id} en {place.Document.Id} hebben allebei het adres {path}. Geef een van beide een ander adres."]);
            place.Document = document;
        }
        var site = new UmbracoNode(UmbracoKey.Of("site", "root"), name, schema.Site)
        {
            Id = "site",
            Children = ChildrenOf(root),
            Values = () => [KeyValuePair.Create("portalPath", "/")],
        };
        site.SortOrder = 1;
        var number = 1100;
        foreach (var node in site.WithAllBelow()) node.Number = number++;
        SetLevels(site, 1);
        return site;
    }

    private static void SetLevels(UmbracoNode node, int level)
    {
        node.Level = level;
        foreach (var child in node.Children) SetLevels(child, level + 1);
    }

    private static Place PlaceAt(string path, Dictionary<string, Place> places)
    {
        if (places.TryGetValue(path, out var known)) return known;
        var place = new Place(path, PlaceAt(path.Substring(0, path.LastIndexOf('/')), places));
        place.Above!.Below.Add(place);
        return places[path] = place;
    }

    private List<UmbracoNode> ChildrenOf(Place place)
    {
        var siblings = place.Below.Select(below => (Place: below, Json: JsonOf(below.Document))).ToList();
        var ordered = siblings
            .OrderBy(one => one.Place.Document is null ? 0 : 1).ThenBy(one => OrderOf(one.Json))
            .ThenBy(one => TitleOf(one.Place, one.Json), PublishedSite.Alphabet).ThenBy(one => one.Place.Path, StringComparer.Ordinal)
            .ToList();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var nodes = ordered.ConvertAll(one => NodeOf(one.Place, NameOf(one.Place, TitleOf(one.Place, one.Json), taken)));
        for (var at = 0; at < nodes.Count; at++) nodes[at].SortOrder = at + 1;
        return nodes;
    }

    private static JsonNode? JsonOf(PortableDocument? document) => document is null ? null : JsonNode.Parse(document.FrontMatter);

    private static int OrderOf(JsonNode? json) =>
        (json?["order"] ?? json?["number"]) is JsonValue value && value.TryGetValue<int>(out var order) ? order : int.MaxValue;

    private string TitleOf(Place place, JsonNode? json) =>
        place.Document is { } document ? json?["title"]?.ToString() ?? document.Id : SectionName(place.Path);

    // A name that a sibling has would become "name (1)".
    private static string NameOf(Place place, string title, HashSet<string> taken) =>
        taken.Add(title) ? title : taken.Add($"{title} ({place.Segment})") ? $"{title} ({place.Segment})" : title;

    private string SectionName(string path) =>
        types.All.FirstOrDefault(type => type.Info.PathPrefix == path + "/")?.Info.Plural
        ?? char.ToUpperInvariant(path[path.LastIndexOf('/') + 1]) + path.Substring(path.LastIndexOf('/') + 2);

    private UmbracoNode NodeOf(Place place, string name)
    {
        var children = ChildrenOf(place);
        if (place.Document is not { } document)
        {
            var isHidden = place.All().All(below => below.Document is null or { Type.IsPart: true });
            return new UmbracoNode(UmbracoKey.Of("section", place.Path), name, schema.Section)
            {
                Id = place.Path,
                Segment = place.Segment,
                Children = children,
                Values = () => AddressOf(place, isHidden, isSample: false),
            };
        }
        var map = schema.Documents[document.Type.Name];
        return new UmbracoNode(UmbracoKey.Of(document.Id), name, map.Type)
        {
            Id = document.Id,
            Segment = place.Segment,
            IsOnline = document.IsOnline,
            CreatedAt = document.CreatedAt,
            PublishAt = document.PublishAt,
            OfflineAt = document.OfflineAt,
            Children = children,
            Values = () => ValuesOf(document, map, place),
        };
    }

    private List<KeyValuePair<string, string>> ValuesOf(PortableDocument document, TypeMap map, Place place)
    {
        var json = (JsonObject)JsonNode.Parse(document.FrontMatter)!;
        var result = AddressOf(place, document.Type.IsPart, document.IsSample);
        result.AddRange(values.Of(document.Id, document.Id, map.Fields, json).Select(
            value => KeyValuePair.Create(value.Property.Alias, value.Value)));
        var text = texts.Write(document.Id, document.Body);
        if (!text.IsEmpty) result.Add(KeyValuePair.Create(map.Text!.Alias, text.Stored()));
        return result;
    }

    private static List<KeyValuePair<string, string>> AddressOf(Place place, bool isHidden, bool isSample) =>
    [
        KeyValuePair.Create("umbracoUrlName", place.Segment),
        KeyValuePair.Create("umbracoNaviHide", isHidden ? "1" : "0"),
        KeyValuePair.Create("portalPath", place.Path == FrontPage ? "/" : place.Path),
        KeyValuePair.Create("portalIsSample", isSample ? "1" : "0"),
    ];

    /// <summary>A part of an address, with the document that stands there.</summary>
    private sealed class Place(string path, Place? above)
    {
        public string Path => path;

        public Place? Above => above;

        public string Segment => path.Substring(path.LastIndexOf('/') + 1);

        public PortableDocument? Document { get; set; }

        public List<Place> Below { get; } = [];

        public IEnumerable<Place> All() => Below.SelectMany(below => below.All().Prepend(below));
    }
}
