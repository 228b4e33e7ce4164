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
        { Stage: DraftStage.Scheduled, PublishAt: { } at } => $"Gepland voor {Moment(at)}",
        { Stage: DraftStage.InReview } => "Ter controle",
        _ => "Concept",
    };

    /// <summary>"21 november 2026 om 09.30".</summary>
    public static string Moment(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, DutchTime.Zone).DateTime;
        return $"{DateOnly.FromDateTime(local).Long()} om {local.Clock()}";
    }
}
