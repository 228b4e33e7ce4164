namespace Portal.Members.Access;

/// <summary>Something that waits for a member in /beheer.</summary>
/// <param name="Group">What kind of waiting it is, Dutch; tasks of one group stand together.</param>
/// <param name="Text">What it is about.</param>
/// <param name="Path">Where one deals with it.</param>
/// <param name="Next">What to do, a few words.</param>
public sealed record OfficeTask(string Group, string Text, string Path, string Next)
{
    /// <summary>When it should be done; the most urgent three groups stand at the top of the office.</summary>
    public OfficeUrgency Urgency { get; init; } = OfficeUrgency.Whenever;
}

/// <summary>When something should be done.</summary>
public enum OfficeUrgency
{
    /// <summary>Something is broken, or must be done by a day.</summary>
    Now,

    /// <summary>Somebody waits for it.</summary>
    Today,

    /// <summary>It gets worse when it is left.</summary>
    ThisWeek,

    /// <summary>When there is time.</summary>
    Whenever,
}

/// <summary>A room that knows what waits for a member: each tells of its own.</summary>
public interface IOfficeTasks
{
    /// <summary>What waits for who asks, the most pressing first; nothing for who may do nothing here.</summary>
    Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop);
}
