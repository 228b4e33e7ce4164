using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Content.Types;

namespace Portal.UmbracoBridge.Import;

/// <summary>What becomes of the types of another site: a file that is made with guesses, for an editor to change.</summary>
internal sealed class ImportMapping
{
    /// <summary>What the text of a page is called, and what does not come along.</summary>
    public const string Text = "tekst", LeftOut = "overslaan";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        IndentCharacter = ' ',
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>How to read the file.</summary>
    public string Uitleg { get; init; } =
        "Bij elke soort staat wat zij wordt (een soort van het portaal, of overslaan), en bij elk veld de eigenschap in het portaal, "
        + "tekst of overslaan. Vaste waarden voor wat verplicht is en ontbreekt staan bij vast. "
        + "Soorten van het portaal zelf staan hier niet.";

    /// <summary>Types of documents by alias.</summary>
    public SortedDictionary<string, TypeMapping> Soorten { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Types of blocks by alias.</summary>
    public SortedDictionary<string, BlockMapping> Blokken { get; init; } = new(StringComparer.Ordinal);

    /// <summary>As it stands in a file.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImportRefused">It cannot be read, or names what is not there.</exception>
    public static ImportMapping Read(string text, DocumentTypes types)
    {
        ImportMapping mapping;
        try
        {
            mapping = JsonSerializer.Deserialize<ImportMapping>(text, Json) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            throw new ImportRefused($"De omzetting is niet te lezen (regel {(problem.LineNumber ?? 0) + 1}): {problem.Message}");
        }
        var problems = mapping.Soorten.SelectMany(pair => ProblemsOf(pair.Key, pair.Value, types)).ToList();
        return problems.Count == 0 ? mapping : throw new ImportRefused(problems);
    }

    private static IEnumerable<string> ProblemsOf(string alias, TypeMapping to, DocumentTypes types)
    {
        if (to.Wordt == LeftOut) yield break;
        if (types.Find(to.Wordt) is not { IsPart: false, Info.FixedPath: null } type)
        {
            yield return $"De omzetting: ‘{alias}’ kan geen ‘{to.Wordt}’ worden. Kies uit: {string.Join(", ", Names(types))} of {LeftOut}.";
            yield break;
        }
        foreach (var field in to.Velden.Where(field => field.Value is not (Text or LeftOut) && !CanBe(type, field.Value)))
            yield return $"De omzetting: ‘{alias}.{field.Key}’ kan geen ‘{field.Value}’ worden. "
                + $"Kies uit: {string.Join(", ", Keys(type))}, {Text} of {LeftOut}.";
        foreach (var key in to.Vast.Select(pair => pair.Key).Where(key => type.Properties.All(one => one.Key != key)))
            yield return $"De omzetting: ‘{alias}’ kan geen vaste waarde hebben voor ‘{key}’. Kies uit: {string.Join(", ", Keys(type))}.";
    }

    /// <summary>The types of the portal that a document can become.</summary>
    public static IEnumerable<string> Names(DocumentTypes types) =>
        types.All.Where(type => !type.IsPart && type.Info.FixedPath is null).Select(type => type.Name);

    private static IEnumerable<string> Keys(DocumentType type) =>
        type.Properties.Where(one => CanBe(type, one.Key)).Select(one => one.Key);

    // Of an object nobody can fill a part with one value.
    private static bool CanBe(DocumentType type, string key) =>
        type.Properties.FirstOrDefault(one => one.Key == key) is { Info.IsManaged: false, Shape: not PropertyShape.Object };
}

/// <summary>What becomes of a type of documents.</summary>
internal sealed class TypeMapping
{
    /// <summary>The type of the portal, or <see cref="ImportMapping.LeftOut"/>.</summary>
    public required string Wordt { get; set; }

    /// <summary>Why that was guessed.</summary>
    public string Waarom { get; set; } = "";

    /// <summary>By alias the key of ours, <see cref="ImportMapping.Text"/> or <see cref="ImportMapping.LeftOut"/>.</summary>
    public SortedDictionary<string, string> Velden { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Values by key for what the other site does not say.</summary>
    public JsonObject Vast { get; init; } = [];
}

/// <summary>What becomes of a type of blocks.</summary>
internal sealed class BlockMapping
{
    /// <summary>A container of the portal, <see cref="ImportMapping.Text"/> or <see cref="ImportMapping.LeftOut"/>.</summary>
    public required string Wordt { get; set; }

    /// <summary>By alias of the property the key of the container, or <see cref="ImportMapping.Text"/>.</summary>
    public SortedDictionary<string, string> Velden { get; init; } = new(StringComparer.Ordinal);
}
