using Markdig.Syntax;

namespace Portal.Content.Markdown;

/// <summary>A body as a tree of blocks, to be written down as something else than a page of ours.</summary>
public sealed class BodyTree
{
    private readonly ParsedBody body;

    internal BodyTree(ParsedBody body) => this.body = body;

    /// <summary>The tree; containers are <see cref="Container"/>s.</summary>
    public MarkdownDocument Document => body.Document;

    /// <summary>The Markdown that the spans of the tree count in.</summary>
    public string Source => body.Source;

    /// <summary>The anchor of a heading or container; null for one that has none.</summary>
    public string? AnchorOf(Block block) => body.AnchorOf(block);
}
