using Portal.Content.Tree;
using Portal.Platform.Data;

namespace Portal.Content.Editing;

/// <summary>
/// Finds what names a document or a media item: in front matter, as a link, or as a block; in what is online and in drafts.
/// </summary>
internal sealed class WhereUsed(DbSession session)
{
    /// <summary>The documents that name it, by title; what stands under it counts too.</summary>
    public Task<List<UsedBy>> OfAsync(Document document, CancellationToken stop) => OfAsync(document.Ref, document.Path, stop);

    /// <summary>The documents that name an id or, as a path, an address.</summary>
    /// <param name="id">The id.</param>
    /// <param name="path">The address, or null where that is never written.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<List<UsedBy>> OfAsync(string id, string? path, CancellationToken stop) => session.ListAsync(
        """
        select d.ref, d.title from content.documents d
        left join content.drafts r on r.document_id = d.id
        left join content.versions v on v.id = d.live_version_id
        where d.deleted_at is null and d.ref <> $1 and (
            position('"' || $1 || '"' in coalesce(r.front_matter::text, '') || coalesce(v.front_matter::text, '')) > 0
            or coalesce(r.body, '') ~ $2 or coalesce(v.body, '') ~ $2)
        order by d.title, d.ref limit 500
        """,
        [id, Pattern(id, path)], row => new UsedBy(row.Text(0), row.Text(1)), stop);

    // The id as a word of its own; the path as a link.
    private static string Pattern(string id, string? path)
    {
        var word = $@"(^|[^a-z0-9-]){System.Text.RegularExpressions.Regex.Escape(id)}($|[^a-z0-9-])";
        return path is null ? word : word + $@"|\({System.Text.RegularExpressions.Regex.Escape(path)}[)#?]";
    }
}

/// <summary>A document that names something.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
internal sealed record UsedBy(string Id, string Title);
