using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Platform.Data;

namespace Portal.Calendar.Registrations;

/// <summary>How it stands with somebody who wants to come.</summary>
internal enum RegistrationState
{
    /// <summary>Asked by mail; the link was not followed yet. Counts nowhere.</summary>
    Unconfirmed,

    /// <summary>Has a place.</summary>
    Registered,

    /// <summary>Waits for a place.</summary>
    Waiting,

    /// <summary>May have the place that came free, until <see cref="Registration.OfferedUntil"/>; nobody else gets it meanwhile.</summary>
    Offered,

    /// <summary>Does not come (any more).</summary>
    Cancelled,
}

/// <summary>What somebody answered to a question of the event.</summary>
/// <param name="Question">The question as it was asked.</param>
/// <param name="Text">The answer.</param>
internal sealed record RegistrationAnswer(
    [property: JsonPropertyName("question")] string Question, [property: JsonPropertyName("answer")] string Text);

/// <summary>Somebody who wants to come to an event.</summary>
/// <param name="Id">Stays the same when they go to another date.</param>
/// <param name="Event">The event's document.</param>
/// <param name="MemberId">Their account; null: they have none.</param>
/// <param name="Address">Where mail goes.</param>
/// <param name="Name">As they wrote it.</param>
/// <param name="State">How it stands.</param>
/// <param name="Place">The order in the queue.</param>
internal sealed record Registration(
    Guid Id, string Event, Guid? MemberId, string Address, string Name, RegistrationState State, long Place)
{
    /// <summary>What <see cref="Of"/> reads, in its order.</summary>
    public const string Columns =
        "id, event, member_id, address, name, state, place, organisation, function, municipality, registered_by, answers::text, needs, "
        + "online, asked_at, confirmed_at, offered_until, cancelled_at, cancelled_by, told";

    /// <summary>Where they work, in their words.</summary>
    public string? Organisation { get; init; }

    /// <summary>What they do there.</summary>
    public string? Function { get; init; }

    /// <summary>The municipality they work in.</summary>
    public string? Municipality { get; init; }

    /// <summary>Who registered them; null: themselves.</summary>
    public Guid? RegisteredBy { get; init; }

    /// <summary>What they answered.</summary>
    public IReadOnlyList<RegistrationAnswer> Answers { get; init; } = [];

    /// <summary>What they need to take part, and to eat; null 30 days after the event.</summary>
    public string? Needs { get; init; }

    /// <summary>Of an event on location and online: they come online.</summary>
    public bool Online { get; init; }

    /// <summary>When they asked, UTC.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was sure that they asked, UTC.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Until when the place that came free is kept for them, UTC.</summary>
    public DateTimeOffset? OfferedUntil { get; init; }

    /// <summary>Since when they do not come any more, UTC.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Who cancelled: <c>self</c>, <c>office</c>, or <c>expired</c> for an offer that nobody took.</summary>
    public string? CancelledBy { get; init; }

    /// <summary>When and where, as the last mail said.</summary>
    public string? Told { get; init; }

    /// <summary>True for one that counts: with a place, an offer, or in the queue.</summary>
    public bool IsLive => State is RegistrationState.Registered or RegistrationState.Waiting or RegistrationState.Offered;

    /// <summary>Reads <see cref="Columns"/>.</summary>
    public static Registration Of(Row row) => new(
        row.Id(0), row.Text(1), row.GetOrNull<Guid>(2), row.Text(3), row.Text(4), StateOf(row.Text(5)), row.Get<long>(6))
    {
        Organisation = row.TextOrNull(7),
        Function = row.TextOrNull(8),
        Municipality = row.TextOrNull(9),
        RegisteredBy = row.GetOrNull<Guid>(10),
        Answers = JsonSerializer.Deserialize<List<RegistrationAnswer>>(row.Text(11))!,
        Needs = row.TextOrNull(12),
        Online = row.Get<bool>(13),
        AskedAt = row.Moment(14),
        ConfirmedAt = row.GetOrNull<DateTimeOffset>(15),
        OfferedUntil = row.GetOrNull<DateTimeOffset>(16),
        CancelledAt = row.GetOrNull<DateTimeOffset>(17),
        CancelledBy = row.TextOrNull(18),
        Told = row.TextOrNull(19),
    };

    private static RegistrationState StateOf(string word) => word switch
    {
        "unconfirmed" => RegistrationState.Unconfirmed,
        "registered" => RegistrationState.Registered,
        "waiting" => RegistrationState.Waiting,
        "offered" => RegistrationState.Offered,
        _ => RegistrationState.Cancelled,
    };
}
