namespace Portal.Calendar.Attendance;

/// <summary>
/// It was recorded that a member was at an event, or that they were not after all. Published in the transaction that records it.
/// </summary>
/// <param name="EventId">The event's document.</param>
/// <param name="MemberId">The member.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="Present">True: they were there.</param>
public sealed record AttendanceRecorded(string EventId, Guid MemberId, DateTimeOffset At, bool Present);
