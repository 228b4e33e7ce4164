using System.Text.Json.Nodes;
using Portal.Content.Types;
using PropertyType = Portal.Content.Types.DocumentType.PropertyType;

namespace Portal.Content.Editing.Forms;

/// <summary>
/// A value as the form shows it: what two people who look at it would call the same. A form that nobody touched sends back what it
/// showed, whatever layout the text had, and so nothing changes.
/// </summary>
internal static class Shown
{
    /// <summary>The value as it is shown; null for an object with nothing in it.</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">Texts, lists and objects of them; null where nothing is.</param>
    public static JsonNode? Of(PropertyType property, JsonNode? value)
    {
        if (property.Shape == PropertyShape.Object)
            return property.IsList
                ? new JsonArray([.. Items(value).Select(item => ObjectOf(property, item)).OfType<JsonNode>()])
                : ObjectOf(property, value);
        if (!property.IsList) return JsonValue.Create(TextOf(property, value));
        var texts = Items(value).Select(item => Tidy(item?.ToString() ?? "", lines: false)).Where(text => text.Length > 0);
        // Boxes have an order of their own.
        if (property.Shape == PropertyShape.Choice) texts = texts.Distinct().Order(StringComparer.Ordinal);
        return new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
    }

    /// <summary>One value as it is shown; empty where nothing is.</summary>
    public static string TextOf(PropertyType property, JsonNode? value)
    {
        var text = value is JsonValue ? Tidy(value.ToString(), property.Info.Multiline) : "";
        if (text.Length == 0) text = DefaultOf(property);
        // Browsers may add the seconds.
        return property.Shape == PropertyShape.DateTime && text.Length == 19 && text.EndsWith(":00", StringComparison.Ordinal)
            ? text[..16]
            : text;
    }

    /// <summary>What holds when nothing is there.</summary>
    public static string DefaultOf(PropertyType property) => property.Default switch
    {
        bool yes => yes ? "true" : "false",
        _ when property.Shape == PropertyShape.YesNo => property.Info.Required ? "" : "false",
        int number => number == 0 ? "" : number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Enum choice => property.NameOf(choice),
        _ => "",
    };

    /// <summary>The items of a list; none where it is no list.</summary>
    public static IEnumerable<JsonNode?> Items(JsonNode? value) => value as JsonArray ?? [];

    /// <summary>
    /// A text without the white space that layout brings along; line ends as LF. A tab and the line ends of other programs become blanks.
    /// </summary>
    public static string Tidy(string text, bool lines)
    {
        text = text.ReplaceLineEndings("\n");
        if (text.AsSpan().IndexOfAny('\t', '\v', '\f') >= 0)
            text = text.Replace('\t', ' ').Replace('\v', ' ').Replace('\f', ' ');
        return lines
            ? text.Trim()
            : string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>True when a value has the shape of its property, so that a form can show all of it.</summary>
    public static bool Fits(PropertyType property, JsonNode? value)
    {
        if (value is null) return true;
        if (!property.IsList) return FitsOne(property, value);
        return value is JsonArray list && list.All(item => item is not null && FitsOne(property, item));
    }

    private static bool FitsOne(PropertyType property, JsonNode value) => property.Shape switch
    {
        PropertyShape.Object => value is JsonObject map
            && map.All(pair => property.Children.FirstOrDefault(child => child.Key == pair.Key) is { } child && Fits(child, pair.Value)),
        PropertyShape.YesNo => value is JsonValue && value.ToString() is "true" or "false",
        _ => value is JsonValue,
    };

    private static JsonObject? ObjectOf(PropertyType property, JsonNode? value)
    {
        var shown = Whole(value as JsonObject);
        return JsonNode.DeepEquals(shown, Whole(null)) ? null : shown;

        JsonObject Whole(JsonObject? map) =>
            new(property.Children.Select(child => KeyValuePair.Create(child.Key, Of(child, map?[child.Key]))));
    }
}
