using Portal.Content.Types;
using Portal.Platform.Data;

namespace Portal.Content.Reports;

/// <summary>Something that changed.</summary>
/// <param name="Id">The document.</param>
/// <param name="Title">As editors see it.</param>
/// <param name="Type">Its type.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who, as it is kept: a member's id, or the word of what did it by itself.</param>
/// <param name="What">What happened, Dutch.</param>
/// <param name="IsOnline">Readers see the document now.</param>
internal sealed record WeekChange(string Id, string Title, DocumentType Type, DateTimeOffset At, string By, string What, bool IsOnline);

/// <summary>What changed in the last seven days: every version that was made, and what was thrown away; a page at a time.</summary>
internal sealed class WeekChanges(DbSession session, DocumentTypes types, TimeProvider clock)
{
    /// <summary>How many stand on a page, and in the file.</summary>
    public const int PageSize = 50, MostInFile = 20_000;

    private const int Days = 7;

    private DateTimeOffset From => clock.GetUtcNow().AddDays(-Days);

    /// <summary>One page, the last change first, and how many there are.</summary>
    public async Task<(int Total, IReadOnlyList<WeekChange> Page)> ReadAsync(int page, CancellationToken stop)
    {
        var total = await CountAsync(stop);
        return (total, await ListAsync(PageSize, (page - 1) * PageSize, stop));
    }

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(CancellationToken stop) => (int)await session.ValueAsync<long>(
        """
        select (select count(*) from content.versions where changed_at > $1)
            + (select count(*) from content.documents where deleted_at > $1)
        """,
        [From], stop);

    /// <summary>Some of them, the last first. Of each kind no more are read than can come first: a year has a hundred thousand.</summary>
    public Task<List<WeekChange>> ListAsync(int most, int skip, CancellationToken stop) => session.ListAsync(
        """
        select d.ref, d.title, d.type, c.at, c.by, c.what, d.live_version_id is not null
        from (
            (select document_id, changed_at as at, changed_by as by,
                case when number = 1 then 'nieuw' when reason = '' then 'gewijzigd' else reason end as what
             from content.versions where changed_at > $1 order by changed_at desc limit $2::int + $3::int)
            union all
            (select id, deleted_at, coalesce(deleted_by, ''), 'in de prullenbak'
             from content.documents where deleted_at > $1 order by deleted_at desc limit $2::int + $3::int)) as c
        join content.documents d on d.id = c.document_id
        order by c.at desc, d.ref limit $2 offset $3
        """,
        [From, most, skip],
        row => new WeekChange(row.Text(0), row.Text(1), types[row.Text(2)], row.Moment(3), row.Text(4), row.Text(5), row.Get<bool>(6)),
        stop);
}
