using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Portal.Content.Markdown;

/// <summary>A block between <c>::: name key=value</c> and <c>:::</c>, with what its first line says.</summary>
public sealed class Container(BlockParser parser) : CustomContainer(parser)
{
    /// <summary>The word after the colons; empty when there is none.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The keys as written.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; internal set; } = new Dictionary<string, string>();

    /// <summary>The body it stands in; its <c>Span</c> says where.</summary>
    public string Body { get; internal set; } = "";

    /// <summary>What could not be read in the first line, in Dutch, or null.</summary>
    internal string? Mistake { get; set; }

    /// <summary>The value of a key, or null when it is not given or blank.</summary>
    public string? this[string key] => Keys.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>1-based line of the body where it opens.</summary>
    public int LineNumber => Line + 1;

    /// <summary>It has an end of its own.</summary>
    internal bool IsClosed => ClosingFencedCharCount > 0;

    /// <summary>The Markdown of some of its blocks, from the first to the last, as it was written.</summary>
    public string SourceOf(IReadOnlyList<Block> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return blocks.Count == 0 ? "" : Body[blocks[0].Span.Start..Math.Clamp(blocks[^1].Span.End + 1, blocks[0].Span.Start, Body.Length)];
    }

    /// <summary>The blocks up to the first <c>---</c>, and those after it.</summary>
    public (IReadOnlyList<Block> Before, IReadOnlyList<Block> After) SplitAtLine()
    {
        var line = this.TakeWhile(block => block is not ThematicBreakBlock).Count();
        return ([.. this.Take(line)], [.. this.Skip(line + 1)]);
    }
}
