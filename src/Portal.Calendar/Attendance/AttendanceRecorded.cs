namespace Portal.Calendar.Attendance;

/// <summary>
/// It was noted that a member was at an event, or that they were not after all. Told in the transaction in which it is stored, once for
/// each time that it changes.
/// </summary>
/// <param name="EventId">The event's document.</param>
/// <param name="MemberId">The member.</param>
/// <param name="At">When it was seen, UTC.</param>
/// <param name="Present">False: what was told before is taken back.</param>
public sealed record AttendanceRecorded(string EventId, Guid MemberId, DateTimeOffset At, bool Present);
