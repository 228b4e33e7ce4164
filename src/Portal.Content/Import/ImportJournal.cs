using Portal.Content.Media;
using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Content.Versions;
using Portal.Platform.Data;

namespace Portal.Content.Import;

/// <summary>
/// Keeps, in the transaction of an import, how everything it changes stood before: where documents stood and files as they were. What
/// documents said is kept with their steps (<c>content.undo_steps</c>).
/// </summary>
/// <param name="session">That transaction.</param>
/// <param name="import">The import (<c>content.imports</c>).</param>
/// <param name="ended">What belongs in the transaction when all of it is done.</param>
internal sealed class ImportJournal(DbSession session, Guid import, Func<ImportResult, Task> ended)
{
    /// <summary>The import.</summary>
    public Guid Import => import;

    /// <summary>Keeps where documents stand that are about to change.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="known">All documents of the portal.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task KeepAsync(IReadOnlyList<DocumentChange> changes, IEnumerable<Document> known, CancellationToken stop)
    {
        var byRef = known.ToDictionary(document => document.Ref);
        var before = changes.Select(change => byRef.GetValueOrDefault(change.Id)).ToList();
        return session.ExecuteAsync(
            """
            insert into content.import_documents (import_id, document_id, is_new, slug, parent_id, sample, origin)
            select $1, kept.* from unnest($2::uuid[], $3::boolean[], $4::text[], $5::uuid[], $6::boolean[], $7::text[]) kept
            """,
            [
                import, changes.Select(change => Key.Of(change.Id)).ToArray(), before.Select(document => document is null).ToArray(),
                before.Select(document => document?.Slug ?? "").ToArray(), before.Select(document => document?.ParentId).ToArray(),
                before.Select(document => document?.Sample ?? false).ToArray(),
                before.Select(document => document?.Origin == VersionOrigin.Portal ? "portal" : "import").ToArray(),
            ],
            stop);
    }

    /// <summary>Keeps a file as it is, before it is replaced or described anew; of one that is new, that it was not there.</summary>
    /// <param name="after">What takes its place.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task KeepAsync(NewMedia after, CancellationToken stop) => session.ExecuteAsync(
        """
        insert into content.import_media
            (import_id, ref, after_hash, after_source, is_new, name, sample, hash, source, front_matter, bytes)
        select $1, $2, $3, $4, item.ref is null, item.name, item.sample, item.hash, item.source, item.front_matter,
            case when item.hash <> $3 then item.bytes end
        from (select) one left join content.media item on item.ref = $2
        """,
        [import, after.Id, after.Hash, after.Source], stop);

    /// <summary>All of it is done.</summary>
    public Task EndAsync(ImportResult result, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return ended(result);
    }
}
