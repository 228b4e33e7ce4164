namespace Portal.Search.Analysis;

/// <summary>
/// Brings the inflections of a Dutch word to one form, in the spirit of Kraaij and Pohlmann (1994) but careful: it takes off
/// inflection (plural, diminutive, verb and adjective endings) and three derivations a searcher means as well (-ing, -heid,
/// -aar), and keeps prefixes and other suffixes, so that "gemeente" never meets "menen".
/// </summary>
/// <remarks>
/// Without a lexicon an ending can be read in two ways ("krant", "werkt"). Then both readings are given: the index and the
/// question hold the same set, and two words meet when they share one form. A lemma is a key, not always a word.
/// </remarks>
internal static class DutchStemmer
{
    private static readonly string[] ParticiplePrefixes = ["be", "ver", "ont", "her", "er", "mis", "over", "onder", "voor", "door", "om"];

    /// <summary>The lemmas of a folded word, the likeliest first; never empty.</summary>
    public static IReadOnlyList<string> Lemmas(string word)
    {
        if (word.Length < 3 || !word.All(char.IsAsciiLetterLower)) return [word];
        if (IrregularWords.NounOf(word) is { } noun) return [noun];

        var readings = Readings(word).ToList();
        if (IrregularWords.VerbOf(word) is { } verb) readings.Insert(0, Readings(verb).First());
        return [.. readings.Where((reading, place) => place == 0 || (reading.Length > 1 && !StopWords.Contains(reading))).Distinct()];
    }

    private static IEnumerable<string> Readings(string word)
    {
        if (Masculine(word) is { } masculine) return [.. Lemmas(masculine), WordForm.Closed(word)];
        if (IsPlural(word)) return Plural(word);
        if (IsPluralOfVowel(word)) return [word[..^1], word];
        if (IsDiminutive(word)) return Diminutive(word);
        if (Without(word, "heden") is { } qualities) return [qualities + "heid", .. OfStem(qualities)];
        if (Without(word, "heid") is { } quality) return [word, .. OfStem(quality)];
        if (Without(word, "ingen") is { Length: > 3 } deeds) return [deeds + "ing", WordForm.Opened(deeds)];
        if (Without(word, "ing") is { Length: > 3 } deed) return [word, WordForm.Opened(deed)];
        if (Agent(word) is { } agent) return [WordForm.Closed(word), agent];
        if (WithoutVowelEnding(word) is { } stem) return [WordForm.Opened(stem), .. Past(stem), .. Participle(stem)];
        return [WordForm.Closed(word), .. Conjugated(word), .. Participle(word)];
    }

    private static IEnumerable<string> OfStem(string stem) => WordForm.HasVowel(stem) ? [WordForm.Closed(stem)] : [];

    // Plural in -s: ouders, gemeentes, drugs; not kans, cursus, toets.

    private static bool IsPlural(string word) =>
        word.Length > 3 && word[^1] == 's' && !EndingsOfTheStem.HasS(word) && word[^2] switch
        {
            'e' => word[^3] != 'e' && WordForm.Syllables(word) > 1,
            'u' => word.EndsWith("aus", StringComparison.Ordinal),
            't' => word[^3] == 'n' || (WordForm.IsVowel(word[^3]) && !WordForm.IsVowel(word[^4])),
            var last => "bdgklmnprw".Contains(last, StringComparison.Ordinal),
        };

    private static IEnumerable<string> Plural(string word)
    {
        var singular = word[..^1];
        if (IsDiminutive(singular)) return Diminutive(singular);
        if (IrregularWords.NounOf(singular) is { } noun) return [noun];
        if (Agent(singular) is { } agent) return [WordForm.Closed(singular), agent];
        return singular[^1] == 'e' && singular[^2] != 'i' ? [WordForm.Opened(singular[..^1])] : [WordForm.Closed(singular)];
    }

    /// <summary>Written without the apostrophe it should have: fotos, risicos, collegas, boas; not atlas, chaos, huis.</summary>
    private static bool IsPluralOfVowel(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] is 'a' or 'o' && word[^2] != word[^3] && !EndingsOfTheStem.HasVowelS(word)
            && (WordForm.Syllables(word) > 1 || word.EndsWith("oas", StringComparison.Ordinal));

    /// <summary>A woman in a role goes by the word for anybody: hulpverleenster, trainsters, lerares; not venster, minister.</summary>
    private static string? Masculine(string word)
    {
        var single = Without(word, "s") ?? word;
        if (Without(single, "ster") is { Length: > 3 } doer && IsClosed(doer) && WordForm.HasVowel(doer) && doer[^1] != 's')
            return WithOpenVowel(doer) + "er";
        return (Without(word, "aressen") ?? Without(word, "ares")) is { Length: > 1 } title ? title + "aar" : null;
    }

    // What a stem becomes before -er: "hulpverleen" "hulpverlen", "voorzit" "voorzitt".
    private static string WithOpenVowel(string stem)
    {
        var last = stem[^1];
        if (stem.Length < 3 || WordForm.IsVowel(last) || !WordForm.IsVowel(stem[^2])) return stem;
        if (stem[^2] == stem[^3]) return stem.Remove(stem.Length - 2, 1);
        return WordForm.IsVowel(stem[^3]) || last is 'w' or 'j' ? stem : stem + last;
    }

    // Diminutive: huisje, raampje, verhaaltje, mannetje.

    private static bool IsDiminutive(string word) =>
        word.Length > 4 && word.EndsWith("je", StringComparison.Ordinal) && WordForm.HasVowel(word[..^2]);

    private static IEnumerable<string> Diminutive(string word)
    {
        if (Without(word, "mpje") is { } m) return [WordForm.Closed(m + "m")];
        if (Without(word, "nkje") is { } n && WordForm.Syllables(n) > 1) return [WordForm.Closed(n + "ng")];
        if (Without(word, "etje") is { Length: > 2 } e && WordForm.HasVowel(e)) return [WordForm.Closed(e)];
        if (Without(word, "tje") is { Length: > 1 } t && (WordForm.IsVowel(t[^1]) || "lnrw".Contains(t[^1], StringComparison.Ordinal)))
            return [WordForm.Closed(t), WordForm.Closed(t + "t")];
        return [WordForm.Closed(word[..^2])];
    }

    // Verbs and adjectives: werken, weerbare, leerde, ronselt, bedreigd, aangemeld.

    private static string? WithoutVowelEnding(string word)
    {
        if (Without(word, "en") is { Length: > 1 } plural && WordForm.HasVowel(plural) && !IsLongE(plural)) return plural;
        if (Without(word, "e") is { Length: > 2 } bent && WordForm.HasVowel(bent) && bent[^1] is not ('e' or 'i')) return bent;
        return null;
    }

    /// <summary>"steen" and "zien" do not end in -en; "ideeen", "strategieen" and "provincien" do.</summary>
    private static bool IsLongE(string stem) =>
        (stem[^1] == 'e' && stem[^2] is not ('e' or 'i'))
            || (stem[^1] == 'i' && !WordForm.IsVowel(stem[^2]) && stem.Length < 6);

    private static IEnumerable<string> Past(string stem) =>
        stem.Length > 3 && !EndingsOfTheStem.Dental.Contains(stem)
            && ((stem[^1] == 't' && IsVoiceless(stem[..^1])) || (stem[^1] == 'd' && IsVoiced(stem[..^1])))
            ? [WordForm.Closed(stem[..^1])]
            : [];

    private static IEnumerable<string> Conjugated(string word)
    {
        if (word.Length < 4 || !IsClosed(word[..^1]) || EndingsOfTheStem.Dental.Contains(word)) return [];
        var isVerb = word[^1] switch
        {
            't' => word[^2] is not ('t' or 'c' or 'h'),
            'd' => Array.Exists(ParticiplePrefixes, prefix => word.StartsWith(prefix, StringComparison.Ordinal)),
            _ => false,
        };
        return isVerb && WordForm.HasVowel(word[..^1]) ? [WordForm.Closed(word[..^1])] : [];
    }

    /// <summary>"geronseld" is of "ronselen", "aangemeld" of "aanmelden"; "gezicht" is of nothing.</summary>
    private static IEnumerable<string> Participle(string word)
    {
        if (word[^1] is not ('d' or 't') || EndingsOfTheStem.Ge.Contains(word)) yield break;
        var prefix = IrregularWords.SeparablePrefixes.FirstOrDefault(prefix => word.StartsWith(prefix + "ge", StringComparison.Ordinal))
            ?? "";
        if (!word.AsSpan(prefix.Length).StartsWith("ge", StringComparison.Ordinal)) yield break;

        var rest = word[(prefix.Length + 2)..];
        if (rest.Length < 3 || !WordForm.HasVowel(rest[..^1])) yield break;
        yield return WordForm.Closed(prefix + rest);
        if (rest.Length > 3 && IsClosed(rest[..^1]) && rest[^2] != 'h') yield return WordForm.Closed(prefix + rest[..^1]);
    }

    /// <summary>"ronselaar" does "ronselen".</summary>
    private static string? Agent(string word) =>
        Without(word, "aar") is { Length: > 3 } stem && stem[^2] == 'e' && stem[^1] is 'l' or 'n' or 'r' ? WordForm.Closed(stem) : null;

    private static bool IsVoiceless(string stem) =>
        "kfspx".Contains(stem[^1], StringComparison.Ordinal) || stem.EndsWith("ch", StringComparison.Ordinal);

    private static bool IsVoiced(string stem) => "bdgjlmnrvwzf".Contains(stem[^1], StringComparison.Ordinal) || IsGlide(stem);

    /// <summary>"groei", "zwaai", "strooi" sound as if a consonant closed them.</summary>
    private static bool IsGlide(string stem) =>
        stem.EndsWith("oei", StringComparison.Ordinal) || stem.EndsWith("aai", StringComparison.Ordinal)
            || stem.EndsWith("ooi", StringComparison.Ordinal);

    private static bool IsClosed(string stem) => !WordForm.IsVowel(stem[^1]) || IsGlide(stem);

    private static string? Without(string word, string ending) =>
        word.EndsWith(ending, StringComparison.Ordinal) ? word[..^ending.Length] : null;
}
