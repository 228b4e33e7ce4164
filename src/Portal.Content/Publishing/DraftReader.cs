using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Content.Types;

namespace Portal.Content.Publishing;

/// <summary>Reads what a draft says, also when not everything is filled in yet: what is missing gets a word in its place.</summary>
internal static class DraftReader
{
    /// <summary>The typed front matter; null when so much is missing that no page can be made of it.</summary>
    public static DocumentProperties? Read(DocumentType type, JsonObject front)
    {
        var whole = front.DeepClone().AsObject();
        Fill(whole, type.Properties);
        try
        {
            return type.Read(whole);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Fill(JsonObject values, IReadOnlyList<DocumentType.PropertyType> properties)
    {
        foreach (var property in properties)
        {
            if (values[property.Key] is { } known)
            {
                IEnumerable<JsonObject> objects = known is JsonArray list ? list.OfType<JsonObject>() : known is JsonObject one ? [one] : [];
                foreach (var inner in objects) Fill(inner, property.Children);
                continue;
            }
            if (!property.Info.Required) continue;
            values[property.Key] = property.IsList ? new JsonArray() : property.Shape switch
            {
                PropertyShape.Text => "(nog leeg)",
                PropertyShape.Number or PropertyShape.Decimal => 0,
                PropertyShape.YesNo => false,
                PropertyShape.Date => "2000-01-01",
                PropertyShape.DateTime => "2000-01-01T00:00:00",
                PropertyShape.Choice => property.Choices.Keys.First(),
                _ => Filled(property),
            };
        }
    }

    private static JsonObject Filled(DocumentType.PropertyType property)
    {
        var made = new JsonObject();
        Fill(made, property.Children);
        return made;
    }
}
