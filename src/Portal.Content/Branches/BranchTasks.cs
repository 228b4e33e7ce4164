using Portal.Members.Access;

namespace Portal.Content.Branches;

/// <summary>
/// On the home of the office: for who keeps to branches, the way to each; for who gives them, those in which nobody can write any more.
/// </summary>
internal sealed class BranchTasks(BranchStore branches, BranchWords words) : IOfficeTasks
{
    private const int Most = 10;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop)
    {
        var isWriter = member.May(Rights.Writer);
        if (!isWriter && !member.May(Rights.Administrator)) return [];
        var own = isWriter ? await branches.OwnAsync(stop) : BranchSet.Everywhere;
        var tasks = own.All.Select(branch => new OfficeTask(
            "Jouw onderdeel", branch.Title, HrefOf(branch),
            branch.State == BranchState.There ? "Schrijf verder" : $"Dit {branch.Words}: vraag een redacteur")).ToList();
        if (member.May(Rights.Administrator) || (member.May(Rights.Editor) && !own.IsBound))
        {
            var lost = (await branches.ReadAsync(null, stop)).Where(branch => branch.State != BranchState.There).Take(Most).ToList();
            var names = lost.Count == 0 ? [] : (await words.WritersAsync(stop)).ToDictionary(card => card.Id, card => card.Name);
            tasks.AddRange(lost.Where(branch => names.ContainsKey(branch.Member)).Select(branch => new OfficeTask(
                "Onderdelen waar niemand schrijft", $"{branch.Title}, van {names[branch.Member]}",
                $"/beheer/inhoud/onderdelen/{branch.Member}", $"Dit {branch.Words}: geef een ander onderdeel")));
        }
        return tasks;
    }

    /// <summary>Where a branch begins, in the office.</summary>
    public static string HrefOf(Branch branch) => branch switch
    {
        { State: BranchState.There, Ref: { } id } => $"/beheer/inhoud/{id}",
        { State: BranchState.There, Type: { } type } => $"/beheer/inhoud?soort={type}",
        _ => "/beheer/inhoud",
    };
}
