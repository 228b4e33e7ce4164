namespace Portal.Search.Analysis;

/// <summary>
/// Takes compounds apart, "drugsverslaving" into "drugs" and "verslaving", where a <see cref="Lexicon"/> knows all of the parts. Pure; a
/// word costs at most some times the square of its length in look-ups, whatever its letters are.
/// </summary>
internal static class Compounds
{
    private const int Shortest = 7, Longest = 40, ShortestPart = 3;

    private static readonly string[] Links = ["", "s", "en"];

    /// <summary>
    /// The parts in order, of each all it can be found by; the last one is the head, the longest there can be. Empty where the word is no
    /// compound that the lexicon knows.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Split(string word, Lexicon lexicon)
    {
        if (Cuts.Of(word, lexicon) is not { } cuts || cuts.Heads().FirstOrDefault() is not (> 0 and var head)) return [];
        var ends = new Stack<int>();
        for (var end = head; end > 0; end = cuts.Before[end]) ends.Push(end);
        var parts = new List<IReadOnlyList<string>>();
        var start = 0;
        foreach (var end in ends)
        {
            parts.Add([.. Bases(word[start..end], lexicon).Append(word[start..end]).SelectMany(DutchAnalyzer.LexemesOf).Distinct()]);
            start = end;
        }
        return [.. parts, DutchAnalyzer.LexemesOf(word[start..])];
    }

    /// <summary>
    /// All that the parts of a word can be found by, without what the word itself can: of "drugsverslavingszorg" its "drugs", its
    /// "verslavingszorg" and that one's "zorg".
    /// </summary>
    public static IReadOnlyList<string> PartsOf(string word, Lexicon lexicon)
    {
        if (Cuts.Of(word, lexicon) is not { } cuts) return [];
        var heads = cuts.Heads().ToList();
        if (heads.Count == 0) return [];
        if (lexicon.IsWhole(word[heads[0]..])) heads.RemoveRange(1, heads.Count - 1);
        return
        [
            .. Split(word, lexicon).SelectMany(part => part)
                .Concat(heads.Skip(1).SelectMany(head => DutchAnalyzer.LexemesOf(word[head..])))
                .Where(part => part.Length >= ShortestPart && !StopWords.Contains(part))
                .Except(DutchAnalyzer.LexemesOf(word)).Distinct(),
        ];
    }

    /// <summary>The one word that two can be, as somebody wrote it on the site: "wijk" and "agent" are "wijkagent". Or null.</summary>
    public static string? Joined(string first, string second, Lexicon lexicon) =>
        first.Length < ShortestPart || second.Length < ShortestPart || first.Length + second.Length > Longest ? null
            : Array.Find([.. Links.Select(link => first + link + second)], joined => lexicon.Knows(joined));

    // What a part other than the last may be: as it stands, or before the letters that link it to the next.
    private static IEnumerable<string> Bases(string part, Lexicon lexicon) =>
        from link in Links
        where part.Length - link.Length >= ShortestPart && part.EndsWith(link, StringComparison.Ordinal)
        let word = part[..^link.Length]
        where lexicon.IsPart(word)
        select word;

    /// <summary>Where a word can be cut.</summary>
    /// <param name="Word">The word.</param>
    /// <param name="Before">
    /// For each place: where the part that ends there begins, when all before it can be taken apart, in as few parts as can be; or -1.
    /// </param>
    private sealed record Cuts(string Word, int[] Before, Lexicon Lexicon)
    {
        public static Cuts? Of(string word, Lexicon lexicon)
        {
            if (word.Length is < Shortest or > Longest || lexicon.IsWhole(word) || !word.All(char.IsAsciiLetterLower)) return null;
            var (before, parts) = (new int[word.Length], new int[word.Length]);
            Array.Fill(before, -1);
            for (var start = 0; start <= word.Length - (2 * ShortestPart); start++)
            {
                if (start > 0 && before[start] < 0) continue;
                for (var end = start + ShortestPart; end <= word.Length - ShortestPart; end++)
                {
                    if ((before[end] >= 0 && parts[end] <= parts[start] + 1) || !Bases(word[start..end], lexicon).Any()) continue;
                    (before[end], parts[end]) = (start, parts[start] + 1);
                }
            }
            return new Cuts(word, before, lexicon);
        }

        /// <summary>Where the last part can begin, the longest first.</summary>
        public IEnumerable<int> Heads() => Enumerable.Range(1, Word.Length - 1)
            .Where(start => Before[start] >= 0 && Word.Length - start >= ShortestPart && Lexicon.IsHead(Word[start..]));
    }
}
