using System.Text.Json.Nodes;
using Portal.Content.Checks;
using Portal.Content.Types;

namespace Portal.Content.Portable;

/// <summary>The YAML that stands in a block, as values.</summary>
public static class PortableYaml
{
    /// <summary>Reads as much of it as these properties describe.</summary>
    public static JsonObject Read(string yaml, IReadOnlyList<DocumentType.PropertyType> properties) =>
        FrontMatter.Read(yaml, properties).Json;
}
