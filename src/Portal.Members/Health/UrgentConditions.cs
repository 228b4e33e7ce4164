using Portal.Members.Access;
using Portal.Platform.Conditions;

namespace Portal.Members.Health;

/// <summary>Tells an administrator of what must be done now to keep the portal going, as it was last seen.</summary>
internal sealed class UrgentConditions(ConditionRecord record) : IOfficeTasks
{
    /// <summary>Where it is shown.</summary>
    public const string Path = "/beheer/gezondheid";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop) =>
        !member.May(Rights.Administrator) ? []
            : [.. (await record.UrgentAsync(stop)).Select(
                title => new OfficeTask("Nu doen", title, Path, "Lees wat er is en wat helpt") { Urgency = OfficeUrgency.Now })];
}
