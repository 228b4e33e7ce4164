using System.Text.RegularExpressions;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown;
using Portal.Content.Markdown.Syntax;
using Portal.Platform;

namespace Portal.Content.Checks.Advice;

/// <summary>
/// Figures: each with its source, and each source with its year. A note counts, and a source of the block or of the document.
/// </summary>
internal static partial class SourceAdvice
{
    /// <summary>The advice.</summary>
    public static IEnumerable<Finding> On(Writing writing)
    {
        var usedFor = new Dictionary<Footnote, int>();
        LeafBlock? above = null, before = null;
        Block? group = null;
        var sourced = HasSource(writing.Document);
        foreach (var passage in writing.Passages)
        {
            var own = GroupOf(passage);
            if (own is null || own != group) above = before;
            (group, before) = (own, passage.Block);
            if (!passage.IsOwn || FigureIn(passage) is not { } figure) continue;
            foreach (var note in NotesIn(passage.Block)) usedFor.TryAdd(note, passage.Line);
            if (sourced || IsSourced(passage, above)) continue;
            yield return Writing.At(
                passage.Line, "figure-source",
                $"Bij ‘{figure}’ staat geen bron. Zet in een voetnoot wie het zegt, en in welk jaar.");
        }
        foreach (var (note, _) in usedFor.Where(used => !Year().IsMatch(TextOf(used.Key))))
            yield return Writing.At(
                note.Line + 1, "source-year", $"Bij de bron ‘{Short(TextOf(note))}’ staat geen jaar. Zet het erbij: cijfers worden oud.");
    }

    // A short text that rests on one source needs no note for each figure.
    private static bool HasSource(CheckedDocument document) =>
        document.Json["sources"] is System.Text.Json.Nodes.JsonArray { Count: 1 } sources && sources[0]?["year"] is not null;

    private static bool IsSourced(Passage passage, LeafBlock? above)
    {
        if (passage.HasNote || Year().IsMatch(passage.Text)) return true;
        if (passage.Blocks.OfType<Container>().Any(container => container["source"] is not null)) return true;
        // Of a table or a list one note is enough: in it, or in the sentence that announces it.
        if (GroupOf(passage) is { } group && group.Blocks().OfType<LeafBlock>().Any(leaf => NotesIn(leaf).Any())) return true;
        return above is not null && NotesIn(above).Any();
    }

    private static ContainerBlock? GroupOf(Passage passage) => passage.Blocks.FirstOrDefault(block => block is Table or ListBlock);

    // What a sentence says to its reader ("je hebt 70 procent nodig") is a rule and no finding.
    private static string? FigureIn(Passage passage) => passage.Sentences.Where(sentence => !ToReader().IsMatch(sentence.Text))
        .Select(sentence => Figure().Match(sentence.Text)).FirstOrDefault(match => match.Success)?.Value.Trim();

    private static IEnumerable<Footnote> NotesIn(LeafBlock block) =>
        block.Inline?.Inlines().OfType<FootnoteLink>().Where(link => !link.IsBackLink).Select(link => link.Footnote) ?? [];

    private static string TextOf(Footnote note) =>
        string.Join(' ', note.Blocks().OfType<LeafBlock>().Select(leaf => PlainText.Of(leaf.Inline)));

    private static string Short(string text) => text.AtMost(60, "…");

    // Shares and large numbers; not a year, a number of a telephone, an article of law or a sum in an example.
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}.,-])\d{1,3}(?:[.,]\d+)?\s?(?:%|procent\b)|(?<![\p{L}\p{N}.,-])\d{1,3}(?:\.\d{3})+(?![\d-])"
        + @"|\d(?:[.,]\d+)?\s(?:miljoen|miljard)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Figure();

    [GeneratedRegex(
        @"\b(?:je|jij|jou|jouw|u|uw|jullie)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Timeout.Infinite)]
    private static partial Regex ToReader();

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d\d(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Year();
}
