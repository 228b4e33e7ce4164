using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Content.Portable;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Schema;
using Portal.UmbracoBridge.Values;
using Umbraco.Cms.Core;

namespace Portal.UmbracoBridge.Export;

/// <summary>The files of the library as a tree: one folder of ours, and in it the folders that editors made.</summary>
internal sealed class MediaTree(UmbracoSchema schema, ValueWriter values)
{
    // Every Umbraco has it: it is named and not written.
    private static readonly UmbracoType Folder = new(
        Constants.MediaTypes.Guids.FolderGuid, Constants.Conventions.MediaTypes.Folder, Constants.Conventions.MediaTypes.Folder);

    /// <summary>Makes it; nothing when there are no files.</summary>
    public IReadOnlyList<UmbracoNode> Build(IReadOnlyList<PortableMedia> media)
    {
        if (media.Count == 0) return [];
        var files = media.Select(file => (File: file, Json: (JsonObject)JsonNode.Parse(file.FrontMatter)!)).ToList();
        var folders = files.Where(file => FolderOf(file.Json).Length > 0).GroupBy(file => FolderOf(file.Json))
            .OrderBy(folder => folder.Key, StringComparer.Ordinal)
            .Select(folder => FolderNode("folder/" + folder.Key, folder.Key, [.. folder.Select(file => NodeOf(file.File, file.Json))]));
        var loose = files.Where(file => FolderOf(file.Json).Length == 0).Select(file => NodeOf(file.File, file.Json));
        var root = FolderNode("root", "Portaal", [.. folders, .. loose]);
        root.SortOrder = 1;
        var number = 1_000_000;
        foreach (var node in root.WithAllBelow()) node.Number = number++;
        SetLevels(root, 1);
        return [root];
    }

    private static string FolderOf(JsonObject json) => json["folder"]?.ToString().Trim() ?? "";

    private static void SetLevels(UmbracoNode node, int level)
    {
        node.Level = level;
        foreach (var child in node.Children) SetLevels(child, level + 1);
    }

    private static UmbracoNode FolderNode(string id, string name, List<UmbracoNode> children)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var unique = children.ConvertAll(
            child => taken.Add(child.Name) ? child : child with { Name = $"{child.Name} ({child.Id})" });
        for (var at = 0; at < unique.Count; at++) unique[at].SortOrder = at + 1;
        return new(UmbracoKey.Of("media", id), name, Folder) { Id = id, Children = unique };
    }

    private UmbracoNode NodeOf(PortableMedia file, JsonObject json)
    {
        var map = Targets.IsPicture(file) ? schema.Picture : schema.File;
        return new(UmbracoKey.Of(file.Id), json["title"]?.ToString() ?? file.Name, map.Type)
        {
            Id = file.Id,
            FilePath = Targets.PathOf(file),
            Values = () => ValuesOf(file, json, map),
        };
    }

    private List<KeyValuePair<string, string>> ValuesOf(PortableMedia file, JsonObject json, TypeMap map)
    {
        var address = "/media" + Targets.PathOf(file);
        List<KeyValuePair<string, string>> result =
        [
            KeyValuePair.Create("umbracoFile", Targets.IsPicture(file) ? StoredJson.Text(PictureOf(address, json)) : address),
            .. values.Of(file.Id, file.Id, map.Fields, json).Select(value => KeyValuePair.Create(value.Property.Alias, value.Value)),
        ];
        if (file is { Width: { } width, Height: { } height })
        {
            result.Add(KeyValuePair.Create("umbracoWidth", width.ToString(CultureInfo.InvariantCulture)));
            result.Add(KeyValuePair.Create("umbracoHeight", height.ToString(CultureInfo.InvariantCulture)));
        }
        result.Add(KeyValuePair.Create("umbracoExtension", Path.GetExtension(file.Name).TrimStart('.')));
        result.Add(KeyValuePair.Create("umbracoBytes", file.Length.ToString(CultureInfo.InvariantCulture)));
        return result;
    }

    private static JsonObject PictureOf(string address, JsonObject json) => new()
    {
        ["src"] = address,
        ["crops"] = new JsonArray(),
        ["focalPoint"] = json["focus_x"] is { } x && json["focus_y"] is { } y
            ? new JsonObject { ["left"] = Part(x), ["top"] = Part(y) }
            : null,
    };

    private static decimal Part(JsonNode hundredths) => decimal.Parse(hundredths.ToString(), CultureInfo.InvariantCulture) / 100;
}
