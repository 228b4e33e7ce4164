using System.Text.Json.Nodes;
using Portal.Content.Markdown;
using Portal.Content.Portable;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Schema;
using Umbraco.Cms.Core;
using Aliases = Umbraco.Cms.Core.Constants.PropertyEditors.Aliases;

namespace Portal.UmbracoBridge.Import;

/// <summary>
/// Reads what can stand in the text of a page: rich text, blocks, pictures, links. A block of ours becomes its container again; one of
/// another site the container that the mapping says, or the text of its properties one after the other.
/// </summary>
/// <param name="containers">The containers there are.</param>
/// <param name="schema">The types that an export makes.</param>
/// <param name="types">The types of the package by key.</param>
/// <param name="mapping">What becomes of blocks.</param>
/// <param name="values">Reads values.</param>
/// <param name="landing">What texts can name.</param>
/// <param name="remarks">Hears of what does not come along.</param>
internal sealed class BodyReader(
    IReadOnlyDictionary<string, IMarkdownContainer> containers, UmbracoSchema schema, IReadOnlyDictionary<Guid, ForeignType> types,
    ImportMapping mapping, ValueReader values, Landing landing, Remarks remarks)
{
    private const int DeepestBlocks = 8;

    private readonly IReadOnlyDictionary<string, IMarkdownContainer> containers = containers;
    private readonly IReadOnlyDictionary<Guid, ForeignType> types = types;
    private readonly ImportMapping mapping = mapping;
    private readonly ValueReader values = values;
    private readonly Landing landing = landing;
    private readonly Remarks remarks = remarks;

    private readonly Dictionary<Guid, (string Name, TypeMap Map)> own =
        schema.Blocks.ToDictionary(pair => pair.Value.Type.Key, pair => (pair.Key, pair.Value));

    /// <summary>The nodes of properties one after the other.</summary>
    /// <param name="document">What remarks call the document.</param>
    /// <param name="isOwn">It came from a portal.</param>
    /// <param name="parts">The editor and the stored value of each.</param>
    public List<JsonObject> Read(string document, bool isOwn, IEnumerable<(string Editor, string Stored)> parts)
    {
        var page = new Page(this, document, new HtmlReader(document, isOwn, landing, remarks));
        return [.. parts.SelectMany(part => page.Of(part.Editor, part.Stored, TextPlace.Page, 0))];
    }

    /// <summary>One document: headings follow one another through all of its parts.</summary>
    private sealed class Page(BodyReader around, string document, HtmlReader html)
    {
        public List<JsonObject> Of(string editor, string stored, TextPlace place, int depth)
        {
            if (string.IsNullOrWhiteSpace(stored)) return [];
            return editor switch
            {
                Aliases.RichText => Text(stored, place, depth),
                Aliases.MediaPicker3 => [.. around.values.Files(document, stored).Select(file => EditorJson.File(file))],
                Aliases.MultiUrlPicker => Links(stored),
                Aliases.ContentPicker or Aliases.MultiNodeTreePicker => Pages(stored),
                _ when Editors.IsBlocks(editor) => Blocks(ValueReader.JsonOf(stored), place, depth),
                _ when Editors.IsTaken(editor) => Lines(editor, stored),
                _ => [],
            };
        }

        private List<JsonObject> Text(string stored, TextPlace place, int depth)
        {
            if (!stored.StartsWith('{')) return html.Read(stored, place, _ => []);
            if (ValueReader.JsonOf(stored) is not JsonObject json || json["markup"] is null)
            {
                Say("een opgemaakte tekst is niet te lezen; hij gaat niet mee.");
                return [];
            }
            var data = DataOf(json["blocks"]);
            return html.Read(json["markup"]!.ToString(), place, key =>
            {
                if (data.TryGetValue(key, out var block)) return Block(block, place, depth + 1);
                Say("een blok waar de tekst naar wijst is er niet; het gaat niet mee.");
                return [];
            });
        }

        private static List<JsonObject> Paragraphs(IEnumerable<string> lines) =>
            [.. lines.Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => EditorJson.Paragraph(line.Trim()))];

        private List<JsonObject> Lines(string editor, string stored) => editor == Aliases.TextArea
            ? Paragraphs(stored.ReplaceLineEndings("\n").Split('\n'))
            : Paragraphs(around.values.Texts(document, editor, stored, hasLines: false));

        private List<JsonObject> Links(string stored)
        {
            var items = around.values.Links(stored).Select(link => EditorJson.Of(
                "listItem", [EditorJson.Of("paragraph", [EditorJson.Words(link.Words, new(Link: link.Url))])])).ToList();
            return items.Count == 0 ? [] : [EditorJson.Of("bulletList", items, ("loose", false))];
        }

        private List<JsonObject> Pages(string stored)
        {
            var ids = around.values.Pages(document, stored).ToList();
            return ids.Count == 0 ? [] : [Related(ids)];
        }

        private static JsonObject Related(IEnumerable<string> ids) => EditorJson.Container("related", [],
            [EditorJson.Of("bulletList", ids.Select(id => EditorJson.Of("listItem", [EditorJson.Paragraph(id)])), ("loose", false))]);

        private List<JsonObject> Blocks(JsonNode? value, TextPlace place, int depth)
        {
            var data = DataOf(value);
            if (data.Count == 0) return [];
            var shown = (value!["expose"] as JsonArray)?.Select(one => KeyOf(ValueReader.In(one, "contentKey"))).ToHashSet();
            var order = (value["layout"] as JsonObject ?? []).SelectMany(pair => Laid(pair.Value, 0)).Distinct().ToList();
            if (order.Count == 0) order = [.. data.Keys];
            var result = new List<JsonObject>();
            foreach (var key in order)
            {
                if (!data.TryGetValue(key, out var block)) continue;
                if (shown is not null && !shown.Contains(key)) Say("een blok dat niet getoond werd gaat niet mee.");
                else result.AddRange(Block(block, place, depth + 1));
            }
            return result;
        }

        // The areas of a grid one after the other.
        private static IEnumerable<Guid> Laid(JsonNode? layout, int depth)
        {
            foreach (var item in (layout as JsonArray ?? []).OfType<JsonObject>())
            {
                if (KeyOf(item["contentKey"] ?? item["contentUdi"]) is var key && key != Guid.Empty) yield return key;
                if (depth > DeepestBlocks) continue;
                foreach (var area in (item["areas"] as JsonArray ?? []).OfType<JsonObject>())
                    foreach (var inner in Laid(area["items"], depth + 1)) yield return inner;
            }
        }

        private static Guid KeyOf(JsonNode? key) => Guid.TryParse(key?.ToString(), out var read) ? read
            : UdiParser.TryParse<GuidUdi>(key?.ToString() ?? "", out var udi) ? udi.Guid : Guid.Empty;

        private Dictionary<Guid, JsonObject> DataOf(JsonNode? value)
        {
            var result = new Dictionary<Guid, JsonObject>();
            foreach (var block in ((value as JsonObject)?["contentData"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (KeyOf(block["key"] ?? block["udi"]) is var key && key != Guid.Empty)
                    result.TryAdd(key, block["values"] is null ? AsNow(block) : block);
            }
            return result;
        }

        // Up to Umbraco 14 the values stood in the block itself; nobody may have saved it since.
        private static JsonObject AsNow(JsonObject block) => new()
        {
            ["contentTypeKey"] = block["contentTypeKey"]?.DeepClone(),
            ["values"] = new JsonArray(
            [
                .. block.Where(pair => pair.Key is not ("contentTypeKey" or "udi" or "key")).Select(pair => (JsonNode)new JsonObject
                {
                    ["alias"] = pair.Key,
                    ["value"] = pair.Value?.DeepClone(),
                }),
            ]),
        };

        private IReadOnlyList<JsonObject> Block(JsonObject data, TextPlace place, int depth)
        {
            if (depth > DeepestBlocks)
            {
                Say("blokken staan in te veel lagen in elkaar; de binnenste gaan niet mee.");
                return [];
            }
            var stored = (data["values"] as JsonArray ?? []).OfType<JsonObject>()
                .GroupBy(value => value["alias"]?.ToString() ?? "").ToDictionary(group => group.Key, group => group.First());
            var key = KeyOf(data["contentTypeKey"]);
            if (around.own.TryGetValue(key, out var known)) return [OwnBlock(known.Name, known.Map, stored, depth)];
            if (around.types.TryGetValue(key, out var type)) return OtherBlock(type, stored, place, depth);
            Say("de soort van een blok staat niet in het pakket; wat erin staat gaat mee als tekst.");
            var unknown = new ForeignType(key, "", "", IsElement: true,
                [.. stored.Select(value => new ForeignProperty(value.Key, value.Key, value.Value["editorAlias"]?.ToString() ?? "", 0))]);
            return OtherBlock(unknown, stored, place, depth);
        }

        private JsonObject OwnBlock(string name, TypeMap map, Dictionary<string, JsonObject> stored, int depth)
        {
            var parts = name.Split(' ');
            var container = around.containers[parts[0]];
            var json = around.values.Of(
                document, map.FieldsAs(stored.Keys, field => field.To.Alias),
                alias => stored.TryGetValue(alias, out var value) ? ValueReader.StoredOf(value["value"]) : "");
            if (parts.Length > 1) json["type"] ??= parts[1];
            var keys = container.Keys.Where(key => json[key.Key] is not null)
                .Select(key => KeyValuePair.Create(key.Key, json[key.Key]!.ToString())).ToList();
            var yaml = new JsonObject(json.Where(pair => container.Keys.All(key => key.Key != pair.Key))
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
            var content = new List<JsonObject>();
            if (map.Named is { } named && ValueOf(stored, named.Alias) is { Length: > 0 } pages)
                content.AddRange((Related(around.values.Pages(document, pages))["content"] as JsonArray ?? [])
                    .OfType<JsonObject>().Select(node => (JsonObject)node.DeepClone()));
            if (map.Text is { } text)
                content.AddRange(Of(Aliases.RichText, ValueOf(stored, text.Alias),
                    parts[0] == "figure" ? TextPlace.Figure : TextPlace.Container, depth));
            if (yaml.Count > 0)
            {
                var lines = PortableYaml.Write(yaml, [.. map.Fields.Select(field => field.From)]).TrimEnd('\n');
                content.Add(EditorJson.Of("codeBlock", [EditorJson.Words(lines)], ("language", "yaml")));
            }
            return EditorJson.Container(parts[0], keys, content);
        }

        private static string ValueOf(Dictionary<string, JsonObject> stored, string alias) =>
            stored.TryGetValue(alias, out var value) ? ValueReader.StoredOf(value["value"]) : "";

        private IReadOnlyList<JsonObject> OtherBlock(
            ForeignType type, Dictionary<string, JsonObject> stored, TextPlace place, int depth)
        {
            var to = around.mapping.Blokken.GetValueOrDefault(type.Alias) ?? MappingGuess.OfBlock(type);
            if (to.Wordt == ImportMapping.LeftOut)
            {
                Say($"het blok ‘{type.Name}’ gaat niet mee: dat zegt de omzetting.");
                return [];
            }
            // A container in a container of a foreign text would need colons nobody counted: its text comes.
            var container = place == TextPlace.Page && depth == 1 ? around.containers.GetValueOrDefault(to.Wordt) : null;
            var (keys, content) = (new List<KeyValuePair<string, string>>(), new List<JsonObject>());
            foreach (var property in type.Properties)
            {
                if (!stored.TryGetValue(property.Alias, out var value)) continue;
                var (editor, text) = (EditorOf(property, value), ValueReader.StoredOf(value["value"]));
                if (text.Length == 0) continue;
                var goal = to.Velden.GetValueOrDefault(property.Alias) ?? ImportMapping.Text;
                if (goal == ImportMapping.LeftOut) continue;
                if (!Editors.IsTaken(editor))
                    Say($"‘{property.Name}’ in het blok ‘{type.Name}’ ({editor}) heeft hier geen plaats; het gaat niet mee.");
                else if (container?.Keys.FirstOrDefault(key => key.Key == goal) is { } own)
                {
                    if (around.values.Of(document, own, editor, text, property.Name) is { } read) keys.Add(new(own.Key, read.ToString()));
                }
                else content.AddRange(Of(editor, text, container is null ? place : TextPlace.Container, depth));
            }
            if (container is null || content.Count == 0) return content;
            var missing = container.Keys.Where(key => key.Info.Required && keys.TrueForAll(one => one.Key != key.Key)).ToList();
            if (missing.Count == 0) return [EditorJson.Container(container.Name, keys, content)];
            Say($"het blok ‘{type.Name}’ mist ‘{missing[0].Info.Label}’; wat erin staat gaat mee als tekst.");
            return content;
        }

        private static string EditorOf(ForeignProperty property, JsonObject value) =>
            property.Editor.Length > 0 ? property.Editor : value["editorAlias"]?.ToString() ?? "";

        private void Say(string sentence) => around.remarks.Add(document, sentence);
    }
}
