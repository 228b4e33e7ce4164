using System.Text.RegularExpressions;
using Portal.Content.Tree;
using Portal.Platform.Data;

namespace Portal.Content.Editing;

/// <summary>
/// Finds what names a document or a media item: in front matter, as a link, or as a block; in what is online, in drafts, in what is
/// offline, and in the recycle bin, from where it would come back broken.
/// </summary>
internal sealed class WhereUsed(DbSession session)
{
    /// <summary>The documents that name it or what stands under it, by title.</summary>
    public Task<List<UsedBy>> OfAsync(Document document, CancellationToken stop) => OfAsync([document.Ref], stop);

    /// <summary>The documents that name any of these documents or what stands under them; those that go along do not count.</summary>
    /// <param name="ids">Their ids; those in the recycle bin are left out.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<List<UsedBy>> OfAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        var named = await session.ListAsync(
            """
            with recursive meant as (
                select id, ref, path from content.documents where ref = any($1)
                union
                select d.id, d.ref, d.path from content.documents d join meant on d.parent_id = meant.id)
            select ref, path from meant
            """,
            [ids.ToArray()], row => (Id: row.Text(0), Path: row.Text(1)), stop);
        return await OfAsync([.. named.Select(one => one.Id)], [.. named.Select(one => one.Path)], stop);
    }

    /// <summary>The documents that name a media item.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<List<UsedBy>> OfMediaAsync(string id, CancellationToken stop) => OfAsync([id], [], stop);

    // An id that stands in the values stands in the source: looking there first spares writing out the values of every document.
    private Task<List<UsedBy>> OfAsync(string[] ids, string[] paths, CancellationToken stop) => session.ListAsync(
        """
        select d.ref, d.title, d.deleted_at is not null, d.live_version_id is not null, named.in_draft, named.in_version
        from content.documents d
        left join content.drafts r on r.document_id = d.id
        left join content.versions v
            on v.id = coalesce(d.live_version_id, case when r.document_id is null then d.latest_version_id end)
        cross join lateral (select
            coalesce((r.front_source like any($4) and exists (
                          select from unnest($1::text[]) id where position('"' || id || '"' in r.front_matter::text) > 0))
                or (r.body like any($2) and r.body ~ $3), false) as in_draft,
            coalesce((v.front_source like any($4) and exists (
                          select from unnest($1::text[]) id where position('"' || id || '"' in v.front_matter::text) > 0))
                or (v.body like any($2) and v.body ~ $3), false) as in_version
        ) named
        where d.ref <> all($1) and (named.in_draft or named.in_version)
        order by d.deleted_at is not null, d.live_version_id is null, lower(d.title), d.ref limit 500
        """,
        [
            ids, ids.Concat(paths).Select(SearchPattern.In).ToArray(), Pattern(ids, paths), ids.Select(SearchPattern.In).ToArray(),
        ],
        row => new UsedBy(row.Text(0), row.Text(1), row.Get<bool>(2) ? UseIn.Bin
            : row.Get<bool>(3) && row.Get<bool>(5) ? UseIn.Online
            : row.Get<bool>(4) ? UseIn.Draft
            : UseIn.Offline),
        stop);

    // An id as a word of its own; a path as a link.
    private static string Pattern(string[] ids, string[] paths)
    {
        var words = $"(^|[^a-z0-9-])({AnyOf(ids)})($|[^a-z0-9-])";
        return paths.Length == 0 ? words : $@"{words}|\(({AnyOf(paths)})[)#?]";
    }

    private static string AnyOf(string[] texts) => string.Join('|', texts.Select(Regex.Escape));
}

/// <summary>A document that names something.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="In">Where it names it.</param>
internal sealed record UsedBy(string Id, string Title, UseIn In)
{
    /// <summary>In words, beside the title; empty for what readers see.</summary>
    public string Words => In switch
    {
        UseIn.Draft => "in een concept",
        UseIn.Offline => "staat offline",
        UseIn.Bin => "ligt in de prullenbak en komt dan terug zonder dit",
        _ => "",
    };
}

/// <summary>Where something is named.</summary>
internal enum UseIn
{
    /// <summary>In what readers see.</summary>
    Online,

    /// <summary>Only in what is being written.</summary>
    Draft,

    /// <summary>In what was taken offline.</summary>
    Offline,

    /// <summary>In what lies in the recycle bin.</summary>
    Bin,
}
