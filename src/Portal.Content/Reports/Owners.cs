using Portal.Members.People;
using Portal.Platform.Data;

namespace Portal.Content.Reports;

/// <summary>Who sees to it that a page stays true: one member a page, or nobody.</summary>
internal sealed class Owners(DbSession session, MemberDirectory members, TimeProvider clock)
{
    /// <summary>How many pages get an owner at once.</summary>
    public const int Most = 200;

    /// <summary>The owners of these pages, by the id of the page; without those that have none.</summary>
    public async Task<IReadOnlyDictionary<string, MemberCard>> OfAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        var rows = await session.ListAsync(
            "select d.ref, o.member_id from content.owners o join content.documents d on d.id = o.document_id where d.ref = any($1)",
            [ids.ToArray()], row => (Id: row.Text(0), Member: row.Id(1)), stop);
        if (rows.Count == 0) return new Dictionary<string, MemberCard>();
        var cards = (await members.FindAsync([.. rows.Select(row => row.Member).Distinct()], stop)).ToDictionary(card => card.Id);
        return rows.Where(row => cards.ContainsKey(row.Member)).ToDictionary(row => row.Id, row => cards[row.Member]);
    }

    /// <summary>The ids of the pages that a member owns.</summary>
    public async Task<IReadOnlySet<string>> PagesOfAsync(Guid member, CancellationToken stop) => (await session.ListAsync(
        """
        select d.ref from content.owners o join content.documents d on d.id = o.document_id
        where o.member_id = $1 and d.deleted_at is null
        """,
        [member], row => row.Text(0), stop)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Everybody who owns a page.</summary>
    public Task<List<Guid>> AllAsync(CancellationToken stop) =>
        session.ListAsync("select distinct member_id from content.owners", [], row => row.Id(0), stop);

    /// <summary>Gives pages an owner, or none. Gives how many were changed.</summary>
    /// <param name="ids">The pages.</param>
    /// <param name="member">Who; null: nobody any more.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<int> SetAsync(IReadOnlyCollection<string> ids, Guid? member, CancellationToken stop) => member is null
        ? await session.ExecuteAsync(
            "delete from content.owners o using content.documents d where d.id = o.document_id and d.ref = any($1)", [ids.ToArray()], stop)
        : await session.ExecuteAsync(
            """
            insert into content.owners (document_id, member_id, since)
            select id, $2, $3 from content.documents where ref = any($1) and deleted_at is null
            on conflict (document_id) do update set member_id = excluded.member_id, since = excluded.since
                where content.owners.member_id <> excluded.member_id
            """,
            [ids.ToArray(), member.Value, clock.GetUtcNow()], stop);
}
