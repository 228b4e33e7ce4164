using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Content.Markdown;
using Portal.Content.Markdown.Editing;

namespace Portal.Content.Editing.Forms;

/// <summary>
/// The forms of blocks, from the same attributes as those of documents; and the list of blocks that an author chooses from.
/// </summary>
internal sealed class BlockForms(IEnumerable<IMarkdownContainer> containers, References references)
{
    /// <summary>What the names of the fields of the YAML in a block begin with; the keys of its first line have no prefix.</summary>
    public const string YamlPrefix = "y";

    private readonly Dictionary<string, IMarkdownContainer> kinds = containers.ToDictionary(container => container.Name);

    /// <summary>The form of a block; null when there is no such block.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="keys">The keys of its first line.</param>
    /// <param name="yaml">The YAML that stands in it; null when it has none.</param>
    public BlockForm? Of(string name, IReadOnlyDictionary<string, string> keys, string? yaml)
    {
        if (!kinds.TryGetValue(name, out var kind)) return null;
        var values = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)JsonValue.Create(key.Value))));
        return new BlockForm(
            name, [.. keys], yaml, new FormBuilder(references.Find, [], null).Build(kind.Keys, values, "", isLocked: false),
            kind.YamlOf(keys) is { } properties ? PropertyForm.Of(properties, yaml ?? "", references.Find, YamlPrefix) : null);
    }

    /// <summary>Reads the form of a block; null when there is no such block.</summary>
    /// <param name="form">What was posted.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="keys">The keys of its first line as they are now.</param>
    /// <param name="yaml">The YAML that stands in it now.</param>
    public PostedBlock? Read(IFormCollection form, string name, IReadOnlyDictionary<string, string> keys, string? yaml)
    {
        if (!kinds.TryGetValue(name, out var kind)) return null;
        var (reader, errors, now) = (new FormReader(form), new List<FieldError>(), new OrderedDictionary<string, string>(keys));
        var shown = new JsonObject();
        foreach (var property in kind.Keys)
        {
            var old = keys.TryGetValue(property.Key, out var said) ? JsonValue.Create(said) : null;
            var typed = reader.Has(property.Key) ? reader.Read(property, property.Key) : old;
            shown[property.Key] = typed?.DeepClone();
            if (property.Info.IsManaged || !reader.Has(property.Key)) continue;
            var value = new TypedValue(property.Key, errors);
            if (!value.TryRead(property, property.Key, typed, old, out var result) || !value.IsChanged) continue;
            // The first line of a block knows no way to write it.
            if (result?.ToString() is not { } text) now.Remove(property.Key);
            else if (text.Contains('"', StringComparison.Ordinal))
                errors.Add(new(
                    property.Key, property.Key, "Een recht aanhalingsteken kan hier niet. Schrijf ‘ en ’.", FieldErrorKind.Refused));
            else now[property.Key] = text;
        }
        var inner = kind.YamlOf(now) is { } properties
            ? PostedProperties.Read(form, properties, yaml ?? "", references.Find, YamlPrefix)
            : null;
        var shownForm = new BlockForm(
            name, [.. keys], yaml, new FormBuilder(references.Find, errors, null).Build(kind.Keys, shown, "", isLocked: false),
            inner?.Form);
        return new PostedBlock(shownForm, [.. now], inner?.Yaml ?? yaml) { IsAction = inner?.IsAction == true };
    }

    /// <summary>
    /// All blocks as an author chooses them: <c>[{name, label, help, words, keys, template}]</c>, for the browser's list.
    /// </summary>
    public JsonArray List() =>
    [
        .. from container in kinds.Values.OrderBy(container => container.Name, StringComparer.Ordinal)
           from kind in container.Kinds
           select (JsonNode)new JsonObject
           {
               ["name"] = container.Name,
               ["label"] = kind.Label,
               ["help"] = kind.Help,
               ["words"] = kind.Words,
               ["keys"] = new JsonArray([.. container.Keys.Where(key => !key.Info.IsManaged).Select(KeyOf)]),
               ["template"] = TemplateOf(kind.Template),
           },
    ];

    private static JsonObject KeyOf(Types.DocumentType.PropertyType key)
    {
        var described = new JsonObject { ["key"] = key.Key, ["label"] = key.Info.Label };
        if (key.Info.Help.Length > 0) described["help"] = key.Info.Help;
        if (key.Info.Required) described["required"] = true;
        if (key.Choices.Count > 0)
        {
            var none = key.Info.Required ? [] : new[] { KeyValuePair.Create("", "Niet ingevuld") };
            described["options"] = new JsonArray([.. none.Concat(key.Choices).Select(choice => new JsonArray(choice.Key, choice.Value))]);
        }
        return described;
    }

    private static JsonNode TemplateOf(string markdown)
    {
        var template = NodeJson.Write(BlockText.Of(markdown).Blocks.Select(block => block.Node))["content"]![0]!.DeepClone();
        // A block with nothing in it has no place for the cursor.
        if (template["content"] is not JsonArray { Count: > 0 })
            template["content"] = new JsonArray(new JsonObject { ["type"] = "paragraph" });
        return template;
    }
}

/// <summary>The form of a block.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Now">Its keys as they are in the text.</param>
/// <param name="Yaml">Its YAML as it is in the text.</param>
/// <param name="Keys">The form of its first line.</param>
/// <param name="Inner">The form of its YAML; null when it has none.</param>
internal sealed record BlockForm(
    string Name, IReadOnlyList<KeyValuePair<string, string>> Now, string? Yaml, PropertyForm Keys, PropertyForm? Inner)
{
    /// <summary>What is wrong with it.</summary>
    public IEnumerable<FieldError> Errors => Keys.Errors.Concat(Inner?.Errors ?? []);
}

/// <summary>A form of a block that came back.</summary>
/// <param name="Form">The form as it was typed, with the messages.</param>
/// <param name="Keys">The keys with what was changed, in their order.</param>
/// <param name="Yaml">The YAML with what was changed and no other byte.</param>
internal sealed record PostedBlock(BlockForm Form, IReadOnlyList<KeyValuePair<string, string>> Keys, string? Yaml)
{
    /// <summary>A button of a list was pressed: the form is shown again.</summary>
    public bool IsAction { get; init; }

    /// <summary>Something could not be written down.</summary>
    public bool IsRefused => Form.Errors.Any(error => error.Kind == FieldErrorKind.Refused);
}
