using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Portal.Content.Yaml;

/// <summary>Writes values as content/ has them: words between quotes; ids, dates, numbers and yes or no as they are.</summary>
internal static partial class YamlWriter
{
    /// <summary>What comes behind "key:", with its line end.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indent">The white space before the key.</param>
    /// <param name="old">What stood there, to write it in the same way.</param>
    public static string Written(JsonNode? value, string indent, YamlValue? old)
    {
        switch (value)
        {
            case JsonArray { Count: 0 }:
                return " []\n";
            case JsonArray list when old is YamlList { IsFlow: true } && list.All(item => item is JsonValue):
                return $" {Flow(list, ScalarStyle.DoubleQuoted)}\n";
            case JsonArray list:
                return "\n" + string.Concat(list.Select(item => Item(item, indent + "  ")));
            case JsonObject map when map.All(pair => pair.Value is null):
                return " {}\n";
            case JsonObject map:
                return "\n" + Pairs(map, indent + "  ");
            default:
                return $" {Scalar((JsonValue)value!, (old as YamlScalar)?.Style ?? ScalarStyle.Any)}\n";
        }
    }

    /// <summary>An item of a list in lines of its own.</summary>
    /// <param name="item">The item.</param>
    /// <param name="indent">The white space before its dash.</param>
    public static string Item(JsonNode? item, string indent)
    {
        if (item is not JsonObject map) return $"{indent}-{Written(item, indent, null)}";
        var lines = Pairs(map, indent + "  ");
        return lines.Length == 0 ? $"{indent}- {{}}\n" : $"{indent}- {lines[(indent.Length + 2)..]}";
    }

    /// <summary>The keys of a map, each on a line of its own.</summary>
    public static string Pairs(JsonObject map, string indent) => string.Concat(Some(map)
        .Select(pair => $"{indent}{pair.Key}:{Written(pair.Value, indent, null)}"));

    /// <summary>A value between brackets or braces.</summary>
    public static string Flow(JsonNode? value, ScalarStyle style) => value switch
    {
        JsonArray list => $"[{string.Join(", ", list.Select(item => Flow(item, style)))}]",
        JsonObject map when map.All(pair => pair.Value is null) => "{}",
        JsonObject map => $"{{ {string.Join(", ", Some(map).Select(pair => $"{pair.Key}: {Flow(pair.Value, style)}"))} }}",
        _ => Scalar((JsonValue)value!, style),
    };

    /// <summary>A scalar; in the style of what stood there when it had one.</summary>
    public static string Scalar(JsonValue value, ScalarStyle style)
    {
        var text = TextOf(value);
        if (!IsText(value)) return text;
        return Word().IsMatch(text) && style is ScalarStyle.Any or ScalarStyle.Plain && IsSafe(text) ? text : Quoted(text);
    }

    /// <summary>A scalar as YAML has it: text.</summary>
    public static string TextOf(JsonValue value)
    {
        if (value.TryGetValue<string>(out var text)) return text;
        if (value.TryGetValue<bool>(out var yes)) return yes ? "true" : "false";
        return value.TryGetValue<decimal>(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.ToJsonString();
    }

    /// <summary>True for a text, which may be quoted; a number or yes and no may not.</summary>
    public static bool IsText(JsonValue value) => value.TryGetValue<string>(out _);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Some(JsonObject map) => map.Where(pair => pair.Value is not null);

    // A text that YAML would take for something else is quoted.
    private static bool IsSafe(string text) => text is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off");

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF' => quoted.Append($"\\u{(int)letter:X4}"),
                _ => quoted.Append(letter),
            };
        }
        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9_:T-]*[a-z0-9])?\z", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Word();
}
