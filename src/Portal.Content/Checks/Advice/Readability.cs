using System.Text.RegularExpressions;

namespace Portal.Content.Checks.Advice;

/// <summary>
/// How easily a Dutch text reads, as a measure of the lengths of its words and sentences sees it. A help for who writes, no verdict: it
/// knows no meaning, and a text of short strange words scores well. Texts for everybody aim at level B1 of the language.
/// </summary>
/// <remarks>
/// Flesch's reading ease as W.H. Douma set it for Dutch (De leesbaarheid van landbouwbladen, Wageningen 1960):
/// 206.84 - 0.93 * words in a sentence - 77 * syllables in a word. Syllables are counted by their vowels, which is right for some nineteen
/// words in twenty. The bounds of the words are ours: what Rijksoverheid writes for everybody mostly lies from 60 up.
/// </remarks>
/// <param name="Words">How many words were counted.</param>
/// <param name="Sentences">How many sentences.</param>
/// <param name="Syllables">How many syllables.</param>
internal sealed partial record Readability(int Words, int Sentences, int Syllables)
{
    /// <summary>With fewer words a measure says nothing.</summary>
    public const int FewestWords = 15;

    /// <summary>From 0 (hard) to 100 (easy); null for a text that is too short to say.</summary>
    public int? Score => Words < FewestWords ? null
        : (int)Math.Clamp(Math.Round(206.84 - 0.93 * WordsPerSentence - 77.0 * Syllables / Words), 0, 100);

    /// <summary>Words in a sentence, the mean.</summary>
    public double WordsPerSentence => Sentences == 0 ? 0 : (double)Words / Sentences;

    /// <summary>The measure in words, Dutch.</summary>
    public string Label => Score switch
    {
        null => "te kort om te meten",
        >= 60 => "leest makkelijk",
        >= 45 => "leest redelijk",
        _ => "leest moeilijk",
    };

    /// <summary>Measures plain text: passages on lines of their own.</summary>
    public static Readability Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Sentence.In));
    }

    /// <summary>Measures sentences.</summary>
    public static Readability Of(IEnumerable<Sentence> sentences)
    {
        var (words, count, syllables) = (0, 0, 0);
        foreach (var sentence in sentences)
        {
            var spoken = sentence.Words.Where(word => word.Value.Any(char.IsLetter)).ToList();
            if (spoken.Count == 0) continue;
            (words, count, syllables) = (words + spoken.Count, count + 1, syllables + spoken.Sum(word => SyllablesIn(word.Value)));
        }
        return new(words, count, syllables);
    }

    /// <summary>The syllables of a word, by its vowels: at least one.</summary>
    internal static int SyllablesIn(string word) => Math.Max(1, Vowels().Count(word));

    // The sounds that are written with more than one vowel first; a diaeresis begins a new one.
    [GeneratedRegex(
        "aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyáéíóúàèìòùäëïöüâêîôû]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Vowels();
}
