using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Content;
using Portal.Content.Types;
using Portal.Platform;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Schema;
using Umbraco.Cms.Core;
using Aliases = Umbraco.Cms.Core.Constants.PropertyEditors.Aliases;
using PropertyType = Portal.Content.Types.DocumentType.PropertyType;

namespace Portal.UmbracoBridge.Import;

/// <summary>Reads values as Umbraco stores them into values of front matter. What does not fit is left out, and told.</summary>
internal sealed class ValueReader(Landing landing, Remarks remarks)
{
    /// <summary>The values of a record of ours.</summary>
    /// <param name="document">What remarks call the document.</param>
    /// <param name="fields">Which properties there are.</param>
    /// <param name="stored">Gives the stored value of an alias; empty when there is none.</param>
    public JsonObject Of(string document, IReadOnlyList<FieldMap> fields, Func<string, string> stored)
    {
        var values = new JsonObject();
        foreach (var field in fields)
        {
            if (stored(field.To.Alias) is not { Length: > 0 } value) continue;
            var read = field.From.Shape == PropertyShape.Object
                ? Objects(document, field, value)
                : Of(document, field.From, field.To.DataType.Editor, value, field.To.Name);
            if (read is not null) values[field.From.Key] = read;
        }
        return values;
    }

    /// <summary>A stored value as a value of a property of ours; null where it does not fit.</summary>
    /// <param name="document">What remarks call the document.</param>
    /// <param name="to">The property.</param>
    /// <param name="editor">Alias of the editor that stored it.</param>
    /// <param name="stored">The value.</param>
    /// <param name="name">What remarks call the property of Umbraco.</param>
    public JsonNode? Of(string document, PropertyType to, string editor, string stored, string name)
    {
        var texts = Texts(document, editor, stored, to.Info.Multiline);
        if (texts.Count == 0) return null;
        if (to.IsList)
        {
            var items = texts.Select(text => One(document, to, text, name)).OfType<JsonNode>().ToArray();
            return items.Length == 0 ? null : new JsonArray(items);
        }
        if (to.Shape == PropertyShape.Text && !to.Info.IsReference) return One(document, to, string.Join(", ", texts), name);
        return One(document, to, texts[0], name);
    }

    /// <summary>A stored value as plain texts; of a picker the ids of what it names.</summary>
    public IReadOnlyList<string> Texts(string document, string editor, string stored, bool hasLines)
    {
        if (string.IsNullOrWhiteSpace(stored)) return [];
        return editor switch
        {
            Aliases.RichText => PlainOf(stored) is { Length: > 0 } plain ? [plain] : [],
            Aliases.MultipleTextstring => [.. stored.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0)],
            Aliases.MediaPicker3 => [.. Files(document, stored).Select(file => file.Id)],
            Aliases.ContentPicker or Aliases.MultiNodeTreePicker => [.. Pages(document, stored)],
            Aliases.MultiUrlPicker => [.. Links(stored).Select(link => link.Url).Where(url => url.Length > 0)],
            Aliases.TextArea => [hasLines ? stored : stored.ReplaceLineEndings(" ")],
            _ when Editors.IsList(editor) => ListOf(stored),
            _ when Editors.IsMoment(editor) => MomentOf(stored) is { } moment ? [moment] : [],
            _ => [stored],
        };
    }

    /// <summary>The files that a picker has.</summary>
    public IEnumerable<LandedFile> Files(string document, string stored)
    {
        // A site that was kept up since long ago may have names only.
        var keys = JsonOf(stored) is JsonArray items
            ? items.OfType<JsonObject>().Select(item => Guid.TryParse(item["mediaKey"]?.ToString(), out var key) ? key : Guid.Empty)
            : stored.Split(',').Select(name => UdiParser.TryParse<GuidUdi>(name.Trim(), out var udi) ? udi.Guid : Guid.Empty);
        foreach (var key in keys)
        {
            if (landing.File(key) is { } file) yield return file;
            else remarks.Add(document, "een gekozen bestand komt niet mee; de verwijzing gaat niet mee.");
        }
    }

    /// <summary>The ids of the documents that a picker has.</summary>
    public IEnumerable<string> Pages(string document, string stored)
    {
        foreach (var text in stored.Split(','))
        {
            if (UdiParser.TryParse<GuidUdi>(text.Trim(), out var udi) && landing.Document(udi.Guid) is { } id) yield return id;
            else remarks.Add(document, "een gekozen pagina komt niet mee; de verwijzing gaat niet mee.");
        }
    }

    /// <summary>The links that a picker has: the words, and an address as the editor of the portal has it.</summary>
    public IEnumerable<(string Words, string Url)> Links(string stored)
    {
        foreach (var link in (JsonOf(stored) as JsonArray ?? []).OfType<JsonObject>())
        {
            var key = UdiParser.TryParse<GuidUdi>(link["udi"]?.ToString() ?? "", out var udi) ? udi.Guid
                : Guid.TryParse(link["unique"]?.ToString(), out var unique) ? unique : Guid.Empty;
            var url = link["url"]?.ToString() ?? "";
            var address = key == Guid.Empty ? url
                : landing.Document(key) is { } id ? "doc:" + id : landing.File(key) is { } file ? "media:" + file.Id : "";
            if (address.Length > 0) yield return (link["name"]?.ToString() is { Length: > 0 } name ? name : url, address);
        }
    }

    /// <summary>A text as JSON, or null.</summary>
    public static JsonNode? JsonOf(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 256, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What stands in an object under a key; null also where it is no object.</summary>
    public static JsonNode? In(JsonNode? node, string key) => (node as JsonObject)?[key];

    /// <summary>A value in a block: it stands there as text or as JSON.</summary>
    public static string StoredOf(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : value?.ToJsonString() ?? "";

    private JsonNode? Objects(string document, FieldMap field, string stored)
    {
        var data = (In(JsonOf(stored), "contentData") as JsonArray ?? []).OfType<JsonObject>();
        var objects = data.Select(block =>
        {
            var values = (block["values"] as JsonArray ?? []).OfType<JsonObject>()
                .GroupBy(value => value["alias"]?.ToString() ?? "")
                .ToDictionary(group => group.Key, group => StoredOf(group.First()["value"]));
            return (JsonNode)Of(
                document, field.Element!.FieldsAs(values.Keys, inner => inner.To.Alias),
                alias => values.GetValueOrDefault(alias, ""));
        }).ToArray();
        return objects.Length == 0 ? null : field.From.IsList ? new JsonArray(objects) : objects[0];
    }

    private JsonNode? One(string document, PropertyType to, string text, string name)
    {
        var invariant = CultureInfo.InvariantCulture;
        switch (to.Shape)
        {
            case PropertyShape.Text: return Cleaned(text, to);
            case PropertyShape.Number when int.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var number): return number;
            case PropertyShape.Decimal when decimal.TryParse(text, NumberStyles.Number, invariant, out var exact): return exact;
            case PropertyShape.YesNo: return text is "1" or "true" or "True";
            case PropertyShape.Date when DateTime.TryParse(text, invariant, DateTimeStyles.None, out var day):
                return day.ToString("yyyy-MM-dd", invariant);
            case PropertyShape.DateTime when DateTime.TryParse(text, invariant, DateTimeStyles.None, out var moment):
                return moment.ToString("yyyy-MM-dd'T'HH:mm", invariant);
            case PropertyShape.Choice when ChoiceOf(to, text) is { } choice: return choice;
        }
        remarks.Add(document, $"‘{name}’: ‘{text.AtMost(60, "…")}’ past niet bij ‘{to.Info.Label}’; de waarde gaat niet mee.");
        return null;
    }

    private static JsonNode? Cleaned(string text, PropertyType to)
    {
        var clean = string.Concat(text.ReplaceLineEndings("\n").Where(letter => letter == '\n' || !char.IsControl(letter)));
        if (!to.Info.Multiline) clean = clean.Replace('\n', ' ').Trim();
        return clean.Length == 0 ? null : JsonValue.Create(clean);
    }

    // An audience that an editor added is a document: whether it is there the rules ask.
    private static string? ChoiceOf(PropertyType to, string text)
    {
        if (to.Choices.ContainsKey(text)) return text;
        var slug = Slug.Of(text);
        foreach (var (key, label) in to.Choices)
            if (Slug.Of(key) == slug || Slug.Of(label) == slug) return key;
        return to.Member.PropertyType == typeof(IReadOnlyList<Audience>) && Slug.IsSlug(text) ? text : null;
    }

    private static string PlainOf(string stored)
    {
        var markup = stored.StartsWith('{') ? In(JsonOf(stored), "markup")?.ToString() ?? "" : stored;
        using var parsed = Markup.Parse(markup);
        foreach (var active in parsed.QuerySelectorAll("script,style").ToList()) active.Remove();
        return string.Join(' ', parsed.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static List<string> ListOf(string stored) => JsonOf(stored) is JsonArray list
        ? [.. list.Select(item => item?.ToString() ?? "").Where(item => item.Length > 0)]
        : [.. stored.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    // The clock on the wall is what an editor meant.
    private static string? MomentOf(string stored)
    {
        var text = stored.StartsWith('{') ? In(JsonOf(stored), "date")?.ToString() ?? "" : stored;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.DateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            : null;
    }
}
