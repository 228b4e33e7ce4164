namespace Portal.Search.Querying;

/// <summary>How telling the terms of a question are: a rare word says more about what is meant.</summary>
/// <param name="Weights">What each term is worth (inverse document frequency), together 1; nothing where it occurs nowhere.</param>
/// <param name="Known">Terms that occur somewhere.</param>
/// <param name="Unknown">Terms that occur nowhere.</param>
internal sealed record Rarity(double[] Weights, IReadOnlyList<Term> Known, IReadOnlyList<Term> Unknown)
{
    /// <summary>From the number of sections each term occurs in, of all.</summary>
    public static Rarity Of(IReadOnlyList<Term> terms, long[] sections, long all)
    {
        var inverse = sections.Select(count => count == 0 ? 0 : Math.Log(1 + ((double)all / count))).ToList();
        var sum = Math.Max(inverse.Sum(), double.Epsilon);
        return new Rarity(
            [.. inverse.Select(weight => weight / sum)],
            [.. terms.Where((_, place) => sections[place] > 0)],
            [.. terms.Where((_, place) => sections[place] == 0)]);
    }
}
