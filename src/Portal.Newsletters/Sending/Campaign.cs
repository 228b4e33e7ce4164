using Portal.Newsletters.Subscribers;

namespace Portal.Newsletters.Sending;

/// <summary>A newsletter on its way to its readers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Document">Id of the newsletter.</param>
/// <param name="State">How far it is.</param>
/// <param name="Revision">The text that was asked about or agreed to; another text asks again.</param>
/// <param name="Segment">For whom it is: subscribers who chose one of each, or who chose nothing and so want everything.</param>
/// <param name="SendAt">When it is sent by itself, UTC; null: not by itself.</param>
/// <param name="NotAfter">After this moment it is not begun any more, UTC: news that comes days late is worse than none.</param>
/// <param name="AskedBy">Who asked a second person; null: nobody yet.</param>
/// <param name="ApprovedBy">Who agreed.</param>
/// <param name="StartedAt">When sending began, UTC.</param>
/// <param name="EndedAt">When nothing was left to send, UTC.</param>
/// <param name="Problem">Why it did not begin, Dutch; null: nothing stood in the way.</param>
/// <param name="CountsClicks">Whether the clicks on its links are counted.</param>
internal sealed record Campaign(
    Guid Id, string Document, CampaignState State, int? Revision, Interests Segment, DateTimeOffset? SendAt, DateTimeOffset? NotAfter,
    Guid? AskedBy, Guid? ApprovedBy, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Problem,
    bool CountsClicks)
{
    /// <summary>True when there is nothing more to do.</summary>
    public bool IsOver => State is CampaignState.Sent or CampaignState.Stopped or CampaignState.Late;

    /// <summary>True from the first mail on: from then on its text and its readers stay what they are.</summary>
    public bool HasBegun => StartedAt is not null;
}

/// <summary>How far a campaign is.</summary>
internal enum CampaignState
{
    /// <summary>It is being made ready.</summary>
    Concept,

    /// <summary>A second person was asked to look at it.</summary>
    Asked,

    /// <summary>A second person agreed.</summary>
    Approved,

    /// <summary>It is sent by itself at a moment.</summary>
    Planned,

    /// <summary>It is being sent.</summary>
    Sending,

    /// <summary>Somebody paused it: what was sent is sent, the rest waits.</summary>
    Paused,

    /// <summary>Everybody who should get it got it, or cannot.</summary>
    Sent,

    /// <summary>Somebody stopped it for good.</summary>
    Stopped,

    /// <summary>It could not begin before <see cref="Campaign.NotAfter"/>.</summary>
    Late,
}

/// <summary>What became of the mail to one reader, as it stands in the database.</summary>
internal static class DeliveryState
{
    /// <summary>It is to be sent, now or again later.</summary>
    public const string Waiting = "waiting";

    /// <summary>A run has it in its hands, and has not begun with it.</summary>
    public const string Taken = "taken";

    /// <summary>It is being handed to the mail server.</summary>
    public const string Sending = "sending";

    /// <summary>The mail server took it.</summary>
    public const string Sent = "sent";

    /// <summary>The mail server will not take it.</summary>
    public const string Refused = "refused";

    /// <summary>The mail server did not take it, however often it was asked.</summary>
    public const string Failed = "failed";

    /// <summary>Nobody knows whether the mail server took it: it is not sent again.</summary>
    public const string Unknown = "unknown";

    /// <summary>They left before it was their turn.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>The campaign was stopped before it was their turn.</summary>
    public const string Stopped = "stopped";

    /// <summary>It was sent, and came back.</summary>
    public const string Bounced = "bounced";
}
