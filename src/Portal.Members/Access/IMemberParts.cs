namespace Portal.Members.Access;

/// <summary>The parts of the content that members keep to, as the room that has the content knows them.</summary>
public interface IMemberParts
{
    /// <summary>Those of a member.</summary>
    Task<MemberParts> OfAsync(Guid member, CancellationToken stop);

    /// <summary>True when who asks keeps to a part: what holds for the whole site is not theirs.</summary>
    Task<bool> IsKeptAsync(CancellationToken stop);
}

/// <summary>The parts that a member keeps to.</summary>
/// <param name="Titles">What they are called; none: the member writes wherever their task lets them.</param>
/// <param name="IsLost">True when none of them is there any more: the member writes nowhere.</param>
/// <param name="Path">Where they are given and taken back.</param>
public sealed record MemberParts(IReadOnlyList<string> Titles, bool IsLost, string Path);
