using System.Text;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Portal.Content.Markdown.Syntax;

/// <summary>
/// Joins the pieces Markdig cuts a text into (at entities, escapes and line ends) and sets them in Dutch typography. A whole block is
/// looked at at once, so that a quote knows what stands before it even when an emphasis begins in between.
/// </summary>
internal static class TextRuns
{
    /// <summary>Rewrites the literal text of every paragraph, heading and cell in place.</summary>
    public static void SetTypography(MarkdownDocument document)
    {
        foreach (var block in document.Blocks())
        {
            if (block is LeafBlock { Inline: { } inlines }) SetTypography(inlines);
        }
    }

    private static void SetTypography(ContainerInline root)
    {
        var runs = new List<LiteralInline>();
        var text = new StringBuilder();
        Collect(root, text, runs);
        var pieces = Typography.Apply(text.ToString()).Split(Typography.Border);
        for (var i = 0; i < runs.Count; i++) runs[i].Content = new StringSlice(pieces[2 * i + 1]);
    }

    /// <summary>Every run stands between two borders, so that it is found back by counting.</summary>
    private static void Collect(ContainerInline parent, StringBuilder text, List<LiteralInline> runs)
    {
        for (var inline = parent.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            if (TextOf(inline) is { } first)
            {
                var run = new StringBuilder(first);
                while (inline.NextSibling is { } next && TextOf(next) is { } more)
                {
                    run.Append(more);
                    next.Remove();
                }
                var literal = new LiteralInline { Line = inline.Line, Column = inline.Column, Span = inline.Span };
                inline.ReplaceBy(literal);
                inline = literal;
                runs.Add(literal);
                text.Append(Typography.Border).Append(run).Append(Typography.Border);
            }
            else if (inline is ContainerInline container) Collect(container, text, runs);
            else text.Append(inline is LineBreakInline ? '\n' : Typography.Atom);
        }
    }

    private static string? TextOf(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        HtmlEntityInline entity => Unicode.Cleaned(entity.Transcoded.ToString()),
        LineBreakInline { IsHard: false } => " ",
        _ => null,
    };
}
