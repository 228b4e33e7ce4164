using Portal.Calendar.Announcements;
using Portal.Platform.Data;

namespace Portal.Calendar.Registrations;

/// <summary>What can be read of registrations, and what is forgotten of them.</summary>
internal sealed class RegistrationBook(DbSession session, TimeProvider clock)
{
    /// <summary>How long after an event it is known what somebody needed.</summary>
    public static readonly TimeSpan NeedsStay = TimeSpan.FromDays(30);

    /// <summary>How long after an event it is known who had registered.</summary>
    public static readonly TimeSpan NamesStay = TimeSpan.FromDays(365);

    /// <summary>Everybody of an event, in the order in which they came; not who never confirmed.</summary>
    public Task<List<Registration>> OfEventAsync(string eventId, CancellationToken stop) => session.ListAsync(
        $"select {Registration.Columns} from calendar.registrations where event = $1 and state <> 'unconfirmed' order by place",
        [eventId], Registration.Of, stop);

    /// <summary>What a member is registered for, and was; each with its event.</summary>
    public async Task<IReadOnlyList<(Registration Registration, Announcement Event)>> OfMemberAsync(Guid member, CancellationToken stop)
    {
        var all = await session.ListAsync(
            $"select {Registration.Columns} from calendar.registrations where member_id = $1 and state <> 'unconfirmed' order by place",
            [member], Registration.Of, stop);
        var events = await EventsAsync([.. all.Select(one => one.Event).Distinct()], stop);
        return
        [
            .. all.Where(one => events.ContainsKey(one.Event)).Select(one => (one, events[one.Event]))
                .OrderBy(pair => pair.Item2.Event.BeginsAt),
        ];
    }

    /// <summary>A member's registration for an event that counts; null: they have none.</summary>
    public Task<Registration?> OfMemberAtAsync(Guid member, string eventId, CancellationToken stop) => session.FirstAsync(
        $"""
        select {Registration.Columns} from calendar.registrations
        where member_id = $1 and event = $2 and state in ('registered', 'waiting', 'offered')
        """,
        [member, eventId], Registration.Of, stop);

    /// <summary>Whose place in the queue this is, from 1.</summary>
    public async Task<int> TurnOfAsync(Registration waiting, CancellationToken stop) => (int)await session.ValueAsync<long>(
        "select count(*) from calendar.registrations where event = $1 and state = 'waiting' and place <= $2",
        [waiting.Event, waiting.Place], stop);

    /// <summary>How many have a place, wait, or were offered one, by event.</summary>
    public async Task<IReadOnlyDictionary<string, Counts>> CountsAsync(IReadOnlyCollection<string> events, CancellationToken stop) =>
        (await session.ListAsync(
            """
            select event, count(*) filter (where state = 'registered'), count(*) filter (where state = 'waiting'),
                count(*) filter (where state = 'offered')
            from calendar.registrations where event = any($1) group by event
            """,
            [events.ToArray()],
            row => (row.Text(0), new Counts((int)row.Get<long>(1), (int)row.Get<long>(2), (int)row.Get<long>(3))), stop))
        .ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal);

    /// <summary>These events as they were published last, by id.</summary>
    public async Task<IReadOnlyDictionary<string, Announcement>> EventsAsync(string[] ids, CancellationToken stop) =>
        (await session.ListAsync(
            $"""
            select {Announcement.Columns} from calendar.announcements where document_id = any($1) and front_matter is not null
            """,
            [ids], Announcement.Of, stop))
        .ToDictionary(found => found.Id, StringComparer.Ordinal);

    /// <summary>Of these events, those somebody would have to hear about.</summary>
    public Task<List<string>> WithPeopleAsync(string[] events, CancellationToken stop) => session.ListAsync(
        """
        select distinct event from calendar.registrations where event = any($1) and state in ('registered', 'waiting', 'offered')
        """,
        [events], row => row.Text(0), stop);

    /// <summary>Turns the reminders of one registration off; twice is once.</summary>
    public Task EndRemindersAsync(Guid id, CancellationToken stop) => session.ExecuteAsync(
        "update calendar.registrations set reminders_off_at = $2 where id = $1 and reminders_off_at is null",
        [id, clock.GetUtcNow()], stop);

    /// <summary>
    /// Forgets what is no longer needed: who did not confirm within a week, what somebody needed a month after the event, who had
    /// registered a year after it.
    /// </summary>
    public async Task TidyAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await session.ExecuteAsync(
            "delete from calendar.registrations where state = 'unconfirmed' and asked_at < $1", [now - Requests.Life], stop);
        var events = await EventsAsync(
            [.. await session.ListAsync("select distinct event from calendar.registrations", [], row => row.Text(0), stop)], stop);
        string[] Over(TimeSpan ago) => [.. events.Values.Where(found => found.Event.OverAt < now - ago).Select(found => found.Id)];
        await session.ExecuteAsync(
            "update calendar.registrations set needs = null where needs is not null and event = any($1)", [Over(NeedsStay)], stop);
        await session.ExecuteAsync("delete from calendar.registrations where event = any($1)", [Over(NamesStay)], stop);
        await session.ExecuteAsync("delete from calendar.online_rooms where event = any($1)", [Over(NamesStay)], stop);
    }
}

/// <summary>How many people an event has.</summary>
internal sealed record Counts(int Registered, int Waiting, int Offered)
{
    /// <summary>Nobody.</summary>
    public static Counts None { get; } = new(0, 0, 0);
}
