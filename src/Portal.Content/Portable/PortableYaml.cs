using System.Text.Json.Nodes;
using Portal.Content.Checks;
using Portal.Content.Types;
using Portal.Content.Yaml;

namespace Portal.Content.Portable;

/// <summary>YAML as values, and values as YAML.</summary>
public static class PortableYaml
{
    /// <summary>Reads as much of the YAML of a block as these properties describe.</summary>
    public static JsonObject Read(string yaml, IReadOnlyList<DocumentType.PropertyType> properties) =>
        FrontMatter.Read(yaml, properties).Json;

    /// <summary>Writes values in the style of content/, each key on a line.</summary>
    public static string Write(JsonObject values) => YamlWriter.Pairs(values, "");

    /// <summary>
    /// The same as authors write the YAML of a block: words between quotes also where they are one, short names and what names them
    /// without, ids and what belongs on one line between brackets.
    /// </summary>
    /// <param name="values">The values, in their order.</param>
    /// <param name="properties">What they are.</param>
    public static string Write(JsonObject values, IReadOnlyList<DocumentType.PropertyType> properties) =>
        new TypedYaml(values).Pairs(values, properties, "");
}
