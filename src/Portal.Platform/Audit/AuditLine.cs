namespace Portal.Platform.Audit;

/// <summary>Something that somebody did, to be written down in the transaction that does it.</summary>
/// <param name="Action">What, as a dotted key of one of the <see cref="AuditKind"/>s: <c>document.published</c>.</param>
/// <param name="Kind">What it is about: the name of that kind.</param>
/// <param name="Object">Its id; of a person their member id, which is stored as a number.</param>
/// <param name="Actor">Who: a member's id, or the word of what did it by itself (a command, the planning).</param>
public sealed record AuditLine(string Action, string Kind, string Object, string Actor)
{
    /// <summary>What it is called at this moment; empty for a person, whose name stands in no line.</summary>
    public string Title { get; init; } = "";

    /// <summary>What changed; nothing that a person wrote about a person.</summary>
    public IReadOnlyList<AuditFact> Facts { get; init; } = [];
}

/// <summary>A thing that changed.</summary>
/// <param name="Name">Its English key, which <see cref="AuditKind.Facts"/> has a Dutch name for.</param>
/// <param name="Before">What it was; null: there was none.</param>
/// <param name="After">What it is from now on; null: there is none.</param>
public sealed record AuditFact(string Name, string? Before, string? After);

/// <summary>A line as it stands in the log.</summary>
/// <param name="Id">In the order in which lines began to be written.</param>
/// <param name="Sequence">Its number in the chain; null: no seal binds it yet.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">A number of somebody (<see cref="AuditPeople"/>), or a word.</param>
/// <param name="Action">What was done.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Object">Its id; of a person their number.</param>
/// <param name="Title">What it was called.</param>
/// <param name="Origin">From where: a network, or <see cref="AuditLog.Server"/>.</param>
/// <param name="Facts">What changed.</param>
public sealed record AuditEntry(
    long Id, long? Sequence, DateTimeOffset At, string Actor, string Action, string Kind, string Object, string Title, string Origin,
    IReadOnlyList<AuditFact> Facts)
{
    /// <summary>The seal: SHA-256 of the one before it and of all of the line; null: none binds it yet.</summary>
    public byte[]? Hash { get; init; }

    /// <summary>What a fact became; null where the line has no such fact.</summary>
    public string? After(string fact) => Facts.FirstOrDefault(one => one.Name == fact)?.After;

    /// <summary>What a fact was; null where the line has no such fact.</summary>
    public string? Before(string fact) => Facts.FirstOrDefault(one => one.Name == fact)?.Before;
}
