using Portal.Calendar.Types;

namespace Portal.Calendar.Pages;

/// <summary>What somebody with a place can do on the day and after it. For <c>_OnTheDay</c>.</summary>
/// <param name="Registration">The registration.</param>
/// <param name="Event">What it is for.</param>
/// <param name="Online">They come by the online room.</param>
internal sealed record OnTheDay(Guid Registration, CalendarEvent Event, bool Online)
{
    /// <summary>True for who comes to a door.</summary>
    public bool HasDoor => Event.Mode == EventMode.OnLocation || (Event.Mode == EventMode.Hybrid && !Online);
}
