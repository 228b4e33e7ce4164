using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Content.Versions;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Content.Transfers;

/// <summary>
/// Undoes an import as a whole: documents say and stand again what they did before, new ones go into the recycle bin, files are the ones
/// of before. What somebody changed since stays, and what something that stays stands under.
/// </summary>
internal sealed class ImportUndo(
    Publisher publisher, ImportedMedia media, DbSession session, AuditLog audit, TimeProvider clock)
{
    // What cannot be undone is known before; only who changes something in the same moment costs another round.
    private const int MostRounds = 50;

    /// <summary>Undoes it.</summary>
    public async Task RunAsync(ImportLine import, CancellationToken stop)
    {
        var by = new Change(import.DecidedBy ?? import.MadeBy, clock.GetUtcNow(), "inlezen ongedaan gemaakt", VersionOrigin.Portal);
        var rows = await RowsAsync(import.Id, stop);
        var stayed = rows.Where(row => row.IsChangedSince)
            .Select(row => new StayedHere(row.Title, "Iemand heeft dit stuk intussen gewijzigd.")).ToList();
        rows.RemoveAll(row => row.IsChangedSince);
        var children = await ChildrenAsync(import.Id, stop);
        for (var round = 0; ; round++)
        {
            KeepWhatOthersStandUnder(rows, children, stayed);
            var report = new UndoReport(rows.Count(row => !row.IsNew), rows.Count(row => row.IsNew), Some<StayedHere>.Of(stayed));
            if (rows.Count == 0)
            {
                await session.InTransactionAsync(() => EndAsync(import, report, stop), stop);
                break;
            }
            var outcomes = await publisher.ApplyEachAsync(
                [rows.ConvertAll(row => row.Back(by))], by, _ => EndAsync(import, report, stop), stop);
            if (outcomes[0].IsDone) break;
            if (round == MostRounds) throw new InvalidOperationException($"Import {import.Id} cannot be undone: {outcomes[0].Message}");
            var refused = rows.Find(row => row.Id == outcomes[0].Id)!;
            rows.Remove(refused);
            stayed.Add(new(refused.Title, outcomes[0].Message));
        }
        await publisher.RefreshAllAsync(stop);
    }

    // In the transaction of the documents: their texts no longer name files that go.
    private async Task EndAsync(ImportLine import, UndoReport documents, CancellationToken stop)
    {
        var id = import.Id;
        var files = await media.UndoAsync(id, stop);
        if (files.Back + files.Away > 0) await session.NotifyAsync(ContentChannel.Name, "", stop);
        var report = new UndoReport(
            documents.Back + files.Back, documents.Away + files.Away,
            Some<StayedHere>.Of([.. documents.Stayed.First, .. files.Stayed.First]));
        await session.ExecuteAsync(
            "update content.imports set state = 'undone', undone = $2::jsonb where id = $1", [id, Imports.Write(report)], stop);
        await session.ExecuteAsync("delete from content.undo_steps where act = $1", [id], stop);
        await audit.AppendAsync(import.LineOf("import.undone", report.Back + report.Away), stop);
    }

    private static void KeepWhatOthersStandUnder(
        List<ImportedDocument> rows, ILookup<string, string> children, List<StayedHere> stayed)
    {
        while (true)
        {
            var going = rows.Select(row => row.Id).ToHashSet();
            var kept = rows.FindAll(row => row.IsNew && children[row.Id].Any(child => !going.Contains(child)));
            if (kept.Count == 0) return;
            rows.RemoveAll(kept.Contains);
            stayed.AddRange(kept.Select(row => new StayedHere(row.Title, "Hier staat een stuk onder dat blijft.")));
        }
    }

    private Task<List<ImportedDocument>> RowsAsync(Guid id, CancellationToken stop) => session.ListAsync(
        """
        select d.ref, d.title, j.is_new, j.slug, p.ref, j.sample, j.origin, u.before::text, u.after::text, u.changed_at,
            u.changed_at <> d.changed_at
        from content.import_documents j
        join content.documents d on d.id = j.document_id
        join content.undo_steps u on u.act = j.import_id and u.document_id = j.document_id
        left join content.documents p on p.id = j.parent_id
        where j.import_id = $1 order by length(d.path), d.ref
        """,
        [id],
        row => new ImportedDocument(
            row.Text(0), row.Text(1), row.Get<bool>(2), new NewPlace(row.Text(3), row.TextOrNull(4)), row.Get<bool>(5),
            row.Text(6) == "portal" ? VersionOrigin.Portal : VersionOrigin.Import, WholeState.Read(row.Text(7)),
            WholeState.Read(row.Text(8)), row.Moment(9), row.Get<bool>(10)),
        stop);

    // What stands under documents that the import made.
    private async Task<ILookup<string, string>> ChildrenAsync(Guid id, CancellationToken stop) => (await session.ListAsync(
        """
        select p.ref, c.ref from content.import_documents j
        join content.documents p on p.id = j.document_id
        join content.documents c on c.parent_id = p.id and c.deleted_at is null
        where j.import_id = $1 and j.is_new
        """,
        [id], row => (Parent: row.Text(0), Child: row.Text(1)), stop)).ToLookup(pair => pair.Parent, pair => pair.Child);

    // A document as the import found it and left it.
    private sealed record ImportedDocument(
        string Id, string Title, bool IsNew, NewPlace Place, bool Sample, VersionOrigin Origin, WholeState Before, WholeState After,
        DateTimeOffset ChangedAt, bool IsChangedSince)
    {
        public DocumentChange Back(Change by) => new(Id)
        {
            Place = IsNew ? null : Place,
            Sample = IsNew ? null : Sample,
            Origin = Origin,
            Step = new Step.Return(IsNew ? InTheBin(by) : Before, After, ChangedAt),
        };

        // As if somebody threw it away: it can be recovered, and its address says that it is gone.
        private WholeState InTheBin(Change by) => After with
        {
            Document = After.Document with
            {
                Live = null,
                LiveSince = null,
                OfflineAt = null,
                Answer = After.Document.Live is null ? After.Document.Answer : OfflineAnswer.Gone,
                AnswerId = After.Document.Live is null ? After.Document.AnswerId : null,
                DeletedAt = Standing.Kept(by.At),
                DeletedBy = by.By,
            },
        };
    }
}
