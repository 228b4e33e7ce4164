namespace Portal.Calendar.Attendance;

/// <summary>Somebody says of one person that they are there, or not after all.</summary>
/// <param name="Event">The event's document.</param>
/// <param name="Whose">The registration, or the row of who walked in.</param>
/// <param name="Id">Made where it was tapped: the same id twice is one tap.</param>
/// <param name="Present">They are there.</param>
/// <param name="At">When it was tapped, UTC.</param>
/// <param name="How">Where.</param>
/// <param name="By">The coordinator; null: who it is about.</param>
internal sealed record Tap(string Event, Guid Whose, Guid Id, bool Present, DateTimeOffset At, string How, Guid? By)
{
    // A phone that was off for longer has nothing to say any more.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    /// <summary>A tap of this moment, with an id of its own.</summary>
    public static Tap Now(string @event, Guid whose, bool present, DateTimeOffset now, string how, Guid? by) =>
        new(@event, whose, Guid.CreateVersion7(now), present, Stored(now), how, by);

    /// <summary>
    /// When something happened that a phone says is so long ago. Its clock may be wrong; the distance between two looks at it is not.
    /// </summary>
    /// <param name="now">Now.</param>
    /// <param name="milliseconds">How long ago; what cannot be is read as the nearest that can.</param>
    public static DateTimeOffset MomentOf(DateTimeOffset now, long milliseconds) =>
        Stored(now - TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, (long)Longest.TotalMilliseconds)));

    // As PostgreSQL keeps it: what is compared with what is stored must not be finer.
    private static DateTimeOffset Stored(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));
}

/// <summary>The ways in which it became known, as stored.</summary>
internal static class AttendanceWay
{
    /// <summary>On the list.</summary>
    public const string List = "list";

    /// <summary>By the code on somebody's phone.</summary>
    public const string Code = "qr";

    /// <summary>By the word that was said in the meeting.</summary>
    public const string Word = "word";

    /// <summary>They came without a registration.</summary>
    public const string WalkIn = "walk-in";

    /// <summary>In words, Dutch.</summary>
    public static string Label(string way) => way switch
    {
        Code => "met de QR-code",
        Word => "met het woord van de dag",
        WalkIn => "binnengelopen",
        _ => "op de lijst",
    };
}
