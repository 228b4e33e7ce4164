using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Calendar.Announcements;
using Portal.Calendar.Types;

namespace Portal.Calendar.Registrations;

/// <summary>When and where an event is, as a mail said: who was told otherwise than it is now must hear of it, once.</summary>
internal sealed record ToldFacts(
    DateTime Starts, DateTime Ends, bool WholeDay, EventMode Mode, string? Location, string? Address, bool IsOff)
{
    /// <summary>What mail says of an event now.</summary>
    public static ToldFacts Of(Announcement found) => new(
        found.Event.Starts, found.Event.Ends, found.Event.WholeDay, found.Event.Mode, found.Event.Location, found.Event.Address,
        found.CancelledAt is not null);

    /// <summary>As it is stored.</summary>
    [JsonIgnore]
    public string Text => JsonSerializer.Serialize(this);

    /// <summary>What was stored; null: nothing was told.</summary>
    public static ToldFacts? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<ToldFacts>(text);

    /// <summary>The same, as it was of an event.</summary>
    public CalendarEvent In(CalendarEvent item) => item with
    {
        Starts = Starts,
        Ends = Ends,
        WholeDay = WholeDay,
        Mode = Mode,
        Location = Location,
        Address = Address,
    };
}
