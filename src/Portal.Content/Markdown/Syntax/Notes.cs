using Markdig.Extensions.Footnotes;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Portal.Content.Markdown.Syntax;

/// <summary>A note as its author wrote it, kept because Markdig throws away the ones nobody refers to.</summary>
internal sealed record NoteDefinition(string Label, int Line);

/// <summary>A reference to a note that is not there.</summary>
internal sealed class MissingNote(string label) : LeafInline
{
    /// <summary>The name between the brackets, without the circumflex.</summary>
    public string Label { get; } = label;
}

/// <summary>Markdig's footnotes, with a list of all that were defined.</summary>
internal sealed class NoteParser : FootnoteParser
{
    private const string Definitions = "wj-notes";

    /// <summary>The notes of a document, in the order of the source.</summary>
    public static IReadOnlyList<NoteDefinition> DefinedIn(MarkdownDocument document) =>
        document.GetData(Definitions) as IReadOnlyList<NoteDefinition> ?? [];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var state = base.TryOpen(processor);
        var document = processor.Document;
        if (state != BlockState.None && !document.ContainsData(Definitions))
        {
            document.SetData(Definitions, Array.Empty<NoteDefinition>());
            document.ProcessInlinesBegin += Remember;
        }
        return state;
    }

    private static void Remember(InlineProcessor processor, Inline? inline)
    {
        var document = processor.Document;
        document.ProcessInlinesBegin -= Remember;
        var notes = document.OfType<FootnoteGroup>().SelectMany(group => group.OfType<Footnote>());
        document.SetData(Definitions, notes.Select(note => new NoteDefinition(note.Label![1..], note.Line)).ToArray());
    }
}

/// <summary>Recognises <c>[^name]</c> without a definition; the ones with a definition are left to Markdig.</summary>
internal sealed class MissingNoteParser : InlineParser
{
    /// <summary>Longer is no name but a forgotten bracket.</summary>
    private const int LongestLabel = 60;

    public MissingNoteParser() => OpeningCharacters = ['['];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekChar() != '^') return false;
        var text = slice.AsSpan();
        var end = text[..Math.Min(text.Length, LongestLabel)].IndexOf(']');
        if (end < 3 || text[2..end].ContainsAny(" \t\n[")) return false;
        var label = text[1..end].ToString();
        if (processor.Document.TryGetLinkReferenceDefinition(label, out _)) return false;

        var position = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new MissingNote(label[1..]) { Line = line, Column = column, Span = new SourceSpan(position, position + end) };
        slice.Start += end + 1;
        return true;
    }
}
