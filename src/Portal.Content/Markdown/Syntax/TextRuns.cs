using System.Text;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Portal.Content.Markdown.Syntax;

/// <summary>
/// Joins the pieces Markdig cuts a text into (at entities, escapes and line ends), makes links of addresses that stand in it as they are,
/// and sets the rest in Dutch typography. A whole block is looked at at once, so that a quote knows what stands before it even when an
/// emphasis begins in between.
/// </summary>
internal static class TextRuns
{
    /// <summary>Rewrites the text of every paragraph, heading and cell in place.</summary>
    /// <param name="document">The text.</param>
    /// <param name="isSet">In typography; else the signs stay as they were typed, and the rest is done.</param>
    public static void SetTypography(MarkdownDocument document, bool isSet = true)
    {
        foreach (var block in document.Blocks())
        {
            if (block is LeafBlock { Inline: { } inlines }) SetTypography(inlines, hasLinks: block is not HeadingBlock, isSet);
        }
    }

    private static void SetTypography(ContainerInline root, bool hasLinks, bool isSet)
    {
        var runs = new List<LiteralInline>();
        var text = new StringBuilder();
        Collect(root, hasLinks, text, runs);
        var pieces = (isSet ? Typography.Apply(text.ToString()) : text.ToString()).Split(Typography.Border);
        for (var i = 0; i < runs.Count; i++) runs[i].Content = new StringSlice(pieces[2 * i + 1]);
    }

    /// <summary>Every run stands between two borders, so that it is found back by counting.</summary>
    private static void Collect(ContainerInline parent, bool hasLinks, StringBuilder text, List<LiteralInline> runs)
    {
        StringBuilder? turned = null;
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
                var joined = run.ToString();
                if (Unicode.TurnsDirection(joined)) (turned ??= new StringBuilder()).Append(joined);
                inline = Replace(inline, joined, hasLinks, text, runs);
            }
            else if (inline is ContainerInline container) Collect(container, hasLinks && inline is not LinkInline, text, runs);
            else text.Append(inline is LineBreakInline ? '\n' : Typography.Atom);
        }
        // What turns the direction of a link, an emphasis or a block ends with it.
        if (turned is null || Unicode.EndsOfDirection(turned.ToString()) is not { Length: > 0 } ends) return;
        var last = new LiteralInline { Line = parent.Line };
        parent.AppendChild(last);
        Add(last, ends, text, runs);
    }

    /// <summary>Puts texts and links in the place of an inline; gives the last of them.</summary>
    private static Inline Replace(Inline inline, string joined, bool hasLinks, StringBuilder text, List<LiteralInline> runs)
    {
        var (at, last) = (0, (Inline?)null);
        foreach (var address in hasLinks ? BareAddresses.In(joined) : [])
        {
            if (address.Start > at) PutText(joined[at..address.Start]);
            at = address.Start + address.Length;
            var words = new LiteralInline(joined[address.Start..at]);
            if (address.IsMail) Put(new AutolinkInline(address.Address) { IsEmail = true });
            else Put(new LinkInline(address.Address, "") { IsClosed = true }.AppendChild(words));
            text.Append(Typography.Atom);
        }
        if (at < joined.Length || last is null) PutText(joined[at..]);
        return last!;

        void PutText(string piece)
        {
            var literal = new LiteralInline();
            Put(literal);
            Add(literal, piece, text, runs);
        }

        void Put(Inline piece)
        {
            // Of a link nobody wrote there are no signs in the source: its span is empty.
            (piece.Line, piece.Column, piece.Span) = (inline.Line, inline.Column, piece is LiteralInline ? inline.Span : SourceSpan.Empty);
            if (last is null) inline.ReplaceBy(piece);
            else last.InsertAfter(piece);
            last = piece;
        }
    }

    private static void Add(LiteralInline literal, string piece, StringBuilder text, List<LiteralInline> runs)
    {
        runs.Add(literal);
        text.Append(Typography.Border).Append(piece).Append(Typography.Border);
    }

    private static string? TextOf(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        HtmlEntityInline entity => Unicode.Cleaned(entity.Transcoded.ToString()),
        LineBreakInline { IsHard: false } => " ",
        _ => null,
    };
}
