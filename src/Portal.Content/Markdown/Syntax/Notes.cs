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

/// <summary>
/// Reads <c>[^name]</c>. Markdig would take two references in a row (<c>[^a][^b]</c>) for one link with a label, and leave a reference
/// without a note as plain text.
/// </summary>
internal sealed class NoteReferenceParser : InlineParser
{
    /// <summary>Longer is no name but a forgotten bracket.</summary>
    private const int LongestLabel = 60;

    public NoteReferenceParser() => OpeningCharacters = ['['];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekChar() != '^') return false;
        var text = slice.AsSpan();
        var end = text[..Math.Min(text.Length, LongestLabel)].IndexOf(']');
        if (end < 3 || text[2..end].ContainsAny(" \t\n[")) return false;

        var reference = ReferenceTo(text[1..end].ToString(), processor);
        var position = processor.GetSourcePosition(slice.Start, out var line, out var column);
        (reference.Line, reference.Column, reference.Span) = (line, column, new SourceSpan(position, position + end));
        processor.Inline = reference;
        slice.Start += end + 1;
        return true;
    }

    private static Inline ReferenceTo(string label, InlineProcessor processor) =>
        processor.Document.TryGetLinkReferenceDefinition(label, out var definition) && definition is FootnoteLinkReferenceDefinition { CreateLinkInline: { } create }
            ? create(processor, definition, child: null)
            : new MissingNote(label[1..]);
}
