using Portal.Members.Access;

namespace Portal.Content.Branches;

/// <summary>Who gives branches: administrators, and editors who keep to none.</summary>
internal sealed class BranchGivers(BranchStore branches, CurrentMember current)
{
    /// <summary>True for who asks.</summary>
    public async Task<bool> MayGiveAsync(CancellationToken stop) => current.May(Rights.Administrator)
        || (current.May(Rights.Editor) && !(await branches.FreshAsync(stop)).IsBound);
}
