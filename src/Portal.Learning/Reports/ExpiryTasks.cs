using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>
/// Of how many people a certificate expires soon: for a contact person those of the own organisation, whose names they see; for a
/// coordinator as it was counted, and nothing of fewer than five.
/// </summary>
internal sealed class ExpiryTasks(Expiring expiring, DbSession session, TimeProvider clock) : IOfficeTasks
{
    private const string Group = "Bewijzen";
    private const int Days = 30;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop) =>
        ReportScope.Of(member) switch
        {
            null => [],
            { OrganisationId: { } own } => await OfOrganisationAsync(own, stop),
            var scope => (await expiring.OfAsync(scope, stop)).People is { } people
                ?
                [
                    Line($"Bij {people.ToString("N0", DutchTime.Culture)} mensen verloopt binnen {Expiring.Days} dagen een bewijs",
                        "/beheer/leren/verloopt"),
                ]
                : [],
        };

    private async Task<IReadOnlyList<OfficeTask>> OfOrganisationAsync(Guid own, CancellationToken stop)
    {
        var today = DutchTime.DateOf(clock.GetUtcNow());
        var people = await session.ValueAsync<int>(
            """
            select count(distinct c.member_id)::int from learning.certificates c join learning.learners l on l.member_id = c.member_id
            where l.organisation_id = $1 and c.valid_until between $2 and $3
                and not exists (select from learning.certificate_revocations r where r.certificate_id = c.id)
                and not exists (
                    select from learning.certificates n
                    where n.member_id = c.member_id and n.module = c.module and n.issued_at > c.issued_at)
            """,
            [own, today, today.AddDays(Days)], stop);
        return people switch
        {
            0 => [],
            1 => [Line($"Van 1 collega verloopt binnen {Days} dagen een bewijs", "/beheer/leren/mensen")],
            _ => [Line($"Van {people} collega’s verloopt binnen {Days} dagen een bewijs", "/beheer/leren/mensen")],
        };
    }

    private static OfficeTask Line(string text, string path) => new(Group, text, path, "Herinner ze") { Urgency = OfficeUrgency.ThisWeek };
}
