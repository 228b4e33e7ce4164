using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Content.Branches;
using Portal.Content.Data;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Platform.Audit;
using Portal.Platform.Data;
using Portal.Platform.Events;

namespace Portal.Content.Publishing;

/// <summary>
/// The one way to change documents, for editors and imports alike: what is written, what readers see, where it stands, the redirects and
/// the search index change in one transaction, and every host hears of it.
/// </summary>
public sealed class Publisher(
    ContentDb db, DbSession session, DocumentTypes types, SectionIndex index, LiveSite live, EventPublisher events,
    BranchStore branches, AuditLog audit, TimeProvider clock, ILogger<Publisher> log)
{
    private ulong? published; // the last transaction in which something was

    /// <summary>Does a change, or says why not.</summary>
    internal async Task<ChangeOutcome> ApplyAsync(DocumentChange change, Change by, CancellationToken stop = default) =>
        (await ApplyAllAsync([change], by, stop))[0];

    /// <summary>Does all of these changes or, when one cannot be done, none; then only that one's outcome is given.</summary>
    internal async Task<IReadOnlyList<ChangeOutcome>> ApplyAllAsync(
        IReadOnlyList<DocumentChange> changes, Change by, CancellationToken stop = default)
    {
        var (outcomes, isSeen) = await TryAsync(changes, by, null, stop);
        if (isSeen && !session.HasTransaction) await RefreshAsync(stop);
        return outcomes;
    }

    /// <summary>
    /// Does each of these sets of changes by itself, all of it or nothing: a set that cannot be done stops no other. Gives the outcome of
    /// the first of each set, or of the one in it that could not be done.
    /// </summary>
    /// <param name="sets">The sets; none is empty.</param>
    /// <param name="by">Who, when and why.</param>
    /// <param name="also">What belongs in the transaction of a set that was done, by its first change; or null.</param>
    /// <param name="stop">Cancels the call.</param>
    internal async Task<IReadOnlyList<ChangeOutcome>> ApplyEachAsync(
        IReadOnlyList<IReadOnlyList<DocumentChange>> sets, Change by, Func<DocumentChange, Task>? also = null,
        CancellationToken stop = default)
    {
        var (outcomes, isSeen) = (new List<ChangeOutcome>(), false);
        foreach (var set in sets)
        {
            try
            {
                db.ChangeTracker.Clear(); // what others changed since the set before is read anew
                var applied = await TryAsync(set, by, also, stop);
                outcomes.Add(applied.Outcomes.FirstOrDefault(outcome => !outcome.IsDone) ?? applied.Outcomes[0]);
                isSeen |= applied.IsSeen;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "A change of {Document} among others failed", set[0].Id);
                db.ChangeTracker.Clear();
                outcomes.Add(new(set[0].Id, ChangeVerdict.Refused, "Er ging iets mis. Probeer het nog eens.", 0, ""));
            }
        }
        if (isSeen && !session.HasTransaction) await RefreshAsync(stop);
        return outcomes;
    }

    private async Task<AppliedChanges> TryAsync(
        IReadOnlyList<DocumentChange> changes, Change by, Func<DocumentChange, Task>? also, CancellationToken stop)
    {
        try
        {
            return await session.InTransactionAsync(
                async () =>
                {
                    var applied = await ApplyInTransactionAsync(changes, by, null, stop);
                    if (also is not null) await also(changes[0]);
                    return applied;
                },
                stop);
        }
        catch (ChangeNotDone refused)
        {
            db.ChangeTracker.Clear();
            if (refused.Outcome.Verdict == ChangeVerdict.Outside) branches.Refused = refused.Outcome.Id;
            return new([refused.Outcome], false);
        }
        catch (Exception e) when (TakenBy(e) is { } taken)
        {
            // Somebody else took the address or the id in the same instant.
            db.ChangeTracker.Clear();
            return new([new(changes[0].Id, ChangeVerdict.Refused, taken, 0, "")], false);
        }
    }

    /// <summary>Puts online, and takes offline, what is due, one by one: what cannot be done stops nothing else. Gives how many.</summary>
    public async Task<int> WorkDueAsync(CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        var due = await session.ListAsync(
            """
            select d.ref, r.changed_by, d.origin, true
            from content.drafts r join content.documents d on d.id = r.document_id
            where r.stage = 'scheduled' and r.publish_at <= $1 and d.deleted_at is null
            union all
            select ref, 'planning', origin, false from content.documents where offline_at <= $1 and deleted_at is null
            """,
            [now], row => (Id: row.Text(0), By: row.Text(1), Origin: row.Text(2), IsOn: row.Get<bool>(3)), stop);
        var done = 0;
        foreach (var (id, who, origin, isOn) in due)
        {
            var by = new Change(who, now, "gepland", origin == "portal" ? VersionOrigin.Portal : VersionOrigin.Import);
            var change = new DocumentChange(id) { DueAt = now, Step = isOn ? new Step.Publish() : new Step.Unpublish() };
            try
            {
                var outcome = await ApplyAsync(change, by, stop);
                if (outcome.Verdict == ChangeVerdict.Done) done++;
                else if (outcome.Verdict == ChangeVerdict.Refused && isOn) await FailAsync(id, now, outcome.Message, stop);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The planned change of {Document} failed", id);
                db.ChangeTracker.Clear();
                if (isOn) await FailAsync(id, now, "Het kwam door een fout niet online. Probeer het nog eens.", stop);
            }
        }
        return done;
    }

    /// <summary>Reads the published site anew on this host, media included; the others hear it by themselves.</summary>
    internal Task RefreshAllAsync(CancellationToken stop) => live.ReloadAsync(stop);

    private Task RefreshAsync(CancellationToken stop) => live.ReloadAsync(published, stop);

    /// <summary>The same inside a transaction of the caller, who refreshes after it.</summary>
    /// <exception cref="ChangeNotDone">One cannot be done; the transaction must not be committed.</exception>
    internal async Task<AppliedChanges> ApplyInTransactionAsync(
        IReadOnlyList<DocumentChange> changes, Change by, Action<int>? indexed, CancellationToken stop)
    {
        var work = new ChangeWork(db, session, types, branches, by);
        var outcomes = await work.DoAsync(changes, stop);
        await audit.AppendAsync(work.Lines, stop);
        if (work.Seen.Count == 0) return new AppliedChanges(outcomes, false);
        var seen = await work.IndexedAsync(stop);
        await index.WriteAsync(seen, stop, indexed);
        await events.PublishAsync(
            new DocumentsPublished(
            [
                .. seen.Select(one => new PublishedChange(
                    one.Document.Ref, types[one.Document.Type], one.Document.Path, one.Document.Sample, one.Live?.FrontMatter)),
            ]),
            stop);
        published = await ContentChannel.TellAsync(session, stop);
        return new AppliedChanges(outcomes, true);
    }

    private Task FailAsync(string id, DateTimeOffset due, string problem, CancellationToken stop) => session.ExecuteAsync(
        """
        update content.drafts r set stage = 'concept', publish_at = null, problem = $3
        from content.documents d where d.id = r.document_id and d.ref = $1 and r.publish_at <= $2
        """,
        [id, due, problem], stop);

    private static string? TakenBy(Exception e)
    {
        var problem = e as PostgresException ?? e.InnerException as PostgresException;
        return problem?.SqlState switch
        {
            PostgresErrorCodes.ExclusionViolation => "Dit adres is net door een ander stuk genomen. Kies een ander.",
            PostgresErrorCodes.UniqueViolation when problem.TableName is "documents" or "drafts" =>
                "Iemand anders maakte net hetzelfde. Laad de pagina opnieuw.",
            _ => null,
        };
    }
}

/// <summary>What was done, and whether readers see anything of it.</summary>
/// <param name="Outcomes">One for each change.</param>
/// <param name="IsSeen">Whether the published site is another one now.</param>
internal sealed record AppliedChanges(IReadOnlyList<ChangeOutcome> Outcomes, bool IsSeen);

/// <summary>A change that cannot be done; nothing of its transaction may stay.</summary>
internal sealed class ChangeNotDone(ChangeOutcome outcome) : Exception(outcome.Message)
{
    /// <summary>What became of it.</summary>
    public ChangeOutcome Outcome { get; } = outcome;
}
