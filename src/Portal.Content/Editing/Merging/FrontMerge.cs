using System.Text.Json.Nodes;
using Portal.Content.Types;
using Portal.Content.Yaml;

namespace Portal.Content.Editing.Merging;

/// <summary>Brings together two front matters that were both made from a third, key by key.</summary>
internal static class FrontMerge
{
    /// <summary>Their YAML with my changes in it, and the keys that both changed.</summary>
    public static (string Yaml, IReadOnlyList<Conflict> Conflicts) Merge(
        DocumentType type, string old, string mine, string theirs, IReadOnlyDictionary<Place, bool> choices)
    {
        if (mine == old || mine == theirs) return (theirs, []);
        if (theirs == old) return (mine, []);
        if (ValuesOf(old) is not { } was || ValuesOf(mine) is not { } my || ValuesOf(theirs) is not { } their)
            return Whole(mine, theirs, choices);

        var (yaml, conflicts) = (theirs, new List<Conflict>());
        var order = type.Properties.Select(property => property.Key).ToList();
        foreach (var key in was.Select(pair => pair.Key).Concat(my.Select(pair => pair.Key)).Distinct().ToList())
        {
            if (JsonNode.DeepEquals(my[key], was[key]) || JsonNode.DeepEquals(my[key], their[key])) continue;
            var place = new Place(key, null);
            if (!JsonNode.DeepEquals(their[key], was[key]))
            {
                if (!choices.TryGetValue(place, out var keepMine))
                {
                    conflicts.Add(new(place, Words(my[key]), Words(their[key])));
                    continue;
                }
                if (!keepMine) continue;
            }
            if (YamlEdit.With(yaml, key, my[key]?.DeepClone(), order) is not { } edited) return Whole(mine, theirs, choices);
            yaml = edited;
        }
        return (yaml, conflicts);
    }

    private static (string, IReadOnlyList<Conflict>) Whole(string mine, string theirs, IReadOnlyDictionary<Place, bool> choices)
    {
        var place = new Place("", null);
        return choices.TryGetValue(place, out var keepMine) ? (keepMine ? mine : theirs, []) : (theirs, [new(place, mine, theirs)]);
    }

    private static JsonObject? ValuesOf(string yaml) => YamlTree.Of(yaml) is { } map ? YamlEdit.JsonOf(map) : null;

    private static string Words(JsonNode? value) => value switch
    {
        null => "",
        JsonValue scalar => scalar.ToString(),
        JsonArray list => string.Join('\n', list.Select(Words)),
        JsonObject map => string.Join(", ", map.Select(pair => Words(pair.Value))),
        _ => "",
    };
}
