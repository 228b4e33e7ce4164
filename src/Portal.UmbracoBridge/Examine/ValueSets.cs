using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Search;

namespace Portal.UmbracoBridge.Examine;

/// <summary>
/// What search knows, as the values that an Examine <c>ValueSet</c> takes: an id, a category, a type and values by field. One value set a
/// section, as in the portal's own index, so that a hit leads to a heading.
/// </summary>
internal static class ValueSets
{
    /// <summary>The category of all of them.</summary>
    public const string Category = "portaal";

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
    };

    /// <summary>The fields there are.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "__Key", "pageId", "section", "url", "anchor", "typeLabel", "nodeName", "heading", "body", "keywords", "filters", "date", "freshOn",
        "badge",
    ];

    /// <summary>Writes them, a section at a time.</summary>
    public static void Write(Stream into, IEnumerable<SearchDocument> sections)
    {
        using var json = new Utf8JsonWriter(into, Options);
        json.WriteStartArray();
        foreach (var section in sections)
        {
            json.WriteStartObject();
            json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{section.EntityId:N}-{section.Section}"));
            json.WriteString("category", Category);
            json.WriteString("itemType", Model.UmbracoAlias.OfType(section.Type));
            json.WriteStartObject("values");
            foreach (var (field, values) in ValuesOf(section))
            {
                json.WriteStartArray(field);
                foreach (var value in values) json.WriteStringValue(value);
                json.WriteEndArray();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.Flush();
        into.Write("\n"u8);
    }

    /// <summary>The values of a section by field; a field without any is left out.</summary>
    public static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> ValuesOf(SearchDocument section) =>
        Fields.Select(field => KeyValuePair.Create(field, Of(section, field))).Where(pair => pair.Value.Count > 0);

    private static IReadOnlyList<string> Of(SearchDocument section, string field) => field switch
    {
        "__Key" => [section.EntityId.ToString()],
        "pageId" => [section.EntityId.ToString("N")],
        "section" => [section.Section.ToString(CultureInfo.InvariantCulture)],
        "url" => One(section.Url),
        "anchor" => One(section.Anchor),
        "typeLabel" => One(section.TypeLabel),
        "nodeName" => One(section.Title),
        "heading" => One(section.Heading),
        "body" => One(section.Body),
        "keywords" => One(section.Keywords),
        "filters" => section.Filters,
        "date" => One(Day(section.Date)),
        "freshOn" => One(Day(section.FreshOn)),
        _ => One(section.Badge),
    };

    private static IReadOnlyList<string> One(string? value) => string.IsNullOrEmpty(value) ? [] : [value];

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
