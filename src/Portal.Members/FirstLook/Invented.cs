namespace Portal.Members.FirstLook;

/// <summary>How one sees that somebody, or an organisation, does not exist.</summary>
public static class Invented
{
    /// <summary>
    /// What their names end with. It is part of the name, so no list, mail, certificate or file can leave it out.
    /// </summary>
    public const string Mark = "(verzonnen)";
}

/// <summary>
/// Invented people were made (Development alone): rooms above may invent what they did. Published in the transaction that makes them.
/// </summary>
/// <param name="Learners">Who learns, the same ones in the same order every time.</param>
public sealed record InventedPeopleMade(IReadOnlyList<InventedLearner> Learners);

/// <summary>An invented learner.</summary>
/// <param name="Id">The member.</param>
/// <param name="JoinedAt">When the account was made, UTC.</param>
public sealed record InventedLearner(Guid Id, DateTimeOffset JoinedAt);
