using System.Text.Json;
using Portal.Calendar.Announcements;
using Portal.Calendar.Types;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Calendar.Registrations;

/// <summary>
/// Who has a place at an event. All that gives or takes one happens in the event's turn: a lock that lasts as long as the transaction, on
/// whatever host, so that nobody counts places while somebody else gives one away. What an event says is read within the turn too, as the
/// transaction that published it wrote it. Mail is written in the same transaction.
/// </summary>
internal sealed class Places(DbSession session, RegistrationMails mails, JobQueue jobs, TimeProvider clock)
{
    /// <summary>How long a place that came free is kept for the first who waits; of what is left until it begins, at most half.</summary>
    public static readonly TimeSpan OfferLife = TimeSpan.FromDays(2);

    private const int MostMoves = 5;
    private const int TellAtOnce = 200;

    /// <summary>Gives a place, or one in the queue.</summary>
    public Task<Answer> EnterAsync(string eventId, Entrant entrant, CancellationToken stop) =>
        InTurnAsync(eventId, new Answer(Verdict.Unknown), found => EnterInTurnAsync(found, entrant, stop), stop);

    /// <summary>The same for some people together, in their order.</summary>
    public Task<IReadOnlyList<Answer>> EnterAsync(string eventId, IReadOnlyList<Entrant> entrants, CancellationToken stop) =>
        InTurnAsync<IReadOnlyList<Answer>>(
            eventId, [],
            async found =>
            {
                var answers = new List<Answer>();
                foreach (var entrant in entrants) answers.Add(await EnterInTurnAsync(found, entrant, stop));
                return answers;
            },
            stop);

    /// <summary>
    /// Makes what was asked for by mail sure: the place is given now, not when it was asked. Who asked in time may confirm until it begins.
    /// </summary>
    /// <param name="id">The registration.</param>
    /// <param name="member">The account that has its address; null: none.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<Answer> ConfirmAsync(Guid id, Guid? member, CancellationToken stop) => OfOneAsync(
        id,
        async (found, mine) =>
        {
            if (mine.State != RegistrationState.Unconfirmed) return new Answer(Verdict.Done, mine);
            var now = clock.GetUtcNow();
            var closed = EntryRules.WhyClosed(found, now);
            if (closed == Verdict.Closed && mine.AskedAt < found.Event.RegistrationClosesAt && now < found.Event.BeginsAt) closed = null;
            if (closed is { } why) return new Answer(why, mine);
            if (await LiveAsync(mine.Event, mine.Id, member, stop) is { } known) return new Answer(Verdict.Already, known);
            await FillAsync(found, now, stop);
            if (await StateForAsync(found, mine.Online, stop) is not { } state) return new Answer(Verdict.Full, mine);
            var made = await session.FirstAsync(
                $"""
                update calendar.registrations
                set state = $2, member_id = $3, place = nextval('calendar.registration_places'), confirmed_at = $4, told = $5
                where id = $1 returning {Registration.Columns}
                """,
                [id, WordOf(state), member, now, ToldFacts.Of(found).Text], Registration.Of, stop);
            await mails.EnteredAsync(found, made!, by: null, stop);
            return new Answer(Verdict.Done, made);
        },
        stop);

    /// <summary>Takes the place that was offered; twice is once.</summary>
    public Task<Answer> AcceptAsync(Guid id, CancellationToken stop) => OfOneAsync(
        id,
        async (found, mine) =>
        {
            if (mine.State == RegistrationState.Registered) return new Answer(Verdict.Done, mine);
            if (found.CancelledAt is not null) return new Answer(Verdict.Off, mine);
            var now = clock.GetUtcNow();
            await FillAsync(found, now, stop); // ends what is no longer kept
            var made = await session.FirstAsync(
                $"""
                update calendar.registrations set state = 'registered', offered_until = null where id = $1 and state = 'offered'
                returning {Registration.Columns}
                """,
                [id], Registration.Of, stop);
            if (made is null) return new Answer(Verdict.TooLate, await FindAsync(id, stop));
            await mails.EnteredAsync(found, made, by: null, stop);
            return new Answer(Verdict.Done, made);
        },
        stop);

    /// <summary>Somebody does not come; the next in line hears of it. Twice is once.</summary>
    /// <param name="id">The registration.</param>
    /// <param name="byOffice">The office says so, also of an event that has begun.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<Answer> CancelAsync(Guid id, bool byOffice, CancellationToken stop) => OfOneAsync(
        id,
        async (found, mine) =>
        {
            if (mine.State == RegistrationState.Cancelled) return new Answer(Verdict.Done, mine);
            var now = clock.GetUtcNow();
            if (!byOffice && now >= found.Event.BeginsAt) return new Answer(Verdict.Closed, mine);
            var gone = await session.FirstAsync(
                $"""
                update calendar.registrations
                set state = 'cancelled', offered_until = null, cancelled_at = $2, cancelled_by = $3, needs = null
                where id = $1 returning {Registration.Columns}
                """,
                [id, now, byOffice ? "office" : "self"], Registration.Of, stop);
            await mails.CancelledAsync(found, gone!, stop);
            await FillAsync(found, now, stop);
            return new Answer(Verdict.Done, gone);
        },
        stop);

    /// <summary>Changes what somebody told; only the way they take part asks for a place.</summary>
    /// <param name="id">The registration.</param>
    /// <param name="now">What they tell now; the address stays.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<Answer> ChangeAsync(Guid id, Entrant now, CancellationToken stop) => OfOneAsync(
        id,
        async (found, mine) =>
        {
            if (!mine.IsLive) return new Answer(Verdict.Unknown, mine);
            var state = mine.State;
            if (now.Online != mine.Online && NeedsPlace(found.Event, now.Online) != NeedsPlace(found.Event, mine.Online))
            {
                if (!NeedsPlace(found.Event, now.Online)) state = RegistrationState.Registered;
                else if (await StateForAsync(found, now.Online, stop) is not RegistrationState.Registered)
                    return new Answer(Verdict.Full, mine);
            }
            var made = await session.FirstAsync(
                $"""
                update calendar.registrations
                set name = $2, organisation = $3, function = $4, municipality = $5, answers = $6::jsonb, needs = $7, online = $8,
                    state = $9, offered_until = case when $9 = 'offered' then offered_until end
                where id = $1 returning {Registration.Columns}
                """,
                [
                    id, now.Name, now.Organisation, now.Function, now.Municipality, JsonSerializer.Serialize(now.Answers), now.Needs,
                    now.Online, WordOf(state),
                ],
                Registration.Of, stop);
            if (state != mine.State) await mails.EnteredAsync(found, made!, by: null, stop);
            await FillAsync(found, clock.GetUtcNow(), stop);
            return new Answer(Verdict.Done, made);
        },
        stop);

    /// <summary>
    /// Goes to another date of the series in one transaction: who does not get a place there keeps the one they have.
    /// </summary>
    /// <param name="id">The registration.</param>
    /// <param name="to">The other event.</param>
    /// <param name="byOffice">The office moves them: to any event, whenever, also where it is full.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<Answer> MoveAsync(Guid id, string to, bool byOffice, CancellationToken stop)
    {
        for (var times = 0; times < MostMoves; times++)
        {
            if (await FindAsync(id, stop) is not { } seen) break;
            if (seen.Event == to) return new Answer(Verdict.Done, seen);
            // Always in the same order, so that two who change places do not wait for each other.
            string[] both = [seen.Event, to];
            Array.Sort(both, StringComparer.Ordinal);
            var answer = await InTurnAsync<Answer?>(
                both[0], new Answer(Verdict.Unknown),
                one => InTurnAsync<Answer?>(
                    both[1], new Answer(Verdict.Unknown),
                    other => one.Id == seen.Event
                        ? MoveInTurnAsync(id, one, other, byOffice, stop)
                        : MoveInTurnAsync(id, other, one, byOffice, stop),
                    stop),
                stop);
            if (answer is not null) return answer;
        }
        return new Answer(Verdict.Unknown);
    }

    /// <summary>
    /// Looks what an event asks for: offers that nobody took end, places that came free are offered, and who was told another time or place
    /// hears of it.
    /// </summary>
    /// <returns>True when there are more to tell.</returns>
    public Task<bool> CatchUpAsync(string eventId, CancellationToken stop) => InTurnAsync(
        eventId, false,
        async found =>
        {
            var more = await TellAsync(found, stop);
            await FillAsync(found, clock.GetUtcNow(), stop);
            return more;
        },
        stop);

    /// <summary>One registration; null: there is none (any more).</summary>
    public Task<Registration?> FindAsync(Guid id, CancellationToken stop) => session.FirstAsync(
        $"select {Registration.Columns} from calendar.registrations where id = $1", [id], Registration.Of, stop);

    /// <summary>An event as it was published last; null: readers never saw one.</summary>
    public Task<Announcement?> EventAsync(string id, CancellationToken stop) => session.FirstAsync(
        $"select {Announcement.Columns} from calendar.announcements where document_id = $1 and front_matter is not null", [id],
        Announcement.Of, stop);

    /// <summary>How many places are free, and how many people wait for one.</summary>
    public async Task<Room> RoomAsync(Announcement found, CancellationToken stop)
    {
        var (taken, waiting) = await session.FirstAsync(
            """
            select count(*) filter (where state in ('registered', 'offered')), count(*) filter (where state = 'waiting')
            from calendar.registrations where event = $1 and not ($2 and online)
            """,
            [found.Id, found.Event.Mode == EventMode.Hybrid], row => ((int)row.Get<long>(0), (int)row.Get<long>(1)), stop);
        return new Room(found.Event.Capacity, taken, waiting);
    }

    private async Task<Answer> EnterInTurnAsync(Announcement found, Entrant entrant, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await LiveAsync(found.Id, entrant, stop) is { } known) return new Answer(Verdict.Already, known);
        if (found.CancelledAt is not null) return new Answer(Verdict.Off);
        if (entrant.By is not { IsOffice: true })
        {
            if (EntryRules.WhyClosed(found, now) is { } why) return new Answer(why);
            if (found.Event.MembersOnly && entrant.MemberId is null) return new Answer(Verdict.MembersOnly);
        }
        await FillAsync(found, now, stop);
        var state = entrant.By is { GivesPlace: true } ? RegistrationState.Registered : await StateForAsync(found, entrant.Online, stop);
        if (state is not { } given) return new Answer(Verdict.Full);
        var made = await session.FirstAsync(
            $"""
            insert into calendar.registrations (
                id, event, member_id, address, address_key, name, organisation, function, municipality, state, registered_by, answers,
                needs, online, asked_at, confirmed_at, told)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14, $15, $15, $16)
            on conflict (id) do nothing returning {Registration.Columns}
            """,
            [
                entrant.Id, found.Id, entrant.MemberId, entrant.Address.Text, entrant.Address.Normal, entrant.Name, entrant.Organisation,
                entrant.Function, entrant.Municipality, WordOf(given), entrant.By?.Id, JsonSerializer.Serialize(entrant.Answers),
                entrant.Needs, entrant.Online, now, ToldFacts.Of(found).Text,
            ],
            Registration.Of, stop);
        // The id is taken: the same form once more, of who cancelled meanwhile.
        if (made is null) return new Answer(Verdict.Unknown);
        await mails.EnteredAsync(found, made, entrant.By, stop);
        return new Answer(Verdict.Done, made);
    }

    // Null: they went elsewhere before the turn came.
    private async Task<Answer?> MoveInTurnAsync(Guid id, Announcement from, Announcement to, bool byOffice, CancellationToken stop)
    {
        if (await FindAsync(id, stop) is not { IsLive: true } mine) return new Answer(Verdict.Unknown);
        if (mine.Event != from.Id) return null;
        var now = clock.GetUtcNow();
        if (to.CancelledAt is not null) return new Answer(Verdict.Off, mine);
        if (!byOffice)
        {
            if (from.Event.Series is not { } series || to.Event.Series != series) return new Answer(Verdict.Unknown, mine);
            if (now >= from.Event.BeginsAt) return new Answer(Verdict.Closed, mine);
            if (EntryRules.WhyClosed(to, now) is { } why) return new Answer(why, mine);
            if (to.Event.MembersOnly && mine.MemberId is null) return new Answer(Verdict.MembersOnly, mine);
        }
        if (await LiveAsync(to.Id, mine.Id, mine.MemberId, stop) is { } known) return new Answer(Verdict.Already, known);
        await FillAsync(to, now, stop);
        if (!byOffice && await StateForAsync(to, mine.Online, stop) is not RegistrationState.Registered)
            return new Answer(Verdict.Full, mine);
        var moved = await session.FirstAsync(
            $"""
            update calendar.registrations set event = $2, state = 'registered', offered_until = null,
                place = nextval('calendar.registration_places'), told = $3
            where id = $1 returning {Registration.Columns}
            """,
            [id, to.Id, ToldFacts.Of(to).Text], Registration.Of, stop);
        await session.ExecuteAsync("delete from calendar.registration_mails where registration_id = $1", [id], stop);
        await mails.MovedAsync(from, to, moved!, stop);
        await FillAsync(from, now, stop);
        return new Answer(Verdict.Done, moved);
    }

    // Ends offers that nobody took, and offers what is free to who waits longest.
    private async Task FillAsync(Announcement found, DateTimeOffset now, CancellationToken stop)
    {
        var lapsed = await session.ListAsync(
            $"""
            update calendar.registrations
            set state = 'cancelled', offered_until = null, cancelled_at = $2, cancelled_by = 'expired', needs = null
            where event = $1 and state = 'offered' and offered_until <= $2 returning {Registration.Columns}
            """,
            [found.Id, now], Registration.Of, stop);
        foreach (var one in lapsed) await mails.LapsedAsync(found, one, stop);
        if (found.CancelledAt is not null || now >= found.Event.BeginsAt) return;
        var room = await RoomAsync(found, stop);
        if (room.Waiting == 0 || room.Free == 0) return;
        var until = now + TimeSpan.FromTicks(Math.Min(OfferLife.Ticks, (found.Event.BeginsAt - now).Ticks / 2));
        var offered = await session.ListAsync(
            $"""
            update calendar.registrations set state = 'offered', offered_until = $2
            where id in (
                select id from calendar.registrations where event = $1 and state = 'waiting' and not ($3 and online)
                order by place limit $4)
            returning {Registration.Columns}
            """,
            [found.Id, until, found.Event.Mode == EventMode.Hybrid, room.Free ?? int.MaxValue], Registration.Of, stop);
        foreach (var one in offered) await mails.OfferedAsync(found, one, stop);
        await jobs.EnqueueAsync(new CatchUpWithEvent(found.Id), new JobOptions { Lane = JobLane.Soon, RunAt = until }, stop);
    }

    // Each once: what was told is written down with the mail.
    private async Task<bool> TellAsync(Announcement found, CancellationToken stop)
    {
        var (facts, now) = (ToldFacts.Of(found), clock.GetUtcNow());
        var others = await session.ListAsync(
            $"""
            select {Registration.Columns} from calendar.registrations
            where event = $1 and told is distinct from $2 and state in ('registered', 'waiting', 'offered') order by place limit $3
            """,
            [found.Id, facts.Text, TellAtOnce], Registration.Of, stop);
        if (others.Count == 0) return false;
        await session.ExecuteAsync(
            "update calendar.registrations set told = $2 where id = any($1)",
            [others.Select(one => one.Id).ToArray(), facts.Text], stop);
        // Of what is over nobody needs to hear that it was written down otherwise.
        if (now < found.Event.OverAt) await mails.ChangedAsync(found, others, stop);
        return others.Count == TellAtOnce;
    }

    private async Task<RegistrationState?> StateForAsync(Announcement found, bool online, CancellationToken stop)
    {
        if (!NeedsPlace(found.Event, online)) return RegistrationState.Registered;
        var room = await RoomAsync(found, stop);
        return room is { Waiting: 0, Free: null or > 0 } ? RegistrationState.Registered
            : found.Event.WaitingList ? RegistrationState.Waiting : null;
    }

    private static bool NeedsPlace(CalendarEvent item, bool online) => !(online && item.Mode == EventMode.Hybrid);

    private Task<Registration?> LiveAsync(string eventId, Entrant entrant, CancellationToken stop) => session.FirstAsync(
        $"""
        select {Registration.Columns} from calendar.registrations
        where event = $1 and state in ('registered', 'waiting', 'offered') and (address_key = $2 or member_id = $3)
        order by place limit 1
        """,
        [eventId, entrant.Address.Normal, entrant.MemberId], Registration.Of, stop);

    private Task<Registration?> LiveAsync(string eventId, Guid same, Guid? member, CancellationToken stop) => session.FirstAsync(
        $"""
        select {Registration.Columns} from calendar.registrations
        where event = $1 and state in ('registered', 'waiting', 'offered')
            and (member_id = $3 or address_key = (select address_key from calendar.registrations where id = $2))
        order by place limit 1
        """,
        [eventId, same, member], Registration.Of, stop);

    // One that went to another event while its turn came is asked again there.
    private async Task<Answer> OfOneAsync(Guid id, Func<Announcement, Registration, Task<Answer>> work, CancellationToken stop)
    {
        for (var times = 0; times < MostMoves; times++)
        {
            if (await FindAsync(id, stop) is not { } seen) break;
            var answer = await InTurnAsync<Answer?>(
                seen.Event, new Answer(Verdict.Unknown),
                async found => await FindAsync(id, stop) is { } mine && mine.Event == found.Id ? await work(found, mine) : null, stop);
            if (answer is not null) return answer;
        }
        return new Answer(Verdict.Unknown);
    }

    private Task<T> InTurnAsync<T>(string eventId, T otherwise, Func<Announcement, Task<T>> work, CancellationToken stop) =>
        session.InTransactionAsync(
            () => session.AloneAsync(
                $"calendar places {eventId}",
                async () => await EventAsync(eventId, stop) is { } found ? await work(found) : otherwise, stop),
            stop);

    private static string WordOf(RegistrationState state) => state switch
    {
        RegistrationState.Unconfirmed => "unconfirmed",
        RegistrationState.Registered => "registered",
        RegistrationState.Waiting => "waiting",
        RegistrationState.Offered => "offered",
        _ => "cancelled",
    };
}

/// <summary>How full an event is.</summary>
/// <param name="Capacity">How many people there is room for; null: no limit.</param>
/// <param name="Taken">How many have a place, or may have one that is kept for them.</param>
/// <param name="Waiting">How many wait.</param>
internal sealed record Room(int? Capacity, int Taken, int Waiting)
{
    /// <summary>How many places are free; null: no limit.</summary>
    public int? Free => Capacity is { } places ? Math.Max(0, places - Taken) : null;

    /// <summary>How many more have a place than there is room for: the office lowered the number, and nobody was sent away.</summary>
    public int TooMany => Capacity is { } places ? Math.Max(0, Taken - places) : 0;
}
