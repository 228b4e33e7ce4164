using Portal.Members.Access;

namespace Portal.Content.Branches;

/// <summary>What the members room shows and asks of branches.</summary>
internal sealed class MemberBranches(BranchStore branches) : IMemberParts
{
    /// <inheritdoc/>
    public async Task<MemberParts> OfAsync(Guid member, CancellationToken stop)
    {
        var all = (await branches.OfAsync(member, stop)).All;
        return new MemberParts(
            [.. all.Select(branch => branch.Words.Length == 0 ? branch.Title : $"{branch.Title} ({branch.Words})")],
            all.Count > 0 && all.All(branch => branch.State != BranchState.There), $"/beheer/inhoud/onderdelen/{member}");
    }

    /// <inheritdoc/>
    public async Task<bool> IsKeptAsync(CancellationToken stop) => (await branches.OwnAsync(stop)).IsBound;
}
