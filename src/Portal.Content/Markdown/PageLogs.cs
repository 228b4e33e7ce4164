using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown;

/// <summary>Collects the plain text of the sections while the HTML is written.</summary>
internal sealed class SectionLog
{
    private readonly List<TextSection> _done = [];
    private readonly StringBuilder _text = new();
    private (string? Anchor, string? Heading, int Level) _current = (null, null, 1);

    public void Start(string anchor, string heading, int level)
    {
        Close();
        _current = (anchor, heading.Replace('\u00A0', ' '), level);
    }

    public void Append(string text) => _text.Append(text);

    public void Separate()
    {
        if (_text.Length > 0 && !char.IsWhiteSpace(_text[^1])) _text.Append(' ');
    }

    public void EndLine()
    {
        while (_text.Length > 0 && _text[^1] == ' ') _text.Length--;
        if (_text.Length > 0 && _text[^1] != '\n') _text.Append('\n');
    }

    public IReadOnlyList<TextSection> All()
    {
        Close();
        return _done;
    }

    public static int Words(IEnumerable<TextSection> sections) => sections.Sum(section => Words(section.Text) + Words(section.Heading ?? ""));

    private void Close()
    {
        // Search and snippets want ordinary spaces; the spaces that do not break are for the page.
        var text = _text.Replace('\u00A0', ' ').ToString().Trim();
        _text.Clear();
        if (text.Length > 0 || _current.Anchor is not null) _done.Add(new TextSection(_current.Anchor, _current.Heading, _current.Level, text));
    }

    private static int Words(string text)
    {
        var (words, inWord) = (0, false);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) && !inWord) (words, inWord) = (words + 1, true);
            else if (char.IsWhiteSpace(c)) inWord = false;
        }
        return words;
    }
}

/// <summary>Numbers the notes in the order in which a reader meets them.</summary>
internal sealed class NoteLog
{
    private readonly List<(Footnote Note, int References)> _notes = [];
    private readonly Dictionary<Footnote, int> _numbers = [];

    public int Count => _notes.Count;

    public Footnote this[int number] => _notes[number - 1].Note;

    public static string IdOf(int number, int reference) => reference == 1 ? $"nootref-{number}" : $"nootref-{number}-{reference}";

    /// <summary>Another reference to a note: the note's number and which of its references this is.</summary>
    public (int Number, int Reference) Refer(Footnote note)
    {
        if (!_numbers.TryGetValue(note, out var number))
        {
            _notes.Add((note, 0));
            _numbers[note] = number = _notes.Count;
        }
        var reference = _notes[number - 1].References + 1;
        _notes[number - 1] = (note, reference);
        return (number, reference);
    }

    /// <summary>A link back to every place the note is referred to from.</summary>
    public void WriteBackLinks(int number, BodyWriter body)
    {
        for (var reference = 1; reference <= _notes[number - 1].References; reference++)
        {
            var which = reference == 1 ? "" : $", plaats {reference}";
            body.Markup($""" <a class="wj-notes__back" href="#{IdOf(number, reference)}" role="doc-backlink" aria-label="Terug naar de tekst bij bron {number}{which}">↩</a>""");
        }
    }
}

/// <summary>Which terms were explained: once a section, and the notes still to be written.</summary>
internal sealed class ExplanationLog(string? exceptTerm)
{
    private readonly HashSet<string> _inSection = [];
    private readonly Dictionary<string, int> _onPage = [];
    private readonly List<Explanation> _pending = [];

    public void StartSection() => _inSection.Clear();

    /// <summary>Null when this section explained the term already.</summary>
    public Explanation? Add(GlossaryEntry entry)
    {
        if (entry.Id == exceptTerm || !_inSection.Add(entry.Id)) return null;
        var number = _onPage[entry.Id] = _onPage.GetValueOrDefault(entry.Id) + 1;
        var explanation = new Explanation($"{Slug.Of(entry.Id.Replace("begrip-", "", StringComparison.Ordinal))}-{number}", entry);
        _pending.Add(explanation);
        return explanation;
    }

    public IReadOnlyList<Explanation> TakePending()
    {
        if (_pending.Count == 0) return [];
        Explanation[] taken = [.. _pending];
        _pending.Clear();
        return taken;
    }
}

/// <summary>One explanation; the key makes its ids unique on the page.</summary>
internal sealed record Explanation(string Key, GlossaryEntry Entry);

/// <summary>The headings as a tree.</summary>
internal static class Toc
{
    public static IReadOnlyList<TocEntry> Of(ParsedBody body)
    {
        var roots = new List<TocEntry>();
        var open = new Stack<(int Level, List<TocEntry> Children)>();
        open.Push((0, roots));
        foreach (var heading in body.Headings)
        {
            var level = ParsedBody.LevelOf(heading);
            while (open.Peek().Level >= level) open.Pop();
            var children = new List<TocEntry>();
            open.Peek().Children.Add(new TocEntry(body.AnchorOf(heading)!, PlainText.Of(heading.Inline), level, children));
            open.Push((level, children));
        }
        return roots;
    }
}
