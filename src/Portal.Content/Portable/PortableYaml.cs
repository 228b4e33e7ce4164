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
}
