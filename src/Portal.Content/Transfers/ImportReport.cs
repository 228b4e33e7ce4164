using System.Globalization;
using Portal.Content.Import;
using Portal.Platform.Audit;

namespace Portal.Content.Transfers;

/// <summary>How far an import has come.</summary>
internal enum ImportState
{
    /// <summary>It waits for, or is at, the look at what would be done.</summary>
    Looking,

    /// <summary>What would be done is known; nothing was done.</summary>
    Looked,

    /// <summary>It waits to be done, or is being done.</summary>
    Doing,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It is being undone.</summary>
    Undoing,

    /// <summary>It was undone.</summary>
    Undone,
}

/// <summary>A list of which only the first ones are kept.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="First">The first of them.</param>
internal sealed record Some<T>(int Count, IReadOnlyList<T> First)
{
    private const int MostKept = 1_000;

    /// <summary>The first of a list.</summary>
    public static Some<T> Of(IReadOnlyList<T> all) => new(all.Count, [.. all.Take(MostKept)]);
}

/// <summary>What an import would do, or did.</summary>
/// <param name="Added">Files that are new.</param>
/// <param name="Changed">Files that say something else than the portal.</param>
/// <param name="Kept">Files that were left alone: somebody edited the document in the portal.</param>
/// <param name="Unchanged">How many say what the portal says.</param>
/// <param name="Skipped">How many are examples, which this portal does not take.</param>
/// <param name="Refused">What is wrong; while there is any, nothing is done.</param>
/// <param name="Warnings">What is done, and deserves a look.</param>
internal sealed record ImportReport(
    Some<string> Added, Some<string> Changed, Some<string> Kept, int Unchanged, int Skipped, Some<ContentError> Refused,
    Some<ContentError> Warnings)
{
    /// <summary>True when there is something to do and nothing in the way.</summary>
    public bool CanBeDone => Refused.Count == 0 && Added.Count + Changed.Count > 0;

    /// <summary>True when there is something to do over what was edited in the portal, and nothing in the way.</summary>
    public bool CanBeForced => Refused.Count == 0 && Kept.Count > 0;

    /// <summary>Of the result of an import.</summary>
    /// <param name="result">The result.</param>
    /// <param name="told">What was refused before, and what deserves a look.</param>
    public static ImportReport Of(ImportResult result, IReadOnlyList<ContentError> told) => new(
        Some<string>.Of(result.Added), Some<string>.Of(result.Changed), Some<string>.Of(result.Kept), result.Unchanged, result.Skipped,
        Some<ContentError>.Of([.. told.Where(one => !one.IsWarning), .. result.Errors]),
        Some<ContentError>.Of([.. told.Where(one => one.IsWarning), .. result.Warnings]));
}

/// <summary>What was undone of an import.</summary>
/// <param name="Back">How many documents and files are as they were.</param>
/// <param name="Away">How many documents lie in the recycle bin, and files are gone.</param>
/// <param name="Stayed">What stays as it is, with the reason: a Dutch sentence.</param>
internal sealed record UndoReport(int Back, int Away, Some<StayedHere> Stayed);

/// <summary>Something that was not undone.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Why">The reason, a Dutch sentence.</param>
internal sealed record StayedHere(string Title, string Why);

/// <summary>An import as its page shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Of the folder or zip that was sent.</param>
/// <param name="State">How far it is.</param>
/// <param name="Force">Also over what was edited in the portal.</param>
/// <param name="MadeBy">Who sent it.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="DoneAt">When it was done, UTC.</param>
internal sealed record ImportLine(
    Guid Id, string Name, ImportState State, bool Force, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset? DoneAt)
{
    /// <summary>Who let it be done or undone last.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>What would be done.</summary>
    public ImportReport? Looked { get; init; }

    /// <summary>What was done.</summary>
    public ImportReport? Result { get; init; }

    /// <summary>What was undone.</summary>
    public UndoReport? Undone { get; init; }

    /// <summary>True while it is at work.</summary>
    public bool IsMoving => State is ImportState.Looking or ImportState.Doing or ImportState.Undoing;

    /// <summary>A line about it in the log of who did what.</summary>
    /// <param name="action">What was done with it.</param>
    /// <param name="count">With how many files.</param>
    public AuditLine LineOf(string action, int count) => new(action, ContentLines.Import, Id.ToString(), DecidedBy ?? MadeBy)
    {
        Title = Name,
        Facts = [new(ContentLines.Count, null, count.ToString(CultureInfo.InvariantCulture))],
    };
}
