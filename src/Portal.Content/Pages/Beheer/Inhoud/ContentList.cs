using System.Text.Json;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>What a list of content is narrowed and sorted by, as its address says.</summary>
/// <param name="Type">Name of a document type, or null for all.</param>
/// <param name="State">One of <see cref="ContentState"/>, or null for all that is not archived.</param>
/// <param name="Words">What stands in the title, or null.</param>
/// <param name="Order">One of <see cref="ContentOrder"/>.</param>
/// <param name="Within">Only what lies in the branches of this member; null: everything.</param>
internal sealed record ContentQuery(string? Type, string? State, string? Words, string Order, Guid? Within = null);

/// <summary>
/// The states of a document, as they stand in an address. One that is online may have a draft beside it: it has both states.
/// </summary>
internal static class ContentState
{
    /// <summary>All of them with what an editor calls them.</summary>
    public static IReadOnlyList<(string Name, string Label)> All { get; } =
    [
        ("online", "Online"), ("concept", "Concept"), ("controle", "Ter controle"), ("gepland", "Gepland"), ("offline", "Offline"),
        ("archief", "Gearchiveerd"),
    ];
}

/// <summary>The orders of a list, as they stand in an address.</summary>
internal static class ContentOrder
{
    /// <summary>By title.</summary>
    public const string Title = "titel";

    /// <summary>What was changed last first.</summary>
    public const string Changed = "gewijzigd";

    /// <summary>What must be checked first first.</summary>
    public const string Review = "controleren";

    /// <summary>All of them with what an editor calls them.</summary>
    public static IReadOnlyList<(string Name, string Label)> All { get; } =
        [(Title, "Titel"), (Changed, "Laatst gewijzigd"), (Review, "Controleren voor")];
}

/// <summary>A document in a list of the office.</summary>
/// <param name="Ref">The front matter's id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Title">As editors see it.</param>
/// <param name="Path">Its address.</param>
/// <param name="Sample">An invented one.</param>
/// <param name="States">Its states in words: one, or "Online" and that of its draft.</param>
/// <param name="PublishAt">When its draft comes online, UTC.</param>
/// <param name="ChangedAt">UTC.</param>
/// <param name="ReviewBy">Before which date it must be checked again; only of what is online.</param>
/// <param name="Parent">Title of what it stands under.</param>
internal sealed record ContentRow(
    string Ref, DocumentType Type, string Title, string Path, bool Sample, IReadOnlyList<string> States, DateTimeOffset? PublishAt,
    DateTimeOffset ChangedAt, DateOnly? ReviewBy, string? Parent)
{
    /// <summary>Where it is edited.</summary>
    public string EditUrl => $"/beheer/inhoud/{Ref}";
}

/// <summary>
/// Reads lists of content, a page at a time: the database narrows, sorts and cuts. Dates of checking are those that readers see, and so
/// come from the picture of the site.
/// </summary>
internal sealed class ContentList(DbSession session, LiveSite live, DocumentTypes types)
{
    /// <summary>How many documents stand on a page.</summary>
    public const int PageSize = 50;

    // What a row shows, as RowOf reads it.
    private const string Columns =
        """
        d.ref, d.type, d.title, d.path, d.sample, d.live_version_id is not null, w.stage, w.publish_at,
        greatest(d.changed_at, w.changed_at), d.archived_at is not null
        """;

    // $1 the type, $2 the state, $3 the pattern of the title, $4 the member in whose branches it lies; each may be null.
    private const string Narrowed =
        """
        d.deleted_at is null and ($1::text is null or d.type = $1) and ($3::text is null or d.title ilike $3)
        and case coalesce($2::text, '')
              when '' then d.archived_at is null
              when 'online' then d.live_version_id is not null
              when 'concept' then w.stage = 'concept'
              when 'controle' then w.stage = 'in_review'
              when 'gepland' then w.stage = 'scheduled'
              when 'offline' then d.live_version_id is null and w.document_id is null and d.archived_at is null
              else d.archived_at is not null end
        and ($4::uuid is null or d.id in (
            with recursive own as (
                select o.id from content.branches b
                join content.documents o on (o.id = b.document_id and o.deleted_at is null) or o.type = b.type
                where b.member_id = $4
                union
                select c.id from content.documents c join own on c.parent_id = own.id)
            select id from own))
        """;

    private const string Joined =
        $"""
        from content.documents d
        left join content.drafts w on w.document_id = d.id
        left join content.documents p on p.id = d.parent_id
        where {Narrowed}
        """;

    /// <summary>One page, and how many there are in all.</summary>
    public async Task<(int Total, IReadOnlyList<ContentRow> Rows)> ReadAsync(ContentQuery query, int page, CancellationToken stop)
    {
        object?[] narrowed = [query.Type, query.State, query.Words is { } words ? SearchPattern.In(words) : null, query.Within];
        var total = await session.ValueAsync<long>(
            $"""
            select count(*) from content.documents d left join content.drafts w on w.document_id = d.id
            where {Narrowed}
            """,
            narrowed, stop);
        object?[] cut = [.. narrowed, PageSize, (page - 1) * PageSize];
        var rows = query.Order switch
        {
            ContentOrder.Changed => await session.ListAsync(
                $"""
                select {Columns}, p.title {Joined}
                order by greatest(d.changed_at, w.changed_at) desc nulls last, lower(d.title), d.ref limit $5 offset $6
                """,
                cut, RowOf, stop),
            ContentOrder.Review => await session.ListAsync(
                $"""
                select {Columns}, p.title
                from content.documents d
                left join content.drafts w on w.document_id = d.id
                left join content.documents p on p.id = d.parent_id
                left join json_to_recordset($7::json) as due (ref text, by date) on due.ref = d.ref
                where {Narrowed}
                order by due.by nulls last, lower(d.title), d.ref limit $5 offset $6
                """,
                [.. cut, ReviewDates()], RowOf, stop),
            // By an index: the rows before the page are read, and no others.
            _ => await session.ListAsync(
                $"select {Columns}, p.title {Joined} order by lower(d.title), d.ref limit $5 offset $6", cut, RowOf, stop),
        };
        return ((int)total, rows);
    }

    /// <summary>How many documents of each type there are, archived ones apart.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(CancellationToken stop) => (await session.ListAsync(
        "select type, count(*) from content.documents where deleted_at is null and archived_at is null group by type", [],
        row => (Type: row.Text(0), Count: (int)row.Get<long>(1)), stop)).ToDictionary(row => row.Type, row => row.Count);

    /// <summary>A page of what stands at the top of a type's tree, and how many there are in all.</summary>
    public async Task<(int Total, IReadOnlyList<ContentRow> Rows)> TopAsync(DocumentType type, int page, CancellationToken stop)
    {
        var total = await session.ValueAsync<long>(
            """
            select count(*) from content.documents
            where deleted_at is null and archived_at is null and type = $1 and parent_id is null
            """,
            [type.Name], stop);
        var rows = await session.ListAsync(
            $"""
            select {Columns}, null::text
            from content.documents d
            left join content.drafts w on w.document_id = d.id
            left join content.versions v on $4 and v.id = d.latest_version_id
            where d.deleted_at is null and d.archived_at is null and d.type = $1 and d.parent_id is null
            order by case when $4 then {TreeOrder.Number} end nulls last, lower(d.title), d.ref
            limit $2 offset $3
            """,
            [type.Name, PageSize, (page - 1) * PageSize, type.IsOrdered], RowOf, stop);
        return ((int)total, rows);
    }

    /// <summary>What stands straight under documents, by their ids.</summary>
    public async Task<ILookup<string, ContentRow>> BelowAsync(IEnumerable<string> refs, CancellationToken stop) => (await session.ListAsync(
        $"""
        select {Columns}, null::text, p.ref
        from content.documents p
        join content.documents d on d.parent_id = p.id
        left join content.drafts w on w.document_id = d.id
        left join content.versions v on v.id = d.latest_version_id
        where p.ref = any($1) and d.deleted_at is null and d.archived_at is null
        order by {TreeOrder.Number} nulls last, lower(d.title), d.ref
        """,
        [refs.ToArray()], row => (Parent: row.Text(11), Row: RowOf(row)), stop)).ToLookup(pair => pair.Parent, pair => pair.Row);

    // As JSON: of a list of values the planner thinks that it is short, and goes through all of it for each document.
    private string ReviewDates() => JsonSerializer.Serialize(
        live.Current.Documents.Where(document => document.Common.ReviewBy is not null)
            .Select(document => new { @ref = document.Id, by = document.Common.ReviewBy!.Value.Stamp() }));

    private ContentRow RowOf(Row row)
    {
        string? stage = row.TextOrNull(6) switch
        {
            "concept" => "Concept",
            "in_review" => "Ter controle",
            "scheduled" => "Gepland",
            _ => null,
        };
        var (isOnline, isArchived) = (row.Get<bool>(5), row.Get<bool>(9));
        var id = row.Text(0);
        return new ContentRow(
            id, types[row.Text(1)], row.Text(2), row.Text(3), row.Get<bool>(4),
            isOnline
                ? ["Online", .. stage is null ? Array.Empty<string>() : [stage]]
                : [stage ?? (isArchived ? "Gearchiveerd" : "Offline")],
            row.GetOrNull<DateTimeOffset>(7), row.Moment(8), live.Current.Find(id)?.Common.ReviewBy, row.TextOrNull(10));
    }
}
