using Markdig.Parsers;
using Markdig.Syntax;

namespace Portal.Content.Markdown.Syntax;

/// <summary>
/// A line of hyphens is a line, also right under a paragraph. CommonMark makes a heading of that, which no author here means: headings
/// are written with #, and <c>---</c> divides an exercise.
/// </summary>
internal sealed class LineParser : BlockParser
{
    public LineParser() => OpeningCharacters = ['-'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line.AsSpan().TrimEnd();
        if (processor.IsCodeIndent || line.Length < 3 || line.ContainsAnyExcept('-')) return BlockState.None;
        processor.NewBlocks.Push(new ThematicBreakBlock(this)
        {
            Column = processor.Column,
            Span = new SourceSpan(processor.Start, processor.Line.End),
            ThematicChar = '-',
            ThematicCharCount = line.Length,
        });
        return BlockState.BreakDiscard;
    }
}
