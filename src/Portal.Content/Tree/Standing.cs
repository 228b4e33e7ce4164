namespace Portal.Content.Tree;

/// <summary>What readers see of a document, and where it is put away: all that its steps change, but for its draft.</summary>
/// <param name="Live">The version readers see.</param>
/// <param name="LiveSince">Since when, UTC.</param>
/// <param name="Latest">The last version.</param>
/// <param name="OfflineAt">When it goes offline by itself, UTC.</param>
/// <param name="Answer">What its address answers while it is offline.</param>
/// <param name="AnswerId">Where its address leads.</param>
/// <param name="ArchivedAt">When it was put away for good, UTC.</param>
/// <param name="DeletedAt">Since when it lies in the recycle bin, UTC.</param>
/// <param name="DeletedBy">Who put it there.</param>
internal sealed record Standing(
    Guid? Live, DateTimeOffset? LiveSince, Guid? Latest, DateTimeOffset? OfflineAt, OfflineAnswer Answer, Guid? AnswerId,
    DateTimeOffset? ArchivedAt, DateTimeOffset? DeletedAt, string? DeletedBy)
{
    /// <summary>How a document stands.</summary>
    public static Standing Of(Document document) => new(
        document.LiveVersionId, Kept(document.LiveSince), document.LatestVersionId, Kept(document.OfflineAt), document.Answer,
        document.AnswerId, Kept(document.ArchivedAt), Kept(document.DeletedAt), document.DeletedBy);

    /// <summary>A moment as the database keeps it, in microseconds, so that one can be compared with the other.</summary>
    public static DateTimeOffset? Kept(DateTimeOffset? moment) => moment is { } at ? Kept(at) : null;

    /// <inheritdoc cref="Kept(DateTimeOffset?)"/>
    public static DateTimeOffset Kept(DateTimeOffset moment) => moment.ToUniversalTime().AddTicks(-(moment.Ticks % 10));
}
