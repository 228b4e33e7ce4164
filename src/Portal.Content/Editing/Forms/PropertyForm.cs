using System.Text.Json.Nodes;
using Portal.Content.Checks;
using Portal.Content.Types;
using Portal.Content.Yaml;
using Portal.Platform;
using PropertyType = Portal.Content.Types.DocumentType.PropertyType;

namespace Portal.Content.Editing.Forms;

/// <summary>The form of a list of properties, filled in: what the attributes of a record say, as fields under headings.</summary>
internal sealed class PropertyForm
{
    /// <summary>What the names of all fields begin with, where nobody says otherwise.</summary>
    public const string UsualPrefix = "p";

    /// <summary>The fields under their headings.</summary>
    public required IReadOnlyList<FormSection> Sections { get; init; }

    /// <summary>What is wrong with what was typed, in the order of the fields.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Every field of the first level.</summary>
    public IEnumerable<FormField> Fields => Sections.SelectMany(section => section.Fields);

    /// <summary>The form of a document.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="yaml">Its front matter as written.</param>
    /// <param name="titleOf">Who an id is of; null for an id of nobody.</param>
    public static PropertyForm Of(DocumentType type, string yaml, Func<string, Reference?> titleOf) =>
        Of(type.Properties, yaml, titleOf, UsualPrefix);

    /// <summary>The form of any YAML that these properties describe.</summary>
    public static PropertyForm Of(
        IReadOnlyList<PropertyType> properties, string yaml, Func<string, Reference?> titleOf, string prefix) =>
        new FormBuilder(titleOf, [], null).Build(properties, ValuesOf(properties, yaml, out var isLocked), prefix, isLocked);

    /// <summary>
    /// The values of a YAML as texts. What cannot be edited by value (anchors, tags, a key twice) is read as far as it goes, and locked.
    /// </summary>
    internal static JsonObject ValuesOf(IReadOnlyList<PropertyType> properties, string yaml, out bool isLocked)
    {
        isLocked = false;
        if (string.IsNullOrWhiteSpace(yaml)) return [];
        if (YamlTree.Of(yaml) is { IsFlow: false } root) return YamlEdit.JsonOf(root);
        isLocked = true;
        return FrontMatter.Read(yaml, properties).Json;
    }
}

/// <summary>Makes fields of properties and values.</summary>
/// <param name="titleOf">Who an id is of.</param>
/// <param name="errors">What is wrong, by the name of the field.</param>
/// <param name="focus">Name of the field or button that gets the cursor.</param>
internal sealed class FormBuilder(Func<string, Reference?> titleOf, IReadOnlyList<FieldError> errors, string? focus)
{
    private readonly Dictionary<string, string> messages = errors.Where(error => error.Kind != FieldErrorKind.Missing)
        .GroupBy(error => error.Name).ToDictionary(group => group.Key, group => group.First().Message);

    public PropertyForm Build(IReadOnlyList<PropertyType> properties, JsonObject values, string prefix, bool isLocked)
    {
        var sections = properties.Where(property => !property.Info.IsManaged)
            .GroupBy(GroupOf).OrderBy(group => group.Key)
            .Select(group => SectionOf(group.Key, prefix, [.. group.Select(FieldOf)]));
        return new PropertyForm { Sections = [.. sections], Errors = errors };

        FormField FieldOf(PropertyType property) => this.FieldOf(property, NameOf(prefix, property), values[property.Key], isLocked);
    }

    /// <summary>The name of a field of the first level.</summary>
    public static string NameOf(string prefix, PropertyType property) => prefix.Length == 0 ? property.Key : $"{prefix}.{property.Key}";

    private static FormSection SectionOf(PropertyGroup group, string prefix, IReadOnlyList<FormField> fields) =>
        new(group.Label(), $"{prefix}-deel-{group}".TrimStart('-').ToLowerInvariant(), fields)
        {
            IsOpen = group is PropertyGroup.Main or PropertyGroup.About || fields.Any(field => field.IsAsked),
        };

    private static PropertyGroup GroupOf(PropertyType property) => property.Info.Group switch
    {
        PropertyGroup.Usual => property.Info.Required ? PropertyGroup.Main : PropertyGroup.About,
        var group => group,
    };

    private FormField FieldOf(PropertyType property, string name, JsonNode? value, bool isLocked)
    {
        var control = FormField.ControlOf(property);
        var field = new FormField
        {
            Property = property,
            Name = name,
            Control = control,
            Error = messages.GetValueOrDefault(name),
            HasFocus = focus == name,
            IsLocked = isLocked || !Shown.Fits(property, value),
        };
        if (field.IsLocked && !Shown.Fits(property, value)) return field with { Value = value!.ToJsonString(ContentJson.Options) };
        return control switch
        {
            FormControl.Objects => field with
            {
                Items = [.. Shown.Items(value).Select((item, i) => ItemOf(property, name, item, i, isLocked))],
            },
            FormControl.Object => field with { Items = [ItemOf(property, name, value, null, isLocked)] },
            FormControl.Choices => field with { Choices = ChoicesOf(property, [.. Shown.Items(value).Select(item => item!.ToString())]) },
            FormControl.Choice => field with { Choices = ChoicesOf(property, [Shown.TextOf(property, value)]) },
            FormControl.Lines => field with { Values = [.. Lines(value)] },
            FormControl.References => field with { Values = [.. Lines(value)], Chosen = [.. Lines(value).Select(Named)] },
            FormControl.Reference when Shown.TextOf(property, value) is { Length: > 0 } id =>
                field with { Value = id, Chosen = [Named(id)] },
            _ => field with { Value = Shown.TextOf(property, value) },
        };
    }

    private FormItem ItemOf(PropertyType property, string name, JsonNode? value, int? at, bool isLocked)
    {
        var marker = at?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
        var own = at is null ? name : $"{name}[{marker}]";
        var fields = property.Children.Select(child => FieldOf(child, $"{own}.{child.Key}", (value as JsonObject)?[child.Key], isLocked))
            .ToList();
        if (focus == own) fields[0] = fields[0] with { HasFocus = true };
        var title = fields.FirstOrDefault(field => field.Value.Length > 0 && field.Property.Shape == PropertyShape.Text)?.Value ?? "";
        return new FormItem(own, marker, title.AtMost(60, "…"), fields)
        {
            Focus = focus == "up:" + own ? "up" : focus == "down:" + own ? "down" : null,
        };
    }

    private static IReadOnlyList<FormChoice> ChoicesOf(PropertyType property, IReadOnlyList<string> chosen) =>
    [
        .. (property.Shape == PropertyShape.YesNo ? YesOrNo : property.Choices)
            .Select(choice => new FormChoice(choice.Key, choice.Value, chosen.Contains(choice.Key))),
        .. chosen.Where(value => value.Length > 0 && property.Shape == PropertyShape.Choice && !property.Choices.ContainsKey(value))
            .Distinct().Select(value => new FormChoice(value, value + " (bestaat niet)", IsChosen: true)),
    ];

    private static OrderedDictionary<string, string> YesOrNo { get; } = new() { ["true"] = "Ja", ["false"] = "Nee" };

    private static IEnumerable<string> Lines(JsonNode? value) =>
        Shown.Items(value).Select(item => Shown.Tidy(item!.ToString(), lines: false)).Where(text => text.Length > 0);

    private Reference Named(string id) => titleOf(id) ?? new Reference(id, "", "", "");
}
