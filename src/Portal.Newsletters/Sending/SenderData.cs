using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Newsletters.Sending;

/// <summary>
/// What is kept of who makes newsletters: who began, asked, agreed and sent. That it was sent stays; who it was is forgotten.
/// </summary>
internal sealed class SenderData(DbSession session) : IPersonalData
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var rows = await session.ListAsync(
            """
            select document, made_at, 'begonnen' from newsletters.campaigns where made_by = $1
            union all select document, asked_at, 'akkoord gevraagd' from newsletters.campaigns where asked_by = $1
            union all select document, approved_at, 'akkoord gegeven' from newsletters.campaigns where approved_by = $1
            union all select document, coalesce(started_at, send_at), 'verstuurd of gepland' from newsletters.campaigns
            where started_by = $1 and coalesce(started_at, send_at) is not null
            order by 2
            """,
            [memberId],
            row => (IReadOnlyList<object?>)[row.Text(0), DutchTime.WallClockOf(row.Moment(1)), row.Text(2)], stop);
        return rows.Count == 0 ? [] : [new PersonalTable("nieuwsbrieven-die-je-maakte", ["nieuwsbrief", "wanneer", "wat"], rows)];
    }

    /// <inheritdoc/>
    public Task HandleAsync(MemberErased happened, CancellationToken stop) => session.ExecuteAsync(
        """
        update newsletters.campaigns set made_by = nullif(made_by, $1), asked_by = nullif(asked_by, $1),
            approved_by = nullif(approved_by, $1), started_by = nullif(started_by, $1)
        where $1 in (made_by, asked_by, approved_by, started_by)
        """,
        [happened.MemberId], stop);
}
