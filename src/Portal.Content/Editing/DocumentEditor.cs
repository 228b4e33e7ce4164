using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Checks;
using Portal.Content.Data;
using Portal.Content.Drafts;
using Portal.Content.Editing.Merging;
using Portal.Content.Markdown.Editing;
using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Content.Types;
using Portal.Content.Versions;

namespace Portal.Content.Editing;

/// <summary>
/// Opens a document for somebody to write in, and keeps what they wrote: whole, beside what others wrote meanwhile, or not at all.
/// </summary>
internal sealed class DocumentEditor(ContentDb db, Publisher publisher, DocumentTypes types, SaveTurns turns)
{
    // Another one that saves in the same instant is met a few times at most.
    private const int MostTries = 25;

    private static readonly IReadOnlyDictionary<Place, bool> Unasked = new Dictionary<Place, bool>();

    /// <summary>The document as it is to be edited; null when there is none, or it lies in the recycle bin.</summary>
    public async Task<OpenDocument?> OpenAsync(string id, CancellationToken stop)
    {
        var row = await (from document in db.Documents
                         where document.Ref == id && document.DeletedAt == null
                         join other in db.Drafts on document.Id equals other.DocumentId into drafts
                         from draft in drafts.DefaultIfEmpty()
                         join said in db.Versions on document.LatestVersionId equals said.Id into versions
                         from latest in versions.DefaultIfEmpty()
                         join above in db.Documents on document.ParentId equals above.Id into parents
                         from parent in parents.DefaultIfEmpty()
                         select new { document, draft, latest, parent = (string?)parent.Ref }).AsNoTracking().FirstOrDefaultAsync(stop);
        if (row is null || types.Find(row.document.Type) is not { } type) return null;
        var text = row.draft?.Text ?? ChangeWork.TextOf(row.latest!);
        return new OpenDocument(row.document, row.draft, row.latest, type, text) { ParentRef = row.parent };
    }

    /// <summary>Keeps what somebody wrote.</summary>
    /// <param name="open">The document as it is now.</param>
    /// <param name="written">What was written, and on what.</param>
    /// <param name="by">Who.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<SaveOutcome> SaveAsync(OpenDocument open, Written written, Change by, CancellationToken stop) => turns.InTurnAsync(
        open.Document.Id,
        async waited => (waited ? await OpenAsync(open.Id, stop) : open) is { } now
            ? await SaveInTurnAsync(now, written, by, stop) : SaveOutcome.Gone,
        stop);

    private async Task<SaveOutcome> SaveInTurnAsync(OpenDocument open, Written written, Change by, CancellationToken stop)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (old, mine) = (await TextOfAsync(open, written.Revision, stop), (DocumentText?)null);
            if (old is null) return await LostAsync(open, written, by, stop);
            if (WrittenOn(open.Type, old, written, out mine) is { } refused) return refused;
            var begun = Begun(open, old, written);
            var (text, conflicts) = written.Revision == open.Revision
                ? (mine!, []) : Merge(open.Type, begun, mine!, open.Text, await ChoicesAsync(open, begun, mine!, written, stop));
            if (conflicts.Count > 0) return new SaveOutcome(open) { Conflicts = conflicts };

            var outcome = await publisher.ApplyAsync(new DocumentChange(open.Id) { Revision = open.Revision, Text = text }, by, stop);
            if (outcome.IsDone)
            {
                var now = await OpenAsync(open.Id, stop);
                return now is null ? SaveOutcome.Gone : new SaveOutcome(now)
                {
                    HasOtherBody = text.Body != mine!.Body,
                    HasOtherFields = text.FrontSource != mine.FrontSource,
                };
            }
            if (outcome.Verdict == ChangeVerdict.Refused) return new SaveOutcome(open) { Message = outcome.Message };
            if (await OpenAsync(open.Id, stop) is not { } again) return SaveOutcome.Gone;
            open = again;
        }
        return new SaveOutcome(open) { Message = "Er wordt op dit moment te veel tegelijk bewaard. Probeer het zo nog eens." };
    }

    // The text it was written on is known no more: everything of it is mine or theirs.
    private async Task<SaveOutcome> LostAsync(OpenDocument open, Written written, Change by, CancellationToken stop)
    {
        if (WrittenOn(open.Type, open.Text, written, out var mine) is { } refused) return refused;
        if (Same(mine!, open.Text)) return new SaveOutcome(open);
        if (!written.Choices.TryGetValue(Place.All, out var keepMine) || written.Over != open.Revision)
            return new SaveOutcome(open) { Conflicts = [new(Place.All, mine!.Body, open.Text.Body)] };
        if (!keepMine) return new SaveOutcome(open) { HasOtherBody = true, HasOtherFields = true };
        var outcome = await publisher.ApplyAsync(new DocumentChange(open.Id) { Revision = open.Revision, Text = mine }, by, stop);
        return await OpenAsync(open.Id, stop) is { } now ? new SaveOutcome(now) { Message = outcome.Message } : SaveOutcome.Gone;
    }

    // What was sent before and got no answer may have been kept all the same: then it is what both began with, and nobody is asked about
    // their own words.
    private static DocumentText Begun(OpenDocument open, DocumentText old, Written written)
    {
        foreach (var sent in written.Unsure.Reverse())
        {
            if (written.Revision == open.Revision) break;
            if (WrittenOn(open.Type, old, sent, out var text) is not null || Same(text!, old)) continue;
            var (merged, conflicts) = Merge(open.Type, old, text!, open.Text, Unasked);
            if (conflicts.Count == 0 && Same(merged, open.Text)) return text!;
        }
        return old;
    }

    // A choice holds for what was shown: where the other wrote on since then, all of it is asked anew.
    private async Task<IReadOnlyDictionary<Place, bool>> ChoicesAsync(
        OpenDocument open, DocumentText old, DocumentText mine, Written written, CancellationToken stop)
    {
        if (written.Choices.Count == 0 || written.Over == open.Revision) return written.Choices;
        if (written.Over is not { } over || await TextOfAsync(open, over, stop) is not { } shown) return Unasked;
        var before = Merge(open.Type, old, mine, shown, Unasked).Conflicts.ToDictionary(conflict => conflict.Place);
        var isAsShown = Merge(open.Type, old, mine, open.Text, Unasked).Conflicts
            .All(now => before.TryGetValue(now.Place, out var then) && then.Theirs == now.Theirs);
        return isAsShown ? written.Choices : Unasked;
    }

    private static SaveOutcome? WrittenOn(DocumentType type, DocumentText old, Written written, out DocumentText? mine)
    {
        mine = null;
        var body = written.Body;
        if (written.Nodes is { } nodes)
        {
            var edit = BodyEdit.Apply(BlockText.Of(old.Body), nodes);
            if (edit.Refused.Count > 0)
                return new SaveOutcome(null)
                {
                    Refused = edit.Refused,
                    Message = "Een blok kan zo niet bewaard worden. Bewerk het in de bron.",
                };
            body = edit.Text;
        }
        mine = TextOf(type, written.Front(old.FrontSource), body ?? old.Body);
        return null;
    }

    private static (DocumentText Text, IReadOnlyList<Conflict> Conflicts) Merge(
        DocumentType type, DocumentText old, DocumentText mine, DocumentText theirs, IReadOnlyDictionary<Place, bool> choices)
    {
        var (front, keys) = FrontMerge.Merge(type, old.FrontSource, mine.FrontSource, theirs.FrontSource, choices);
        var body = TextMerge.Merge(old.Body, mine.Body, theirs.Body, choices);
        return (TextOf(type, front, body.Text), [.. keys, .. body.Conflicts]);
    }

    /// <summary>A text of a front matter and a body as they are written.</summary>
    public static DocumentText TextOf(DocumentType type, string front, string body) =>
        new(FrontMatter.Read(front, type.Properties).Json, front, body);

    private static bool Same(DocumentText one, DocumentText other) => one.FrontSource == other.FrontSource && one.Body == other.Body;

    private async Task<DocumentText?> TextOfAsync(OpenDocument open, int revision, CancellationToken stop)
    {
        if (revision == open.Revision) return open.Text;
        var kept = await db.DraftRevisions.AsNoTracking()
            .FirstOrDefaultAsync(row => row.DocumentId == open.Document.Id && row.Revision == revision, stop);
        return kept is null ? null : TextOf(open.Type, kept.FrontSource, kept.Body);
    }
}

/// <summary>A document as it is to be edited.</summary>
/// <param name="Document">Its place and what readers see.</param>
/// <param name="Draft">What is being written, or null.</param>
/// <param name="Latest">Its last version, or null.</param>
/// <param name="Type">Its type.</param>
/// <param name="Text">What it says to editors: the draft, or else the last version.</param>
internal sealed record OpenDocument(Document Document, Draft? Draft, DocumentVersion? Latest, DocumentType Type, DocumentText Text)
{
    /// <summary>Where readers see it: its own address, or that of the page it is a part of.</summary>
    public string SeenAt => Type.Info.SeenAt ?? Document.Path;

    /// <summary>The front matter's id.</summary>
    public string Id => Document.Ref;

    /// <summary>Id of the document it stands under, or null.</summary>
    public string? ParentRef { get; init; }

    /// <summary>What a save is to name.</summary>
    public int Revision => Document.Revision;

    /// <summary>True when readers see it, this text or another.</summary>
    public bool IsOnline => Document.LiveVersionId is not null;
}

/// <summary>What somebody wrote.</summary>
/// <param name="Revision">The revision they had before them.</param>
/// <param name="Front">Makes the front matter from that of this revision.</param>
/// <param name="Nodes">The body as the browser's editor has it, or null.</param>
/// <param name="Body">The body as Markdown, or null.</param>
internal sealed record Written(int Revision, Func<string, string> Front, IReadOnlyList<Node>? Nodes, string? Body)
{
    /// <summary>For places that were asked before: whether mine stays.</summary>
    public IReadOnlyDictionary<Place, bool> Choices { get; init; } = new Dictionary<Place, bool>();

    /// <summary>What was sent on the same revision before this and got no answer, the oldest first.</summary>
    public IReadOnlyList<Written> Unsure { get; init; } = [];

    /// <summary>The revision they saw when they chose; null when nothing was asked.</summary>
    public int? Over { get; init; }
}

/// <summary>What became of a save.</summary>
/// <param name="Now">The document as it is now; null when it was not looked at again.</param>
internal sealed record SaveOutcome(OpenDocument? Now)
{
    /// <summary>There is no such document any more.</summary>
    public static SaveOutcome Gone { get; } = new((OpenDocument?)null) { Message = "Dit stuk is intussen weggegooid." };

    /// <summary>What both changed; then nothing was kept.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];

    /// <summary>The blocks that cannot be written, by their place (0-based); then nothing was kept.</summary>
    public IReadOnlyList<int> Refused { get; init; } = [];

    /// <summary>Why nothing was kept, Dutch; empty when it was.</summary>
    public string Message { get; init; } = "";

    /// <summary>True when the body is now more than what was sent: somebody else wrote too.</summary>
    public bool HasOtherBody { get; init; }

    /// <summary>The same of the front matter.</summary>
    public bool HasOtherFields { get; init; }

    /// <summary>True when it was kept.</summary>
    public bool IsKept => Conflicts.Count == 0 && Refused.Count == 0 && Message.Length == 0;
}
