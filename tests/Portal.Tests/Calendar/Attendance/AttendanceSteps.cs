using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Attendance;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Events;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Attendance;

/// <summary>What happens on the day of an event, as steps of a test.</summary>
internal static class AttendanceSteps
{
    /// <summary>A training on location.</summary>
    public const string TrainingDay = "activiteit-training-buit-voor-professionals";

    /// <summary>A webinar, 11 February 2027 from 15.30 to 16.30.</summary>
    public const string Webinar = "activiteit-webinar-onlinewereld";

    /// <summary>Somebody with a registration.</summary>
    public static async Task<Guid> GivenRegistrationAsync(
        this PortalHost host, string @event, string name = "Samira Bakker", Guid? member = null, string? address = null,
        string state = "registered", string? organisation = "Streetcornerwork")
    {
        var id = Guid.CreateVersion7();
        address ??= $"{id:N}@toets.example";
        await host.SqlAsync(
            """
            insert into calendar.registrations
                (id, event, member_id, address, address_key, name, organisation, state, asked_at, cancelled_at, offered_until)
            values ($1, $2, $3, $4, $4, $5, $6, $7, $8, case when $7 = 'cancelled' then $8 end, case when $7 = 'offered' then $8 end)
            """,
            id, @event, member is { } own ? own : DBNull.Value, address, name, organisation is null ? DBNull.Value : organisation, state,
            host.Clock.GetUtcNow());
        return id;
    }

    /// <summary>A tap, some seconds after the begin of the day of the tests.</summary>
    public static Tap TapAt(string @event, Guid whose, bool present, int second, Guid? id = null) => new(
        @event, whose, id ?? Guid.NewGuid(), present, new DateTimeOffset(2026, 11, 1, 9, 0, second, TimeSpan.Zero), AttendanceWay.List,
        null);

    /// <summary>Stores a tap, as a request of its own.</summary>
    public static Task<bool> RecordAsync(this PortalHost host, Tap tap) =>
        host.WithAsync<AttendanceBook, bool>(book => book.RecordAsync(tap, default));

    /// <summary>Writes down somebody who walked in.</summary>
    public static Task WriteDownAsync(this PortalHost host, string @event, WalkIn who, Guid? by = null) => host.WithAsync<AttendanceBook>(
        book => book.WriteDownAsync(@event, who, host.Clock.GetUtcNow(), by ?? Guid.NewGuid(), default));

    /// <summary>Who stands on the list of an event, by name.</summary>
    public static Task<IReadOnlyList<Attendee>> ListAsync(this PortalHost host, string @event) =>
        host.WithAsync<AttendanceBook, IReadOnlyList<Attendee>>(book => book.ListAsync(@event, default));

    /// <summary>One of them.</summary>
    public static async Task<Attendee> AttendeeAsync(this PortalHost host, string @event, Guid id) =>
        (await host.ListAsync(@event)).Single(one => one.Id == id);

    /// <summary>The event as readers see it.</summary>
    public static PublishedDocument<CalendarEvent> Event(this PortalHost host, string id) => host.Site.Current.Find<CalendarEvent>(id)!;

    /// <summary>The moment of a time on the wall clock, <c>2027-02-11T15:30</c>.</summary>
    public static DateTimeOffset On(string wallClock) =>
        DutchTime.MomentOf(DateTime.Parse(wallClock, CultureInfo.InvariantCulture)).ToUniversalTime();

    /// <summary>The links of a registration; paths, for visitors come to the host by another name.</summary>
    public static (string CheckIn, string Word, string Evaluation) LinksOf(this PortalHost host, Guid registration)
    {
        var links = host.Services.GetRequiredService<DayLinks>();
        return (PathOf(links.CheckIn(registration)), PathOf(links.Word(registration)), PathOf(links.Evaluation(registration)));
    }

    private static string PathOf(string url) => new Uri(url).PathAndQuery;
}

/// <summary>What the rooms above heard of attendance.</summary>
internal sealed class HeardAttendance : IHandle<AttendanceRecorded>
{
    private static readonly System.Collections.Concurrent.ConcurrentQueue<AttendanceRecorded> All = new();

    public Task HandleAsync(AttendanceRecorded happened, CancellationToken stop)
    {
        All.Enqueue(happened);
        return Task.CompletedTask;
    }

    /// <summary>What was heard of a member, in its order.</summary>
    public static IEnumerable<bool> Of(Guid member) => All.Where(heard => heard.MemberId == member).Select(heard => heard.Present);
}
