using Portal.Content.Drafts;
using Portal.Content.Tree;
using Portal.Platform;

namespace Portal.Content.Editing;

/// <summary>What an editor reads of the state of a document: what readers see, and what is being written beside it.</summary>
internal static class StateWords
{
    /// <summary>What readers see of it, in a word.</summary>
    public static string Live(Document document) => document switch
    {
        { DeletedAt: not null } => "Prullenbak",
        { LiveVersionId: not null } => "Online",
        { ArchivedAt: not null } => "Gearchiveerd",
        { FirstLiveAt: not null } => "Offline",
        _ => "Nog niet online",
    };

    /// <summary>What is being written, in a few words; null when nothing is.</summary>
    public static string? Draft(Draft? draft) => draft switch
    {
        null => null,
        { Stage: DraftStage.Scheduled, PublishAt: { } at } => $"Gepland voor {DutchTime.DayAndClock(at)}",
        { Stage: DraftStage.InReview } => "Ter controle",
        _ => "Concept",
    };
}
