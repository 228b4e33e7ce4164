using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Content.Markdown;
using Portal.Platform;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Portal.Learning.Exercises;

/// <summary>
/// A list of keys in the YAML of an exercise. Reads values and says of every one that does not fit where it stands and what to do;
/// what was not asked for is reported by <see cref="RefuseTheRest"/>.
/// </summary>
internal sealed class YamlPart(YamlMappingNode node, YamlReading reading, string place)
{
    private readonly Dictionary<string, YamlPartValue> values = node.Children
        .Where(pair => pair.Key is YamlScalarNode)
        .ToDictionary(
            pair => ((YamlScalarNode)pair.Key).Value ?? "", pair => new YamlPartValue(pair.Key, pair.Value), StringComparer.Ordinal);

    private readonly HashSet<string> asked = [];

    /// <summary>The key is there.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A text as written, trimmed.</summary>
    public string? Plain(string key, bool required = true)
    {
        var text = (Find(key)?.Value as YamlScalarNode)?.Value?.Trim();
        if (!string.IsNullOrEmpty(text)) return text;
        if (Has(key)) Report(key, $"'{place}{key}' moet een tekst zijn. Vul hem in.");
        else if (required) Report(key, $"De sleutel '{place}{key}' ontbreekt.");
        return null;
    }

    /// <summary>A text that may have bold, italic and links.</summary>
    public RichText Text(string key, bool required = true) => Optional(key, required) ?? RichText.Empty;

    /// <summary>A text that may be left out.</summary>
    public RichText? Optional(string key, bool required = false) => Plain(key, required) is { } text ? Rich(text, Find(key)!.Value) : null;

    /// <summary>Yes or no.</summary>
    public bool? Flag(string key, bool required = true)
    {
        switch (Find(key)?.Value)
        {
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" }: return true;
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: "false" }: return false;
            case null when required: Report(key, $"De sleutel '{place}{key}' ontbreekt. Schrijf true of false."); return null;
            case null: return null;
            default: Report(key, $"'{place}{key}' moet true of false zijn, zonder aanhalingstekens."); return null;
        }
    }

    /// <summary>A number; with a point before the decimals.</summary>
    public decimal? Number(string key, bool required = true)
    {
        if (Find(key)?.Value is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
            && decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1_000_000_000_000) return number;
        if (Has(key))
            Report(key, $"'{place}{key}' moet een getal zijn, met een punt voor de decimalen en zonder aanhalingstekens, zoals 12.5.");
        else if (required) Report(key, $"De sleutel '{place}{key}' ontbreekt. Schrijf een getal.");
        return null;
    }

    /// <summary>A whole number between two others.</summary>
    public int? Whole(string key, int least, int most, bool required = true)
    {
        if (Number(key, required) is not { } number) return null;
        if (number >= least && number <= most && number == decimal.Truncate(number)) return (int)number;
        Report(key, $"'{place}{key}' moet een heel getal van {least} tot en met {most} zijn.");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public string? Choice(string key, bool required, params string[] words)
    {
        var word = Plain(key, required);
        if (word is null || words.Contains(word)) return word;
        Report(key, $"'{place}{key}' kan geen '{Short(word)}' zijn. Kies uit: {string.Join(", ", words)}.");
        return null;
    }

    /// <summary>A list of lists of keys.</summary>
    public IReadOnlyList<YamlPart> Parts(string key, int least, int most)
    {
        var parts = new List<YamlPart>();
        foreach (var item in Items(key, least, most))
        {
            if (item is YamlMappingNode mapping) parts.Add(new YamlPart(mapping, reading, $"{place}{key}."));
            else reading.Report(
                item, $"Elke regel van '{place}{key}' bestaat uit sleutels met een waarde. Schrijf achter het streepje sleutel: waarde.");
        }
        return parts;
    }

    /// <summary>A list of keys under a key; null where it is not there.</summary>
    public YamlPart? Part(string key)
    {
        if (Find(key) is not { } found) return null;
        if (found.Value is YamlMappingNode mapping) return new YamlPart(mapping, reading, $"{place}{key}.");
        reading.Report(found.Key, $"'{place}{key}' bestaat uit sleutels met een waarde.");
        return null;
    }

    /// <summary>A list of texts as written, each with the place it stands.</summary>
    public IReadOnlyList<(string Text, YamlNode At)> PlainList(string key, int least, int most)
    {
        var texts = new List<(string, YamlNode)>();
        foreach (var item in Items(key, least, most))
        {
            if (item is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text)) texts.Add((text.Trim(), item));
            else reading.Report(item, $"Elke regel van '{place}{key}' is een tekst. Vul hem in, of haal het streepje weg.");
        }
        return texts;
    }

    /// <summary>A list of texts that may have bold, italic and links.</summary>
    public IReadOnlyList<RichText> TextList(string key, int least, int most)
    {
        var items = PlainList(key, least, most);
        RefuseTwins(items.Select(item => (item.Text, item.At)));
        return [.. items.Select(item => Rich(item.Text, item.At))];
    }

    /// <summary>Two of these may not say the same: nobody could tell which is meant.</summary>
    public void RefuseTwins(string key, IEnumerable<YamlPart> parts) =>
        RefuseTwins(
            parts.Where(part => part.Has(key))
                .Select(part => (((part.Find(key)!.Value as YamlScalarNode)?.Value ?? "").Trim(), part.Find(key)!.Value)));

    /// <summary>Where the value of a key stands; the whole part where it is not there.</summary>
    public YamlNode NodeOf(string key) => Find(key)?.Value ?? node;

    /// <summary>Two of these may not say the same, as a reader sees them: bold and other quotes make no other text.</summary>
    public void RefuseTwins(IEnumerable<(string Text, YamlNode At)> texts) =>
        RefuseTwins(texts, text => Typed.Same(InlineMarkdown.Render(text, reading.Context).Plain));

    /// <summary>Two of these may not be the same to whom <paramref name="sameOf"/> tells what they are.</summary>
    public void RefuseTwins(IEnumerable<(string Text, YamlNode At)> texts, Func<string, string> sameOf)
    {
        var seen = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (text, at) in texts.Where(item => item.Text.Length > 0))
        {
            var shown = sameOf(text);
            if (shown.Length == 0) reading.Report(at, $"'{Short(text)}' heeft geen tekst. Schrijf iets dat iemand kan lezen.");
            else if (!seen.TryAdd(shown, at))
                reading.Report(at, $"'{Short(text)}' staat ook op regel {reading.LineOf(seen[shown])}. Geef elk een eigen tekst.");
        }
    }

    /// <summary>Reports something about a key; about the whole part where the key is not there.</summary>
    public void Report(string key, string message) => reading.Report(Find(key)?.Key ?? node, message);

    /// <summary>Reports something about the whole part.</summary>
    public void Report(string message) => reading.Report(node, message);

    /// <summary>Reports every key that nobody asked for.</summary>
    public void RefuseTheRest()
    {
        foreach (var (key, value) in values.Where(pair => !asked.Contains(pair.Key)))
            reading.Report(value.Key, $"De sleutel '{place}{Short(key)}' bestaat hier niet. De sleutels zijn: "
                + $"{string.Join(", ", asked.Order(StringComparer.Ordinal))}.");
    }

    private YamlPartValue? Find(string key)
    {
        asked.Add(key);
        return values.GetValueOrDefault(key);
    }

    private IEnumerable<YamlNode> Items(string key, int least, int most)
    {
        if (Find(key) is not { } found)
        {
            if (least > 0) Report(key, $"De sleutel '{place}{key}' ontbreekt. Schrijf er een lijst onder, elke regel met een streepje.");
            return [];
        }
        if (found.Value is not YamlSequenceNode list)
        {
            reading.Report(found.Key, $"'{place}{key}' moet een lijst zijn: elke regel begint met een streepje.");
            return [];
        }
        if (list.Children.Count < least || list.Children.Count > most)
            reading.Report(found.Key, $"'{place}{key}' heeft {list.Children.Count} regels; het moeten er "
                + $"{(most == int.MaxValue ? $"minstens {least}" : least == most ? $"{least}" : $"{least} tot en met {most}")} zijn.");
        return list.Children;
    }

    private RichText Rich(string text, YamlNode at)
    {
        if (reading.ChecksLinks)
        {
            foreach (var issue in InlineMarkdown.Check(text, reading.Context)) reading.Report(at, issue);
        }
        return InlineMarkdown.Render(text, reading.Context);
    }

    private static string Short(string text) => text.AtMost(40, "…");
}

/// <summary>A key and its value.</summary>
internal sealed record YamlPartValue(YamlNode Key, YamlNode Value);

/// <summary>One block of YAML while it is read: where it stands in the body, what its texts may refer to, what is wrong with it.</summary>
/// <param name="firstLine">1-based line of the body on which the YAML begins.</param>
/// <param name="context">What its links may refer to.</param>
/// <param name="checksLinks">
/// A link that leads nowhere is a mistake. So it is for an author; for a reader it is a text, for documents come and go.
/// </param>
internal sealed class YamlReading(int firstLine, RenderContext context, bool checksLinks)
{
    /// <summary>Deeper than any exercise goes; the reader of the tree is recursive.</summary>
    private const int MaxDepth = 12;

    private readonly List<MarkdownIssue> issues = [];

    /// <summary>A link that leads nowhere is a mistake.</summary>
    public bool ChecksLinks { get; } = checksLinks;

    /// <summary>What links may refer to.</summary>
    public RenderContext Context { get; } = context;

    /// <summary>What is wrong, with lines of the body.</summary>
    public IReadOnlyList<MarkdownIssue> Issues => issues;

    /// <summary>The line of the body on which a node stands.</summary>
    public int LineOf(YamlNode node) => firstLine + (int)Math.Max(1, node.Start.Line) - 1;

    /// <summary>Reports something about a node.</summary>
    public void Report(YamlNode node, string message) => issues.Add(new(LineOf(node), message));

    /// <summary>Reports what was found in the text of a node.</summary>
    public void Report(YamlNode node, MarkdownIssue found) => issues.Add(found with { Line = LineOf(node) });

    /// <summary>Reports something about a line of the body.</summary>
    public void Report(int line, string message) => issues.Add(new(line, message));

    /// <summary>The keys of the first level; null, and an issue, when it is no YAML or no list of keys.</summary>
    public YamlMappingNode? Read(string yaml)
    {
        try
        {
            RefuseWhatUnfolds(yaml);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return root;
            Report(firstLine, "Het YAML-blok is leeg of geen lijst van sleutels. Schrijf elke eigenschap als 'sleutel: waarde'.");
        }
        catch (YamlException problem)
        {
            Report(firstLine + (int)Math.Max(1, problem.Start.Line) - 1, Explain(problem.Message));
        }
        return null;
    }

    /// <summary>The YAML as JSON with its keys in order: the same for every layout of the same content.</summary>
    public static JsonNode? Canonical(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children
            .Select(pair => KeyValuePair.Create((pair.Key as YamlScalarNode)?.Value ?? "", Canonical(pair.Value)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Canonical)]),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value?.Trim()),
        _ => null,
    };

    // A few lines of aliases can unfold to gigabytes, and a deep tree would overflow the stack.
    private static void RefuseWhatUnfolds(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        while (parser.MoveNext())
        {
            if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
                throw new YamlException(parser.Current.Start, parser.Current.End, "alias");
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth) throw new YamlException(parser.Current.Start, parser.Current.End, "depth");
        }
    }

    private static string Explain(string message) => message switch
    {
        "depth" => "Hier staat te veel in elkaar. Houd het YAML-blok zo plat als in de voorbeelden.",
        _ when message.Contains("alias", StringComparison.OrdinalIgnoreCase)
            || message.Contains("anchor", StringComparison.OrdinalIgnoreCase) =>
            "Verwijzingen met & en * kunnen hier niet. Schrijf de waarde voluit, of zet de tekst tussen aanhalingstekens.",
        _ when message.Contains("Duplicate key", StringComparison.OrdinalIgnoreCase) =>
            $"Een sleutel staat er twee keer ({message.Trim()}). Haal er een weg.",
        _ => $"Dit is geen geldige YAML ({message.Trim()}). Let op inspringen, en zet tekst met een dubbele punt of # tussen "
            + "aanhalingstekens.",
    };
}
