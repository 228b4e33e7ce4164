namespace Portal.Content.Yaml;

/// <summary>
/// Which item of a list is which of another: what is the same stays itself, and what stands between may have become the other.
/// </summary>
internal static class Alignment
{
    /// <summary>
    /// The items of both lists in one order: <c>Old</c> is -1 for one that is new, <c>New</c> is -1 for one that is gone.
    /// </summary>
    public static List<(int Old, int New)> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var longest = Longest(before, after);
        var pairs = new List<(int Old, int New)>();
        var (i, j) = (0, 0);
        while (i < before.Count || j < after.Count)
        {
            var (from, to) = (i, j);
            while ((i < before.Count || j < after.Count) && !(i < before.Count && j < after.Count && before[i] == after[j]))
            {
                if (j >= after.Count || (i < before.Count && longest[i + 1, j] >= longest[i, j + 1])) i++;
                else j++;
            }
            // Between what stayed: changed one by one as far as both have some.
            for (; from < i && to < j; from++, to++) pairs.Add((from, to));
            for (; from < i; from++) pairs.Add((from, -1));
            for (; to < j; to++) pairs.Add((-1, to));
            if (i < before.Count && j < after.Count) pairs.Add((i++, j++));
        }
        return pairs;
    }

    // The length of the longest list that both ends have in common.
    private static int[,] Longest(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var longest = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
            for (var j = after.Count - 1; j >= 0; j--)
                longest[i, j] = before[i] == after[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        return longest;
    }
}
