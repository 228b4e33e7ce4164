using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Content.Editing;

/// <summary>
/// What this room keeps of whoever writes: that they wrote, said or asked something, and when. What they wrote is the network's and stays;
/// who it was is forgotten.
/// </summary>
internal sealed class WriterData(DbSession session) : IPersonalData
{
    // What stands where somebody was: nobody's id.
    private const string Nobody = "00000000-0000-0000-0000-000000000000";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var rows = await session.ListAsync(
            """
            select d.title, v.changed_at, 'versie ' || v.number from content.versions v join content.documents d on d.id = v.document_id
            where v.changed_by = $1
            union all
            select d.title, r.changed_at, 'concept' from content.drafts r join content.documents d on d.id = r.document_id
            where $1 in (r.changed_by, r.started_by)
            union all
            select d.title, m.made_at, 'opmerking: ' || m.body from content.remarks m join content.documents d on d.id = m.document_id
            where m.made_by = $1
            union all
            select d.title, o.since, 'houd je bij' from content.owners o join content.documents d on d.id = o.document_id
            where o.member_id = $2
            union all
            select b.title, b.given_at, 'onderdeel waarin je schrijft' from content.branches b where b.member_id = $2
            union all
            select c.path, c.made_at, 'adres doorgestuurd' from content.redirect_changes c where c.made_by = $1
            union all
            select i.name, i.made_at, 'ingelezen' from content.imports i where $1 in (i.made_by, i.decided_by)
            order by 2
            """,
            [memberId.ToString(), memberId],
            row => (IReadOnlyList<object?>)[row.Text(0), DutchTime.WallClockOf(row.Moment(1)), row.Text(2)],
            stop);
        return rows.Count == 0 ? [] : [new PersonalTable("wat-je-schreef", ["Stuk", "Wanneer", "Wat"], rows)];
    }

    /// <inheritdoc/>
    public async Task HandleAsync(MemberErased happened, CancellationToken stop)
    {
        var (id, who) = (happened.MemberId, happened.MemberId.ToString());
        await session.ExecuteAsync("update content.versions set changed_by = $2 where changed_by = $1", [who, Nobody], stop);
        await session.ExecuteAsync("update content.draft_revisions set changed_by = $2 where changed_by = $1", [who, Nobody], stop);
        await session.ExecuteAsync(
            """
            update content.drafts set changed_by = case when changed_by = $1 then $2 else changed_by end,
                started_by = case when started_by = $1 then $2 else started_by end,
                reviewer_id = case when reviewer_id = $3 then null else reviewer_id end
            where $1 in (changed_by, started_by) or reviewer_id = $3
            """,
            [who, Nobody, id], stop);
        await session.ExecuteAsync(
            """
            update content.remarks set made_by = case when made_by = $1 then $2 else made_by end,
                resolved_by = case when resolved_by = $1 then $2 else resolved_by end
            where $1 in (made_by, resolved_by)
            """,
            [who, Nobody], stop);
        await session.ExecuteAsync("update content.preview_links set made_by = $2 where made_by = $1", [who, Nobody], stop);
        await session.ExecuteAsync(
            """
            update content.imports set made_by = case when made_by = $1 then $2 else made_by end,
                decided_by = case when decided_by = $1 then $2 else decided_by end
            where $1 in (made_by, decided_by)
            """,
            [who, Nobody], stop);
        await session.ExecuteAsync("update content.documents set deleted_by = $2 where deleted_by = $1", [who, Nobody], stop);
        await session.ExecuteAsync("delete from content.writers where member_id = $1", [id], stop);
        await session.ExecuteAsync("delete from content.branches where member_id = $1", [id], stop);
        await session.ExecuteAsync("update content.branches set given_by = null where given_by = $1", [id], stop);
        await session.ExecuteAsync("delete from content.owners where member_id = $1", [id], stop);
        await session.ExecuteAsync("delete from content.owner_mails where member_id = $1", [id], stop);
        await session.ExecuteAsync("update content.own_redirects set made_by = $2 where made_by = $1", [who, Nobody], stop);
        await session.ExecuteAsync("update content.redirect_changes set made_by = $2 where made_by = $1", [who, Nobody], stop);
        // Nobody comes back by what a colleague undoes.
        await session.ExecuteAsync(
            "delete from content.undo_steps where made_by = $1 or position($1 in before::text || after::text) > 0", [who], stop);
    }
}
