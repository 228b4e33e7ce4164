using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Audit;

namespace Portal.Members.Privacy;

/// <summary>
/// What the log of who did what keeps of a member: lines by and about them. They stay, and what goes is whose number they are of: then they
/// are of nobody.
/// </summary>
internal sealed class AuditData(AuditSearch search, AuditPeople people, IEnumerable<AuditKind> kinds) : IPersonalData
{
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var known = kinds.ToDictionary(kind => kind.Name);
        var lines = await search.OfAsync(memberId, stop);
        return lines.Count == 0 ? [] :
        [
            new(
                "logboek", ["wanneer", "soort", "wat", "waarover", "vanaf"],
                [
                    .. lines.Select(IReadOnlyList<object?> (line) =>
                    [
                        DutchTime.WallClockOf(line.At), known.GetValueOrDefault(line.Kind)?.Label ?? line.Kind,
                        known.GetValueOrDefault(line.Kind)?.Actions.GetValueOrDefault(line.Action) ?? line.Action, line.Title, line.Origin,
                    ]),
                ]),
        ];
    }

    public Task HandleAsync(MemberErased happened, CancellationToken stop) => people.ForgetAsync(happened.MemberId, stop);
}
