using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Markdown;
using Portal.Content.Media;
using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Content.Import;

/// <summary>How to import.</summary>
/// <param name="Force">Also write over what was edited in the portal.</param>
/// <param name="Samples">Take <c>voorbeeld/</c> too.</param>
/// <param name="By">Who imports.</param>
public sealed record ImportOptions(bool Force = false, bool Samples = false, string By = "import")
{
    /// <summary>Only look what would be done: nothing is stored, and what would be done is told beside what is wrong.</summary>
    internal bool DryRun { get; init; }

    /// <summary>Keeps what it takes to undo the import; null: it cannot be undone.</summary>
    internal ImportJournal? Journal { get; init; }

    /// <summary>
    /// Of a folder that was made of what another system had, which nobody can mend by hand: what the rules refuse is left out, and told
    /// here, and the rest comes. Null: with an error nothing is done.
    /// </summary>
    internal List<ContentError>? LeftOut { get; init; }

    /// <summary>Hears how far it is; null: nobody listens.</summary>
    internal IProgress<ImportProgress>? Progress { get; init; }
}

/// <summary>How far an import is: a step, and how many of its files or documents are done.</summary>
/// <param name="Step">Dutch, as in "300 van 1.000 gelezen".</param>
/// <param name="Done">How many are done.</param>
/// <param name="All">How many there are.</param>
internal sealed record ImportProgress(string Step, int Done, int All);

/// <summary>What an import did, or would do. With errors it did nothing.</summary>
public sealed class ImportResult
{
    /// <summary>All that has to be mended first.</summary>
    public IReadOnlyList<ContentError> Errors { get; init; } = [];

    /// <summary>What goes online otherwise than its author may have meant.</summary>
    public IReadOnlyList<ContentError> Warnings { get; init; } = [];

    /// <summary>Files of documents and media that are new.</summary>
    public List<string> Added { get; } = [];

    /// <summary>Files whose document or media item changed.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>Files that were left alone, because somebody edited the document in the portal.</summary>
    public List<string> Kept { get; } = [];

    /// <summary>How many files say what the portal says.</summary>
    public int Unchanged { get; internal set; }

    /// <summary>How many invented documents and files were left out, because they were not asked for.</summary>
    public int Skipped { get; internal set; }
}

/// <summary>
/// Takes a folder of content into the portal: all of it or, when anything is wrong, nothing. Idempotent by id; what was edited in
/// the portal stays, unless forced.
/// </summary>
internal sealed class Importer(
    ContentDb db, DbSession session, DocumentTypes types, MarkdownRenderer renderer, PortalPages pages, MediaLibrary library,
    Publisher publisher, SectionIndex index, IEnumerable<ITreeRule> treeRules, AuditLog audit, TimeProvider clock)
{
    /// <summary>What imports take turns by: what is new and what is known are looked up, and must be so until it is stored.</summary>
    internal const string Turn = "content import";

    /// <summary>Imports a folder; one import at a time, whoever asks for them.</summary>
    public Task<ImportResult> ImportAsync(string folder, ImportOptions options, CancellationToken stop = default) =>
        session.AloneAsync(Turn, () => ImportAloneAsync(folder, options, stop), stop);

    private async Task<ImportResult> ImportAloneAsync(string folder, ImportOptions options, CancellationToken stop)
    {
        // What is added to an index of other words, or to one that never was, would all be indexed once more at the next start.
        await index.BringUpToDateAsync(stop);
        var read = ContentFolder.Read(folder, types, options.Progress);
        while (true)
        {
            try
            {
                return await ImportAsync(folder, read, options, stop);
            }
            catch (ChangeNotDone changed) when (changed.Outcome.Verdict == ChangeVerdict.Stale)
            {
                // Somebody edited one of them just now: with that known, it is looked at again.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<ImportResult> ImportAsync(string folder, ContentFolder read, ImportOptions options, CancellationToken stop)
    {
        var portal = await KnownAsync(options.Force, stop);
        var redirects = await (from redirect in db.Redirects
                               join document in db.Documents on redirect.DocumentId equals document.Id
                               select new { redirect.Path, document.Ref }).ToDictionaryAsync(row => row.Path, row => row.Ref, stop);
        var (documents, warnings, errors, files) = await CheckedAsync(read, portal, redirects, options, stop);
        // Each round takes at least one file away; what is said of no file stands in the way of all.
        while (options.LeftOut is { } leftOut && read.LeaveOut([.. errors.Select(error => error.File)]) is { Count: > 0 } away)
        {
            leftOut.AddRange(errors.Where(error => away.Contains(error.File)).Select(
                error => new ContentError(error.File, error.Line, "Komt niet mee: " + error.Message) { IsWarning = true }));
            (documents, warnings, errors, files) = await CheckedAsync(read, portal, redirects, options, stop);
        }
        var result = new ImportResult { Errors = errors, Warnings = warnings };
        if (errors.Count > 0 && !options.DryRun) return result;

        // What is wrong stands among the errors, and nowhere else.
        var wrong = errors.Select(error => error.File).ToHashSet();
        var taken = documents.Where(document => !wrong.Contains(document.Name)).ToList();
        files.RemoveAll(file => wrong.Contains(file.RelativePath) || wrong.Contains(file.RelativePath + ".yml"));
        if (!options.Samples)
            result.Skipped = taken.RemoveAll(document => document.Sample) + read.Media.Count(file => file.Sample);
        if (options.DryRun)
        {
            await library.ChangedAsync(files, result, stop);
            ChangesOf(taken, portal, By(options), result);
            return result;
        }
        var isSeen = false;
        try
        {
            await session.InTransactionAsync(
                async () =>
                {
                    var stored = await library.StoreAsync(files, result, stop, options.Journal);
                    await audit.AppendAsync([.. stored.Select(file => file.LineOf(options.By))], stop);
                    if (stored.Count > 0)
                        await session.NotifyAsync(ContentChannel.Name, "", stop);
                    isSeen = await ApplyAsync(taken, portal, options, result, stop);
                    if (options.Journal is { } journal) await journal.EndAsync(result, stop);
                },
                stop);
        }
        catch (RuleBroken changed)
        {
            return new ImportResult { Errors = [new(folder, null, changed.Message)], Warnings = warnings };
        }
        catch (ChangeNotDone impossible) when (impossible.Outcome.Verdict == ChangeVerdict.Refused)
        {
            var file = documents.FirstOrDefault(document => document.Id == impossible.Outcome.Id)?.File?.RelativePath ?? folder;
            return new ImportResult { Errors = [new(file, null, impossible.Message)], Warnings = warnings };
        }
        if (isSeen || result.Added.Count + result.Changed.Count > 0) await publisher.RefreshAllAsync(stop);
        return result;
    }

    private async Task<Looked> CheckedAsync(
        ContentFolder read, List<Known> portal, Dictionary<string, string> redirects, ImportOptions options, CancellationToken stop)
    {
        var inFolder = read.Documents.Select(document => document.Id).ToHashSet();
        var (documents, found) = new ContentCheck(types, renderer, pages, treeRules, options.Progress).Check(
            read, [.. portal.Where(known => !known.IsDeleted || inFolder.Contains(known.Candidate.Id)).Select(known => known.Candidate)],
            await library.TargetsAsync(stop: stop), redirects);
        var errors = found.Where(issue => !issue.IsWarning).ToList();
        var files = read.Media.FindAll(file => options.Samples || !file.Sample);
        if (errors.Count == 0 || options.DryRun || options.LeftOut is not null) errors.AddRange(await library.RefusedAsync(files, stop));
        return new(documents, [.. found.Where(issue => issue.IsWarning)], errors, files);
    }

    private async Task<List<Known>> KnownAsync(bool force, CancellationToken stop)
    {
        var documents = await db.Documents.AsNoTracking().ToListAsync(stop);
        var drafts = await db.Drafts.AsNoTracking().ToDictionaryAsync(draft => draft.DocumentId, stop);
        var versions = await db.Versions.AsNoTracking()
            .Where(version => db.Documents.Any(document => document.LatestVersionId == version.Id))
            .ToDictionaryAsync(version => version.DocumentId, stop);
        var refs = documents.ToDictionary(document => document.Id, document => document.Ref);
        return documents.ConvertAll(document =>
        {
            var draft = drafts.GetValueOrDefault(document.Id);
            var latest = draft is null || document.LiveVersionId is not null ? ChangeWork.TextOf(versions[document.Id]) : null;
            var said = draft?.Text ?? latest!;
            var state = FileState.Of(document, draft, said.FrontMatter);
            // What stands beside others is what readers see of it, or will.
            var seen = document.LiveVersionId is null ? said : latest!;
            var front = seen.FrontMatter.DeepClone().AsObject();
            front["status"] = (document.LiveVersionId is null ? state.State : DocumentState.Published).Name();
            return new Known(document, said, state, new Candidate
            {
                Id = document.Ref,
                Type = types[document.Type],
                Slug = document.Slug,
                ParentId = document.ParentId is { } parent ? refs[parent] : null,
                Path = document.Path,
                Kept = document.Origin == VersionOrigin.Portal && !force,
                Sample = document.Sample,
                Json = front,
                Body = seen.Body,
            });
        });
    }

    private Change By(ImportOptions options) => new(options.By, clock.GetUtcNow(), "import", VersionOrigin.Import);

    private async Task<bool> ApplyAsync(
        List<Candidate> documents, List<Known> portal, ImportOptions options, ImportResult result, CancellationToken stop)
    {
        var by = By(options);
        var changes = ChangesOf(documents, portal, by, result);
        if (changes.Count == 0) return false;
        if (options.Journal is { } journal)
        {
            await journal.KeepAsync(changes, portal.ConvertAll(known => known.Document), stop);
            changes = changes.ConvertAll(change => change with { Act = journal.Import });
        }
        var (indexed, all) = (0, changes.Count);
        var applied = await publisher.ApplyInTransactionAsync(
            changes, by, written => options.Progress?.Report(new("in de zoekindex gezet", indexed = Math.Min(all, indexed + written), all)),
            stop);
        return applied.IsSeen;
    }

    // What has to change, and in the result what of each file becomes of it.
    private static List<DocumentChange> ChangesOf(List<Candidate> documents, List<Known> portal, Change by, ImportResult result)
    {
        var known = portal.ToDictionary(row => row.Candidate.Id);
        var changes = new List<DocumentChange>();
        foreach (var candidate in documents)
        {
            var text = new DocumentText(candidate.Json, candidate.File!.Source, candidate.Body);
            var change = new DocumentChange(candidate.Id)
            {
                Text = text,
                Place = new NewPlace(candidate.Path[(candidate.Path.LastIndexOf('/') + 1)..], candidate.ParentId),
                Sample = candidate.Sample,
                Step = StepTo(FileState.Of(candidate.Json), by.At),
            };
            if (!known.TryGetValue(candidate.Id, out var row))
            {
                changes.Add(change with { NewOfType = candidate.Type.Name });
                result.Added.Add(candidate.File.RelativePath);
                continue;
            }
            var isSame = row.Says(text);
            if (isSame && row.Candidate.Path == candidate.Path && !candidate.Elsewhere && row.Candidate.Sample == candidate.Sample)
                result.Unchanged++;
            else if (row.Candidate.Kept)
                result.Kept.Add(candidate.File.RelativePath);
            else
            {
                changes.Add(change with { Revision = row.Document.Revision, Text = isSame ? null : text });
                result.Changed.Add(candidate.File.RelativePath);
            }
        }
        return changes;
    }

    // What was planned for a moment that has passed is online.
    private static Step StepTo(FileState state, DateTimeOffset now) => state.State switch
    {
        DocumentState.Published => new Step.Publish(),
        DocumentState.Scheduled when state.PublishAt is { } at && at > now => new Step.Plan(at),
        DocumentState.Scheduled => new Step.Publish(),
        DocumentState.InReview => new Step.AskReview(),
        DocumentState.Archived => new Step.Archive(),
        _ => new Step.Keep(),
    };

    private sealed record Looked(
        IReadOnlyList<Candidate> Documents, List<ContentError> Warnings, List<ContentError> Errors, List<MediaFile> Files);

    private sealed record Known(Document Document, DocumentText Said, FileState State, Candidate Candidate)
    {
        public bool IsDeleted => Document.DeletedAt is not null;

        // What an export would write is what the file says.
        public bool Says(DocumentText text) =>
            Document.DeletedAt is null && Said.Body == text.Body && State.Write(Said.FrontSource, Said.FrontMatter) == text.FrontSource;
    }
}
