namespace Portal.Search.Analysis;

/// <summary>How far two words are apart by mistakes that people make: Damerau and Levenshtein, where what sounds alike is nearer.</summary>
internal static class Spelling
{
    private const double Alike = 0.6;

    private static readonly string[] Pairs = ["dt", "sz", "fv", "ck", "gh", "ie", "ij", "ei", "ao", "ou", "iy", "kq", "mn", "pb", "ea"];

    /// <summary>
    /// The distance: 1 for a letter too many, too few, another one or two that changed places; less where it sounds the same.
    /// </summary>
    /// <param name="typed">One word.</param>
    /// <param name="meant">The other.</param>
    /// <param name="most">Above this the distance is not worked out: infinite is returned.</param>
    public static double Distance(string typed, string meant, double most)
    {
        var (rows, columns) = (typed.Length, meant.Length);
        Span<double> two = stackalloc double[columns + 1], one = stackalloc double[columns + 1], now = stackalloc double[columns + 1];
        for (var column = 0; column <= columns; column++) one[column] = column;
        for (var row = 1; row <= rows; row++)
        {
            now[0] = row;
            var least = now[0];
            for (var column = 1; column <= columns; column++)
            {
                var cost = one[column - 1] + Swap(typed[row - 1], meant[column - 1]);
                cost = Math.Min(cost, one[column] + Extra(typed, row - 1));
                cost = Math.Min(cost, now[column - 1] + Extra(meant, column - 1));
                if (row > 1 && column > 1 && typed[row - 1] == meant[column - 2] && typed[row - 2] == meant[column - 1])
                    cost = Math.Min(cost, two[column - 2] + (typed[row - 1] == typed[row - 2] ? 0 : 0.9));
                now[column] = cost;
                least = Math.Min(least, cost);
            }
            if (least > most) return double.PositiveInfinity;
            var spare = two;
            two = one;
            one = now;
            now = spare;
        }
        return one[columns];
    }

    private static double Swap(char one, char other)
    {
        if (one == other) return 0;
        foreach (var pair in Pairs)
            if ((pair[0] == one && pair[1] == other) || (pair[0] == other && pair[1] == one)) return Alike;
        return 1;
    }

    // A letter that stands there twice is soon one too many or too few, and so is an h or an e that nobody hears.
    private static double Extra(string word, int at) =>
        (at > 0 && word[at] == word[at - 1]) || (at + 1 < word.Length && word[at] == word[at + 1]) || word[at] == 'h' ? Alike : 1;
}
