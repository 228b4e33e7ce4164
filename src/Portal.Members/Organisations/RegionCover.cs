using Portal.Platform.Data;

namespace Portal.Members.Organisations;

/// <summary>An organisation without anybody who sees to its people.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Municipality">In which municipality, by id.</param>
/// <param name="Members">How many people it has here.</param>
/// <param name="Invited">How many were invited and did not answer.</param>
/// <param name="LostAt">When its last contact person went; null: it never had one that we know of.</param>
internal sealed record Uncovered(Guid Id, string Name, string? Municipality, int Members, int Invited, DateTimeOffset? LostAt);

/// <summary>A contact person who is none any more.</summary>
/// <param name="At">Since when.</param>
/// <param name="Why">left, removed, erased (with the account), or closed (the account is).</param>
/// <param name="OrganisationId">Of which organisation.</param>
/// <param name="Organisation">What that is called.</param>
/// <param name="MemberId">Who; null: the account is gone.</param>
/// <param name="Name">Their name.</param>
/// <param name="HasOther">Whether the organisation has another one.</param>
internal sealed record LostContact(
    DateTimeOffset At, string Why, Guid OrganisationId, string Organisation, Guid? MemberId, string? Name, bool HasOther);

/// <summary>Who has which role, since when, by whom.</summary>
internal sealed record Grant(
    Guid MemberId, string Name, string? Organisation, string Role, string? Area, DateTimeOffset At, Guid? By, string? ByName,
    bool IsClosed);

/// <summary>Whether the region is covered by people: for administrators.</summary>
internal sealed class RegionCover(DbSession session)
{
    // Whoever's account is closed sees to nobody.
    private const string IsCovered = """
        exists (
            select from members.members c join members.roles cr on cr.member_id = c.id and cr.role = 'contact_person'
            where c.organisation_id = o.id and c.blocked_at is null)
        """;

    /// <summary>How many organisations there are, and how many have no contact person.</summary>
    public async Task<(int All, int Uncovered)> CountAsync(CancellationToken stop) => await session.FirstAsync(
        $"select count(*)::int, count(*) filter (where not {IsCovered})::int from members.organisations o", [],
        row => (row.Number(0), row.Number(1)), stop);

    /// <summary>Organisations without a contact person, those with the most people first: a part of them.</summary>
    public async Task<IReadOnlyList<Uncovered>> UncoveredAsync(int before, int most, CancellationToken stop) => await session.ListAsync(
        $"""
        select o.id, o.name, o.municipality, (select count(*)::int from members.members m where m.organisation_id = o.id) as people,
            (select count(*)::int from members.invitations i
                where i.organisation_id = o.id and i.accepted_at is null and i.withdrawn_at is null),
            (select max(d.left_at) from members.departures d where d.organisation_id = o.id and d.was_contact and d.undone_at is null)
        from members.organisations o where not {IsCovered} order by people desc, o.name, o.id limit $1 offset $2
        """,
        [most, before],
        row => new Uncovered(row.Id(0), row.Text(1), row.TextOrNull(2), row.Number(3), row.Number(4), row.GetOrNull<DateTimeOffset>(5)),
        stop);

    /// <summary>Ids of municipalities in which an organisation has a contact person.</summary>
    public async Task<IReadOnlySet<string>> CoveredMunicipalitiesAsync(CancellationToken stop) => (await session.ListAsync(
        $"select distinct o.municipality from members.organisations o where o.municipality is not null and {IsCovered}", [],
        row => row.Text(0), stop)).ToHashSet();

    /// <summary>Contact persons who left, or whose account was closed, newest first.</summary>
    public async Task<IReadOnlyList<LostContact>> LostAsync(int most, CancellationToken stop) => await session.ListAsync(
        $"""
        select gone.at, gone.why, o.id, o.name, m.id, m.name, {IsCovered}
        from (
            select d.left_at as at, d.why, d.organisation_id, d.member_id from members.departures d
            where d.was_contact and d.undone_at is null
            union all
            select b.blocked_at, 'closed', b.organisation_id, b.id
            from members.members b join members.roles r on r.member_id = b.id and r.role = 'contact_person'
            where b.blocked_at is not null and b.organisation_id is not null) as gone
        join members.organisations o on o.id = gone.organisation_id left join members.members m on m.id = gone.member_id
        order by gone.at desc limit $1
        """,
        [most],
        row => new LostContact(
            row.Moment(0), row.Text(1), row.Id(2), row.Text(3), row.GetOrNull<Guid>(4), row.TextOrNull(5), row.Get<bool>(6)),
        stop);

    /// <summary>How many members work for no organisation that is known here.</summary>
    public Task<int> WithoutOrganisationAsync(CancellationToken stop) => session.ValueAsync<int>(
        "select count(*)::int from members.members where organisation_id is null and blocked_at is null", [], stop);

    /// <summary>How many have each role.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RolesAsync(CancellationToken stop) => (await session.ListAsync(
        "select role, count(*)::int from members.roles group by role", [], row => (row.Text(0), row.Number(1)), stop))
        .ToDictionary(row => row.Item1, row => row.Item2);

    /// <summary>Who has a role, or any; who got it last first: a part of them.</summary>
    public async Task<IReadOnlyList<Grant>> GrantsAsync(string? role, int before, int most, CancellationToken stop) =>
        await session.ListAsync(
            """
            select m.id, m.name, o.name, r.role, r.area, r.granted_at, r.granted_by, b.name, m.blocked_at is not null
            from members.roles r join members.members m on m.id = r.member_id
            left join members.organisations o on o.id = m.organisation_id left join members.members b on b.id = r.granted_by
            where $1::text is null or r.role = $1 order by r.granted_at desc, m.id, r.role limit $2 offset $3
            """,
            [role, most, before],
            row => new Grant(
                row.Id(0), row.Text(1), row.TextOrNull(2), row.Text(3), row.TextOrNull(4), row.Moment(5), row.GetOrNull<Guid>(6),
                row.TextOrNull(7), row.Get<bool>(8)),
            stop);
}
