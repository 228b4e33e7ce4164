using Portal.Platform.Data;

namespace Portal.Content.Editing;

/// <summary>Finds what a document names, in front matter or text, and what readers do not see yet: it can go online with it.</summary>
internal sealed class NamedDrafts(DbSession session)
{
    /// <summary>Ids and titles, by title.</summary>
    public Task<List<(string Id, string Title)>> ByAsync(OpenDocument open, CancellationToken stop) => session.ListAsync(
        """
        select d.ref, d.title from content.documents d
        where d.live_version_id is null and d.deleted_at is null and d.archived_at is null and d.ref <> $1
          and (position('"' || d.ref || '"' in $2) > 0
               or (position(d.ref in $3) > 0 and $3 ~ ('(^|[^a-z0-9-])' || d.ref || '($|[^a-z0-9-])'))
               or (position('(' || d.path in $3) > 0 and $3 ~ ('\(' || d.path || '[)#?]')))
        order by lower(d.title), d.ref limit 50
        """,
        [open.Id, open.Text.FrontMatter.ToJsonString(), open.Text.Body], row => (row.Text(0), row.Text(1)), stop);
}
