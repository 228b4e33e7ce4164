using Portal.Members.Access;
using Portal.Platform.Jobs;

namespace Portal.Members.Pages.Beheer.Werk;

/// <summary>Tells an administrator of what the portal could not do by itself, mail above all.</summary>
internal sealed class FailedWork(JobBoard board) : IOfficeTasks
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop)
    {
        if (!member.May(Rights.Administrator)) return [];
        return
        [
            .. (await board.CountsAsync(stop)).Where(count => count.Failed > 0).Select(count => new OfficeTask(
                "Niet gelukt", $"{count.Label}: {(count.Failed == 1 ? "1 keer" : $"{count.Failed} keer")}", "/beheer/werk",
                "Kijk waarom, of probeer het opnieuw")
            {
                Urgency = OfficeUrgency.Now,
            }),
        ];
    }
}
