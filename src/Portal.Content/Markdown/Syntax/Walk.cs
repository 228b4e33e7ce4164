using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Portal.Content.Markdown.Syntax;

/// <summary>Ways through the parsed tree.</summary>
internal static class Walk
{
    /// <summary>All blocks below this one, in the order of the source.</summary>
    public static IEnumerable<Block> Blocks(this ContainerBlock root)
    {
        foreach (var block in root)
        {
            yield return block;
            if (block is not ContainerBlock container) continue;
            foreach (var inner in container.Blocks()) yield return inner;
        }
    }

    /// <summary>All inlines below this one, in the order of the source.</summary>
    public static IEnumerable<Inline> Inlines(this ContainerInline root)
    {
        foreach (var inline in root)
        {
            yield return inline;
            if (inline is not ContainerInline container) continue;
            foreach (var inner in container.Inlines()) yield return inner;
        }
    }
}

/// <summary>The words of a piece of Markdown, after <see cref="TextRuns"/> joined them.</summary>
internal static class PlainText
{
    /// <summary>Without notes, links and emphasis as their text.</summary>
    public static string Of(ContainerInline? inlines)
    {
        if (inlines is null) return "";
        var text = new StringBuilder();
        foreach (var inline in inlines.Inlines())
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                CodeInline code => text.Append(code.ContentSpan),
                LineBreakInline => text.Append(' '),
                AutolinkInline link => text.Append(link.Url),
                _ => text,
            };
        }
        return text.ToString().Trim();
    }

    /// <summary>Nothing a reader would see stands in it.</summary>
    public static bool IsEmpty(this TableCell cell) => cell.OfType<LeafBlock>().All(leaf => Of(leaf.Inline).Length == 0);
}
