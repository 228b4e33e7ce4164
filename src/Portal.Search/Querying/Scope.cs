namespace Portal.Search.Querying;

/// <summary>Which sections to consider.</summary>
/// <param name="TsQuery">They match this.</param>
/// <param name="LeastShare">And hold at least this share of the question, 0 to 1, by the weight of its terms.</param>
internal sealed record Scope(string TsQuery, double LeastShare)
{
    /// <summary>Sections that hold all these terms.</summary>
    public static Scope Whole(Question question, IReadOnlyList<Term> terms) => new(question.All(terms), 0);

    /// <summary>Sections that hold about half of the question.</summary>
    public static Scope Half(Question question) => new(question.Any(), 0.49);

    /// <summary>Sections that hold anything of it.</summary>
    public static Scope Any(Question question) => new(question.Any(), 0);
}
