using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Content.Types;
using Portal.Content.Yaml;
using PropertyType = Portal.Content.Types.DocumentType.PropertyType;

namespace Portal.Content.Editing.Forms;

/// <summary>
/// A form that came back. What was not touched keeps its bytes; a value that cannot be written down stays as it was in the text, and as
/// it was typed in the form.
/// </summary>
internal sealed class PostedProperties
{
    /// <summary>The YAML with what was changed; the very same text when nothing was.</summary>
    public required string Yaml { get; init; }

    /// <summary>The keys that were changed, in the order of the form.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>What is wrong with what was typed.</summary>
    public IReadOnlyList<FieldError> Errors => Form.Errors;

    /// <summary>The form as it was typed, with the messages: what the page shows again.</summary>
    public required PropertyForm Form { get; init; }

    /// <summary>True when a button of a list was pressed: the page shows the form again.</summary>
    public required bool IsAction { get; init; }

    /// <summary>Reads the form of a document.</summary>
    /// <param name="form">What was posted.</param>
    /// <param name="type">The document's type.</param>
    /// <param name="yaml">Its front matter as it is stored now.</param>
    /// <param name="titleOf">Who an id is of; null for an id of nobody.</param>
    public static PostedProperties Read(IFormCollection form, DocumentType type, string yaml, Func<string, Reference?> titleOf) =>
        Read(form, type.Properties, yaml, titleOf, PropertyForm.UsualPrefix);

    /// <summary>Reads the form of any YAML that these properties describe.</summary>
    public static PostedProperties Read(
        IFormCollection form, IReadOnlyList<PropertyType> properties, string yaml, Func<string, Reference?> titleOf, string prefix)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(yaml);
        var reader = new FormReader(form);
        var before = PropertyForm.ValuesOf(properties, yaml, out var isLocked);
        var (shown, errors, changed) = (before.DeepClone().AsObject(), new List<FieldError>(), new List<string>());
        IReadOnlyList<string> order = [.. properties.Select(property => property.Key)];
        foreach (var property in properties.Where(property => !property.Info.IsManaged && !isLocked))
        {
            var (name, old) = (FormBuilder.NameOf(prefix, property), before[property.Key]);
            if (!reader.Has(name) || !Shown.Fits(property, old)) continue;
            var typed = reader.Read(property, name);
            shown[property.Key] = typed?.DeepClone();
            var value = new TypedValue(property.Key, errors);
            if (!value.TryRead(property, name, typed, old, out var result) || !value.IsChanged) continue;
            if (YamlEdit.With(yaml, property.Key, result, order) is { } text)
            {
                if (text == yaml) continue;
                yaml = text;
                changed.Add(property.Key);
            }
            else
            {
                errors.Add(new(
                    name, property.Key, $"‘{property.Info.Label}’ kan alleen in de bron worden veranderd.", FieldErrorKind.Refused));
            }
        }
        return new PostedProperties
        {
            Yaml = yaml,
            Changed = changed,
            IsAction = reader.IsAction,
            Form = new FormBuilder(titleOf, errors, reader.Focus).Build(properties, shown, prefix, isLocked),
        };
    }
}
