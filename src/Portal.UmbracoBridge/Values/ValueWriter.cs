using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Content.Portable;
using Portal.Content.Types;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Schema;
using Umbraco.Cms.Core;

namespace Portal.UmbracoBridge.Values;

/// <summary>Writes values of front matter as Umbraco stores them. What names something that is not there is left out, and told.</summary>
internal sealed class ValueWriter(Targets targets, Remarks remarks)
{
    /// <summary>The values of a record that are filled in.</summary>
    /// <param name="owner">Whose they are: keys of blocks are made of that.</param>
    /// <param name="document">Id of the document, for remarks.</param>
    /// <param name="fields">Which properties there are.</param>
    /// <param name="json">The values.</param>
    public IReadOnlyList<BlockValue> Of(string owner, string document, IReadOnlyList<FieldMap> fields, JsonObject json)
    {
        var values = new List<BlockValue>();
        foreach (var field in fields)
        {
            if (json[field.From.Key] is not { } value) continue;
            if (Of($"{owner}/{field.To.Alias}", document, field, value) is { Length: > 0 } stored) values.Add(new(field.To, stored));
        }
        return values;
    }

    private string? Of(string owner, string document, FieldMap field, JsonNode value)
    {
        var items = value is JsonArray list ? [.. list.OfType<JsonNode>()] : new List<JsonNode> { value };
        return field.From.Shape switch
        {
            PropertyShape.Object => BlocksOf(owner, document, field, items),
            PropertyShape.Choice => Choices(items),
            PropertyShape.Text when field.From.Info is { IsReference: true, ReferenceTo: "media" } => Files(owner, document, items),
            PropertyShape.Text when field.From.Info.IsReference => Pages(document, field, items),
            PropertyShape.YesNo => value.ToString() is "true" ? "1" : "0",
            PropertyShape.Date or PropertyShape.DateTime => Moment(value.ToString()),
            _ when field.From.IsList => string.Join('\n', items.Select(item => OneLine(item.ToString())).Where(line => line.Length > 0)),
            _ => value.ToString(),
        };
    }

    private string? BlocksOf(string owner, string document, FieldMap field, List<JsonNode> items)
    {
        var blocks = items.OfType<JsonObject>().Select((item, at) =>
        {
            var own = $"{owner}/{at.ToString(CultureInfo.InvariantCulture)}";
            var fields = field.Element!.FieldsAs(item.Select(pair => pair.Key), inner => inner.From.Key);
            return new Block(UmbracoKey.Of("block", own), field.Element.Type, Of(own, document, fields, item));
        }).ToList();
        return blocks.Count == 0 ? null : StoredJson.Text(StoredJson.Blocks(Constants.PropertyEditors.Aliases.BlockList, blocks));
    }

    private static string? Choices(List<JsonNode> items) =>
        items.Count == 0 ? null : StoredJson.Text(new JsonArray([.. items.Select(item => (JsonNode)item.ToString())]));

    private string? Files(string owner, string document, List<JsonNode> items)
    {
        var found = items.Select(item => item.ToString()).Select(id => MediaOf(document, id)).OfType<PortableMedia>().ToList();
        return found.Count == 0 ? null : FilesOf(owner, found);
    }

    /// <summary>Files as a picker stores them.</summary>
    public static string FilesOf(string owner, IReadOnlyList<PortableMedia> files) => StoredJson.Text(new JsonArray(
        [.. files.Select((file, at) => (JsonNode)StoredJson.Picked($"{owner}/{at}", UmbracoKey.Of(file.Id), Targets.TypeOf(file)))]));

    /// <summary>The file of an id; null, and remarked, where it is not there.</summary>
    public PortableMedia? MediaOf(string document, string id)
    {
        if (targets.Media(id) is { } file) return file;
        remarks.Add(document, $"het bestand ‘{id}’ is er niet; de verwijzing gaat niet mee.");
        return null;
    }

    /// <summary>The key of the document of an id; null, and remarked, where it is not there.</summary>
    public Guid? DocumentOf(string document, string id)
    {
        if (targets.Document(id) is { } found) return UmbracoKey.Of(found.Id);
        remarks.Add(document, $"het document ‘{id}’ is er niet; de verwijzing gaat niet mee.");
        return null;
    }

    private string? Pages(string document, FieldMap field, List<JsonNode> items)
    {
        var found = items.Select(item => DocumentOf(document, item.ToString())).OfType<Guid>().Select(StoredJson.Document).ToList();
        return found.Count == 0 ? null : field.From.IsList ? string.Join(',', found) : found[0];
    }

    private static string? Moment(string text) => DateTime.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
        ? moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)
        : null;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
