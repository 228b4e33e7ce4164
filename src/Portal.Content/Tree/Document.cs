using Portal.Content.Versions;
using Portal.Platform;

namespace Portal.Content.Tree;

/// <summary>
/// A document's place, and what readers see of it. What is being written stands beside it (<see cref="Drafts.Draft"/>). Who may do what is
/// decided before it gets here; what may follow what is decided here.
/// </summary>
internal sealed class Document
{
    private Document() { }

    /// <summary>Primary key, made from the <see cref="Ref"/> (<see cref="Key.Of"/>), so that every database has the same.</summary>
    public Guid Id { get; private set; }

    /// <summary>The front matter's id.</summary>
    public string Ref { get; private set; } = "";

    /// <summary>Name of the document type.</summary>
    public string Type { get; private set; } = "";

    /// <summary>
    /// Another number with every other text, of draft or import. Who saves names the one they had before them; publishing a draft changes
    /// no text and so no number.
    /// </summary>
    public int Revision { get; private set; }

    /// <summary>Its title as editors see it: of the draft when there is one.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Last part of the address.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>The document it stands under.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>An invented document for a first look.</summary>
    public bool Sample { get; private set; }

    /// <summary>The address.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The version readers see; null when it is offline.</summary>
    public Guid? LiveVersionId { get; private set; }

    /// <summary>Since when readers see that version, UTC.</summary>
    public DateTimeOffset? LiveSince { get; private set; }

    /// <summary>When it came online for the first time, UTC: from then on others may know its address.</summary>
    public DateTimeOffset? FirstLiveAt { get; private set; }

    /// <summary>When it will be taken offline by itself, UTC.</summary>
    public DateTimeOffset? OfflineAt { get; private set; }

    /// <summary>The last version that was made; null when all there is is a draft.</summary>
    public Guid? LatestVersionId { get; private set; }

    /// <summary>What its address answers while it is offline.</summary>
    public OfflineAnswer Answer { get; private set; }

    /// <summary>With <see cref="OfflineAnswer.Moved"/>: the document its address leads to.</summary>
    public Guid? AnswerId { get; private set; }

    /// <summary>When it was put away for good, UTC.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>Since when it lies in the recycle bin, UTC.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>Who put it there.</summary>
    public string? DeletedBy { get; private set; }

    /// <summary>Where it was changed last: what was changed in the portal, an import leaves alone.</summary>
    public VersionOrigin Origin { get; private set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>A new document, offline until its first version is published.</summary>
    public static Document Create(string @ref, string type, DocumentPlace place, bool sample, Change change) => new()
    {
        Id = Key.Of(@ref),
        Ref = @ref,
        Type = type,
        Title = @ref,
        Slug = place.Slug,
        ParentId = place.ParentId,
        Path = place.Path,
        Sample = sample,
        Origin = change.Origin,
        CreatedAt = change.At,
        ChangedAt = change.At,
    };

    /// <summary>Notes who changed it last, and its title of now.</summary>
    internal void Touch(string? title, Change change)
    {
        if (!string.IsNullOrWhiteSpace(title)) Title = title.AtMost(200);
        (Origin, ChangedAt) = (change.Origin, change.At);
    }

    /// <summary>What editors see is another text from now on.</summary>
    internal void Revise() => Revision++;

    /// <summary>A version was added.</summary>
    internal void Add(DocumentVersion version) => LatestVersionId = version.Id;

    /// <summary>Puts a version online.</summary>
    internal void Publish(Guid version, DateTimeOffset at)
    {
        if (LiveVersionId != version) (LiveVersionId, LiveSince) = (version, at);
        FirstLiveAt ??= at;
        (OfflineAt, ArchivedAt, Answer, AnswerId) = (null, null, OfflineAnswer.Missing, null);
    }

    /// <summary>What is online says the same in another place.</summary>
    internal void Show(DocumentVersion version) => (LiveVersionId, LatestVersionId) = (version.Id, version.Id);

    /// <summary>Takes it offline.</summary>
    internal void Unpublish(OfflineAnswer answer, Guid? target)
    {
        (LiveVersionId, LiveSince, OfflineAt) = (null, null, null);
        (Answer, AnswerId) = (answer, answer == OfflineAnswer.Moved ? target : null);
    }

    /// <summary>Takes it offline at a later moment, or no longer.</summary>
    internal void PlanOffline(DateTimeOffset? at) => OfflineAt = at;

    /// <summary>Puts it away for good.</summary>
    internal void Archive(DateTimeOffset at)
    {
        if (LiveVersionId is not null) Unpublish(OfflineAnswer.Gone, null);
        else if (Answer == OfflineAnswer.Missing) Answer = OfflineAnswer.Gone;
        ArchivedAt = at;
    }

    /// <summary>Puts it into the recycle bin.</summary>
    internal void Delete(Change change)
    {
        if (LiveVersionId is not null) Unpublish(FirstLiveAt is null ? OfflineAnswer.Missing : OfflineAnswer.Gone, null);
        (DeletedAt, DeletedBy) = (change.At, change.By);
    }

    /// <summary>Takes it out of the recycle bin, to where it stood; it stays offline.</summary>
    internal void Recover() => (DeletedAt, DeletedBy) = (null, null);

    /// <summary>Stands as it stood before. That it was online once, others know: that stays.</summary>
    internal void Return(Standing before)
    {
        (LiveVersionId, LiveSince, LatestVersionId, OfflineAt) = (before.Live, before.LiveSince, before.Latest, before.OfflineAt);
        (Answer, AnswerId, ArchivedAt) = (before.Answer, before.AnswerId, before.ArchivedAt);
        (DeletedAt, DeletedBy) = (before.DeletedAt, before.DeletedBy);
    }

    /// <summary>Gives it another place.</summary>
    internal void Move(DocumentPlace place) => (Slug, ParentId, Path) = (place.Slug, place.ParentId, place.Path);

    /// <summary>Makes an invented document a real one, or the other way around.</summary>
    internal void Mark(bool sample) => Sample = sample;
}

/// <summary>What the address of a document answers while the document is offline.</summary>
internal enum OfflineAnswer
{
    /// <summary>404: there is nothing here (now).</summary>
    Missing,

    /// <summary>410: it was taken away on purpose.</summary>
    Gone,

    /// <summary>301: another document took its place.</summary>
    Moved,
}

/// <summary>Where a document stands.</summary>
/// <param name="Slug">Last part of the address.</param>
/// <param name="ParentId">The document it stands under.</param>
/// <param name="Path">The whole address.</param>
internal sealed record DocumentPlace(string Slug, Guid? ParentId, string Path);
