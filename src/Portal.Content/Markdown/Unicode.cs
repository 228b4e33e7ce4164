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
