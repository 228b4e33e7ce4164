using System.Buffers;

namespace Portal.Content.Markdown;

/// <summary>Odd characters, made harmless before anything else looks at a text.</summary>
internal static class Unicode
{
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r')),
         .. Enumerable.Range(0x7F, 0x21).Select(c => (char)c),
         .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c),
         .. Enumerable.Range(0xE000, 0x10).Select(c => (char)c),
         '\uFEFF', '\uFFFE', '\uFFFF']);

    /// <summary>Embeddings, overrides and isolates with their ends (UAX #9): they turn the direction of all that follows.</summary>
    private static readonly SearchValues<char> Directions =
        SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>The text has a character that turns the direction of what follows, which no title needs and anybody may misuse.</summary>
    public static bool TurnsDirection(string text) => text.AsSpan().ContainsAny(Directions);

    /// <summary>The text with every turn of direction ended where the text ends, so that it cannot turn what comes after it.</summary>
    public static string WithDirectionClosed(string text) => text + EndsOfDirection(text);

    /// <summary>The characters that end what a text turns and does not turn back; mostly none.</summary>
    public static string EndsOfDirection(ReadOnlySpan<char> text)
    {
        const char PopEmbedding = '\u202C', PopIsolate = '\u2069';
        const int Deepest = 125; // what lies deeper turns nothing (UAX #9, BD2)
        if (!text.ContainsAny(Directions)) return "";
        var open = new Stack<char>();
        foreach (var c in text)
        {
            switch (c)
            {
                case '\u202A' or '\u202B' or '\u202D' or '\u202E' when open.Count < Deepest: open.Push(PopEmbedding); break;
                case '\u2066' or '\u2067' or '\u2068' when open.Count < Deepest: open.Push(PopIsolate); break;
                case PopEmbedding when open.TryPeek(out var end) && end == PopEmbedding: open.Pop(); break;
                // The end of an isolate ends the embeddings within it too.
                case PopIsolate when open.Contains(PopIsolate): while (open.Pop() != PopIsolate) { } break;
            }
        }
        return string.Concat(open);
    }

    /// <summary>
    /// Control characters, lone surrogates and noncharacters become U+FFFD, and so do the first private-use characters, which
    /// <see cref="Typography"/> uses as markers. Ordinary text comes back as the same string.
    /// </summary>
    public static string Cleaned(string text) => Replaced(text, text.AsSpan().IndexOfAny(Suspects), static c => !char.IsSurrogate(c));

    /// <summary>Lone surrogates become U+FFFD: normalisation does not accept them.</summary>
    public static string WithoutLoneSurrogates(string text) =>
        Replaced(text, text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'), static _ => false);

    private static string Replaced(string text, int first, Func<char, bool> isOdd)
    {
        if (first < 0) return text;
        return string.Create(text.Length, (text, first, isOdd), static (target, from) =>
        {
            from.text.CopyTo(target);
            for (var i = from.first; i < target.Length; i++)
            {
                if (char.IsHighSurrogate(target[i]) && i + 1 < target.Length && char.IsLowSurrogate(target[i + 1])) i++;
                else if (char.IsSurrogate(target[i]) || (Suspects.Contains(target[i]) && from.isOdd(target[i]))) target[i] = Replacement;
            }
        });
    }
}
