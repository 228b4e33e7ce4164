using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Content.Types;
using PropertyType = Portal.Content.Types.DocumentType.PropertyType;

namespace Portal.Content.Editing.Forms;

/// <summary>
/// Reads a posted form back into texts, lists and objects, and does what the pressed button of a list asked for: without script one item
/// more, one less, one up, one down is a post.
/// </summary>
/// <remarks>
/// The items of a list of objects come in the order of the values of the list's own name, each a marker: <c>p.sources=0</c> stands
/// before <c>p.sources[0].title=...</c>. So a script moves an item by moving its fields, and gives a new one any marker not in use.
/// </remarks>
internal sealed class FormReader(IFormCollection form)
{
    /// <summary>Name of the buttons.</summary>
    public const string ActionName = "do";

    /// <summary>A list is no longer than this.</summary>
    public const int MostItems = 200;

    private readonly string action = form[ActionName].ToString();

    /// <summary>A button of a list was pressed.</summary>
    public bool IsAction => action.Length > 0;

    /// <summary>What gets the cursor after that.</summary>
    public string? Focus { get; private set; }

    /// <summary>True when a field was on the form.</summary>
    public bool Has(string name) => form.ContainsKey(name);

    /// <summary>What was filled in.</summary>
    public JsonNode? Read(PropertyType property, string name)
    {
        if (property.Shape == PropertyShape.Object) return property.IsList ? ListOf(property, name) : ObjectOf(property, name);
        var values = form[name];
        if (property is { Shape: PropertyShape.YesNo, Info.Required: false }) return values.Contains("true") ? "true" : "false";
        if (!property.IsList) return values is [.., { Length: > 0 } last] ? JsonValue.Create(last) : null;
        return new JsonArray(
        [
            .. values.SelectMany(value => (value ?? "").ReplaceLineEndings("\n").Split('\n'))
                .Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => JsonValue.Create(text)),
        ]);
    }

    private JsonObject ObjectOf(PropertyType property, string name) =>
        new(property.Children.Where(child => Has($"{name}.{child.Key}"))
            .Select(child => KeyValuePair.Create(child.Key, Read(child, $"{name}.{child.Key}"))));

    private JsonArray ListOf(PropertyType property, string name)
    {
        List<string> markers = [.. form[name].OfType<string>().Where(IsMarker).Distinct().Take(MostItems)];
        var list = markers.ConvertAll(marker => (Marker: marker, Item: (JsonNode?)ObjectOf(property, $"{name}[{marker}]")));
        if (action == "add:" + name && list.Count < MostItems)
        {
            list.Add(("", new JsonObject()));
            Focus = $"{name}[{list.Count - 1}]";
        }
        if (action.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
            && list.FindIndex(item => action[(colon + 1)..] == $"{name}[{item.Marker}]") is var at and >= 0)
            Do(action[..colon], list, at, name);
        return new JsonArray([.. list.Select(item => item.Item)]);
    }

    private void Do(string what, List<(string Marker, JsonNode? Item)> list, int at, string name)
    {
        if (what == "remove")
        {
            list.RemoveAt(at);
            Focus = name;
            return;
        }
        var to = what == "up" ? at - 1 : what == "down" ? at + 1 : at;
        if (to == at || to < 0 || to >= list.Count) return;
        (list[at], list[to]) = (list[to], list[at]);
        // At the end of its way the button is gone: then the other one.
        var next = to == 0 ? "down" : to == list.Count - 1 ? "up" : what;
        Focus = $"{next}:{name}[{to}]";
    }

    private static bool IsMarker(string text) => text.Length is > 0 and <= 12 && text.All(char.IsAsciiLetterOrDigit);
}
