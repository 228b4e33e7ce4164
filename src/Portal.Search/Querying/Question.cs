namespace Portal.Search.Querying;

/// <summary>A question, understood.</summary>
/// <param name="Terms">What is asked for.</param>
/// <param name="Excluded">What must not occur.</param>
/// <param name="Titles">The titles that are this question, as lines of lemmas without stop words.</param>
/// <param name="Wording">All that was asked for, small words included.</param>
internal sealed record Question(
    IReadOnlyList<Term> Terms, IReadOnlyList<Phrase> Excluded, IReadOnlyList<string> Titles, IReadOnlyList<Phrase> Wording)
{
    /// <summary>Matches sections that hold all these terms.</summary>
    public string All(IEnumerable<Term> terms) => Without(string.Join(" & ", terms.Select(term => term.AnyTsQuery())));

    /// <summary>Matches sections that hold one of the terms.</summary>
    public string Any() => Without($"({string.Join(" | ", Terms.Select(term => term.AnyTsQuery()))})");

    /// <summary>Matches sections that hold every term as asked, in fields of these weights.</summary>
    public string In(string weights) => string.Join(" & ", Terms.Select(term => term.DirectTsQuery(weights)));

    /// <summary>Matches sections whose title has the whole wording.</summary>
    public string WordingInTitle() => string.Join(" & ", Wording.Select(phrase => $"({phrase.ToTsQuery("A")})"));

    private string Without(string tsquery) =>
        string.Concat(Excluded.Select(phrase => $" & !({phrase.ToTsQuery()})").Prepend(tsquery));
}
