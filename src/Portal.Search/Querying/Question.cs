namespace Portal.Search.Querying;

/// <summary>A question, understood.</summary>
/// <param name="Terms">What is asked for.</param>
/// <param name="Excluded">What must not occur.</param>
/// <param name="Titles">The titles that are this question, as lines of lemmas without stop words.</param>
internal sealed record Question(IReadOnlyList<Term> Terms, IReadOnlyList<Phrase> Excluded, IReadOnlyList<string> Titles)
{
    /// <summary>The question as it is answered, when its spelling was corrected; else null.</summary>
    public string? Corrected { get; init; }

    /// <summary>What is wanted of an answer.</summary>
    public Intent Intent { get; init; }

    /// <summary>Words that occur nowhere, as typed.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}
