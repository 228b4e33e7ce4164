using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Portal.Content.Markdown;

/// <content>
/// What stands beside the text: numbered notes at the end, and words explained at the end of the block in which they first stand.
/// </content>
public sealed partial class BodyWriter
{
    private void WriteText(string text)
    {
        if (!_explains || _inLink || !_indexes)
        {
            Text(text);
            return;
        }
        var (written, next, quoted) = (0, 0, false);
        while (Context.Glossary.Find(text, next) is { } match)
        {
            quoted = IsQuoted(text.AsSpan(next..match.Start), quoted);
            next = match.Start + match.Length;
            if (quoted || _explanations.Add(match.Entry) is not { } explanation) continue;
            Text(text[written..match.Start]);
            written = next;
            _references.Add(match.Entry.Id);
            Markup($"""<a class="wj-term" href="#woord-{explanation.Key}" id="term-{explanation.Key}" data-term>""");
            Text(text[match.Start..next]);
            Markup($"</a>");
        }
        Text(text[written..]);
    }

    /// <summary>Between double quotes stand titles and words that are talked about: those are not explained.</summary>
    private static bool IsQuoted(ReadOnlySpan<char> passed, bool before) =>
        passed.LastIndexOfAny('“', '”') is var last and >= 0 ? passed[last] == '“' : before;

    private void WriteNoteReference(FootnoteLink link)
    {
        if (_inLink) return;
        var (number, reference) = _notes.Refer(link.Footnote);
        var separator = link.PreviousSibling is FootnoteLink ? ", " : "";
        Markup($"""<sup class="wj-noteref">{separator}<a href="#noot-{number}" id="{NoteLog.IdOf(number, reference)}" """);
        Markup($"""role="doc-noteref" aria-label="Bron {number}">{number}</a></sup>""");
    }

    private void WriteNotes()
    {
        if (_notes.Count == 0) return;
        _indexes = false;
        MarkupLine($"""<section class="wj-notes" role="doc-endnotes" aria-labelledby="noten">""");
        MarkupLine($"""<h2 class="nl-heading nl-heading--level-2" id="noten">Bronnen bij de tekst</h2>""");
        MarkupLine($"""<ol class="wj-notes__list">""");
        // A note may refer to another one, so the list can grow while it is written.
        for (var number = 1; number <= _notes.Count; number++)
        {
            Markup($"""<li class="wj-notes__item" id="noot-{number}">""");
            var blocks = _notes[number]
                .Where(block => block is not ParagraphBlock { Inline.FirstChild: FootnoteLink { IsBackLink: true } }).ToList();
            if (blocks is [ParagraphBlock only]) Inlines(only.Inline);
            else Blocks(blocks);
            _notes.WriteBackLinks(number, this);
            MarkupLine($"</li>");
        }
        MarkupLine($"</ol></section>");
        _indexes = true;
    }

    private void WriteExplanations()
    {
        foreach (var (key, entry) in _explanations.TakePending())
        {
            MarkupLine($"""<div class="wj-term-note" id="woord-{key}" role="note">""");
            var (term, definition) = (Typography.Apply(entry.Term), Typography.Apply(entry.Definition));
            MarkupLine($"""<p class="nl-paragraph"><strong>{term}</strong>: {definition}""");
            Markup($"""<a class="nl-link" href="{entry.Url}">Meer over dit woord""");
            MarkupLine($"""<span class="wj-hidden">: {entry.Term}</span></a>""");
            Markup($"""<a class="wj-term-note__close" href="#term-{key}">Sluit""");
            MarkupLine($"""<span class="wj-hidden"> de uitleg van {entry.Term}</span></a></p></div>""");
        }
    }
}
