namespace Portal.Members.Access;

/// <summary>Something that waits for a member in /beheer.</summary>
/// <param name="Group">What kind of waiting it is, Dutch; tasks of one group stand together.</param>
/// <param name="Text">What it is about.</param>
/// <param name="Path">Where one deals with it.</param>
/// <param name="Next">What to do, a few words.</param>
public sealed record OfficeTask(string Group, string Text, string Path, string Next);

/// <summary>A room that knows what waits for a member: each tells of its own.</summary>
public interface IOfficeTasks
{
    /// <summary>What waits for who asks, the most pressing first; nothing for who may do nothing here.</summary>
    Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop);
}
