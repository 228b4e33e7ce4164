using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown;
using Portal.Content.Markdown.Syntax;
using Portal.Platform;

namespace Portal.Content.Checks.Advice;

/// <summary>A piece of running text: a paragraph, also one of a list item, a cell or a block.</summary>
/// <param name="Text">Its words as a reader sees them, on one line.</param>
/// <param name="Line">The line it begins on.</param>
/// <param name="Block">Where it was read from.</param>
/// <param name="Blocks">The blocks around it, the outermost first.</param>
/// <param name="IsOwn">False for what somebody said, an invented case, a question: not the writer's own words.</param>
internal sealed record Passage(string Text, int Line, LeafBlock Block, IReadOnlyList<ContainerBlock> Blocks, bool IsOwn)
{
    private IReadOnlyList<Sentence>? sentences;

    /// <summary>It stands in a list.</summary>
    public bool IsListItem => Blocks.Any(block => block is ListItemBlock);

    /// <summary>It is a cell of a table.</summary>
    public bool IsCell => Blocks.Any(block => block is TableCell);

    /// <summary>It has a note.</summary>
    public bool HasNote => Block.Inline!.Inlines().Any(inline => inline is FootnoteLink { IsBackLink: false });

    /// <summary>Its sentences.</summary>
    public IReadOnlyList<Sentence> Sentences => sentences ??= [.. Sentence.In(Text)];

    /// <summary>The passages of a body in their order; notes, headings and code are none.</summary>
    public static IEnumerable<Passage> In(ParsedBody body) => In(body, body.Document, [], isOwn: true);

    private static IEnumerable<Passage> In(ParsedBody body, ContainerBlock parent, ContainerBlock[] around, bool isOwn)
    {
        ContainerBlock[] blocks = [.. around, parent];
        isOwn = isOwn && parent is not QuoteBlock
            && (parent is not Container container || body.KindOf(container)?.IsOwnText(container) != false);
        foreach (var block in parent)
        {
            if (block is ParagraphBlock { Inline: { } inlines } paragraph && Words(inlines) is { Length: > 0 } text)
                yield return new(text, paragraph.Line + 1, paragraph, blocks, isOwn);
            if (block is not ContainerBlock inner || block is FootnoteGroup or Footnote) continue;
            foreach (var passage in In(body, inner, blocks, isOwn)) yield return passage;
        }
    }

    private static string Words(ContainerInline inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines.Inlines())
        {
            // A word that stands for code or an image keeps the sentence whole; its letters are nobody's prose.
            if (inline is CodeInline) text.Append("code");
            else if (inline is LiteralInline literal && literal.Parent is not LinkInline { IsImage: true })
                text.Append(literal.Content.AsSpan());
            else if (inline is LineBreakInline) text.Append(' ');
            else if (inline is AutolinkInline link) text.Append(link.Url);
        }
        return text.Replace('\u00A0', ' ').Replace("\u00AD", "").ToString().Trim();
    }
}

/// <summary>A sentence.</summary>
/// <param name="Text">As it stands.</param>
/// <param name="Words">Its words, each with its place in the text.</param>
internal sealed partial record Sentence(string Text, IReadOnlyList<Match> Words)
{
    // After these a full stop is no end, also before a capital.
    private static readonly FrozenSet<string> Shortened = WordList.Of(
        """
        bijv bv vgl ca mr dr drs ir ing prof mw dhr st nr nrs art artt blz p pp par hfst bijl fig tab red resp incl excl max min ev evt jan
        feb mrt apr jun jul aug sept okt nov dec tel afd gem ned
        """);

    /// <summary>Its beginning, to find it by.</summary>
    public string Opening => Text.AtMost(Text.Length <= 48 ? 48 : Text.LastIndexOf(' ', 44) is var space and > 0 ? space : 44, "…");

    /// <summary>The sentences of a text on one line.</summary>
    public static IEnumerable<Sentence> In(string text)
    {
        var from = 0;
        foreach (Match stop in Stop().Matches(text))
        {
            if (text[stop.Index] == '.' && IsShortened(text, stop.Index)) continue;
            var end = stop.Index + stop.Length;
            yield return Of(text[from..end].Trim());
            from = end;
        }
        if (text[from..].Trim() is { Length: > 0 } rest) yield return Of(rest);
    }

    private static Sentence Of(string text) => new(text, Word().Matches(text).ToList());

    private static bool IsShortened(string text, int dot)
    {
        var start = dot;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && text[start - 1] is not ('(' or '“' or '‘')) start--;
        var word = text[start..dot];
        return word.Length == 1 && char.IsLetter(word[0]) || word.Contains('.', StringComparison.Ordinal) || Shortened.Contains(word);
    }

    // An end, whatever closes behind it, and then space before what can begin a sentence.
    [GeneratedRegex(
        @"[.!?…]+[”’""')\]]*(?=\s+[“‘""'(\[]*[\p{Lu}\p{N}])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Timeout.Infinite)]
    private static partial Regex Stop();

    [GeneratedRegex(
        @"[\p{L}\p{N}](?:[\p{L}\p{N}'’\-‑./@]*[\p{L}\p{N}])?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Timeout.Infinite)]
    private static partial Regex Word();
}
