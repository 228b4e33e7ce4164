using Portal.Search.Indexing;

namespace Portal.Search.Querying;

/// <summary>
/// Words that stand in what was found first, and say more about what was meant: pseudo-relevance feedback (Rocchio 1971), of the sections
/// that stand highest.
/// </summary>
internal static class Feedback
{
    private const double Saturation = 1.2;

    /// <summary>The words that tell most, with what each is worth beside the question.</summary>
    /// <param name="index">What can be found now.</param>
    /// <param name="best">The pages that were found, best first.</param>
    /// <param name="question">What was asked.</param>
    public static IReadOnlyList<(string Word, float Weight)> Of(IndexSnapshot index, IReadOnlyList<FoundPage> best, Question question)
    {
        var asked = question.Terms.SelectMany(term => term.Ways).SelectMany(phrase => phrase.Words).SelectMany(word => word)
            .ToHashSet(StringComparer.Ordinal);
        var words = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var at = 0; at < best.Count; at++)
        {
            var page = best[at];
            var share = page.First.Score / best[0].First.Score;
            foreach (var (word, times, rarity) in index.TellingOf(page.First.Doc))
                if (!asked.Contains(word))
                    words[word] = words.GetValueOrDefault(word) + (rarity * share * times / (times + Saturation));
        }
        var telling = words.Select(word => (Word: word.Key, Weight: word.Value)).OrderByDescending(word => word.Weight)
            .Take(Ranking.Now.FeedbackWords).ToList();
        var scale = Ranking.Now.Feedback * 3 * question.Terms.Count / Math.Max(telling.Sum(word => word.Weight), 1e-9);
        return telling.ConvertAll(word => (word.Word, (float)(word.Weight * scale)));
    }
}
