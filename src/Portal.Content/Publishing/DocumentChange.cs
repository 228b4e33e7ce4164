using Portal.Content.Tree;
using Portal.Content.Versions;

namespace Portal.Content.Publishing;

/// <summary>
/// A change of one document, whole: what it says, where it stands and what happens to it. <see cref="Publisher"/> does all of it or
/// nothing.
/// </summary>
/// <param name="Id">The front matter's id.</param>
internal sealed record DocumentChange(string Id)
{
    /// <summary>The revision its writer had before them; a change of another text by now is refused. Null: whatever there is.</summary>
    public int? Revision { get; init; }

    /// <summary>
    /// Only when it was planned for this moment or before, UTC: who planned it may have thought better of it. Null: in any case.
    /// </summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Name of the type, for a document that is to be made; null for one that is there.</summary>
    public string? NewOfType { get; init; }

    /// <summary>What its draft says from now on; null: as it was.</summary>
    public DocumentText? Text { get; init; }

    /// <summary>Where it stands from now on; null: where it stood.</summary>
    public NewPlace? Place { get; init; }

    /// <summary>
    /// Its number among its siblings, which is a place too: readers see it at once, and a draft beside it gets it as well. Null: as it was.
    /// </summary>
    public int? Order { get; init; }

    /// <summary>Whether it is an invented one; null: as it was.</summary>
    public bool? Sample { get; init; }

    /// <summary>
    /// What was done in one go and can be undone (<c>content.undo_steps</c>): the state of before is kept with it. Null: it is not kept.
    /// </summary>
    public Guid? Act { get; init; }

    /// <summary>
    /// Where it counts as changed last; null: where this change comes from. What is undone was changed where it was before.
    /// </summary>
    public VersionOrigin? Origin { get; init; }

    /// <summary>What happens to it.</summary>
    public Step Step { get; init; } = new Step.Keep();
}

/// <summary>Where a document is to stand.</summary>
/// <param name="Slug">Last part of the address.</param>
/// <param name="Parent">Id of the document it stands under, or null.</param>
internal sealed record NewPlace(string Slug, string? Parent);

/// <summary>What happens to a document.</summary>
internal abstract record Step
{
    private Step() { }

    /// <summary>Nothing more: the draft is kept.</summary>
    public sealed record Keep : Step;

    /// <summary>The draft goes to a second person.</summary>
    /// <param name="Reviewer">The member who is asked, or null.</param>
    /// <param name="Note">What the writer says about it, or null to leave what was said.</param>
    public sealed record AskReview(Guid? Reviewer = null, string? Note = null) : Step;

    /// <summary>The draft goes back to its writer; what was planned is planned no more.</summary>
    public sealed record TakeBack : Step;

    /// <summary>The draft, or else the last version, is what readers see from now on.</summary>
    public sealed record Publish : Step;

    /// <summary>The draft comes online by itself.</summary>
    /// <param name="At">When, UTC.</param>
    public sealed record Plan(DateTimeOffset At) : Step;

    /// <summary>The draft is thrown away; readers go on seeing what they see.</summary>
    public sealed record Discard : Step;

    /// <summary>Readers no longer see it.</summary>
    /// <param name="Answer">What its address answers.</param>
    /// <param name="MovedTo">With <see cref="OfflineAnswer.Moved"/>: id of the document that takes its place.</param>
    public sealed record Unpublish(OfflineAnswer Answer = OfflineAnswer.Missing, string? MovedTo = null) : Step;

    /// <summary>It is taken offline by itself.</summary>
    /// <param name="At">When, UTC; null: no longer.</param>
    public sealed record PlanOffline(DateTimeOffset? At) : Step;

    /// <summary>It is put away for good: offline, its address answers 410, lists leave it out.</summary>
    public sealed record Archive : Step;

    /// <summary>It goes into the recycle bin, with all that stands under it.</summary>
    public sealed record Delete : Step;

    /// <summary>It comes back from the recycle bin to where it stood, with what went there together with it; offline.</summary>
    public sealed record Recover : Step;

    /// <summary>It stands again as it stood before a step, unless somebody changed it since.</summary>
    /// <param name="Before">How it stood.</param>
    /// <param name="After">How that step left it.</param>
    /// <param name="ChangedAt">When it was changed last, as that step left it, UTC.</param>
    public sealed record Return(WholeState Before, WholeState After, DateTimeOffset ChangedAt) : Step;
}

/// <summary>What became of a change.</summary>
/// <param name="Id">The document.</param>
/// <param name="Verdict">Whether it was done.</param>
/// <param name="Message">Why not, Dutch; empty when it was done.</param>
/// <param name="Revision">The one that a writer has before them from now on.</param>
/// <param name="Path">The document's address.</param>
internal sealed record ChangeOutcome(string Id, ChangeVerdict Verdict, string Message, int Revision, string Path)
{
    /// <summary>True when it is as was asked.</summary>
    public bool IsDone => Verdict is ChangeVerdict.Done or ChangeVerdict.Unchanged;
}

/// <summary>Whether a change was done.</summary>
internal enum ChangeVerdict
{
    /// <summary>Done and stored.</summary>
    Done,

    /// <summary>It was so already: nothing was stored.</summary>
    Unchanged,

    /// <summary>Somebody else changed it meanwhile: nothing was stored.</summary>
    Stale,

    /// <summary>It cannot be: nothing was stored.</summary>
    Refused,

    /// <summary>Who asks keeps to branches, and it lies in none of them: nothing was stored.</summary>
    Outside,
}
