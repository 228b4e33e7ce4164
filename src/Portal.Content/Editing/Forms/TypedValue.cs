using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Content.Yaml;
using Portal.Platform;
using PropertyType = Portal.Content.Types.DocumentType.PropertyType;

namespace Portal.Content.Editing.Forms;

/// <summary>
/// What somebody typed, as the value that the property has; and what is wrong with it. What is shown as it was, stays what it was: an item
/// that nobody touched is the item as it was written.
/// </summary>
internal sealed class TypedValue(string key, List<FieldError> errors)
{
    /// <summary>No field takes more characters: a text has its own place, below.</summary>
    public const int MostCharacters = 20_000;

    private static readonly string[] Days = ["yyyy-MM-dd", "d-M-yyyy", "d/M/yyyy", "d MMMM yyyy"];

    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "d-M-yyyy HH:mm", "d-M-yyyy HH.mm"];

    private bool isRefused;

    /// <summary>It is shown otherwise than before.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Reads a property of the first level; false when what stood there stays.</summary>
    /// <param name="property">The property.</param>
    /// <param name="name">Its name in the form.</param>
    /// <param name="typed">What was filled in.</param>
    /// <param name="old">What stands there.</param>
    /// <param name="value">The value; null takes the key away.</param>
    public bool TryRead(PropertyType property, string name, JsonNode? typed, JsonNode? old, out JsonNode? value)
    {
        IsChanged = !JsonNode.DeepEquals(Shown.Of(property, old), Shown.Of(property, typed));
        value = Of(property, name, typed, old);
        if (value is JsonArray { Count: 0 }) value = null;
        if (isRefused) return false;
        if (value is null && property.Info.Required)
        {
            if (old is not null && IsChanged)
                Refuse(name, $"Vul ‘{property.Info.Label}’ in. Tot dan blijft staan wat er stond.");
            else errors.Add(new(name, key, $"Vul ‘{property.Info.Label}’ in.", FieldErrorKind.Missing));
        }
        return !isRefused;
    }

    private JsonNode? Of(PropertyType property, string name, JsonNode? typed, JsonNode? old)
    {
        if (property.IsList) return ListOf(property, name, typed, old);
        if (property.Shape != PropertyShape.Object) return ScalarOf(property, name, Shown.TextOf(property, typed), old);
        return Shown.Of(property, typed) is null ? null : ObjectOf(property, name, typed as JsonObject, old as JsonObject);
    }

    private JsonArray ListOf(PropertyType property, string name, JsonNode? typed, JsonNode? old)
    {
        var before = Shown.Items(old).Where(item => !IsEmpty(property, item)).ToList();
        // The place in the form counts blank items too.
        var after = Shown.Items(typed).Select((item, i) => (Item: item, Name: $"{name}[{i}]"))
            .Where(item => !IsEmpty(property, item.Item)).ToList();
        if (property.Shape == PropertyShape.Choice) after = InOrder(before, after);
        CheckCount(property, name, after.Count);
        var pairs = Alignment.Of(
            [.. before.Select(item => Words(property, item))], [.. after.Select(item => Words(property, item.Item))]);
        return new JsonArray(
        [
            .. pairs.Where(pair => pair.New >= 0).Select(pair => (After: after[pair.New], Old: pair.Old < 0 ? null : before[pair.Old]))
                .Select(pair => property.Shape == PropertyShape.Object
                    ? ObjectOf(property, pair.After.Name, pair.After.Item as JsonObject, pair.Old as JsonObject)
                    : ScalarOf(property, name, Shown.Tidy(pair.After.Item!.ToString(), lines: false), pair.Old)),
        ]);
    }

    // What was chosen already keeps its place; what is new comes behind it.
    private static List<(JsonNode? Item, string Name)> InOrder(List<JsonNode?> before, List<(JsonNode? Item, string Name)> after)
    {
        var chosen = after.ConvertAll(item => item.Item!.ToString());
        var kept = before.ConvertAll(item => item!.ToString());
        return [.. after.OrderBy(item => PlaceOf(item.Item!.ToString()))];

        int PlaceOf(string value) => kept.Contains(value) ? kept.IndexOf(value) : kept.Count + chosen.IndexOf(value);
    }

    private static bool IsEmpty(PropertyType property, JsonNode? item) => property.Shape == PropertyShape.Object
        ? item is not JsonObject || Shown.Of(property, property.IsList ? new JsonArray(item.DeepClone()) : item) is JsonArray { Count: 0 }
        : string.IsNullOrWhiteSpace(item?.ToString());

    private static string Words(PropertyType property, JsonNode? item) =>
        Shown.Of(property, new JsonArray(item?.DeepClone()))!.ToJsonString();

    private JsonObject ObjectOf(PropertyType property, string name, JsonObject? typed, JsonObject? old)
    {
        var map = new JsonObject();
        foreach (var child in property.Children)
        {
            var was = old?[child.Key];
            var now = typed is null || typed.ContainsKey(child.Key) ? typed?[child.Key] : was;
            var own = $"{name}.{child.Key}";
            var value = Of(child, own, now, was);
            if (value is JsonArray { Count: 0 }) value = null;
            // What holds by itself is not written down, unless it was.
            if (was is null && JsonNode.DeepEquals(Shown.Of(child, now), Shown.Of(child, null))) value = null;
            if (value is null && child.Info.Required)
                errors.Add(new(own, key, $"Vul ‘{child.Info.Label}’ in.", FieldErrorKind.Limit));
            if (value is not null) map[child.Key] = value;
        }
        return map;
    }

    private JsonNode? ScalarOf(PropertyType property, string name, string text, JsonNode? old)
    {
        if (text.Length == 0) return null;
        // As it was written: a date of another kind, a choice that is no more.
        if (old is JsonValue && text == (property.IsList ? Shown.Tidy(old.ToString(), lines: false) : Shown.TextOf(property, old)))
        {
            CheckText(property, name, text);
            return TypedOf(property, old.ToString()) ?? old.DeepClone();
        }
        if (text.Length > MostCharacters)
            return Refuse(name, $"Dit is te lang: {text.Length} tekens. Zet een lange tekst in het stuk zelf.");
        if (text.Any(letter => char.IsControl(letter) && letter != '\n'))
            return Refuse(name, "Hier staat een onzichtbaar stuurteken. Typ de tekst opnieuw.");
        if (Unicode.TurnsDirection(text))
            return Refuse(name, "Hier staat een onzichtbaar teken dat de leesrichting omdraait. Typ de tekst opnieuw.");
        if (TypedOf(property, text) is { } value)
        {
            CheckText(property, name, text);
            return value;
        }
        return Refuse(name, property.Shape switch
        {
            PropertyShape.Number => "Vul een heel getal in, in cijfers: 12.",
            PropertyShape.Decimal => "Vul een getal in, in cijfers: 12 of 12,5.",
            PropertyShape.Date => "Vul een datum in die bestaat: 21-11-2026.",
            PropertyShape.DateTime => (TryMoment(text, out var moment) ? DutchTime.WhyMissing(moment) : null)
                ?? "Vul een dag en een tijd in die bestaan: 21-11-2026 09:00.",
            _ => $"‘{Short(text)}’ is geen keuze meer. Kies iets anders.",
        });
    }

    private static JsonNode? TypedOf(PropertyType property, string text)
    {
        var plain = CultureInfo.InvariantCulture;
        switch (property.Shape)
        {
            case PropertyShape.Number:
                return int.TryParse(text, NumberStyles.AllowLeadingSign, plain, out var whole) ? whole : null;
            case PropertyShape.Decimal:
                return decimal.TryParse(
                    text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, plain, out var number)
                    ? number : null;
            case PropertyShape.YesNo:
                return text is "true" or "false" ? text == "true" : null;
            case PropertyShape.Date:
                return DateOnly.TryParseExact(text, Days, DutchTime.Culture, DateTimeStyles.None, out var day)
                    ? day.ToString("yyyy-MM-dd", plain) : null;
            case PropertyShape.DateTime:
                return TryMoment(text, out var moment) && DutchTime.WhyMissing(moment) is null
                    ? moment.ToString("yyyy-MM-dd'T'HH:mm", plain) : null;
            case PropertyShape.Choice:
                return property.Choices.ContainsKey(text) ? text : null;
            default:
                return text;
        }
    }

    private static bool TryMoment(string text, out DateTime moment) =>
        DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);

    private void CheckText(PropertyType property, string name, string text)
    {
        if (property.Info.MaxLength > 0 && text.Length > property.Info.MaxLength)
            Limit(name, $"Dit zijn {text.Length} tekens; hoogstens {property.Info.MaxLength} past. Kort het in.");
        if (property.Key == "url" && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            Limit(name, "Dit is geen webadres. Begin met https://.");
    }

    private void CheckCount(PropertyType property, string name, int count)
    {
        if (count > 0 && count < property.Info.MinItems)
            Limit(name, $"Dit zijn er {count}; er zijn er minstens {property.Info.MinItems} nodig.");
        if (property.Info.MaxItems > 0 && count > property.Info.MaxItems)
            Limit(name, $"Dit zijn er {count}; er mogen er hoogstens {property.Info.MaxItems} zijn.");
    }

    private void Limit(string name, string message) => errors.Add(new(name, key, message, FieldErrorKind.Limit));

    private JsonNode? Refuse(string name, string message)
    {
        isRefused = true;
        errors.Add(new(name, key, message, FieldErrorKind.Refused));
        return null;
    }

    private static string Short(string text) => text.AtMost(40, "…");
}
