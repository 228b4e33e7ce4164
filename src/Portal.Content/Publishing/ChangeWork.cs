using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Branches;
using Portal.Content.Checks;
using Portal.Content.Data;
using Portal.Content.Drafts;
using Portal.Content.Tree;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Content.Yaml;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Content.Publishing;

/// <summary>One set of changes at work, inside its transaction: what they touch is locked first, in one order for everybody.</summary>
internal sealed class ChangeWork(ContentDb db, DbSession session, DocumentTypes types, BranchStore branches, Change by)
{
    // Texts of a draft that are kept to compare with: the last ones, and those that somebody may still have open since this morning.
    private const int RevisionsKept = 40, MostRevisions = 1_000, NotedAtOnce = 500;

    private static readonly TimeSpan OpenForHours = TimeSpan.FromHours(12);

    private readonly Dictionary<string, Document> documents = [];
    private readonly Dictionary<Guid, Document> byKey = [];
    private readonly Dictionary<Guid, Draft> drafts = [];
    private readonly HashSet<Draft> begun = []; // stored when they are still there at the end: most become a version at once
    private readonly Dictionary<Guid, DocumentVersion> latest = [];
    private readonly Dictionary<Guid, DocumentVersion> versions = []; // by their own ids: all that this work read or made
    private readonly Dictionary<Guid, int> numbers = [];
    private readonly List<Noted> notes = []; // what can be undone
    private HashSet<Guid> open = []; // documents that somebody may have open
    private BranchSet own = BranchSet.Everywhere; // of who asks

    /// <summary>The documents that readers see otherwise from now on, or no longer.</summary>
    public HashSet<Document> Seen { get; } = [];

    /// <summary>What of it stands in the log of who did what: one line for each document that was changed.</summary>
    public List<AuditLine> Lines { get; } = [];

    /// <summary>Does them; parents before what stands under them.</summary>
    /// <exception cref="ChangeNotDone">One cannot be done.</exception>
    public async Task<IReadOnlyList<ChangeOutcome>> DoAsync(IReadOnlyList<DocumentChange> changes, CancellationToken stop)
    {
        own = await branches.FreshAsync(stop);
        await LoadAsync(changes, stop);
        var outcomes = new Dictionary<string, ChangeOutcome>();
        foreach (var change in ParentsFirst(changes)) outcomes[change.Id] = await DoAsync(change, stop);
        if (begun.Count < ManyRows.Many) db.Drafts.AddRange(begun);
        await db.SaveManyAsync(session, stop);
        if (begun.Count >= ManyRows.Many) await db.CopyManyAsync(session, begun, stop);
        await KeepNotesAsync(stop);
        if (Seen.Count > 0) await ForgetTakenAsync(stop);
        return [.. changes.Select(change => outcomes[change.Id])];
    }

    /// <summary>
    /// What the search index has to know: what changed and all that stands under it, each with its live version if readers see it.
    /// </summary>
    public async Task<IReadOnlyList<(Document Document, DocumentVersion? Live)>> IndexedAsync(CancellationToken stop)
    {
        var ids = Seen.Select(document => document.Id).ToHashSet();
        List<Document> all =
            [
                .. Seen,
                .. await db.Documents.Where(row => row.ParentId != null && ids.Contains(row.ParentId.Value) && !ids.Contains(row.Id))
                    .ToListAsync(stop),
            ];
        var parents = all.Select(document => document.ParentId).OfType<Guid>().ToHashSet();
        var offline = (
            await db.Documents.Where(row => parents.Contains(row.Id) && row.LiveVersionId == null).Select(row => row.Id)
                .ToListAsync(stop)).ToHashSet();
        // What stands under a document is online only as long as that is.
        var online = all.Where(
            document => document.LiveVersionId is not null && !(document.ParentId is { } parent && offline.Contains(parent)))
            .Select(document => document.LiveVersionId!.Value).ToHashSet();
        await VersionsAsync([.. online], stop);
        return all.ConvertAll(document => (document, document.LiveVersionId is { } id && online.Contains(id) ? versions[id] : null));
    }

    private async Task LoadAsync(IReadOnlyList<DocumentChange> changes, CancellationToken stop)
    {
        var refs = changes.Select(change => change.Id).ToArray();
        var rows = await db.Documents.FromSql($"select * from content.documents where ref = any({refs}) order by ref for update")
            .ToListAsync(stop);
        foreach (var document in rows) Know(document);
        var parents = changes.Select(change => change.Place?.Parent).OfType<string>().Where(parent => !documents.ContainsKey(parent))
            .Distinct().ToArray();
        if (parents.Length > 0)
            foreach (var parent in await db.Documents.Where(row => parents.Contains(row.Ref)).ToListAsync(stop)) Know(parent);

        var keys = rows.ConvertAll(document => document.Id);
        foreach (var draft in await db.Drafts.Where(draft => keys.Contains(draft.DocumentId)).ToListAsync(stop))
            drafts[draft.DocumentId] = draft;
        var said = rows.SelectMany(document => new[] { document.LatestVersionId, document.LiveVersionId }).OfType<Guid>().Distinct();
        await VersionsAsync([.. said], stop);
        foreach (var document in rows)
            if (document.LatestVersionId is { } last) latest[document.Id] = versions[last];
        if (rows.Count > 0)
        {
            var highest = await session.ListAsync(
                "select document_id, max(number) from content.versions where document_id = any($1) group by document_id", [keys.ToArray()],
                row => (Id: row.Id(0), Number: row.Number(1)), stop);
            foreach (var (id, number) in highest) numbers[id] = number;
            if (by.Origin != VersionOrigin.Portal)
                open = [.. await session.ListAsync(
                    "select document_id from content.writers where document_id = any($1) and seen_at > $2",
                    [keys.ToArray(), by.At - OpenForHours], row => row.Id(0), stop)];
        }
    }

    // Versions never change: they are read without being watched, and those of this work are at hand.
    private async Task<Dictionary<Guid, DocumentVersion>> VersionsAsync(List<Guid> ids, CancellationToken stop)
    {
        var missing = ids.Where(id => !versions.ContainsKey(id)).ToArray();
        if (missing.Length == 0) return versions;
        foreach (var version in await db.Versions.AsNoTracking().Where(version => missing.Contains(version.Id)).ToListAsync(stop))
            versions[version.Id] = version;
        return versions;
    }

    private void Know(Document document) => documents[document.Ref] = byKey[document.Id] = document;

    private static IEnumerable<DocumentChange> ParentsFirst(IReadOnlyList<DocumentChange> changes)
    {
        var waiting = changes.ToDictionary(change => change.Id);
        foreach (var change in changes)
            foreach (var next in Above(change)) yield return next;

        IEnumerable<DocumentChange> Above(DocumentChange change)
        {
            if (!waiting.Remove(change.Id)) yield break;
            if (change.Place?.Parent is { } parent && waiting.TryGetValue(parent, out var above))
                foreach (var next in Above(above)) yield return next;
            yield return change;
        }
    }

    private async Task<ChangeOutcome> DoAsync(DocumentChange change, CancellationToken stop)
    {
        var isNew = !documents.TryGetValue(change.Id, out var document);
        if (document is null)
        {
            if (change.NewOfType is null) throw Refuse(change.Id, "Dit stuk is er niet meer.");
            document = Document.Create(
                change.Id, change.NewOfType, PlaceOf(change, change.Place!, change.NewOfType), change.Sample ?? false, by);
            db.Documents.Add(document);
            Know(document);
            if (await TakenAsync(document, stop))
                throw Refuse(change.Id, $"Het adres {document.Path} is al van een ander stuk. Kies een ander.");
        }
        await KeepInsideAsync(document, change, stop);
        if (change.Revision is { } revision && revision != document.Revision)
            throw new ChangeNotDone(new(
                change.Id, ChangeVerdict.Stale, "Iemand anders heeft dit stuk intussen gewijzigd.", document.Revision, document.Path));
        if (change.DueAt is { } due && !IsDue(document, change.Step, due))
            return new(change.Id, ChangeVerdict.Unchanged, "", document.Revision, document.Path);
        var (before, told) = (LookOf(document), DocumentLines.Before(document, NumberOf(document), drafts.GetValueOrDefault(document.Id)));
        var noted = change.Act is null ? [] : await StatesAsync(document, change.Step, stop);
        if (document.DeletedAt is not null && change.Step is not (Step.Recover or Step.Return))
        {
            if (by.Origin == VersionOrigin.Portal) throw Refuse(change.Id, "Dit stuk ligt in de prullenbak. Haal het daar eerst uit.");
            document.Recover();
        }
        var isChanged = await PlaceAsync(document, change, stop);
        if (change.Sample is { } sample && sample != document.Sample)
        {
            document.Mark(sample);
            isChanged = true;
        }
        isChanged |= change.Text is { } text && await SayAsync(document, text, stop);
        isChanged |= change.Order is { } order && await OrderAsync(document, order, stop);
        isChanged |= await StepAsync(document, change.Step, stop);
        // An address that never was online nobody knows.
        if (before != LookOf(document) && document.FirstLiveAt is not null) Seen.Add(document);
        if (isChanged)
            document.Touch(
                change.Text is { } said ? said.FrontMatter["title"]?.ToString() : TitleOf(document),
                by with { Origin = change.Origin ?? by.Origin });
        if (isChanged && DocumentLines.Of(change, isNew, told, document, NumberOf(document), by) is { } line) Lines.Add(line);
        if (isChanged && change.Act is { } act) Note(act, document, noted);
        return new(change.Id, isChanged ? ChangeVerdict.Done : ChangeVerdict.Unchanged, "", document.Revision, document.Path);
    }

    // The number of the version that readers see.
    private int? NumberOf(Document document) => document.LiveVersionId is { } live ? versions.GetValueOrDefault(live)?.Number : null;

    // Who keeps to branches changes nothing else: this is the one place where that is seen to, for whatever page or act it comes from.
    // Where a branch begins its member writes, but does not take it from its place: what is around it is not theirs.
    private async Task KeepInsideAsync(Document document, DocumentChange change, CancellationToken stop)
    {
        if (change.Step is Step.AskReview { Reviewer: { } reader } && await branches.OfAsync(reader, stop) is { IsBound: true } theirs
            && !await IsInsideAsync(theirs, document, stop))
            throw Refuse(change.Id, "Deze collega schrijft in een ander onderdeel. Vraag iemand anders.");
        if (!own.IsBound) return;
        if (!await IsInsideAsync(own, document, stop)) throw Outside(change.Id, BranchWords.Outside);
        var to = change.Place is { Parent: { } parent } ? documents.GetValueOrDefault(parent)?.Id : null;
        var isMoved = change.Place is not null && to != document.ParentId;
        if ((isMoved || change.Step is Step.Delete) && !await IsUnderAsync(document.ParentId, document.Type, stop))
            throw Outside(change.Id, isMoved
                ? "Hier begint jouw onderdeel: het verplaatsen kan iemand die daarbuiten schrijft."
                : "Hier begint jouw onderdeel: weggooien kan iemand die daarbuiten schrijft.");
        if (isMoved && !await IsUnderAsync(to, document.Type, stop)) throw Outside(change.Id, "Die plek hoort niet bij jouw onderdeel.");
    }

    private async Task<bool> IsUnderAsync(Guid? parent, string type, CancellationToken stop) =>
        own.HasType(type) || (parent is { } key && await FindAsync(key, stop) is { } above && await IsInsideAsync(own, above, stop));

    private async Task<bool> IsInsideAsync(BranchSet set, Document document, CancellationToken stop)
    {
        for (var above = document; above is not null; above = above.ParentId is { } key ? await FindAsync(key, stop) : null)
            if (set.Begins(above.Id, above.Type)) return true;
        return false;
    }

    private async Task<Document?> FindAsync(Guid key, CancellationToken stop) =>
        byKey.GetValueOrDefault(key) ?? await db.Documents.FindAsync([key], stop);

    private static ChangeNotDone Outside(string id, string why) => new(new(id, ChangeVerdict.Outside, why, 0, ""));

    private bool IsDue(Document document, Step step, DateTimeOffset due) =>
        step is Step.Publish ? drafts.GetValueOrDefault(document.Id)?.PublishAt <= due : document.OfflineAt <= due;

    private string? TitleOf(Document document)
    {
        var front = drafts.GetValueOrDefault(document.Id)?.FrontMatter ?? latest.GetValueOrDefault(document.Id)?.FrontMatter;
        return front is null ? null : JsonNode.Parse(front)?["title"]?.ToString();
    }

    private async Task<bool> PlaceAsync(Document document, DocumentChange change, CancellationToken stop)
    {
        if (change.Place is not { } asked) return false;
        var place = PlaceOf(change, asked, document.Type);
        if (document.Path == place.Path && document.ParentId == place.ParentId) return false;
        if (!Slug.IsSlug(place.Slug)) throw Refuse(document.Ref, "Een adres bestaat uit kleine letters, cijfers en losse streepjes.");
        await MoveAsync(document, place, stop);
        // Within one set of changes two may swap addresses: that is seen when all of it is stored.
        if (await TakenAsync(document, stop))
            throw Refuse(document.Ref, $"Het adres {place.Path} is al van een ander stuk. Kies een ander.");
        return true;
    }

    private DocumentPlace PlaceOf(DocumentChange change, NewPlace asked, string type)
    {
        var info = types[type].Info;
        if (info.FixedPath is { } only) return new DocumentPlace(type, null, only);
        if (asked.Parent is null) return new DocumentPlace(asked.Slug, null, info.PathPrefix + asked.Slug);
        if (!documents.TryGetValue(asked.Parent, out var parent) || parent.DeletedAt is not null)
            throw Refuse(change.Id, "Het stuk waar dit onder hoort, is er niet meer. Kies een andere plek.");
        if (parent.Type != info.Parent) throw Refuse(change.Id, $"Onder '{parent.Title}' kan dit niet staan. Kies een andere plek.");
        for (
            var above = parent; above is not null; above = above.ParentId is { } key
                ? byKey.GetValueOrDefault(key) ?? db.Documents.Find(key)
                : null)
            if (above.Ref == change.Id) throw Refuse(change.Id, "Een stuk kan niet onder zichzelf staan. Kies een andere plek.");
        return new DocumentPlace(asked.Slug, parent.Id, $"{parent.Path}/{asked.Slug}");
    }

    // An import has looked at all addresses together.
    private async Task<bool> TakenAsync(Document document, CancellationToken stop) =>
        by.Origin == VersionOrigin.Portal
            && await db.Documents.Where(row => row.Path == document.Path && row.Id != document.Id && row.DeletedAt == null)
                .Select(row => row.Ref).ToListAsync(stop)
            is [var other, ..] && !(documents.TryGetValue(other, out var known) && known.Path != document.Path);

    // All below it moves along; every old address that others may know leads to the new one.
    private async Task MoveAsync(Document document, DocumentPlace place, CancellationToken stop)
    {
        if (document.Path != place.Path && document.FirstLiveAt is not null) await RedirectAsync(document, stop);
        if (document.LiveVersionId is not null) Seen.Add(document);
        document.Move(place);
        foreach (var child in await db.Documents.Where(row => row.ParentId == document.Id).ToListAsync(stop))
        {
            Know(child);
            if (child.ParentId == document.Id)
                await MoveAsync(child, new DocumentPlace(child.Slug, document.Id, $"{place.Path}/{child.Slug}"), stop);
        }
    }

    private async Task<bool> SayAsync(Document document, DocumentText text, CancellationToken stop)
    {
        var draft = drafts.GetValueOrDefault(document.Id);
        if (draft is not null && draft.FrontSource == text.FrontSource && draft.Body == text.Body) return false;
        if (draft is null && latest.TryGetValue(document.Id, out var said) && said.Says(text)) return false;
        await RememberAsync(document, stop);
        draft ??= Begin(document);
        draft.Say(text, by);
        document.Revise();
        return true;
    }

    private async Task<bool> OrderAsync(Document document, int order, CancellationToken stop)
    {
        var isChanged = false;
        var hasDraft = drafts.ContainsKey(document.Id);
        if (document.LiveVersionId is { } live && Ordered(document, TextOf((await VersionsAsync([live], stop))[live]), order) is { } shown)
        {
            if (!hasDraft)
            {
                await RememberAsync(document, stop);
                document.Revise();
            }
            document.Show(AddVersion(document, shown.FrontMatter.ToJsonString(), shown.FrontSource, shown.Body));
            isChanged = true;
        }
        if (!hasDraft && document.LiveVersionId is not null) return isChanged;
        var written = drafts.GetValueOrDefault(document.Id)?.Text
            ?? (latest.TryGetValue(document.Id, out var said) ? TextOf(said) : throw Refuse(document.Ref, "Er is nog niets geschreven."));
        return (Ordered(document, written, order) is { } text && await SayAsync(document, text, stop)) || isChanged;
    }

    // Null when it says so already.
    private DocumentText? Ordered(Document document, DocumentText text, int order)
    {
        var type = types[document.Type];
        if (!type.IsOrdered) throw Refuse(document.Ref, "Stukken van deze soort hebben geen eigen volgorde.");
        var front = YamlEdit.With(text.FrontSource, DocumentType.OrderKey, JsonValue.Create(order), type.Keys)
            ?? throw Refuse(document.Ref, "De volgorde van dit stuk kan alleen in de bron veranderd worden.");
        return front == text.FrontSource
            ? null : new DocumentText(FrontMatter.Read(front, type.Properties).Json, front, text.Body);
    }

    // The text of before is kept for who has it open.
    private async Task RememberAsync(Document document, CancellationToken stop)
    {
        var draft = drafts.GetValueOrDefault(document.Id);
        if (draft is null && !latest.ContainsKey(document.Id)) return;
        if (by.Origin != VersionOrigin.Portal && !open.Contains(document.Id)) return;
        var (text, who, at) = draft is null
            ? (TextOf(latest[document.Id]), latest[document.Id].ChangedBy, latest[document.Id].ChangedAt)
            : (draft.Text, draft.ChangedBy, draft.ChangedAt);
        await session.ExecuteAsync(
            """
            insert into content.draft_revisions (document_id, revision, front_source, body, changed_by, changed_at)
            values ($1, $2, $3, $4, $5, $6) on conflict do nothing
            """,
            [document.Id, document.Revision, text.FrontSource, text.Body, who, at], stop);
        // The last of those that are older was still the newest when the hours began.
        await session.ExecuteAsync(
            """
            delete from content.draft_revisions where document_id = $1 and (revision <= $3 or (revision <= $2 and revision <
                (select max(older.revision) from content.draft_revisions older where older.document_id = $1 and older.changed_at < $4)))
            """,
            [document.Id, document.Revision - RevisionsKept, document.Revision - MostRevisions, by.At - OpenForHours], stop);
    }

    private Draft Begin(Document document)
    {
        var draft = Draft.Start(document.Id, document.LatestVersionId, by);
        begun.Add(draft);
        return drafts[document.Id] = draft;
    }

    private async Task<bool> StepAsync(Document document, Step step, CancellationToken stop)
    {
        var draft = drafts.GetValueOrDefault(document.Id);
        switch (step)
        {
            case Step.AskReview ask:
                DraftOf(document).Become(DraftStage.InReview, null, ask.Reviewer, ask.Note);
                return true;
            case Step.Plan plan:
                if (draft is null && document.LiveVersionId is not null)
                    throw Refuse(document.Ref, "Er is niets nieuws om te plannen: dit staat al online.");
                Readable(document, DraftOf(document));
                DraftOf(document).Become(DraftStage.Scheduled, plan.At, draft?.ReviewerId, null);
                return true;
            case Step.TakeBack:
                if (draft is null or { Stage: DraftStage.Concept }) return false;
                draft.Become(DraftStage.Concept, null, null, null);
                return true;
            case Step.Publish:
                return Publish(document);
            case Step.Discard:
                if (draft is null) return false;
                if (document.LatestVersionId is null)
                    throw Refuse(document.Ref, "Dit stuk heeft nog geen andere tekst. Gooi het zelf weg.");
                await RememberAsync(document, stop);
                ForgetDraft(draft);
                document.Revise();
                return true;
            case Step.Unpublish unpublish:
                if (document.LiveVersionId is null && unpublish.Answer == document.Answer && unpublish.MovedTo is null) return false;
                document.Unpublish(unpublish.Answer, await TargetAsync(document, unpublish, stop));
                return true;
            case Step.PlanOffline plan:
                if (document.LiveVersionId is null) throw Refuse(document.Ref, "Dit stuk staat niet online.");
                if (document.OfflineAt == plan.At) return false;
                document.PlanOffline(plan.At);
                return true;
            case Step.Archive:
                if (document.ArchivedAt is not null && draft is null) return false;
                if (draft is not null) KeepAsVersion(document, draft);
                document.Archive(by.At);
                return true;
            case Step.Delete:
                await DeleteAsync(document, stop);
                return true;
            case Step.Recover:
                await RecoverAsync(document, stop);
                return true;
            case Step.Return back:
                return await ReturnAsync(document, back, stop);
            default:
                return false;
        }
    }

    private bool Publish(Document document)
    {
        var draft = drafts.GetValueOrDefault(document.Id);
        if (draft is null && document.LatestVersionId is null)
            throw Refuse(document.Ref, "Er is nog niets geschreven om online te zetten.");
        if (draft is null && document.LiveVersionId == document.LatestVersionId && document.OfflineAt is null) return false;
        if (draft is not null)
        {
            Readable(document, draft);
            KeepAsVersion(document, draft);
        }
        document.Publish(document.LatestVersionId!.Value, by.At);
        return true;
    }

    // A draft becomes a version, unless that says the same.
    private void KeepAsVersion(Document document, Draft draft)
    {
        if (!(latest.TryGetValue(document.Id, out var said) && said.FrontSource == draft.FrontSource && said.Body == draft.Body))
            document.Add(AddVersion(document, draft.FrontMatter, draft.FrontSource, draft.Body));
        ForgetDraft(draft);
    }

    private DocumentVersion AddVersion(Document document, string frontMatter, string frontSource, string body)
    {
        var number = numbers.GetValueOrDefault(document.Id) + 1;
        var version = DocumentVersion.Of(document.Id, number, frontMatter, frontSource, body, by);
        numbers[document.Id] = version.Number;
        latest[document.Id] = versions[version.Id] = version;
        db.Versions.Add(version);
        return version;
    }

    private void ForgetDraft(Draft draft)
    {
        drafts.Remove(draft.DocumentId);
        if (!begun.Remove(draft)) db.Drafts.Remove(draft);
    }

    // A step that is about a text and finds none takes the one of the last version.
    private Draft DraftOf(Document document)
    {
        if (drafts.TryGetValue(document.Id, out var draft)) return draft;
        if (!latest.TryGetValue(document.Id, out var said)) throw Refuse(document.Ref, "Er is nog niets geschreven.");
        draft = Begin(document);
        draft.Say(TextOf(said), by);
        return draft;
    }

    internal static DocumentText TextOf(DocumentVersion version) =>
        new(JsonNode.Parse(version.FrontMatter)!.AsObject(), version.FrontSource, version.Body);

    // Readers' pages are made of the type's record: what does not fill it cannot be shown.
    private void Readable(Document document, Draft draft)
    {
        try
        {
            types[document.Type].Read(draft.FrontMatter);
        }
        catch (JsonException)
        {
            throw Refuse(document.Ref, "Niet alles wat moet, is ingevuld. Kijk bij de velden die verplicht zijn.");
        }
    }

    private async Task<Guid?> TargetAsync(Document document, Step.Unpublish unpublish, CancellationToken stop)
    {
        if (unpublish.Answer != OfflineAnswer.Moved) return null;
        var target = await db.Documents.FirstOrDefaultAsync(row => row.Ref == unpublish.MovedTo && row.DeletedAt == null, stop);
        return target is null || target.Id == document.Id
            ? throw Refuse(document.Ref, "Kies het stuk waar dit adres voortaan heen leidt.")
            : target.Id;
    }

    private async Task DeleteAsync(Document document, CancellationToken stop)
    {
        if (document.LiveVersionId is not null) Seen.Add(document);
        document.Delete(by);
        foreach (var child in await db.Documents.Where(row => row.ParentId == document.Id && row.DeletedAt == null).ToListAsync(stop))
            await DeleteAsync(child, stop);
    }

    private async Task RecoverAsync(Document document, CancellationToken stop)
    {
        if (document.DeletedAt is not { } since) return;
        await RefuseWithoutPlaceAsync(document, since, stop);
        document.Recover();
        foreach (var child in await db.Documents.Where(row => row.ParentId == document.Id && row.DeletedAt == since).ToListAsync(stop))
            await RecoverAsync(child, stop);
    }

    private async Task RefuseWithoutPlaceAsync(Document document, DateTimeOffset? since, CancellationToken stop)
    {
        if (document.ParentId is { } key && await db.Documents.FindAsync([key], stop) is { DeletedAt: not null } parent
            && parent.DeletedAt != since)
            throw Refuse(document.Ref, $"Haal eerst '{parent.Title}' uit de prullenbak: daar stond dit onder.");
        if (await TakenAsync(document, stop))
            throw Refuse(document.Ref, $"Het adres {document.Path} is intussen van een ander stuk. Geef dat eerst een ander adres.");
    }

    // The state of a document, and of all that goes into the recycle bin with it.
    private async Task<List<(Document Document, WholeState Before)>> StatesAsync(Document document, Step step, CancellationToken stop)
    {
        List<Document> all = [document];
        for (var at = 0; step is Step.Delete && at < all.Count; at++)
        {
            var above = all[at].Id;
            all.AddRange(await db.Documents.Where(row => row.ParentId == above && row.DeletedAt == null).ToListAsync(stop));
        }
        var below = all.Skip(1).Select(one => one.Id).ToList();
        if (below.Count > 0)
            foreach (var draft in await db.Drafts.Where(row => below.Contains(row.DocumentId)).ToListAsync(stop))
                drafts[draft.DocumentId] = draft;
        return all.ConvertAll(one => (one, WholeState.Of(one, drafts.GetValueOrDefault(one.Id))));
    }

    private void Note(Guid act, Document chosen, IEnumerable<(Document Document, WholeState Before)> noted) => notes.AddRange(noted.Select(
        one => new Noted(
            act, one.Document.Id, chosen.Id, one.Before.Json, WholeState.Of(one.Document, drafts.GetValueOrDefault(one.Document.Id)).Json,
            one.Document.ChangedAt)));

    // Together: an import notes as many as it has documents.
    private async Task KeepNotesAsync(CancellationToken stop)
    {
        if (notes.Count == 0) return;
        await session.ExecuteAsync(
            "delete from content.undo_steps u where made_at < $1 and not exists (select from content.imports i where i.id = u.act)",
            [by.At - WholeState.KeptFor], stop);
        foreach (var some in notes.Chunk(NotedAtOnce))
            await session.ExecuteAsync(
                """
                insert into content.undo_steps (act, document_id, chosen_id, made_by, made_at, before, after, changed_at)
                select kept.act, kept.document_id, kept.chosen_id, $1, $2, kept.before::jsonb, kept.after::jsonb, kept.changed_at
                from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[])
                    kept (act, document_id, chosen_id, before, after, changed_at)
                """,
                [
                    by.By, by.At, some.Select(one => one.Act).ToArray(), some.Select(one => one.Document).ToArray(),
                    some.Select(one => one.Chosen).ToArray(), some.Select(one => one.Before).ToArray(),
                    some.Select(one => one.After).ToArray(), some.Select(one => one.ChangedAt).ToArray(),
                ],
                stop);
        notes.Clear();
    }

    private sealed record Noted(Guid Act, Guid Document, Guid Chosen, string Before, string After, DateTimeOffset ChangedAt);

    // What somebody else did since stays.
    private async Task<bool> ReturnAsync(Document document, Step.Return back, CancellationToken stop)
    {
        var draft = drafts.GetValueOrDefault(document.Id);
        var now = WholeState.Of(document, draft);
        if (now == back.Before) return false;
        if (now != back.After || Standing.Kept(document.ChangedAt) != Standing.Kept(back.ChangedAt))
            throw new ChangeNotDone(new(
                document.Ref, ChangeVerdict.Stale, "Iemand anders heeft dit stuk intussen gewijzigd.", document.Revision, document.Path));
        var (before, wanted) = (back.Before.Document, back.Before.Draft);
        if (before.DeletedAt is null && document.DeletedAt is not null) await RefuseWithoutPlaceAsync(document, null, stop);

        var version = before.Latest is { } id ? (await VersionsAsync([id], stop))[id] : null;
        var seen = wanted is null ? (version?.FrontSource, version?.Body) : (wanted.FrontSource, wanted.Body);
        var shown = draft is not null ? (draft.FrontSource, draft.Body)
            : latest.TryGetValue(document.Id, out var said) ? (said.FrontSource, said.Body) : default((string?, string?));
        if (seen != shown)
        {
            await RememberAsync(document, stop);
            document.Revise();
        }
        if (version is null) latest.Remove(document.Id);
        else latest[document.Id] = version;
        document.Return(before);
        if (wanted is null)
        {
            if (draft is not null) ForgetDraft(draft);
            return true;
        }
        var front = FrontMatter.Read(wanted.FrontSource, types[document.Type].Properties).Json;
        if (draft is not null) draft.Return(wanted, front);
        else db.Drafts.Add(drafts[document.Id] = Draft.Again(document.Id, wanted, front));
        return true;
    }

    // Also where another document had the address before.
    private async Task RedirectAsync(Document document, CancellationToken stop)
    {
        if (await db.Redirects.FindAsync([document.Path], stop) is { } known)
            (known.DocumentId, known.CreatedAt) = (document.Id, by.At);
        else
            db.Redirects.Add(new Redirect { Path = document.Path, DocumentId = document.Id, CreatedAt = by.At });
    }

    // An address that a document has now is no redirect any more.
    private async Task ForgetTakenAsync(CancellationToken stop) => await session.ExecuteAsync(
        "delete from content.redirects r using content.documents d where d.path = r.path and d.deleted_at is null", [], stop);

    private static ChangeNotDone Refuse(string id, string message) => new(new(id, ChangeVerdict.Refused, message, 0, ""));

    private static Look LookOf(Document document) =>
        new(
            document.LiveVersionId, document.Path, document.ParentId, document.Sample, document.Answer, document.AnswerId,
            document.DeletedAt is null);

    // What of a document a reader can tell.
    private sealed record Look(Guid? Live, string Path, Guid? Parent, bool Sample, OfflineAnswer Answer, Guid? AnswerId, bool IsThere);
}
