using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Portal.Content.Checks;

/// <summary>Gives the events of a YAML text on, and refuses its traps before anything is made of them.</summary>
internal sealed class PlainYaml(IParser parser, int deepest) : IParser
{
    private int depth;

    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        if (!parser.MoveNext()) return false;
        var read = parser.Current!;
        if (read is AnchorAlias) throw new YamlException(read.Start, read.End, "alias");
        depth += read.NestingIncrease;
        return depth <= deepest ? true : throw new YamlException(read.Start, read.End, "too deep");
    }
}
