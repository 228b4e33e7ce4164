namespace Portal.Search.Analysis;

/// <summary>
/// Dutch spelling of a stem. A long vowel is written double in a closed syllable and single in an open one (school, scholen),
/// a short one doubles the consonant after it (les, lessen), and v and z never end a word (brief, brieven).
/// </summary>
internal static class WordForm
{
    /// <summary>A stem that lost an ending that began with a vowel: "schol" becomes "school", "less" "les", "huiz" "huis".</summary>
    public static string Opened(string stem)
    {
        var single = WithoutDouble(stem);
        if (single == stem && Syllables(stem) == 1 && EndsOpen(stem)) return Finish(stem.Insert(stem.Length - 1, stem[^2].ToString()));
        return Finish(single[^1] == 'i' && !IsVowel(single[^2]) ? single + "e" : single);
    }

    /// <summary>A stem as it stands at the end of a word.</summary>
    public static string Closed(string stem) => Finish(WithoutDouble(stem));

    /// <summary>Runs of vowels.</summary>
    public static int Syllables(string word)
    {
        var count = 0;
        for (var i = 0; i < word.Length; i++)
            if (IsVowel(word[i]) && (i == 0 || !IsVowel(word[i - 1]))) count++;
        return count;
    }

    public static bool HasVowel(string word) => word.Any(IsVowel);

    public static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static string WithoutDouble(string stem) =>
        stem.Length > 2 && stem[^1] == stem[^2] && !IsVowel(stem[^1]) ? stem[..^1] : stem;

    private static string Finish(string stem)
    {
        var hard = stem[^1] switch { 'v' => stem[..^1] + 'f', 'z' => stem[..^1] + 's', _ => stem };

        // In a longer word the length of its last vowel tells nothing apart, and cannot be seen in an open syllable:
        // signaal and signalen both become "signal".
        return Syllables(hard) > 1 && EndsLong(hard) ? hard.Remove(hard.Length - 2, 1) : hard;
    }

    /// <summary>One vowel before one consonant at the end: "schol".</summary>
    private static bool EndsOpen(string stem) =>
        stem[^1] is not ('c' or 'h' or 'j' or 'w' or 'x') && !IsVowel(stem[^1])
        && stem[^2] is 'a' or 'e' or 'o' or 'u' && (stem.Length == 2 || !IsVowel(stem[^3]));

    /// <summary>A double vowel before one consonant at the end: "signaal".</summary>
    private static bool EndsLong(string stem) =>
        stem.Length > 2 && !IsVowel(stem[^1]) && stem[^2] == stem[^3] && stem[^2] is 'a' or 'e' or 'o' or 'u';
}
