namespace Portal.Content.Markdown;

/// <summary>A term to explain.</summary>
/// <param name="Variants">Other spellings, inflections and abbreviations, matched as given.</param>
/// <param name="Definition">One plain sentence.</param>
public sealed record GlossaryEntry(string Id, string Term, IReadOnlyList<string> Variants, string Definition, string Url);

/// <summary>
/// The terms of the portal, made ready for finding them in running text: whole words, the longest first. The first letter may be upper
/// or lower case; a term with a capital further on ("RIEC", "Veilig Thuis") is a name and matches only as it is written.
/// A hyphen is part of a word: "RIEC" is not found in "RIEC-convenant". Immutable.
/// </summary>
public sealed class Glossary
{
    private readonly Dictionary<string, Phrase[]> _byFirstWord;
    private readonly Dictionary<string, Phrase[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private Glossary(Dictionary<string, Phrase[]> byFirstWord)
    {
        _byFirstWord = byFirstWord;
        _lookup = _byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>No terms.</summary>
    public static Glossary Empty { get; } = Of([]);

    /// <summary>Compiles the terms. Where two claim the same words, the first gets them.</summary>
    public static Glossary Of(IEnumerable<GlossaryEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var phrases =
            from entry in entries
            from text in entry.Variants.Prepend(entry.Term)
            let normal = Normalised(text.Trim())
            where FirstWordLength(normal, 0) > 0
            select new Phrase(normal, IsName(normal), entry);
        return new Glossary(phrases
            .GroupBy(phrase => phrase.Text[..FirstWordLength(phrase.Text, 0)], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Text.Length).ToArray(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The first term in the text at or after a position.</summary>
    internal GlossaryMatch? Find(string text, int from)
    {
        if (_byFirstWord.Count == 0) return null;
        for (var i = from; i < text.Length;)
        {
            var length = FirstWordLength(text, i);
            if (length == 0)
            {
                i++;
                continue;
            }
            if (IsWordEdge(text, i - 1) && _lookup.TryGetValue(text.AsSpan(i, length), out var phrases))
            {
                foreach (var phrase in phrases)
                {
                    if (Matches(phrase, text, i)) return new GlossaryMatch(i, phrase.Text.Length, phrase.Entry);
                }
            }
            i += length;
        }
        return null;
    }

    private static bool Matches(Phrase phrase, string text, int at)
    {
        var end = at + phrase.Text.Length;
        if (end > text.Length || !IsWordEdge(text, end)) return false;
        for (var i = 0; i < phrase.Text.Length; i++)
        {
            var expected = phrase.Text[i];
            var actual = Normalised(text[at + i]);
            if (expected == actual) continue;
            if ((phrase.IsName && i > 0) || char.ToLowerInvariant(expected) != char.ToLowerInvariant(actual)) return false;
        }
        return true;
    }

    /// <summary>Nothing that belongs to a word stands here; a hyphen belongs to it when a letter or digit follows or precedes it.</summary>
    private static bool IsWordEdge(string text, int at) => at < 0 || at >= text.Length || !(char.IsLetterOrDigit(text[at]) || text[at] is '-' or '\u2011');

    private static int FirstWordLength(string text, int from)
    {
        var end = from;
        while (end < text.Length && char.IsLetterOrDigit(text[end])) end++;
        return end - from;
    }

    private static bool IsName(string text) => text.AsSpan(1).IndexOfAnyInRange('A', 'Z') >= 0;

    private static string Normalised(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < target.Length; i++) target[i] = Normalised(source[i]);
    });

    private static char Normalised(char c) => c switch
    {
        '\u00A0' or '\n' => ' ',
        '’' or '‘' => '\'',
        '\u2011' => '-',
        _ => c,
    };

    private sealed record Phrase(string Text, bool IsName, GlossaryEntry Entry);
}

/// <summary>Where a term stands in a text.</summary>
internal readonly record struct GlossaryMatch(int Start, int Length, GlossaryEntry Entry);
