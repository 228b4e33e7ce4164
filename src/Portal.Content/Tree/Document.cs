using Portal.Content.Types;
using Portal.Content.Versions;

namespace Portal.Content.Tree;

/// <summary>
/// A document's place and state. What it says stands in its versions. Who may do what is decided before it gets here;
/// which state may follow which is decided here.
/// </summary>
public sealed class Document
{
    private Document() { }

    /// <summary>Primary key, made from the <see cref="Ref"/> (<see cref="Key.Of"/>), so that every database has the same.</summary>
    public Guid Id { get; private set; }

    /// <summary>The front matter's id.</summary>
    public string Ref { get; private set; } = "";

    /// <summary>Name of the document type.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Last part of the address.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>The document it stands under.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>An invented document for a first look.</summary>
    public bool Sample { get; private set; }

    /// <summary>The address.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Where it is in its life.</summary>
    public DocumentState State { get; private set; }

    /// <summary>When a scheduled document comes online, UTC.</summary>
    public DateTimeOffset? PublishAt { get; private set; }

    /// <summary>The version readers see.</summary>
    public Guid? LiveVersionId { get; private set; }

    /// <summary>The version editors see.</summary>
    public Guid LatestVersionId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>A new document, offline until its first version is saved and published.</summary>
    public static Document Create(string @ref, string type, DocumentPlace place, bool sample, DateTimeOffset at) => new()
    {
        Id = Key.Of(@ref),
        Ref = @ref,
        Type = type,
        Slug = place.Slug,
        ParentId = place.ParentId,
        Path = place.Path,
        Sample = sample,
        State = DocumentState.Concept,
        CreatedAt = at,
        ChangedAt = at,
    };

    /// <summary>Adds what was written; readers see it only after <see cref="Publish"/>.</summary>
    public void Save(DocumentVersion version, DateTimeOffset at)
    {
        LatestVersionId = version.Id;
        ChangedAt = at;
    }

    /// <summary>Puts the latest version online.</summary>
    public void Publish(DateTimeOffset at) => Become(DocumentState.Published, LatestVersionId, null, at);

    /// <summary>Lets the latest version come online at a later moment.</summary>
    public void Schedule(DateTimeOffset publishAt, DateTimeOffset at) => Become(DocumentState.Scheduled, null, publishAt, at);

    /// <summary>Asks a second person to read it.</summary>
    public void AskReview(DateTimeOffset at) => Become(DocumentState.InReview, null, null, at);

    /// <summary>Takes it offline, back to the writer.</summary>
    public void Withdraw(DateTimeOffset at) => Become(DocumentState.Concept, null, null, at);

    /// <summary>Takes it offline for good: its address answers 410.</summary>
    public void Archive(DateTimeOffset at) => Become(DocumentState.Archived, null, null, at);

    /// <summary>Gives it another place.</summary>
    public void Move(DocumentPlace place, DateTimeOffset at)
    {
        (Slug, ParentId, Path) = (place.Slug, place.ParentId, place.Path);
        ChangedAt = at;
    }

    /// <summary>Makes an invented document a real one, or the other way around.</summary>
    public void Mark(bool sample, DateTimeOffset at)
    {
        Sample = sample;
        ChangedAt = at;
    }

    private void Become(DocumentState state, Guid? live, DateTimeOffset? publishAt, DateTimeOffset at)
    {
        (State, LiveVersionId, PublishAt) = (state, live, publishAt);
        ChangedAt = at;
    }
}

/// <summary>Where a document stands.</summary>
/// <param name="Slug">Last part of the address.</param>
/// <param name="ParentId">The document it stands under.</param>
/// <param name="Path">The whole address.</param>
public sealed record DocumentPlace(string Slug, Guid? ParentId, string Path);
