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
using Portal.Platform.Data;

namespace Portal.Content.Import;

/// <summary>How to import.</summary>
/// <param name="Force">Also write over what was edited in the portal.</param>
/// <param name="Samples">Take <c>voorbeeld/</c> too.</param>
/// <param name="By">Who imports.</param>
public sealed record ImportOptions(bool Force = false, bool Samples = false, string By = "import")
{
    /// <summary>Hears how far it is; null: nobody listens.</summary>
    internal IProgress<ImportProgress>? Progress { get; init; }
}

/// <summary>How far an import is: a step, and how many of its files or documents are done.</summary>
/// <param name="Step">Dutch, as in "300 van 1.000 gelezen".</param>
/// <param name="Done">How many are done.</param>
/// <param name="All">How many there are.</param>
internal sealed record ImportProgress(string Step, int Done, int All);

/// <summary>What an import did. With errors it did nothing.</summary>
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
}

/// <summary>
/// Takes a folder of content into the portal: all of it or, when anything is wrong, nothing. Idempotent by id; what was edited in
/// the portal stays, unless forced.
/// </summary>
public sealed class Importer(
    ContentDb db, DbSession session, DocumentTypes types, MarkdownRenderer renderer, PortalPages pages, MediaLibrary library,
    Publisher publisher, IEnumerable<ITreeRule> treeRules, TimeProvider clock)
{
    /// <summary>What imports take turns by: what is new and what is known are looked up, and must be so until it is stored.</summary>
    internal const string Turn = "content import";

    /// <summary>Imports a folder; one import at a time, whoever asks for them.</summary>
    public Task<ImportResult> ImportAsync(string folder, ImportOptions options, CancellationToken stop = default) =>
        session.AloneAsync(Turn, () => ImportAloneAsync(folder, options, stop), stop);

    private async Task<ImportResult> ImportAloneAsync(string folder, ImportOptions options, CancellationToken stop)
    {
        var read = ContentFolder.Read(folder, types, options.Progress);
        var portal = await KnownAsync(options.Force, stop);
        var redirects = await (from redirect in db.Redirects
                               join document in db.Documents on redirect.DocumentId equals document.Id
                               select new { redirect.Path, document.Ref }).ToDictionaryAsync(row => row.Path, row => row.Ref, stop);
        var (documents, found) = new ContentCheck(types, renderer, pages, treeRules, options.Progress).Check(
            read, [.. portal.Select(known => known.Candidate)], await library.TargetsAsync(stop: stop), redirects);
        var warnings = found.Where(issue => issue.IsWarning).ToList();
        if (found.Where(issue => !issue.IsWarning).ToList() is { Count: > 0 } errors)
            return new ImportResult { Errors = errors, Warnings = warnings };

        var files = read.Media.FindAll(file => options.Samples || !file.Sample);
        if (await library.RefusedAsync(files, stop) is { Count: > 0 } refused)
            return new ImportResult { Errors = refused, Warnings = warnings };

        var result = new ImportResult { Warnings = warnings };
        try
        {
            await session.InTransactionAsync(
                async () =>
                {
                    await library.StoreAsync(files, result, stop);
                    await ApplyAsync([.. documents.Where(document => options.Samples || !document.Sample)], portal, options, result, stop);
                },
                stop);
        }
        catch (RuleBroken changed)
        {
            return new ImportResult { Errors = [new(folder, null, changed.Message)], Warnings = warnings };
        }
        if (result.Added.Count + result.Changed.Count > 0) await publisher.RefreshAsync(stop);
        return result;
    }

    private async Task<List<Known>> KnownAsync(bool force, CancellationToken stop)
    {
        // Documents change, what they said does not: it is read without being watched.
        var documents = await db.Documents.ToDictionaryAsync(document => document.LatestVersionId, stop);
        var versions = await db.Versions.AsNoTracking()
            .Where(version => db.Documents.Any(document => document.LatestVersionId == version.Id)).ToListAsync(stop);
        var rows = versions.ConvertAll(version => new { document = documents[version.Id], version });
        var refs = rows.ToDictionary(row => row.document.Id, row => row.document.Ref);
        return rows.ConvertAll(row => new Known(row.document, row.version, new Candidate
        {
            Id = row.document.Ref,
            Type = types[row.document.Type],
            Slug = row.document.Slug,
            ParentId = row.document.ParentId is { } parent ? refs[parent] : null,
            Path = row.document.Path,
            Kept = row.version.Origin == VersionOrigin.Portal && !force,
            Sample = row.document.Sample,
            Json = JsonNode.Parse(row.version.FrontMatter)!.AsObject(),
            Body = row.version.Body,
        }));
    }

    private async Task ApplyAsync(
        List<Candidate> documents, List<Known> portal, ImportOptions options, ImportResult result, CancellationToken stop)
    {
        var known = portal.ToDictionary(row => row.Document.Ref);
        var change = new Change(options.By, clock.GetUtcNow(), "import", VersionOrigin.Import);
        var touched = new List<(Document Document, DocumentVersion Version)>();
        var moved = new List<Document>();
        // Parents first: what stands under them moves along.
        foreach (var candidate in documents.OrderBy(candidate => candidate.ParentId is null ? 0 : 1))
        {
            var text = new DocumentText(candidate.Json, candidate.File!.Source, candidate.Body);
            var place = new DocumentPlace(candidate.Path[(candidate.Path.LastIndexOf('/') + 1)..], candidate.ParentId is null ? null : Key.Of(candidate.ParentId), candidate.Path);
            if (!known.TryGetValue(candidate.Id, out var row))
            {
                var document = Document.Create(candidate.Id, candidate.Type.Name, place, candidate.Sample, change.At);
                db.Documents.Add(document);
                touched.Add((document, publisher.Save(document, 0, text, change)));
                result.Added.Add(candidate.File.RelativePath);
                continue;
            }
            var same = row.Version.Says(text);
            if (same && row.Candidate.Path == candidate.Path && !candidate.Elsewhere && row.Document.Sample == candidate.Sample)
                result.Unchanged++;
            else if (row.Candidate.Kept)
                result.Kept.Add(candidate.File.RelativePath);
            else
            {
                if (row.Document.Path != place.Path) moved.AddRange(await publisher.MoveAsync(row.Document, place, change.At, stop));
                if (row.Document.Sample != candidate.Sample) row.Document.Mark(candidate.Sample, change.At);
                touched.Add((row.Document, same ? row.Version : publisher.Save(row.Document, row.Version.Number, text, change)));
                result.Changed.Add(candidate.File.RelativePath);
            }
        }
        foreach (var (document, version) in touched) publisher.TakeStateFrom(document, version, change.At);
        await db.SaveChangesAsync(stop);
        options.Progress?.Report(new("opgeslagen", touched.Count, touched.Count));
        await publisher.ForgetTakenAsync(stop);
        var alongside = moved.Except(touched.Select(pair => pair.Document)).Distinct();
        var (indexed, all) = (0, touched.Count);
        await publisher.IndexAsync(
            [.. touched, .. await publisher.LatestOfAsync(alongside, stop)], stop,
            written => options.Progress?.Report(new("in de zoekindex gezet", indexed = Math.Min(all, indexed + written), all)));
    }

    private sealed record Known(Document Document, DocumentVersion Version, Candidate Candidate);
}
