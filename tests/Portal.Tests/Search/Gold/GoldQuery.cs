namespace Portal.Tests.Search.Gold;

/// <summary>A passage of the portal: the address of a page, and the anchor of a heading or null for the head of the page.</summary>
public sealed record Place(string Url, string? Anchor)
{
    /// <summary>A place as the gold file writes it: <c>/begrippen/ronselen</c>, <c>/privacy#quizzen</c>.</summary>
    public static Place Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('#', StringComparison.Ordinal);
        return at < 0 ? new(text, null) : new(text[..at], text[(at + 1)..]);
    }

    public override string ToString() => Anchor is null ? Url : $"{Url}#{Anchor}";
}

/// <summary>A question of the gold file, with the passages that answer it.</summary>
/// <param name="Text">As a user would type it.</param>
/// <param name="Kind">One of <see cref="GoldFile.Kinds"/>.</param>
/// <param name="IsTest">Of the half that is only ever reported; else of the half to learn from.</param>
/// <param name="Like">The question it is another way of typing, or null.</param>
/// <param name="Grades">From 1 (touches on it) to 3 (answers it).</param>
public sealed record GoldQuery(string Text, string Kind, bool IsTest, string? Like, IReadOnlyDictionary<Place, int> Grades)
{
    /// <summary>
    /// What each hit is worth, in the order of the hits: the grade of its passage. A page counts once, at its first hit. Another passage of
    /// a page that answers is worth one less than the best of that page, for it is the right page at the wrong heading.
    /// </summary>
    public IReadOnlyList<int> GainsOf(IEnumerable<Place> hits)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. hits.Where(hit => seen.Add(hit.Url)).Select(GainOf)];
    }

    /// <summary>What the best answer there can be is worth: the best passage of each page, best first.</summary>
    public IReadOnlyList<int> Ideal =>
        [.. Grades.GroupBy(grade => grade.Key.Url).Select(page => page.Max(grade => grade.Value)).OrderDescending()];

    private int GainOf(Place hit)
    {
        if (Grades.TryGetValue(hit, out var grade)) return grade;
        return Grades.Where(other => other.Key.Url == hit.Url).Select(other => other.Value - 1).DefaultIfEmpty(0).Max();
    }
}
