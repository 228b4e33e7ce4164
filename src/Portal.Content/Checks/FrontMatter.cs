using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Platform;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Portal.Content.Checks;

/// <summary>
/// Reads the YAML of a document into JSON by the properties of its type, and says of every value that does not fit
/// where it stands and what to do.
/// </summary>
/// <remarks>
/// Only plain YAML is taken: no aliases (a few lines of them can unfold to gigabytes), no deep nesting (a file of brackets would
/// overflow the stack), no second document.
/// </remarks>
internal sealed class FrontMatter
{
    private const int DeepestNesting = 12;
    private readonly List<(string Key, int Line, string Message)> errors = [];
    private readonly List<(string Key, MarkdownIssue Issue)> warnings = [];
    private readonly Dictionary<string, int> lines = [];
    private string key = "";

    private FrontMatter() { }

    /// <summary>The values, keyed as in the file.</summary>
    public JsonObject Json { get; } = [];

    /// <summary>
    /// What is wrong: the key of the first level it belongs to (empty: the whole), and the line within the YAML counted from 1.
    /// </summary>
    public IReadOnlyList<(string Key, int Line, string Message)> Errors => errors;

    /// <summary>What goes online otherwise than its author may have meant, placed as <see cref="Errors"/> are.</summary>
    public IReadOnlyList<(string Key, MarkdownIssue Issue)> Warnings => warnings;

    /// <summary>The ids it refers to, each with its key of the first level, the rule of its property and its line.</summary>
    public List<(string Key, DocumentType.PropertyType Property, string Id, int Line)> References { get; } = [];

    /// <summary>The web addresses it names, placed as <see cref="References"/> are.</summary>
    public List<(string Key, string Url, int Line)> Addresses { get; } = [];

    /// <summary>The line of a key of the first level, or of one value of its list (<c>key.0</c>); 1 when it is not there.</summary>
    public int LineOf(string key) => lines.GetValueOrDefault(key, 1);

    /// <summary>
    /// Only the value of <c>type</c> and its line, to know by which properties to read the rest; null when it cannot be told.
    /// </summary>
    public static (string Name, int Line)? TypeOf(string yaml)
    {
        var line = 0;
        foreach (var text in yaml.Split('\n'))
        {
            line++;
            if (text.StartsWith("type:", StringComparison.Ordinal)) return (text[5..].Trim().Trim('"', '\''), line);
        }
        return null;
    }

    /// <summary>Reads YAML by a list of properties.</summary>
    public static FrontMatter Read(string yaml, IReadOnlyList<DocumentType.PropertyType> properties)
    {
        var result = new FrontMatter();
        try
        {
            var stream = new YamlStream();
            stream.Load(new PlainYaml(new Parser(new StringReader(yaml)), DeepestNesting));
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
                result.errors.Add(
                    ("", 1, "De kop boven de tekst is leeg of geen lijst van sleutels. Schrijf elke eigenschap als 'sleutel: waarde'."));
            else
                result.ReadObject(root, properties, result.Json, "");
        }
        catch (YamlException problem)
        {
            result.errors.Add(("", (int)Math.Max(1, problem.Start.Line), Explain(problem)));
        }
        return result;
    }

    private static string Explain(YamlException problem) => problem.Message switch
    {
        var text when text.Contains("too deep", StringComparison.Ordinal) =>
            "De kop heeft te veel lagen in elkaar. Schrijf de lijsten eenvoudiger.",
        var text when text.Contains("alias", StringComparison.OrdinalIgnoreCase)
            || text.Contains("anchor", StringComparison.OrdinalIgnoreCase) =>
            "Verwijzingen met & en * kunnen hier niet. Schrijf de waarde voluit.",
        var text when text.Contains("Duplicate key", StringComparison.OrdinalIgnoreCase) =>
            $"Een sleutel staat er twee keer ({text.Trim()}). Haal er een weg.",
        var text => $"De kop is geen geldige YAML ({text.Trim()}). Let op inspringen, en zet tekst met een dubbele punt of # tussen "
            + "aanhalingstekens.",
    };

    private void ReadObject(YamlMappingNode node, IReadOnlyList<DocumentType.PropertyType> properties, JsonObject into, string place)
    {
        foreach (var (keyNode, value) in node.Children)
        {
            var name = (keyNode as YamlScalarNode)?.Value ?? "";
            if (place.Length == 0) lines[key = name] = Line(keyNode);
            var property = properties.FirstOrDefault(candidate => candidate.Key == name);
            if (property is null)
                Error(keyNode, $"De sleutel '{place}{name}' bestaat hier niet.{Suggest(name, properties)}");
            else if (ReadProperty(value, property, place) is { } read)
                into[name] = read;
        }
        foreach (var property in properties.Where(property => property.Info.Required && !into.ContainsKey(property.Key)
            && !node.Children.Keys.OfType<YamlScalarNode>().Any(known => known.Value == property.Key)))
        {
            if (place.Length == 0) key = property.Key;
            Error(node, $"De sleutel '{place}{property.Key}' ontbreekt ({property.Info.Label}).");
        }
    }

    private JsonNode? ReadProperty(YamlNode node, DocumentType.PropertyType property, string place)
    {
        if (node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "null" or "~" or null })
        {
            if (property.Info.Required) Error(node, $"'{place}{property.Key}' is leeg. Vul het in.");
            return null;
        }
        if (!property.IsList) return ReadValue(node, property, place);
        if (node is not YamlSequenceNode sequence)
        {
            Error(node, $"'{place}{property.Key}' moet een lijst zijn: elke waarde op een eigen regel achter een streepje.");
            return null;
        }
        var list = new JsonArray();
        foreach (var item in sequence.Children)
        {
            if (ReadValue(item, property, place) is not { } read) continue;
            if (place.Length == 0) lines[$"{property.Key}.{list.Count}"] = Line(item);
            list.Add(read);
        }
        if (sequence.Children.Count < Math.Max(property.Info.MinItems, property.Info.Required ? 1 : 0))
        {
            var fewest = Math.Max(1, property.Info.MinItems);
            Error(node, $"'{place}{property.Key}' heeft {sequence.Children.Count} waarden; er zijn er minstens {fewest} nodig.");
        }
        if (property.Info.MaxItems > 0 && sequence.Children.Count > property.Info.MaxItems)
            Error(
                node,
                $"'{place}{property.Key}' heeft {sequence.Children.Count} waarden; er mogen er hoogstens {property.Info.MaxItems} zijn.");
        return list;
    }

    private JsonNode? ReadValue(YamlNode node, DocumentType.PropertyType property, string place)
    {
        if (property.Shape == PropertyShape.Object)
        {
            if (node is YamlMappingNode mapping)
            {
                var child = new JsonObject();
                ReadObject(mapping, property.Children, child, $"{place}{property.Key}.");
                return child;
            }
            Error(
                node,
                $"'{place}{property.Key}' moet uit sleutels bestaan: {string.Join(", ", property.Children.Select(child => child.Key))}.");
            return null;
        }
        if (node is not YamlScalarNode { Value: { } text } scalar)
        {
            Error(node, $"'{place}{property.Key}' moet een enkele waarde zijn.");
            return null;
        }
        return ReadScalar(scalar, text, property, place + property.Key);
    }

    private JsonNode? ReadScalar(YamlScalarNode node, string text, DocumentType.PropertyType property, string name)
    {
        var quoted = node.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        switch (property.Shape)
        {
            case PropertyShape.Number when !quoted
                && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                return number;
            case PropertyShape.Decimal when !quoted && decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact):
                return exact;
            case PropertyShape.YesNo when !quoted && text is "true" or "false":
                return text == "true";
            case PropertyShape.Date when DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _):
                return text;
            case PropertyShape.DateTime when DateTime.TryParseExact(
                text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment):
                if (DutchTime.WhyMissing(moment) is not { } missing)
                    return moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
                Error(node, $"'{name}': {missing}");
                return null;
            case PropertyShape.Choice when property.IsAudience && Slug.IsSlug(text):
                // One that an editor added is a document, which may come with this one.
                if (AudienceTerm.Standing.All(term => term.Audience.Key != text))
                    References.Add((key, property, AudienceWords.Prefix + text, Line(node)));
                return text;
            case PropertyShape.Choice when property.Choices.ContainsKey(text):
                return text;
            case PropertyShape.Text:
                return ReadText(node, text, property, name);
        }
        Error(node, property.Shape switch
        {
            PropertyShape.Number => $"'{name}' moet een heel getal zijn, zonder aanhalingstekens; er staat '{Short(text)}'.",
            PropertyShape.Decimal => $"'{name}' moet een getal zijn, met een punt voor de decimalen, zoals 12.5; er staat '{Short(text)}'.",
            PropertyShape.YesNo => $"'{name}' moet true of false zijn; er staat '{Short(text)}'.",
            PropertyShape.Date => $"'{name}' moet een datum zijn als 2026-11-21; er staat '{Short(text)}'.",
            PropertyShape.DateTime => $"'{name}' moet een tijdstip zijn als 2026-11-21T09:00; er staat '{Short(text)}'.",
            _ => $"'{name}' kan geen '{Short(text)}' zijn. Kies uit: {string.Join(", ", property.Choices.Keys)}.",
        });
        return null;
    }

    private JsonValue? ReadText(YamlScalarNode node, string text, DocumentType.PropertyType property, string name)
    {
        if (text.Any(letter => char.IsControl(letter) && letter is not '\n'))
        {
            Error(node, $"'{name}' bevat een onzichtbaar stuurteken. Typ de tekst opnieuw.");
            return null;
        }
        if (Unicode.TurnsDirection(text))
        {
            Error(node, $"'{name}' bevat een onzichtbaar teken dat de leesrichting omdraait. Typ de tekst opnieuw.");
            return null;
        }
        // Folding a text over lines is a matter of layout: a title is one line, and no text ends with an empty one.
        const StringSplitOptions whole = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        text = property.Info.Multiline ? text.Trim() : string.Join(' ', text.Split('\n', whole));
        if (property.Info.Required && string.IsNullOrWhiteSpace(text)) Error(node, $"'{name}' is leeg. Vul het in.");
        if (property.Info.MaxLength > 0 && text.Length > property.Info.MaxLength)
            Error(node, $"'{name}' is {text.Length} tekens; hoogstens {property.Info.MaxLength} past. Kort het in.");
        if (property.Key == "url" && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
            Error(node, $"'{name}' is geen webadres. Begin met https://.");
        else if (property.Info.IsAddress && LinkAddress.Of(text).Kind is not (LinkKind.Portal or LinkKind.Web))
            Error(node, $"'{name}' is geen adres. Begin met een schuine streep (/kennis) of met https://.");
        else if (property.Key == "url" || property.Info.IsAddress) Addresses.Add((key, text, Line(node)));
        if (property.Info.IsReference) References.Add((key, property, text, Line(node)));
        foreach (var issue in ForeignMarkup.InPlain(text, Line(node)))
        {
            if (issue.IsWarning) warnings.Add((key, issue));
            else Error(node, issue.Message);
        }
        return JsonValue.Create(text);
    }

    private static string Suggest(string key, IReadOnlyList<DocumentType.PropertyType> properties)
    {
        var near = properties.Select(property => property.Key).FirstOrDefault(candidate =>
            candidate.StartsWith(key, StringComparison.OrdinalIgnoreCase) || key.StartsWith(candidate, StringComparison.OrdinalIgnoreCase)
            || string.Equals(
                candidate.Replace("_", "", StringComparison.Ordinal), key.Replace("-", "", StringComparison.Ordinal),
                StringComparison.OrdinalIgnoreCase));
        return near is null ? $" Kies uit: {string.Join(", ", properties.Select(property => property.Key))}." : $" Bedoel je '{near}'?";
    }

    private void Error(YamlNode node, string message) => errors.Add((key, Line(node), message));

    private static int Line(YamlNode node) => (int)Math.Max(1, node.Start.Line);

    private static string Short(string text) => text.AtMost(40, "...");
}
