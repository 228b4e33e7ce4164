using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Tree;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Content.Publishing;

/// <summary>
/// Changes documents: every change is a version, its index rows are written in the same transaction, every host hears of it.
/// </summary>
public sealed class Publisher(ContentDb db, DbSession session, DocumentTypes types, SectionIndex index, LiveSite live, TimeProvider clock)
{
    /// <summary>The channel on which hosts hear that the published site changed, or one picture of it: then they hear its id.</summary>
    public const string Channel = "content_published";

    /// <summary>Adds a version with another text. Readers go on seeing the live one until it is published.</summary>
    public async Task SaveAsync(string id, DocumentText text, Change change, CancellationToken stop = default) =>
        await ChangeAsync(id, (document, latest) => Save(document, latest.Number, text, change), stop);

    /// <summary>Puts the latest version online.</summary>
    public Task PublishAsync(string id, Change change, CancellationToken stop = default) =>
        SetStateAsync(id, DocumentState.Published, null, change, stop);

    /// <summary>Lets the latest version come online later.</summary>
    /// <param name="id">The document.</param>
    /// <param name="wallClock">When, in Europe/Amsterdam.</param>
    /// <param name="change">Who and why.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task ScheduleAsync(string id, DateTime wallClock, Change change, CancellationToken stop = default) =>
        SetStateAsync(id, DocumentState.Scheduled, wallClock, change, stop);

    /// <summary>Takes the document offline for good; its address answers 410.</summary>
    public Task ArchiveAsync(string id, Change change, CancellationToken stop = default) =>
        SetStateAsync(id, DocumentState.Archived, null, change, stop);

    /// <summary>Takes the document offline, back to the writer.</summary>
    public Task WithdrawAsync(string id, Change change, CancellationToken stop = default) =>
        SetStateAsync(id, DocumentState.Concept, null, change, stop);

    /// <summary>
    /// Gives the document another slug; all below it move along, and every old address leads to the new one. Gives false, and
    /// changes nothing, when the address is taken.
    /// </summary>
    /// <exception cref="ArgumentException">The slug is not written as one.</exception>
    public async Task<bool> RenameAsync(string id, string slug, Change change, CancellationToken stop = default)
    {
        if (!Slug.IsSlug(slug)) throw new ArgumentException($"'{slug}' is no slug: lower-case a-z, 0-9 and single hyphens.", nameof(slug));
        var document = await db.Documents.SingleAsync(row => row.Ref == id, stop);
        var place = new DocumentPlace(slug, document.ParentId, document.Path[..(document.Path.LastIndexOf('/') + 1)] + slug);
        if (await db.Documents.AnyAsync(row => row.Path == place.Path && row.Id != document.Id, stop)) return false;

        await session.InTransactionAsync(
            async () =>
            {
                // The text stays; the version says that somebody moved it here, so that an import does not move it back.
                var moved = await MoveAsync(document, place, change.At, stop);
                var latest = await db.Versions.SingleAsync(version => version.Id == document.LatestVersionId, stop);
                var wasLive = document.LiveVersionId == latest.Id;
                var version = Save(document, latest.Number, TextOf(latest), change);
                if (wasLive) document.Publish(change.At);
                await db.SaveChangesAsync(stop);
                await ForgetTakenAsync(stop);
                await IndexAsync([.. await LatestOfAsync(moved.Where(row => row != document), stop), (document, version)], stop);
            },
            stop);
        await RefreshAsync(stop);
        return true;
    }

    /// <summary>Puts online what is due; gives how many.</summary>
    public async Task<int> PublishDueAsync(CancellationToken stop = default)
    {
        var now = clock.GetUtcNow();
        var count = await session.InTransactionAsync(
            async () =>
            {
                var due = await db.Documents
                    .FromSql($"select * from content.documents where state = 'scheduled' and publish_at <= {now} for update skip locked")
                    .ToListAsync(stop);
                foreach (var document in due) document.Publish(now);
                await db.SaveChangesAsync(stop);
                if (due.Count > 0) await IndexAsync(await LatestOfAsync(due, stop), stop);
                return due.Count;
            },
            stop);
        if (count > 0) await RefreshAsync(stop);
        return count;
    }

    /// <summary>Reads the published site anew on this host; the others hear it by themselves.</summary>
    internal Task RefreshAsync(CancellationToken stop) => live.ReloadAsync(stop);

    internal DocumentVersion Save(Document document, int latest, DocumentText text, Change change)
    {
        var version = DocumentVersion.Of(document.Id, latest + 1, text, change);
        db.Versions.Add(version);
        document.Save(version, change.At);
        return version;
    }

    /// <summary>Gives the document the state that its front matter names. What was scheduled for a moment that has passed is online.</summary>
    internal void TakeStateFrom(Document document, DocumentVersion version, DateTimeOffset now)
    {
        var properties = types[document.Type].Read(JsonNode.Parse(version.FrontMatter)!.AsObject());
        switch (properties.Status)
        {
            case DocumentState.Scheduled when DutchTime.MomentOf(properties.PublishAt!.Value).ToUniversalTime() is var moment && moment > now:
                document.Schedule(moment, now);
                break;
            case DocumentState.Published or DocumentState.Scheduled:
                document.Publish(now);
                break;
            case DocumentState.InReview:
                document.AskReview(now);
                break;
            case DocumentState.Archived:
                document.Archive(now);
                break;
            default:
                document.Withdraw(now);
                break;
        }
    }

    /// <summary>Moves a document and all below it; gives everything that moved. Every old address leads to the new one.</summary>
    internal async Task<List<Document>> MoveAsync(Document document, DocumentPlace place, DateTimeOffset at, CancellationToken stop)
    {
        var moved = new List<Document> { document };
        if (document.Path != place.Path) await RedirectAsync(document, at, stop);
        document.Move(place, at);
        foreach (var child in await db.Documents.Where(row => row.ParentId == document.Id).ToListAsync(stop))
            moved.AddRange(await MoveAsync(child, new DocumentPlace(child.Slug, document.Id, $"{place.Path}/{child.Slug}"), at, stop));
        return moved;
    }

    /// <summary>Writes the search index of what changed, and of all below it, and tells every host.</summary>
    internal async Task IndexAsync(
        IReadOnlyList<(Document Document, DocumentVersion Version)> changed, CancellationToken stop, Action<int>? written = null)
    {
        var ids = changed.Select(pair => pair.Document.Id).ToHashSet();
        var below = await db.Documents.Where(row => row.ParentId != null && ids.Contains(row.ParentId.Value) && !ids.Contains(row.Id)).ToListAsync(stop);
        List<(Document Document, DocumentVersion Version)> all = [.. changed, .. await LatestOfAsync(below, stop)];
        var parents = all.Select(pair => pair.Document.ParentId).OfType<Guid>().ToHashSet();
        var offline = await db.Documents.Where(row => parents.Contains(row.Id) && row.LiveVersionId == null).Select(row => row.Id).ToListAsync(stop);
        // What stands under a document is online only as long as that is.
        await index.WriteAsync(
            all, document => document.State == DocumentState.Published && !(document.ParentId is { } parent && offline.Contains(parent)),
            stop, written);
        await session.NotifyAsync(Channel, "", stop);
    }

    internal static DocumentText TextOf(DocumentVersion version) =>
        new(JsonNode.Parse(version.FrontMatter)!.AsObject(), version.FrontSource, version.Body);

    private async Task SetStateAsync(string id, DocumentState state, DateTime? publishAt, Change change, CancellationToken stop) =>
        await ChangeAsync(
            id,
            (document, latest) =>
            {
                var version = Save(document, latest.Number, FrontMatterText.WithState(TextOf(latest), state, publishAt), change);
                TakeStateFrom(document, version, change.At);
                return version;
            },
            stop);

    private async Task ChangeAsync(string id, Func<Document, DocumentVersion, DocumentVersion> change, CancellationToken stop)
    {
        await session.InTransactionAsync(
            async () =>
            {
                var document = await db.Documents.SingleAsync(row => row.Ref == id, stop);
                var latest = await db.Versions.SingleAsync(version => version.Id == document.LatestVersionId, stop);
                var version = change(document, latest);
                await db.SaveChangesAsync(stop);
                if (document.LiveVersionId is null || document.LiveVersionId == version.Id) await IndexAsync([(document, version)], stop);
            },
            stop);
        await RefreshAsync(stop);
    }

    internal async Task<List<(Document Document, DocumentVersion Version)>> LatestOfAsync(IEnumerable<Document> documents, CancellationToken stop)
    {
        var list = documents.ToList();
        var ids = list.ConvertAll(document => document.LiveVersionId ?? document.LatestVersionId);
        var versions = await db.Versions.Where(version => ids.Contains(version.Id)).ToDictionaryAsync(version => version.DocumentId, stop);
        return list.ConvertAll(document => (document, versions[document.Id]));
    }

    /// <summary>An address that a document has now is no redirect any more.</summary>
    internal async Task ForgetTakenAsync(CancellationToken stop)
    {
        db.Redirects.RemoveRange(await db.Redirects.Where(redirect => db.Documents.Any(document => document.Path == redirect.Path)).ToListAsync(stop));
        await db.SaveChangesAsync(stop);
    }

    // Also where another document had the address before.
    private async Task RedirectAsync(Document document, DateTimeOffset at, CancellationToken stop)
    {
        if (await db.Redirects.FindAsync([document.Path], stop) is { } known)
            (known.DocumentId, known.CreatedAt) = (document.Id, at);
        else
            db.Redirects.Add(new Redirect { Path = document.Path, DocumentId = document.Id, CreatedAt = at });
    }
}
