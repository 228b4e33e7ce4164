using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Portal.Content.Yaml;

/// <summary>A value in a YAML text with the place where it stands.</summary>
/// <param name="Start">Its first letter (UTF-16 units).</param>
/// <param name="End">Behind its last letter; of lists and maps in blocks this is not to be trusted, see <see cref="YamlTree"/>.</param>
internal abstract record YamlValue(int Start, int End);

/// <summary>A scalar.</summary>
internal sealed record YamlScalar(int Start, int End, string Value, ScalarStyle Style) : YamlValue(Start, End)
{
    /// <summary>Nothing stands there.</summary>
    public bool IsNull => Style == ScalarStyle.Plain && Value is "" or "null" or "~";
}

/// <summary>A list.</summary>
/// <param name="Start">Its first letter.</param>
/// <param name="End">Behind its last letter.</param>
/// <param name="IsFlow">True between brackets.</param>
/// <param name="Items">The items.</param>
internal sealed record YamlList(int Start, int End, bool IsFlow, IReadOnlyList<YamlValue> Items) : YamlValue(Start, End);

/// <summary>A map.</summary>
/// <param name="Start">Its first letter.</param>
/// <param name="End">Behind its last letter.</param>
/// <param name="IsFlow">True between braces.</param>
/// <param name="Pairs">Keys with their values, in the order of the text.</param>
internal sealed record YamlMap(int Start, int End, bool IsFlow, IReadOnlyList<(YamlScalar Key, YamlValue Value)> Pairs)
    : YamlValue(Start, End);

/// <summary>
/// Reads YAML into values with places, by the parser's events: its nodes say that a list ends where it starts. Refuses what an edit
/// could not keep as it is: anchors, tags, keys that are no plain words, keys that stand twice.
/// </summary>
internal static class YamlTree
{
    /// <summary>The map that a text is; null when it is something else, or cannot be edited without touching more than a value.</summary>
    public static YamlMap? Of(string yaml)
    {
        try
        {
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return null;
            var root = Read(parser, depth: 0) as YamlMap;
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _) ? root : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private static YamlValue? Read(IParser parser, int depth)
    {
        if (depth > 12) return null;
        switch (parser.Consume<ParsingEvent>())
        {
            case Scalar { Anchor.IsEmpty: true, Tag.IsEmpty: true } scalar:
                return new YamlScalar((int)scalar.Start.Index, (int)scalar.End.Index, scalar.Value, scalar.Style);
            case SequenceStart { Anchor.IsEmpty: true, Tag.IsEmpty: true } list:
                var items = new List<YamlValue>();
                while (!parser.Accept<SequenceEnd>(out _))
                {
                    if (Read(parser, depth + 1) is not { } item) return null;
                    items.Add(item);
                }
                return new YamlList(
                    (int)list.Start.Index, (int)parser.Consume<SequenceEnd>().End.Index, list.Style == SequenceStyle.Flow, items);
            case MappingStart { Anchor.IsEmpty: true, Tag.IsEmpty: true } map:
                var pairs = new List<(YamlScalar, YamlValue)>();
                while (!parser.Accept<MappingEnd>(out _))
                {
                    if (Read(parser, depth + 1) is not YamlScalar { Style: ScalarStyle.Plain } key) return null;
                    if (pairs.Exists(pair => pair.Item1.Value == key.Value) || Read(parser, depth + 1) is not { } value) return null;
                    pairs.Add((key, value));
                }
                return new YamlMap(
                    (int)map.Start.Index, (int)parser.Consume<MappingEnd>().End.Index, map.Style == MappingStyle.Flow, pairs);
            default:
                return null;
        }
    }
}
