using System.Text.Json.Nodes;
using Portal.Content.Versions;

namespace Portal.Content.Drafts;

/// <summary>What is being written of a document, beside what readers see. There is at most one; publishing makes a version of it.</summary>
internal sealed class Draft
{
    private Draft() { }

    /// <summary>The document; also the key.</summary>
    public Guid DocumentId { get; private set; }

    /// <summary>The version it was made from; null for what never had one.</summary>
    public Guid? BaseVersionId { get; private set; }

    /// <summary>The front matter's values as far as they can be read, as JSON text.</summary>
    public string FrontMatter { get; private set; } = "{}";

    /// <summary>The front matter as written (YAML, without the fences).</summary>
    public string FrontSource { get; private set; } = "";

    /// <summary>The Markdown.</summary>
    public string Body { get; private set; } = "";

    /// <summary>How far it is.</summary>
    public DraftStage Stage { get; private set; }

    /// <summary>When it comes online by itself, UTC; only when it is planned.</summary>
    public DateTimeOffset? PublishAt { get; private set; }

    /// <summary>The member who was asked to read it.</summary>
    public Guid? ReviewerId { get; private set; }

    /// <summary>What its writer says about it, in a line.</summary>
    public string Note { get; private set; } = "";

    /// <summary>Why it did not come online when its moment came, Dutch; null when nothing is wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>Who began it.</summary>
    public string StartedBy { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Who saved it last.</summary>
    public string ChangedBy { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>What it says.</summary>
    public DocumentText Text => new(JsonNode.Parse(FrontMatter)!.AsObject(), FrontSource, Body);

    internal static Draft Start(Guid documentId, Guid? basedOn, Change change) => new()
    {
        DocumentId = documentId,
        BaseVersionId = basedOn,
        StartedBy = change.By,
        StartedAt = change.At,
    };

    /// <summary>A draft as it was before.</summary>
    internal static Draft Again(Guid documentId, DraftStanding before, JsonObject front)
    {
        var draft = new Draft { DocumentId = documentId };
        draft.Return(before, front);
        return draft;
    }

    /// <summary>Is again what it was before.</summary>
    internal void Return(DraftStanding before, JsonObject front)
    {
        (FrontMatter, FrontSource, Body) = (front.ToJsonString(), before.FrontSource, before.Body);
        (BaseVersionId, Stage, PublishAt, ReviewerId) = (before.BasedOn, before.Stage, before.PublishAt, before.Reviewer);
        (Note, Problem, StartedBy, StartedAt) = (before.Note, before.Problem, before.StartedBy, before.StartedAt);
        (ChangedBy, ChangedAt) = (before.ChangedBy, before.ChangedAt);
    }

    /// <summary>Says something else from now on. What was asked or planned for the text of before stays.</summary>
    internal void Say(DocumentText text, Change change)
    {
        (FrontMatter, FrontSource, Body) = (text.FrontMatter.ToJsonString(), text.FrontSource, text.Body);
        (ChangedBy, ChangedAt) = (change.By, change.At);
    }

    /// <summary>Gives it another stage.</summary>
    internal void Become(DraftStage stage, DateTimeOffset? publishAt, Guid? reviewer, string? note)
    {
        (Stage, PublishAt, ReviewerId, Problem) = (stage, publishAt, reviewer, null);
        if (note is not null) Note = note;
    }
}

/// <summary>A draft whole, to compare one with another and to make it again; see the properties of <see cref="Draft"/>.</summary>
internal sealed record DraftStanding(
    Guid? BasedOn, DraftStage Stage, DateTimeOffset? PublishAt, Guid? Reviewer, string Note, string? Problem, string StartedBy,
    DateTimeOffset StartedAt, string ChangedBy, DateTimeOffset ChangedAt, string FrontSource, string Body);

/// <summary>How far a draft is.</summary>
internal enum DraftStage
{
    /// <summary>Being written.</summary>
    Concept,

    /// <summary>A second person reads it.</summary>
    InReview,

    /// <summary>Comes online by itself at a set time.</summary>
    Scheduled,
}

/// <summary>One of the last texts of a document as editors saw it, when it was saved and by whom.</summary>
internal sealed class DraftRevision
{
    /// <summary>The document.</summary>
    public required Guid DocumentId { get; init; }

    /// <summary>The document's revision.</summary>
    public required int Revision { get; init; }

    /// <summary>The front matter as written.</summary>
    public required string FrontSource { get; init; }

    /// <summary>The Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>Who saved it.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
